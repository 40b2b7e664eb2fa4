/** No text outside the allowed hours, in any zone the runtime knows, and none at or after its late limit: held against a clock read by Intl. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Clinic, legalHours } from '../../shared/clinic/clinic.ts';
import { windowOf } from '../../shared/follow-up/agenda.ts';
import { firstAllowed, isAllowed, lastAllowed } from '../../shared/follow-up/text-window.ts';
import { dayMs, hourMs, type Instant, minuteMs } from '../../shared/time/instant.ts';
import {
  allZones,
  aVisit,
  bookedAt,
  decided,
  fineAnswersAt,
  live,
  type Published,
  seed,
  someAnswers,
  someHours,
  someInstant,
  someVisits,
  someZone,
  surroundings,
} from './somebody.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock as milliseconds since 1970 if it were UTC, read by Intl. */
function wallMs(instant: Instant, zone: string): number {
  const known = formats.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  if (known === undefined) formats.set(zone, format);
  const parts = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) + (instant % minuteMs);
}

function isOpen(instant: Instant, zone: string, hours: Clinic['textHours']): boolean {
  const wall = wallMs(instant, zone);
  const day = hours[(new Date(wall).getUTCDay() + 6) % 7] ?? null;
  if (day === null) return false;
  const minute = (wall % dayMs) / minuteMs;
  return minute >= Math.max(day.from, legalHours.from) && minute < Math.min(day.until, legalHours.until);
}

interface Around {
  zone: string;
  hours: Clinic['textHours'];
  clientZone: string | undefined;
  startAt: Instant;
  endAt: Instant;
}

function mayGo(instant: Instant, { zone, hours, clientZone, startAt, endAt }: Around): boolean {
  const near = instant >= startAt - 36 * hourMs && instant < endAt + 12 * hourMs;
  return (
    isOpen(instant, zone, hours) && (near || clientZone === undefined || isOpen(instant, clientZone, hours))
  );
}

/** The late limits of the care plan, by elapsed hours or the clinic's wall clock. */
function isInTime({ step, at }: Published, { zone, startAt, endAt }: Around): boolean {
  const wall = wallMs(at, zone);
  switch (step.act.what) {
    case 'two-weeks-before':
      return wall < wallMs(startAt, zone) - 14 * dayMs;
    case 'three-days-before':
      return at < startAt - 36 * hourMs;
    case 'day-before':
      return at < startAt - 24 * hourMs - 15 * minuteMs;
    case 'morning-of':
      return at < startAt - hourMs;
    case 'after-visit':
      return at >= endAt && at < endAt + 18 * hourMs;
    case 'day-1':
      return at >= endAt + 24 * hourMs && at < endAt + 42 * hourMs;
    case 'day-2':
      return at >= endAt + 48 * hourMs && at < endAt + 66 * hourMs;
    case 'day-3':
      return at >= endAt + 72 * hourMs && wall < wallMs(endAt, zone) + 5 * dayMs;
    case 'two-weeks-after':
      return wall >= wallMs(endAt, zone) + 14 * dayMs && wall < wallMs(endAt, zone) + 17 * dayMs;
    default:
      return at < startAt;
  }
}

const someAround = fc.record({
  zone: someZone,
  hours: someHours,
  clientZone: fc.option(someZone, { nil: undefined }),
  startAt: someInstant,
  minutes: fc.integer({ min: 15, max: 240 }),
  aheadMinutes: fc.oneof(
    fc.integer({ min: -2 * 24 * 60, max: 3 * 24 * 60 }),
    fc.integer({ min: 0, max: 40 * 24 * 60 }),
  ),
  visits: someVisits,
});
type SomeAround = typeof someAround extends fc.Arbitrary<infer T> ? T : never;

function aroundOf({ zone, hours, clientZone, startAt, minutes }: SomeAround): Around {
  return { zone, hours, clientZone, startAt, endAt: startAt + minutes * minuteMs };
}

