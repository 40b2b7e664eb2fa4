/** The Botox gap of the source: both sides of midnight and of a change of clocks, every kind of answer, and the clinic's own visits. */
import { describe, expect, test } from 'vitest';
import { evaluateRule } from '../../../shared/policy/evaluate-rule.ts';
import type { RuleSays } from '../../../shared/policy/evaluation.ts';
import type { Rule } from '../../../shared/policy/policy.ts';
import type { AnswerValue } from '../../../shared/screening/answer.ts';
import { answer, at, atInstant, botoxVisit, given, on } from '../given.ts';
import { ruleOf } from '../rule-of.ts';

const botoxGap = ruleOf('botox-gap');
const passes: RuleSays = { findings: [], open: [] };
const open: RuleSays = { findings: [], open: ['last-botox'] };
const never = { 'last-botox': answer({ is: 'never' }) };

function saysOf(value: AnswerValue, startAt: string, rule = botoxGap): RuleSays {
  return evaluateRule(rule, given({ startAt, answers: { 'last-botox': answer(value) } }));
}

function inHours(amount: number): Rule {
  return botoxGap.kind === 'minimum-gap-since' ? { ...botoxGap, gap: { amount, unit: 'hours' } } : botoxGap;
}

describe('calendar days', () => {
  test('Botox on the 1st passes for a visit in the first minute of the 15th', () => {
    expect(saysOf(on('2026-12-01'), '2026-12-15T00:00:00-05:00')).toEqual(passes);
  });

  test('Botox on the 1st blocks a visit in the last minute of the 14th until midnight', () => {
    expect(saysOf(on('2026-12-01'), '2026-12-14T23:59:00-05:00')).toEqual({
      findings: [
        {
          outcome: 'blocked',
          facts: '2026-12-01/2026-12-14',
          eligibleFrom: at('2026-12-15T00:00:00-05:00'),
          last: '2026-12-01',
        },
      ],
      open: [],
    });
  });

  test('an instant late in the evening of the 1st counts as the 1st in the clinic, though it is the 2nd in UTC', () => {
    expect(saysOf(atInstant('2026-12-01T23:30:00-05:00'), '2026-12-15T07:30:00-05:00')).toEqual(passes);
    expect(saysOf(atInstant('2026-12-02T00:30:00-05:00'), '2026-12-15T23:30:00-05:00').findings).toHaveLength(
      1,
    );
  });

  test('the day that is 25 hours long shifts nothing: the gap ends at local midnight', () => {
    const says = saysOf(on('2026-10-25'), '2026-11-07T23:59:00-05:00');
    expect(says.findings[0]?.eligibleFrom).toBe(at('2026-11-08T00:00:00-05:00'));
    expect(saysOf(on('2026-10-25'), '2026-11-08T00:00:00-05:00')).toEqual(passes);
  });

  test('the day that is 23 hours long shifts nothing either', () => {
    const says = saysOf(on('2027-03-01'), '2027-03-14T23:59:00-04:00');
    expect(says.findings[0]?.eligibleFrom).toBe(at('2027-03-15T00:00:00-04:00'));
    expect(saysOf(on('2027-03-01'), '2027-03-15T00:00:00-04:00')).toEqual(passes);
  });
});

describe('elapsed hours', () => {
  test('an instant passes exactly when the hours have elapsed and not a minute before', () => {
    const used = atInstant('2026-12-01T10:00:00-05:00');
    expect(saysOf(used, '2026-12-03T10:00:00-05:00', inHours(48))).toEqual(passes);
    expect(saysOf(used, '2026-12-03T09:59:00-05:00', inHours(48)).findings).toMatchObject([
      { outcome: 'blocked', eligibleFrom: at('2026-12-03T10:00:00-05:00') },
    ]);
  });

  test('a bare day is read to its end', () => {
    expect(saysOf(on('2026-12-01'), '2026-12-04T00:00:00-05:00', inHours(48))).toEqual(passes);
    expect(saysOf(on('2026-12-01'), '2026-12-03T23:59:00-05:00', inHours(48)).findings).toHaveLength(1);
  });
});

