/** What holds for any course of events: duplicates and overtaken events change nothing, the booking stays bounded, and what was said stays said. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Booking, bookingSchema } from '../../shared/booking/booking.ts';
import type { PlatformBookingEvent, StepEvent } from '../../shared/booking/event.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import { careMilestones } from '../../shared/follow-up/care-plan.ts';
import { type Step, stepsMax, wasSaid } from '../../shared/follow-up/step.ts';
import { contentOf } from '../../shared/follow-up/text-identity.ts';
import { hourMs, type Instant, minuteMs } from '../../shared/time/instant.ts';
import {
  aVisit,
  bookedAt,
  decided,
  fineAnswersAt,
  type Surroundings,
  seed,
  someAnswers,
  someInstant,
  surroundings,
} from './somebody.ts';

const someStamp = fc.integer({ min: 0, max: 20 });

/** Events of a platform, their stamps close together so that many are equal, older or repeated. */
const someEvent: fc.Arbitrary<(base: Instant) => PlatformBookingEvent> = fc
  .tuple(
    fc.constantFrom('booked', 'rescheduled', 'cancelled', 'completed', 'no-show'),
    someStamp,
    fc.integer({ min: 1, max: 5 }),
    someAnswers,
    fc.integer({ min: 1, max: 45 }),
    fc.boolean(),
  )
  .map(([type, stamp, rank, answers, days, flag]) => (base: Instant): PlatformBookingEvent => {
    const at = base + stamp * hourMs;
    const stamped = { order: { stamp: at, rank }, delivery: `${type}-${stamp}-${rank}-${days}`, at };
    const visit = aVisit(base + days * 24 * hourMs, flag ? fineAnswersAt(at) : answers);
    switch (type) {
      case 'booked':
        return { type, pending: flag, visit, ...stamped };
      case 'rescheduled':
        return { type, pending: false, visit, ...stamped };
      case 'cancelled':
        return { type, by: flag ? 'clinic' : 'client', ...stamped };
      case 'no-show':
        return { type, takenBack: flag, ...stamped };
      default:
        return { type: 'completed', ...stamped };
    }
  });

const someCourse = fc.record({
  base: someInstant,
  events: fc.array(fc.tuple(someEvent, fc.integer({ min: 1, max: 5 * 24 * 60 })), {
    minLength: 1,
    maxLength: 14,
  }),
});

/** One act that is due goes out, or is refused, or its record is lost. */
function act(booking: Booking, step: Step, now: Instant, fate: number): Booking {
  if (step.act.kind === 'check') return evolve(booking, { type: 'poked', step: step.id });
  const claimed = evolve(booking, { type: 'step-claimed', step: step.id, at: now, expiresAt: now + hourMs });
  const ends: StepEvent[] = [
    { type: 'step-sent', step: step.id, at: now },
    { type: 'step-unknown', step: step.id, at: now, reason: 'no record of the publish' },
    { type: 'step-postponed', step: step.id, at: now, dueAt: now + 10 * minuteMs },
    { type: 'step-failed', step: step.id, at: now, reason: 'invalid number' },
  ];
  const end = ends[fate % ends.length];
  return end === undefined ? claimed : evolve(claimed, end);
}

function saidIn(booking: Booking): Step[] {
  return booking.steps.filter((step) => step.act.kind === 'text' && wasSaid(step));
}

function actDue(booking: Booking, now: Instant): Booking {
  return booking.steps
    .filter(({ state }) => state.status === 'planned' && state.dueAt <= now)
    .reduce((acted, step, index) => act(acted, step, now, now / minuteMs + index), booking);
}

function expectSaidOnce(booking: Booking, said: ReadonlySet<string>): void {
  const planned = booking.steps.filter(({ state }) => state.status === 'planned');
  expect(planned.map(({ id }) => id).filter((id) => said.has(id))).toEqual([]);
  const contents = new Set(saidIn(booking).map(({ id }) => contentOf(id)));
  expect(planned.map(({ id }) => id).filter((id) => contents.has(contentOf(id)))).toEqual([]);
  const ids = booking.steps.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
}

/** Event, acts, the next event: after each the booking is decided and looked at. */
function liveThrough(
  { base, events }: { base: Instant; events: [(base: Instant) => PlatformBookingEvent, number][] },
  around: Surroundings,
  look: (booking: Booking, now: Instant) => void,
): void {
  let now = base;
  let booking = decided(bookedAt(base, aVisit(base + 20 * 24 * hourMs, fineAnswersAt(base))), around, now);
  for (const [eventOf, pauseMinutes] of events) {
    booking = decided(evolve(booking, eventOf(base)), around, now);
    look(booking, now);
    now += pauseMinutes * minuteMs;
    booking = decided(actDue(decided(booking, around, now), now), around, now);
    look(booking, now);
  }
}

