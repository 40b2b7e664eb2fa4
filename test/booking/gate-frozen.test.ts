/** The visit's start freezes the decision: after-care rests on what held then, whatever is learned later. */
import { describe, expect, test } from 'vitest';
import {
  answered,
  booked,
  cancelled,
  completed,
  noShow,
  overridden,
  rescheduled,
  visitStart,
  yes,
} from './gate-events.ts';
import { given } from './gate-specification.ts';

const afterStart = '2026-12-01T15:30:00Z';
const nextDay = '2026-12-02T15:00:00Z';

describe('once the visit has begun', () => {
  test('the outcome is frozen as it was, and not a second earlier', () => {
    given(booked()).when('2026-12-01T14:59:59Z').then({ atStart: undefined });
    given(booked()).when(visitStart).then({ outcome: 'allowed', atStart: 'allowed' });
    given(booked({ answers: { diabetes: yes } }))
      .when(visitStart)
      .then({ outcome: 'review', atStart: 'review' });
    given(booked({ only: {} }))
      .when(visitStart)
      .then({ outcome: 'incomplete', atStart: 'incomplete' });
  });

  test('a worse answer changes neither the decision nor what it rests on', () => {
    given(booked())
      .when(visitStart, answered(afterStart, { 'pregnant-nursing': yes }), nextDay)
      .then({ outcome: 'allowed', gating: [], atStart: 'allowed' });
  });

  test('nor does one that comes before anybody looked at the start', () => {
    given(booked())
      .when(answered(afterStart, { 'pregnant-nursing': yes }))
      .then({ outcome: 'allowed', gating: [], atStart: 'allowed' });
  });

  test('an approval that comes late does not change what held', () => {
    given(booked({ answers: { diabetes: yes } }))
      .when(visitStart, overridden(afterStart, 'diabetes|answer:yes', 'clinician'))
      .then({ outcome: 'review', atStart: 'review' });
  });

  test('a move to a later time thaws it', () => {
    given(booked({ answers: { diabetes: yes } }))
      .when(visitStart, rescheduled({ at: afterStart, start: '2026-12-08T15:00:00Z' }))
      .then({ atStart: undefined, outcome: 'allowed' });
  });

  test('a booking that is heard of only then is judged as it comes', () => {
    given(booked({ at: afterStart, answers: { 'pregnant-nursing': yes } }))
      .when()
      .then({ outcome: 'blocked', atStart: 'blocked' });
  });
});

describe('how a visit ended', () => {
  test('completed, missed, or missed after all not', () => {
    given(booked()).when(visitStart, completed(nextDay)).then({ status: 'completed', atStart: 'allowed' });
    given(booked()).when(visitStart, noShow(afterStart)).then({ status: 'no-show' });
    given(booked())
      .when(visitStart, noShow(afterStart), noShow(nextDay, true))
      .then({ status: 'accepted', outcome: 'allowed', atStart: 'allowed' });
  });

  test('a no-show taken back leaves a completed visit completed', () => {
    given(booked()).when(completed(afterStart), noShow(nextDay, true)).then({ status: 'completed' });
  });

  test('completed counts from the start at the earliest: nobody is done before they came', () => {
    const early = given(booked()).when(completed('2026-11-30T15:00:00Z')).booking();
    expect(early.completedAt).toBe(Date.parse(visitStart));
    const late = given(booked()).when(completed('2026-12-01T16:20:00Z')).booking();
    expect(late.completedAt).toBe(Date.parse('2026-12-01T16:20:00Z'));
  });

  test('cancelled keeps its decision, and a booking made anew under it is decided anew', () => {
    given(booked({ answers: { diabetes: yes } }))
      .when(cancelled('2026-11-10T15:00:00Z'))
      .then({ status: 'cancelled', outcome: 'review' });
    given(booked(), cancelled('2026-11-10T15:00:00Z'))
      .when(rescheduled({ at: '2026-11-11T15:00:00Z', start: '2026-12-03T15:00:00Z' }))
      .then({ status: 'accepted', outcome: 'allowed' });
  });

  test('an older event than the one on record changes nothing', () => {
    given(booked(), cancelled('2026-11-10T15:00:00Z'))
      .when(rescheduled({ at: '2026-11-09T15:00:00Z', start: '2026-12-03T15:00:00Z' }))
      .then({ status: 'cancelled' });
  });
});