describe('answers', () => {
  test.each<AnswerValue['is']>(['no', 'never'])('"%s" passes', (is) => {
    const value: AnswerValue = is === 'no' ? { is } : { is: 'never' };
    expect(saysOf(value, '2026-12-15T12:00:00-05:00')).toEqual(passes);
  });

  test.each<[string, AnswerValue]>([
    ['yes without a date', { is: 'yes' }],
    ['not sure', { is: 'unsure' }],
    ['still', { is: 'still' }],
    ['something unreadable', { is: 'unreadable', raw: '11/05/2026' }],
    ['a day after the visit', on('2026-12-16')],
    ['an instant on a day after the visit', atInstant('2026-12-16T00:00:00-05:00')],
  ])('%s leaves the question open', (_, value) => {
    expect(saysOf(value, '2026-12-15T12:00:00-05:00')).toEqual(open);
  });

  test('no answer leaves the question open', () => {
    expect(evaluateRule(botoxGap, given({ startAt: '2026-12-15T12:00:00-05:00' }))).toEqual(open);
  });

  test('Botox on the day of the visit and Botox planned before it both block', () => {
    expect(saysOf(on('2026-12-15'), '2026-12-15T12:00:00-05:00').findings).toHaveLength(1);
    expect(saysOf(on('2026-12-10'), '2026-12-15T12:00:00-05:00').findings).toHaveLength(1);
  });
});

describe("the clinic's own Botox visits", () => {
  const startAt = '2026-12-15T12:00:00-05:00';

  test('a Botox visit last week blocks although the client answered never', () => {
    const says = evaluateRule(
      botoxGap,
      given({ startAt, answers: never, visits: [botoxVisit('2026-12-08T15:00:00-05:00')] }),
    );
    expect(says).toEqual({
      findings: [
        {
          outcome: 'blocked',
          facts: '2026-12-08/2026-12-15',
          eligibleFrom: at('2026-12-22T00:00:00-05:00'),
          last: '2026-12-08',
        },
      ],
      open: [],
    });
  });

  test('it blocks beside an open question, for Botox elsewhere is still not known', () => {
    const says = evaluateRule(
      botoxGap,
      given({ startAt, visits: [botoxVisit('2026-12-08T15:00:00-05:00')] }),
    );
    expect(says.findings).toHaveLength(1);
    expect(says.open).toEqual(['last-botox']);
  });

  test('of several facts the latest makes the one finding', () => {
    const says = evaluateRule(
      botoxGap,
      given({
        startAt,
        answers: { 'last-botox': answer(on('2026-12-05')) },
        visits: [botoxVisit('2026-12-11T09:00:00-05:00'), botoxVisit('2026-12-03T09:00:00-05:00')],
      }),
    );
    expect(says.findings).toMatchObject([{ facts: '2026-12-11/2026-12-15' }]);
  });

  test('a visit booked later on the same day blocks, one on the next day does not count', () => {
    const sameDay = given({ startAt, answers: never, visits: [botoxVisit('2026-12-15T17:00:00-05:00')] });
    const nextDay = given({ startAt, answers: never, visits: [botoxVisit('2026-12-16T00:00:00-05:00')] });
    expect(evaluateRule(botoxGap, sameDay).findings).toHaveLength(1);
    expect(evaluateRule(botoxGap, nextDay)).toEqual(passes);
  });

  test('visits for other treatments do not count', () => {
    const visits = [botoxVisit('2026-12-14T12:00:00-05:00', { treatment: 'facial' })];
    expect(evaluateRule(botoxGap, given({ startAt, answers: never, visits }))).toEqual(passes);
  });

  test('a rule that counts no visits ignores all of them', () => {
    const visits = [botoxVisit('2026-12-14T12:00:00-05:00')];
    const fillerGap = ruleOf('filler-gap');
    const answers = { 'last-filler': answer({ is: 'never' }) };
    expect(evaluateRule(fillerGap, given({ startAt, answers, visits }))).toEqual(passes);
  });

  test('a visit under the same key but another name is a review of its own, and only if it would block', () => {
    const near = botoxVisit('2026-12-10T12:00:00-05:00', { sameName: false });
    const far = botoxVisit('2026-11-10T12:00:00-05:00', { sameName: false });
    expect(evaluateRule(botoxGap, given({ startAt, answers: never, visits: [near] })).findings).toEqual([
      {
        outcome: 'review',
        facts: 'other-name:2026-12-10/2026-12-15',
        eligibleFrom: at('2026-12-24T00:00:00-05:00'),
        last: '2026-12-10',
        otherName: true,
      },
    ]);
    expect(evaluateRule(botoxGap, given({ startAt, answers: never, visits: [far] }))).toEqual(passes);
  });

  test('the same name and another name give two findings', () => {
    const visits = [
      botoxVisit('2026-12-08T12:00:00-05:00'),
      botoxVisit('2026-12-10T12:00:00-05:00', { sameName: false }),
    ];
    const { findings } = evaluateRule(botoxGap, given({ startAt, answers: never, visits }));
    expect(findings.map(({ outcome }) => outcome)).toEqual(['blocked', 'review']);
  });
});
