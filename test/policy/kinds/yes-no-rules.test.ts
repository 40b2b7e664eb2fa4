/** Every rule of the default policy that asks one yes-no question or none. */
import { describe, expect, test } from 'vitest';
import { evaluateRule } from '../../../shared/policy/evaluate-rule.ts';
import { answer, given, no, yes } from '../given.ts';
import { ruleOf } from '../rule-of.ts';

const startAt = '2026-12-15T12:00:00-05:00';

describe.each([
  ['bleeding-disorder', 'blocked', 'clinician', false],
  ['severe-acne-rosacea', 'blocked', 'manager', false],
  ['active-infection', 'blocked', 'manager', true],
  ['pregnant-nursing', 'blocked', 'clinician', false],
  ['autoimmune', 'review', 'clinician', false],
  ['recent-chemo', 'blocked', 'clinician', false],
  ['heart-disease', 'review', 'clinician', false],
  ['diabetes', 'review', 'clinician', false],
  ['cancer-history', 'review', 'clinician', false],
  ['active-breakout', 'review', 'manager', false],
  ['blood-thinners', 'advisory', 'manager', false],
  ['physician-care', 'advisory', 'manager', false],
  ['sunburn-now', 'blocked', 'manager', true],
  ['keloids', 'review', 'clinician', false],
  ['cold-sore-history', 'review', 'manager', false],
])('%s', (id, outcome, overridableBy, selfClearing) => {
  const rule = ruleOf(id);

  test(`yes is ${outcome}, without a date`, () => {
    const says = evaluateRule(rule, given({ startAt, answers: { [id]: answer(yes) } }));
    expect(says).toEqual({ findings: [{ outcome, facts: 'answer:yes' }], open: [] });
  });

  test('no passes', () => {
    const says = evaluateRule(rule, given({ startAt, answers: { [id]: answer(no) } }));
    expect(says).toEqual({ findings: [], open: [] });
  });

  test('unanswered, not sure and unreadable are open', () => {
    const open = { findings: [], open: [id] };
    expect(evaluateRule(rule, given({ startAt }))).toEqual(open);
    const unsure = { [id]: answer({ is: 'unsure' }) };
    expect(evaluateRule(rule, given({ startAt, answers: unsure }))).toEqual(open);
    const unreadable = { [id]: answer({ is: 'unreadable', raw: 'maybe' }) };
    expect(evaluateRule(rule, given({ startAt, answers: unreadable }))).toEqual(open);
  });

  test(`a ${overridableBy} may override it, and it ${selfClearing ? 'clears' : 'does not clear'} itself`, () => {
    expect(rule).toMatchObject({ overridableBy, selfClearing });
  });
});

test('long sun is an advisory on every booking', () => {
  expect(evaluateRule(ruleOf('sun-exposure'), given({ startAt }))).toEqual({
    findings: [{ outcome: 'advisory', facts: 'always' }],
    open: [],
  });
});

test('a bare face is for the texts alone', () => {
  expect(evaluateRule(ruleOf('bare-face'), given({ startAt }))).toEqual({ findings: [], open: [] });
});
