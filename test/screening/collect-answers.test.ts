/** How the answers of one delivery find their questions, and what answering twice means. */
import { describe, expect, test } from 'vitest';
import type { PlatformAnswer } from '../../shared/platforms/platform.ts';
import { askedQuestions } from '../../shared/policy/asked-questions.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { collectAnswers, sentAnswersMax } from '../../shared/screening/collect-answers.ts';
import { matchQuestion, type QuestionMap } from '../../shared/screening/match-question.ts';
import { at, zone } from '../policy/given.ts';

const questions = askedQuestions(microneedlingPolicy);
const givenAt = at('2026-11-20T12:00:00Z');

function collect(sent: PlatformAnswer[], clinicMap: QuestionMap = {}) {
  return collectAnswers({ questions, clinicMap, sent, at: givenAt, zone, source: 'platform' });
}

function matched(names: string[], clinicMap?: QuestionMap): string | undefined {
  return matchQuestion(questions, names, clinicMap)?.id;
}

describe('which question an answer belongs to', () => {
  test.each([
    ['its id', 'last-botox'],
    ['its id written otherwise', 'Last_Botox'],
    ['another name, with blanks and punctuation', '  When was your last BOTOX?? '],
    ['a Spanish name without accents', 'fecha del ultimo botox'],
    ['its text', 'When did you last have Botox?'],
    ['its Spanish text', '¿Cuándo se aplicó bótox por última vez?'],
  ])('is found by %s', (_, name) => {
    expect(matched(['unknown slug', name])).toBe('last-botox');
  });

  test("the clinic's map comes before all else", () => {
    expect(matched(['diabetes'], { Diabetes: 'heart-disease' })).toBe('heart-disease');
    expect(matched(['q-17', 'diabetes'], { 'Q 17': 'cancer-history' })).toBe('cancer-history');
  });

  test('a name mapped to a question that is not asked belongs to none', () => {
    expect(matched(['diabetes'], { diabetes: 'keloids' })).toBeUndefined();
  });

  test.each([
    [[]],
    [['']],
    [['???']],
    [['notes']],
    [['x'.repeat(10_000)]],
    [['constructor', '__proto__']],
  ])('%j belongs to none', (names) => {
    expect(matched(names)).toBeUndefined();
  });
});

describe('the answers of one delivery', () => {
  test('stand under their questions with time and source', () => {
    const { answers, unmatched } = collect([
      { names: ['blood-thinners'], raw: 'No' },
      { names: ['botox date'], raw: '2026-11-01' },
    ]);
    expect(answers).toEqual({
      'blood-thinners': { value: { is: 'no' }, at: givenAt, source: 'platform' },
      'last-botox': { value: { is: 'date', date: '2026-11-01' }, at: givenAt, source: 'platform' },
    });
    expect(unmatched).toBe(0);
  });

  test('a question answered twice alike is answered', () => {
    const sent = [
      { names: ['diabetes'], raw: 'no' },
      { names: ['Do you have diabetes?'], raw: ['No'] },
    ];
    expect(collect(sent).answers.diabetes?.value).toEqual({ is: 'no' });
  });

  test('a question answered twice in two ways is not, whatever comes third', () => {
    const sent = ['no', 'yes', 'no'].map((raw) => ({ names: ['diabetes'], raw }));
    expect(collect(sent).answers.diabetes?.value).toEqual({ is: 'unreadable', raw: 'answered twice' });
  });

  test('an empty second answer contradicts nothing and is none', () => {
    const sent = ['yes', ''].map((raw) => ({ names: ['diabetes'], raw }));
    expect(collect(sent).answers.diabetes?.value).toEqual({ is: 'yes' });
    expect(collect([{ names: ['diabetes'], raw: '' }]).answers).toEqual({});
  });

  test('answers under unknown names are counted, empty ones are not', () => {
    const sent = ['please ring', '', null, [], 0].map((raw) => ({ names: ['notes'], raw }));
    expect(collect(sent)).toEqual({ answers: {}, unmatched: 2 });
  });

  test('more answers than a form has are counted and not read', () => {
    const sent = Array.from({ length: sentAnswersMax + 5 }, (_, index) => ({
      names: [index < sentAnswersMax ? 'notes' : 'diabetes'],
      raw: 'no',
    }));
    expect(collect(sent)).toEqual({ answers: {}, unmatched: sentAnswersMax + 5 });
  });
});
