/** What time alone would have turned before a restore counts as happened too: with the texts that would have followed. */
import { expect, test } from 'vitest';
import type { Booking } from '../../shared/booking/booking.ts';
import { catchUp } from '../../shared/booking/catch-up.ts';
import { decide, withDecided } from '../../shared/booking/decide.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { aClinic, instantOf } from '../world/world.ts';
import { booked, bookedAt, yes } from './gate-events.ts';
import { given } from './gate-specification.ts';

/** A client who uses retinoids must be told by the day before: with the day-before text unknown, a person asks. */
const usesRetinoids = booked({ answers: { 'uses-retinoids': yes } });

function caughtUpTo(restoredAt: string): Booking {
  const stored = given(usesRetinoids).when(bookedAt).booking();
  const clinic = aClinic({ restoredAt: instantOf(restoredAt), status: 'restoring' });
  const behind = { booking: stored, facts: { visits: [] }, policy: microneedlingPolicy, clinic };
  const caught = catchUp(behind);
  const decided = decide(caught, behind.facts, behind.policy, clinic, instantOf(restoredAt));
  return withDecided(caught, decided);
}

function fateOf(booking: Booking, milestone: string): string | undefined {
  return booking.steps.find(({ act }) => act.what === milestone)?.state.status;
}

test('A verdict that turned by itself before the restore is not told again', () => {
  const after = caughtUpTo('2026-12-01T12:00:00Z');
  expect(after.decision?.outcome).toBe('review');
  expect([fateOf(after, 'day-before'), fateOf(after, 'being-reviewed')]).toEqual(['unknown', 'unknown']);
});

test('One that turns after the restore is told then', () => {
  const before = caughtUpTo('2026-11-20T12:00:00Z');
  expect(before.decision?.outcome).toBe('allowed');
  expect([fateOf(before, 'booked'), fateOf(before, 'day-before')]).toEqual(['unknown', 'planned']);
  expect(fateOf(before, 'being-reviewed')).toBeUndefined();
});
