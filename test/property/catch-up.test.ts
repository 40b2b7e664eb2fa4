/** After a restore at any time: nothing due before it is left to be done, nothing planned after it is touched, and what was said stays said. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Booking } from '../../shared/booking/booking.ts';
import { catchUp, catchUpFrom } from '../../shared/booking/catch-up.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import type { Step } from '../../shared/follow-up/step.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { dayMs, hourMs, type Instant, minuteMs } from '../../shared/time/instant.ts';
import {
  aVisit,
  bookedAt,
  decided,
  fineAnswersAt,
  type Surroundings,
  seed,
  someAnswers,
  someHours,
  someInstant,
  someVisits,
  someZone,
  surroundings,
} from './somebody.ts';

const someCase = fc.record({
  at: someInstant,
  leadMinutes: fc.integer({ min: 10, max: 30 * 24 * 60 }),
  answers: fc.option(someAnswers, { nil: undefined }),
  visits: someVisits,
  zone: someZone,
  textHours: someHours,
  pending: fc.boolean(),
  /** From the last change of the booking to the restore. */
  gapMinutes: fc.integer({ min: 0, max: 40 * 24 * 60 }),
  claims: fc.boolean(),
});
type Case = typeof someCase extends fc.Arbitrary<infer T> ? T : never;

interface Restored {
  stored: Booking;
  around: Surroundings;
  restoredAt: Instant;
}

/** A booking as the restored table holds it. */
function restoredFrom({
  at,
  leadMinutes,
  answers,
  visits,
  zone,
  textHours,
  pending,
  ...more
}: Case): Restored {
  const restoredAt = at + more.gapMinutes * minuteMs;
  const visit = aVisit(at + leadMinutes * minuteMs, answers ?? fineAnswersAt(at));
  const around = surroundings({ zone, textHours, restoredAt, status: 'restoring' }, visits);
  const booking = decided(bookedAt(at, visit, pending), surroundings({ zone, textHours }, visits), at);
  const [text] = booking.steps.filter(({ act, state }) => act.kind === 'text' && state.status === 'planned');
  const claim = { type: 'step-claimed', step: text?.id ?? '', at, expiresAt: at + hourMs } as const;
  return { stored: more.claims ? evolve(booking, claim) : booking, around, restoredAt };
}

function behind(booking: Booking, { clinic, facts }: Surroundings) {
  return { booking, clinic, facts, policy: microneedlingPolicy };
}

function acts(booking: Booking): Step[] {
  return booking.steps.filter(({ act }) => act.kind !== 'check');
}

function isOpenBefore({ state }: Step, restoredAt: Instant): boolean {
  return state.status === 'planned'
    ? state.dueAt < restoredAt
    : state.status === 'claimed' && state.at < restoredAt;
}

describe('A booking of a restored table', () => {
  test('has no text or notice left that was due or claimed before, and each is unknown at its own time', () => {
    let settled = 0;
    fc.assert(
      fc.property(someCase, (course) => {
        const { stored, around, restoredAt } = restoredFrom(course);
        const caught = catchUp(behind(stored, around));
        expect(acts(caught).filter((step) => isOpenBefore(step, restoredAt))).toEqual([]);
        for (const step of acts(stored).filter((one) => isOpenBefore(one, restoredAt))) {
          const now = caught.steps.find(({ id }) => id === step.id);
          expect(now?.state).toMatchObject({ status: 'unknown', reason: 'restored' });
          settled += 1;
        }
      }),
      { seed, numRuns: 150 },
    );
    expect(settled).toBeGreaterThan(100);
  });

  test('is caught up once: again, and after any decision from then on, nothing more is settled', () => {
    fc.assert(
      fc.property(someCase, fc.integer({ min: 0, max: 20 * 24 * 60 }), (course, later) => {
        const { stored, around, restoredAt } = restoredFrom(course);
        const caught = catchUp(behind(stored, around));
        expect(catchUp(behind(caught, around))).toBe(caught);
        const after = decided(caught, around, restoredAt + later * minuteMs);
        expect(catchUp(behind(after, around))).toBe(after);
      }),
      { seed: seed + 1, numRuns: 150 },
    );
  });

  test('plans no text anew that was due before', () => {
    fc.assert(
      fc.property(someCase, (course) => {
        const { stored, around, restoredAt } = restoredFrom(course);
        const lost = acts(stored).filter((step) => isOpenBefore(step, restoredAt));
        const after = decided(catchUp(behind(stored, around)), around, restoredAt);
        const planned = after.steps.filter(({ state }) => state.status === 'planned').map(({ id }) => id);
        expect(planned.filter((id) => lost.some((step) => step.id === id))).toEqual([]);
      }),
      { seed: seed + 2, numRuns: 150 },
    );
  });
});

describe('A booking made after the restore', () => {
  test('is never touched', () => {
    fc.assert(
      fc.property(someCase, (course) => {
        const { around, restoredAt } = restoredFrom(course);
        const visit = aVisit(restoredAt + 3 * dayMs, fineAnswersAt(restoredAt));
        const made = decided(bookedAt(restoredAt, visit), around, restoredAt);
        expect(catchUp(behind(made, around))).toBe(made);
        expect(catchUpFrom(behind(made, around), restoredAt)).toBe(made);
      }),
      { seed: seed + 3, numRuns: 60 },
    );
  });
});

test('A clinic that was never restored settles nothing, however late it is', () => {
  const at = Date.UTC(2026, 10, 2, 15);
  const around = surroundings();
  const booking = decided(bookedAt(at, aVisit(at + 10 * dayMs, fineAnswersAt(at))), around, at);
  expect(catchUp(behind(booking, around))).toBe(booking);
  expect(catchUpFrom(behind(booking, around), at - dayMs)).toBe(booking);
});
