/** Allowed on condition: something is still in use and there is time to pause, if the client is told in time from when. */
import { describe, expect, test } from 'vitest';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { instantOf } from '../world/world.ts';
import {
  answered,
  atTime,
  booked,
  overridden,
  rescheduled,
  still,
  toldByPage,
  toldByText,
  unsure,
  yes,
} from './gate-events.ts';
import { given } from './gate-specification.ts';

const stillUsing = { 'uses-retinoids': yes, 'retinoid-last-use': still };
/** 24 hours before the visit. */
const pauseBy = '2026-11-30T15:00:00.000Z';
const rule = 'retinoid-pause';

describe('still using, answered while there is time to pause', () => {
  test('is allowed on condition', () => {
    given(booked({ answers: stillUsing }))
      .when()
      .then({ outcome: 'allowed', gating: [], open: [], conditions: [{ rule, pauseBy }] });
  });

  test('with a last use that nobody remembers as well', () => {
    given(booked({ answers: { 'uses-retinoids': yes, 'retinoid-last-use': unsure } }))
      .when()
      .then({ outcome: 'allowed', conditions: [{ rule, pauseBy }] });
  });

  test('a minute more than 24 hours before the visit is time enough, 24 hours are not', () => {
    given(booked({ at: '2026-11-30T14:59:00Z', answers: stillUsing }))
      .when()
      .then({ conditions: [{ rule, pauseBy }], open: [] });
    given(booked({ at: '2026-11-30T15:00:00Z', answers: stillUsing }))
      .when()
      .then({ outcome: 'incomplete', conditions: [], open: ['retinoid-last-use'] });
  });

  test('the condition stays through later decisions as it was fixed by the answer', () => {
    given(booked({ answers: stillUsing }))
      .when('2026-11-20T15:00:00Z', '2026-11-29T15:00:00Z', '2026-11-30T14:59:00Z')
      .then({ outcome: 'allowed', conditions: [{ rule, pauseBy }] });
  });

  test('two products in use make two conditions', () => {
    const both = { ...stillUsing, 'uses-strong-actives': yes, 'strong-actives-last-use': still };
    given(booked({ answers: both }))
      .when()
      .then({
        conditions: [
          { rule, pauseBy },
          { rule: 'strong-actives-pause', pauseBy },
        ],
      });
  });
});

describe('telling the client from when to pause', () => {
  test('by the day-before text fulfils the condition through the visit', () => {
    given(booked({ answers: stillUsing }))
      .when(...toldByText('2026-11-29T23:00:00Z', pauseBy), '2026-11-30T15:00:00Z', '2026-12-01T14:00:00Z')
      .then({
        outcome: 'allowed',
        conditions: [{ rule, pauseBy, toldAt: '2026-11-29T23:00:00.000Z' }],
      });
  });

  test('by a result page fulfils it as well', () => {
    given(booked({ answers: stillUsing }))
      .when(toldByPage('2026-11-10T12:00:00Z', pauseBy), '2026-12-01T14:00:00Z')
      .then({ outcome: 'allowed', conditions: [{ rule, pauseBy, toldAt: '2026-11-10T12:00:00.000Z' }] });
  });

  test('the first telling is the one that counts', () => {
    given(booked({ answers: stillUsing }))
      .when(toldByPage('2026-11-10T12:00:00Z', pauseBy), ...toldByText('2026-11-29T23:00:00Z', pauseBy))
      .then({ conditions: [{ rule, pauseBy, toldAt: '2026-11-10T12:00:00.000Z' }] });
  });

  test('not at all leaves it for a person from 24 hours before the visit, and not a minute earlier', () => {
    const silent = given(booked({ answers: stillUsing }));
    silent.when('2026-11-30T14:59:59Z').then({ outcome: 'allowed', gating: [] });
    silent.when('2026-11-30T15:00:00Z').then({
      outcome: 'review',
      gating: [`not-told|retinoid-pause/${Date.parse(pauseBy)}`],
    });
  });

  test('too late does not count', () => {
    given(booked({ answers: stillUsing }))
      .when(toldByPage('2026-11-30T15:00:01Z', pauseBy))
      .then({ outcome: 'review', conditions: [{ rule, pauseBy }] });
  });

  test('a shorter pause than the rule asks for does not count', () => {
    given(booked({ answers: stillUsing }))
      .under(withRetinoidPauseHours(48))
      .when(toldByPage('2026-11-10T12:00:00Z', pauseBy), '2026-11-29T15:00:00Z')
      .then({ outcome: 'review', conditions: [{ rule, pauseBy: '2026-11-29T15:00:00.000Z' }] });
  });

  test('a person may clear what the client was not told', () => {
    given(booked({ answers: stillUsing }))
      .when(
        '2026-11-30T15:00:00Z',
        overridden('2026-11-30T18:00:00Z', `not-told|${rule}/${Date.parse(pauseBy)}`),
      )
      .then({ outcome: 'allowed', gating: [] });
  });
});

