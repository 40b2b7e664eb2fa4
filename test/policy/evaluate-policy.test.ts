/** Which rules of a policy speak, and which of its questions are asked and open. */
import { describe, expect, test } from 'vitest';
import { askedQuestions } from '../../shared/policy/asked-questions.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { evaluatePolicy } from '../../shared/policy/evaluate-policy.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { Answer } from '../../shared/screening/answer.ts';
import { answer, given, no, yes } from './given.ts';
import { ruleOf } from './rule-of.ts';

const startAt = '2026-12-15T12:00:00-05:00';

function openOf(policy: Policy, answers: Record<string, Answer>): string[] {
  return evaluatePolicy(policy, given({ startAt, answers })).flatMap(({ says }) => says.open);
}

describe('the default policy', () => {
  test('with nothing answered, every question but the dependent ones is open', () => {
    const expected = askedQuestions(microneedlingPolicy)
      .filter((question) => question.askIf === undefined)
      .map((question) => question.id);
    expect(openOf(microneedlingPolicy, {}).toSorted()).toEqual(expected.toSorted());
  });

  test('with no everywhere, only the advisory on long sun is found and nothing is open', () => {
    const answers = Object.fromEntries(
      askedQuestions(microneedlingPolicy).map((question) => [
        question.id,
        answer(question.type === 'yes-no' ? no : { is: 'never' }),
      ]),
    );
    const results = evaluatePolicy(microneedlingPolicy, given({ startAt, answers }));
    expect(results.filter(({ says }) => says.findings.length > 0).map(({ rule }) => rule.id)).toEqual([
      'sun-exposure',
    ]);
    expect(results.flatMap(({ says }) => says.open)).toEqual([]);
  });

  test('rules that are switched off say nothing', () => {
    const results = evaluatePolicy(
      microneedlingPolicy,
      given({ startAt, answers: { keloids: answer(yes) } }),
    );
    expect(results.map(({ rule }) => rule.id)).not.toContain('keloids');
  });
});

describe('a question that waits for another', () => {
  const policy: Policy = {
    treatment: 'facial',
    version: 1,
    title: { en: 'Facial', es: 'Facial' },
    carePlan: 'microneedling',
    questions: [
      { id: 'first', type: 'yes-no', text: { en: 'First?', es: '¿Primero?' } },
      { id: 'second', type: 'yes-no', askIf: 'first', text: { en: 'Second?', es: '¿Segundo?' } },
      { id: 'third', type: 'yes-no', askIf: 'second', text: { en: 'Third?', es: '¿Tercero?' } },
    ],
    rules: [{ ...ruleOf('keloids'), kind: 'consult', outcome: 'review', question: 'third', enabled: true }],
  };

  test('is not open where the other was answered no', () => {
    expect(openOf(policy, { first: answer(no) })).toEqual([]);
    expect(openOf(policy, { first: answer(yes), second: answer(no) })).toEqual([]);
  });

  test('is open where the other was answered yes', () => {
    expect(openOf(policy, { first: answer(yes), second: answer(yes) })).toEqual(['third']);
  });

  test('leaves the other open in its place where that is unanswered or unsure', () => {
    expect(openOf(policy, {})).toEqual(['first']);
    expect(openOf(policy, { first: answer(yes) })).toEqual(['second']);
    expect(openOf(policy, { first: answer({ is: 'unsure' }) })).toEqual(['first']);
  });

  test('is asked together with those it waits for', () => {
    expect(askedQuestions(policy).map(({ id }) => id)).toEqual(['first', 'second', 'third']);
  });
});

describe('the questions asked', () => {
  test('are those of the enabled rules, in policy order', () => {
    expect(askedQuestions(microneedlingPolicy).map(({ id }) => id)).toEqual([
      'last-botox',
      'uses-retinoids',
      'retinoid-last-use',
      'uses-strong-actives',
      'strong-actives-last-use',
      'blood-thinners',
      'physician-care',
      'active-breakout',
      'active-infection',
      'pregnant-nursing',
      'bleeding-disorder',
      'severe-acne-rosacea',
      'autoimmune',
      'recent-chemo',
      'heart-disease',
      'diabetes',
      'cancer-history',
    ]);
  });

  test('of a rule that is switched on are asked too', () => {
    const rules = microneedlingPolicy.rules.map((rule) => ({ ...rule, enabled: true }));
    expect(askedQuestions({ ...microneedlingPolicy, rules })).toHaveLength(
      microneedlingPolicy.questions.length,
    );
  });
});