describe('Any course of events', () => {
  test('is bounded, readable by the store, and plans no text that was said', () => {
    fc.assert(
      fc.property(someCourse, (course) => {
        const said = new Set<string>();
        liveThrough(course, surroundings(), (booking) => {
          for (const { id } of saidIn(booking)) said.add(id);
          expectSaidOnce(booking, said);
          expect(booking.steps.length).toBeLessThanOrEqual(stepsMax);
        });
      }),
      { seed, numRuns: 60 },
    );
  });

  test('keeps a booking that its own schema takes', () => {
    fc.assert(
      fc.property(someCourse, (course) => {
        liveThrough(course, surroundings(), (booking) => {
          const read = bookingSchema.safeParse(booking);
          expect(read.success ? [] : read.error.issues).toEqual([]);
        });
      }),
      { seed: seed + 1, numRuns: 40 },
    );
  });

  test('leaves no piece of guidance without a time or a reason while the visit is allowed and ahead', () => {
    fc.assert(
      fc.property(someCourse, (course) => {
        liveThrough(course, surroundings(), (booking, now) => {
          const isOpen = booking.status === 'accepted' && booking.decision?.outcome === 'allowed';
          if (!isOpen || now >= booking.startAt) return;
          for (const { id } of careMilestones) {
            expect(booking.steps.some(({ act: { what } }) => what === id)).toBe(true);
          }
        });
      }),
      { seed: seed + 2, numRuns: 40 },
    );
  });

  test('a storm of reschedules, each of them told, stays in its bound with everything ahead in it', () => {
    const around = surroundings();
    const base = Date.UTC(2026, 10, 2, 15);
    let booking = decided(bookedAt(base, aVisit(base + 20 * 24 * hourMs, fineAnswersAt(base))), around, base);
    for (let index = 1; index <= 120; index += 1) {
      const now = base + index * hourMs;
      const visit = aVisit(base + (20 * 24 + index) * hourMs, fineAnswersAt(base));
      const order = { stamp: now, rank: 3 };
      const moved = {
        type: 'rescheduled',
        pending: false,
        visit,
        order,
        delivery: `d-${index}`,
        at: now,
      } as const;
      booking = decided(evolve(booking, moved), around, now);
      const newTime = booking.steps.find(
        ({ act: { what }, state }) => what === 'new-time' && state.status === 'planned',
      );
      if (newTime !== undefined) booking = act(booking, newTime, now, 0);
      booking = decided(booking, around, now);
      expect(booking.steps.length).toBeLessThanOrEqual(stepsMax);
      expect(bookingSchema.safeParse(booking).success).toBe(true);
      expect(
        booking.steps.some(({ act: { what }, state }) => what === 'day-1' && state.status === 'planned'),
      ).toBe(true);
    }
  });
});

describe('An event', () => {
  test('of the platform that was applied or overtaken before leaves the very same booking', () => {
    fc.assert(
      fc.property(someCourse, ({ base, events }) => {
        let booking = bookedAt(base, aVisit(base + 20 * 24 * hourMs, fineAnswersAt(base)));
        for (const [eventOf] of events) {
          const event = eventOf(base);
          const isOlder =
            event.order.stamp < booking.order.stamp ||
            (event.order.stamp === booking.order.stamp && event.order.rank < booking.order.rank);
          const after = evolve(booking, event);
          if (isOlder) expect(after).toBe(booking);
          expect(evolve(after, event)).toBe(after);
          booking = after;
        }
      }),
      { seed, numRuns: 100 },
    );
  });

  test('of a step that is told twice changes it once', () => {
    fc.assert(
      fc.property(someInstant, fc.integer({ min: 0, max: 3 }), (base, fate) => {
        const now = base + 3 * minuteMs;
        const around = surroundings();
        const visit = aVisit(base + 20 * 24 * hourMs, fineAnswersAt(base));
        const booking = decided(bookedAt(base, visit), around, now);
        const step = booking.steps.find(({ act: { kind } }) => kind === 'text');
        if (step === undefined) throw new Error('no text is planned');
        const once = act(booking, step, now, fate);
        const isPlannedAgain = fate === 2;
        if (!isPlannedAgain) expect(act(once, step, now, fate)).toEqual(once);
        expect(evolve(once, { type: 'step-sent', step: 'nothing@like-it', at: now })).toEqual(once);
      }),
      { seed, numRuns: 60 },
    );
  });
});