describe('a reschedule', () => {
  const later = '2026-12-03T15:00:00Z';
  const told = [booked({ answers: stillUsing }), toldByPage('2026-11-10T12:00:00Z', pauseBy)] as const;
  const move = (start: string) => rescheduled({ at: '2026-11-20T15:00:00Z', start, answers: stillUsing });

  test('recomputes from when to pause and clears that it was told', () => {
    given(...told)
      .when(move(later))
      .then({ outcome: 'allowed', conditions: [{ rule, pauseBy: '2026-12-02T15:00:00.000Z' }] });
    given(...told)
      .when(move('2026-11-29T15:00:00Z'))
      .then({ outcome: 'allowed', conditions: [{ rule, pauseBy: '2026-11-28T15:00:00.000Z' }] });
  });

  test('leaves it for a person when the new time is not told either', () => {
    given(...told)
      .when(move(later), '2026-12-02T15:00:00Z')
      .then({ outcome: 'review', gating: [`not-told|${rule}/${Date.parse('2026-12-02T15:00:00Z')}`] });
  });

  test('can be told of anew', () => {
    given(...told)
      .when(
        move(later),
        ...toldByText('2026-12-02T14:00:00Z', '2026-12-02T15:00:00Z', later),
        '2026-12-03T14:00:00Z',
      )
      .then({
        outcome: 'allowed',
        conditions: [{ rule, pauseBy: '2026-12-02T15:00:00.000Z', toldAt: '2026-12-02T14:00:00.000Z' }],
      });
  });

  test('that changes only the end of the visit forgets nothing', () => {
    given(...told)
      .when(move('2026-12-01T15:00:00Z'))
      .then({ conditions: [{ rule, pauseBy, toldAt: '2026-11-10T12:00:00.000Z' }] });
  });

  test('to less than 24 hours after the answer leaves no time to pause: the last use is asked for', () => {
    given(booked({ at: '2026-11-27T15:00:00Z', answers: stillUsing }))
      .when(rescheduled({ at: '2026-11-27T16:00:00Z', start: '2026-11-28T14:00:00Z', answers: stillUsing }))
      .then({ outcome: 'incomplete', open: ['retinoid-last-use'], conditions: [] });
  });
});

describe('still using, answered within 24 hours of the visit', () => {
  const told = [booked({ answers: stillUsing }), toldByPage('2026-11-10T12:00:00Z', pauseBy)] as const;

  test('asks for the last use, also when the same was answered in time before', () => {
    given(...told)
      .when(answered('2026-11-30T20:00:00Z', stillUsing))
      .then({ outcome: 'incomplete', open: ['retinoid-last-use'], conditions: [] });
  });

  test('with a last use it is blocked until 24 hours after that', () => {
    given(...told)
      .when(answered('2026-11-30T20:00:00Z', { 'retinoid-last-use': atTime('2026-11-30T19:00:00Z') }))
      .then({ outcome: 'blocked', eligibleFrom: '2026-12-01T19:00:00.000Z' });
  });

  test('with a last use before the pause it passes', () => {
    given(...told)
      .when(answered('2026-11-30T20:00:00Z', { 'retinoid-last-use': atTime('2026-11-30T14:00:00Z') }))
      .then({ outcome: 'allowed', gating: [], open: [] });
  });
});

function withRetinoidPauseHours(amount: number): Policy {
  return {
    ...microneedlingPolicy,
    rules: microneedlingPolicy.rules.map((one) =>
      one.id === rule && one.kind === 'pause-before-visit'
        ? { ...one, pause: { amount, unit: 'hours' } }
        : one,
    ),
  };
}

describe('a day-before text that was under way when the visit moved', () => {
  test('tells nothing of the new time', () => {
    const moved = given(booked(), rescheduled({ at: '2026-11-20T15:00:00Z', start: '2026-12-08T15:00:00Z' }))
      .when({
        type: 'step-sent',
        step: 'day-before@2026-12-01T15:00Z',
        at: instantOf('2026-11-20T15:01:00Z'),
        pauseFrom: instantOf('2026-11-30T15:00:00Z'),
      })
      .booking();
    expect(moved.told).toEqual([]);
  });
});