function bookingOf(some: SomeAround, answers = fineAnswersAt(some.startAt - some.aheadMinutes * minuteMs)) {
  const { startAt, endAt, clientZone } = aroundOf(some);
  const at = startAt - some.aheadMinutes * minuteMs;
  const zone = clientZone === undefined ? {} : { zone: clientZone };
  const client = { name: 'Nadia Brook', phone: '+12125550117', language: 'en' as const, ...zone };
  return { at, booking: bookedAt(at, aVisit(startAt, answers, { endAt, client })) };
}

describe('The allowed minutes', () => {
  test('are what two wall clocks say, in every zone', () => {
    const instants = fc.sample(someInstant, { seed, numRuns: allZones.length });
    const hours = fc.sample(someHours, { seed, numRuns: allZones.length });
    for (const [index, zone] of allZones.entries()) {
      const from = instants[index] ?? 0;
      const clientZone = allZones[(index * 7) % allZones.length] ?? 'UTC';
      const textHours = hours[index] ?? surroundings().clinic.textHours;
      const around = {
        zone,
        hours: textHours,
        clientZone,
        startAt: from + 3 * dayMs,
        endAt: from + 3 * dayMs,
      };
      const visit = { startAt: around.startAt, endAt: around.endAt };
      const window = { hours: textHours, zone, clientZone, visit };
      for (let step = 0; step < 24; step += 1) {
        const instant = from + step * (3 * hourMs + 7 * minuteMs);
        expect([zone, instant, isAllowed(instant, window)]).toEqual([zone, instant, mayGo(instant, around)]);
      }
    }
  });

  test('the first one and the last one are allowed, and none is before or after them', () => {
    fc.assert(
      fc.property(someAround, (some) => {
        const around = aroundOf(some);
        const { at, booking } = bookingOf(some);
        const { clinic } = surroundings({ zone: some.zone, textHours: some.hours });
        const window = windowOf(booking, clinic);
        const until = at + 3 * dayMs;
        const first = firstAllowed(at, until, window);
        const last = lastAllowed(until, at, window);
        for (const found of [first, last]) if (found !== undefined) expect(mayGo(found, around)).toBe(true);
        for (let minute = at; minute < until; minute += 11 * minuteMs) {
          if (!mayGo(minute, around)) continue;
          expect(first).toBeLessThanOrEqual(minute);
          expect(last).toBeGreaterThan(minute - minuteMs);
        }
      }),
      { seed, numRuns: 60 },
    );
  });
});

describe('A life of a booking', () => {
  test('in every zone there is, what is planned is allowed and in time', () => {
    const lives = fc.sample(someAround, { seed, numRuns: allZones.length });
    for (const [index, zone] of allZones.entries()) {
      const some = { ...(lives[index] ?? lives[0]), zone } as SomeAround; // as many samples as zones
      const around = aroundOf(some);
      const { at, booking } = bookingOf(some);
      const clinic = { zone, textHours: some.hours };
      for (const step of decided(booking, surroundings(clinic, some.visits), at).steps) {
        if (step.act.kind !== 'text' || step.state.status !== 'planned') continue;
        const planned = { step, at: step.state.dueAt, booking };
        expect([zone, step.id, mayGo(planned.at, around), isInTime(planned, around)]).toEqual([
          zone,
          step.id,
          true,
          true,
        ]);
      }
    }
  });

  test('publishes nothing outside the hours or after a late limit, however late its timers are', () => {
    const late = fc.array(
      fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 45 }), fc.integer({ min: 0, max: 3 * 24 * 60 })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(someAround, late, someAnswers, fc.boolean(), (some, lateness, answers, fine) => {
        const around = aroundOf(some);
        const { at, booking } = fine ? bookingOf(some) : bookingOf(some, answers);
        const clinic = { zone: some.zone, textHours: some.hours };
        const texts = live(
          booking,
          surroundings(clinic, some.visits),
          at,
          lateness.map((minutes) => minutes * minuteMs),
        );
        for (const text of texts) {
          expect([text.step.id, mayGo(text.at, around)]).toEqual([text.step.id, true]);
          expect([text.step.id, isInTime(text, around)]).toEqual([text.step.id, true]);
        }
        const ids = texts.map(({ step }) => step.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { seed, numRuns: 60 },
    );
  });
});
