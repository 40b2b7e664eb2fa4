/** The retinoid pause of the source: 24 hours to the minute, on condition, and too late to pause. */
import { describe, expect, test } from 'vitest';
import { evaluateRule } from '../../../shared/policy/evaluate-rule.ts';
import type { RuleSays } from '../../../shared/policy/evaluation.ts';
import type { Rule } from '../../../shared/policy/policy.ts';
import type { Answer, AnswerValue } from '../../../shared/screening/answer.ts';
import { answer, at, atInstant, given, no, on, yes } from '../given.ts';
import { ruleOf } from '../rule-of.ts';

const retinoidPause = ruleOf('retinoid-pause');
const startAt = '2026-12-15T12:00:00-05:00';
const pauseBy = at('2026-12-14T12:00:00-05:00');
const early = '2026-12-14T11:59:00-05:00';
const late = '2026-12-14T12:00:00-05:00';
const passes: RuleSays = { findings: [], open: [] };

function saysOf(
  uses: Answer | undefined,
  lastUse?: Answer,
  start = startAt,
  rule: Rule = retinoidPause,
): RuleSays {
  const answers = {
    ...(uses === undefined ? {} : { 'uses-retinoids': uses }),
    ...(lastUse === undefined ? {} : { 'retinoid-last-use': lastUse }),
  };
  return evaluateRule(rule, given({ startAt: start, answers }));
}

function inDays(amount: number): Rule {
  return retinoidPause.kind === 'pause-before-visit'
    ? { ...retinoidPause, pause: { amount, unit: 'days' } }
    : retinoidPause;
}

describe('does the client use it', () => {
  test('no passes, whatever stands under last use', () => {
    expect(saysOf(answer(no))).toEqual(passes);
    expect(saysOf(answer({ is: 'never' }), answer(on('2026-12-15'), late))).toEqual(passes);
  });

  test.each<[string, Answer | undefined]>([
    ['no answer', undefined],
    ['not sure', answer({ is: 'unsure' })],
    ['something unreadable', answer({ is: 'unreadable', raw: 'sometimes' })],
  ])('%s leaves that question open and the last use unasked', (_, uses) => {
    expect(saysOf(uses)).toEqual({ findings: [], open: ['uses-retinoids'] });
  });
});

describe('a last use less than 24 hours before the visit', () => {
  test('exactly 24 hours before passes', () => {
    expect(saysOf(answer(yes, late), answer(atInstant('2026-12-14T12:00:00-05:00'), late))).toEqual(passes);
  });

  test('a minute later blocks until 24 hours after the use', () => {
    const lastUse = answer(atInstant('2026-12-14T12:01:00-05:00'), '2026-12-14T13:00:00-05:00');
    expect(saysOf(answer(yes, late), lastUse)).toEqual({
      findings: [
        {
          outcome: 'blocked',
          facts: '2026-12-14T17:01:00.000Z/2026-12-15',
          eligibleFrom: at('2026-12-15T12:01:00-05:00'),
          last: '2026-12-14',
          lastAt: at('2026-12-14T12:01:00-05:00'),
        },
      ],
      open: [],
    });
  });

  test('a bare day counts to its end', () => {
    const theDayBefore = saysOf(answer(yes, late), answer(on('2026-12-14'), late));
    expect(theDayBefore.findings[0]?.eligibleFrom).toBe(at('2026-12-16T00:00:00-05:00'));
    expect(saysOf(answer(yes, late), answer(on('2026-12-13'), late))).toEqual(passes);
  });

  test('the 24 hours are elapsed ones on the night that has 25', () => {
    const lastUse = answer(atInstant('2026-10-31T12:00:00-04:00'), '2026-10-31T13:00:00-04:00');
    const uses = answer(yes, '2026-10-31T13:00:00-04:00');
    expect(saysOf(uses, lastUse, '2026-11-01T11:00:00-05:00')).toEqual(passes);
    expect(saysOf(uses, lastUse, '2026-11-01T10:59:00-05:00').findings).toHaveLength(1);
  });

  test('the 24 hours are elapsed ones on the night that has 23', () => {
    const lastUse = answer(atInstant('2027-03-13T12:00:00-05:00'), '2027-03-13T13:00:00-05:00');
    const uses = answer(yes, '2027-03-13T13:00:00-05:00');
    expect(saysOf(uses, lastUse, '2027-03-14T13:00:00-04:00')).toEqual(passes);
    expect(saysOf(uses, lastUse, '2027-03-14T12:59:00-04:00').findings).toHaveLength(1);
  });
});

describe('answered while there is time to pause', () => {
  test.each<[string, AnswerValue | undefined]>([
    ['still using', { is: 'still' }],
    ['not sure when', { is: 'unsure' }],
    ['no last use', undefined],
    ['an unreadable last use', { is: 'unreadable', raw: 'tonight' }],
    ['a last use long ago', on('2026-11-01')],
  ])('%s is allowed on condition to pause 24 hours before', (_, value) => {
    const lastUse = value === undefined ? undefined : answer(value, early);
    expect(saysOf(answer(yes, early), lastUse)).toEqual({ findings: [], open: [], pauseBy });
  });

  test('a later answer about the last use is the one that counts', () => {
    expect(saysOf(answer(yes, early), answer({ is: 'still' }, late))).toEqual({
      findings: [],
      open: ['retinoid-last-use'],
    });
  });
});

describe('answered too late to pause', () => {
  test.each<[string, AnswerValue | undefined]>([
    ['still using', { is: 'still' }],
    ['not sure when', { is: 'unsure' }],
    ['no last use', undefined],
    ['never, which contradicts using it', { is: 'never' }],
    ['a last use more than a day after the answer', on('2026-12-16')],
    ['an instant more than a day after the answer', atInstant('2026-12-15T12:01:00-05:00')],
  ])('%s leaves the last use open', (_, value) => {
    const lastUse = value === undefined ? undefined : answer(value, late);
    expect(saysOf(answer(yes, late), lastUse)).toEqual({ findings: [], open: ['retinoid-last-use'] });
  });
});

describe('a pause in calendar days', () => {
  test('begins at the same wall time, across a change of clocks', () => {
    const says = saysOf(
      answer(yes, '2026-10-25T12:00:00Z'),
      undefined,
      '2026-11-02T10:00:00-05:00',
      inDays(3),
    );
    expect(says.pauseBy).toBe(at('2026-10-30T10:00:00-04:00'));
  });

  test('blocks until so many days after the last use', () => {
    const lastUse = answer(on('2026-12-12'), late);
    expect(saysOf(answer(yes, late), lastUse, startAt, inDays(3)).findings[0]?.eligibleFrom).toBe(
      at('2026-12-16T00:00:00-05:00'),
    );
  });
});
