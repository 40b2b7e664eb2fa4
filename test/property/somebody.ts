/** Generated bookings, answers and clinics for the properties, and the small life a booking leads without a store: due, claimed, sent, decided again. */
import fc from 'fast-check';
import type { Booking } from '../../shared/booking/booking.ts';
import { type Decided, decide, withDecided } from '../../shared/booking/decide.ts';
import { evolve, openBooking } from '../../shared/booking/evolve.ts';
import type { Facts } from '../../shared/booking/facts.ts';
import type { Visit } from '../../shared/booking/visit.ts';
import { type Clinic, defaultTextHours, legalHours, type TextHours } from '../../shared/clinic/clinic.ts';
import type { Step } from '../../shared/follow-up/step.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { ClientVisit } from '../../shared/policy/evaluation.ts';
import type { Answer, Answers, AnswerValue } from '../../shared/screening/answer.ts';
import { dayMs, hourMs, type Instant, minuteMs } from '../../shared/time/instant.ts';
import { aClinic } from '../world/world.ts';

/** One seed for all properties: printed by fast-check with every failure, changed by hand to look elsewhere. */
export const seed = 20261118;

const base = Date.UTC(2026, 9, 1);
export const someInstant = fc
  .integer({ min: 0, max: 540 * 24 * 60 })
  .map((minutes) => base + minutes * minuteMs);

/** What the runtime knows, and names at the edges: 14 hours ahead, 12 behind, halves and quarters of an hour. */
export const allZones: readonly string[] = [
  ...Intl.supportedValuesOf('timeZone'),
  'Pacific/Kiritimati',
  'Etc/GMT+12',
  'Etc/GMT-14',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'UTC',
];
export const someZone = fc.constantFrom(...allZones);

const someDay = fc
  .tuple(fc.integer({ min: 0, max: 1440 }), fc.integer({ min: 0, max: 1440 }))
  .map(([a, b]) => ({ from: Math.min(a, b), until: Math.max(a, b) }))
  .filter((day) => Math.max(day.from, legalHours.from) < Math.min(day.until, legalHours.until));
const someDayOrNone = fc.option(someDay, { nil: null, freq: 5 });
export const someHours: fc.Arbitrary<TextHours> = fc.oneof(
  fc.constant(defaultTextHours),
  fc
    .tuple(someDay, someDayOrNone, someDayOrNone, someDayOrNone, someDayOrNone, someDayOrNone, someDayOrNone)
    .map((days): TextHours => days),
);

export const questionIds = microneedlingPolicy.questions.map(({ id }) => id);

export const someValue: fc.Arbitrary<AnswerValue> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<AnswerValue>({ is: 'yes' }, { is: 'no' }, { is: 'never' }) },
  { weight: 2, arbitrary: fc.constantFrom<AnswerValue>({ is: 'still' }, { is: 'unsure' }) },
  { weight: 2, arbitrary: someInstant.map((at): AnswerValue => ({ is: 'instant', at })) },
  {
    weight: 2,
    arbitrary: someInstant.map(
      (at): AnswerValue => ({ is: 'date', date: new Date(at).toISOString().slice(0, 10) }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.string({ maxLength: 20 }).map((raw): AnswerValue => ({ is: 'unreadable', raw })),
  },
);

export const someAnswers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.constantFrom(...questionIds),
  fc.record({
    value: someValue,
    at: someInstant,
    source: fc.constantFrom<Answer['source']>('platform', 'form', 'staff'),
  }),
  { maxKeys: questionIds.length },
);

export const someVisits: fc.Arbitrary<ClientVisit[]> = fc.array(
  fc.record({
    bookingId: fc.constantFrom('standard:other-1', 'standard:other-2'),
    treatment: fc.constantFrom('botox', 'microneedling'),
    startAt: someInstant,
    status: fc.constantFrom<ClientVisit['status']>(
      'pending',
      'accepted',
      'completed',
      'no-show',
      'cancelled',
    ),
    sameName: fc.boolean(),
  }),
  { maxLength: 3 },
);

/** Answers in which nothing is found, given at an instant. */
export function fineAnswersAt(at: Instant): Answers {
  return Object.fromEntries(
    questionIds
      .filter((id) => !id.endsWith('last-use'))
      .map((id) => {
        const value: AnswerValue = id === 'last-botox' ? { is: 'never' } : { is: 'no' };
        return [id, { value, at, source: 'platform' }];
      }),
  );
}

export function aVisit(startAt: Instant, answers: Answers, changes: Partial<Visit> = {}): Visit {
  return {
    service: 'microneedling',
    treatment: 'microneedling',
    policyVersion: microneedlingPolicy.version,
    startAt,
    endAt: startAt + hourMs,
    client: { name: 'Nadia Brook', phone: '+12125550117', language: 'en' },
    phoneKey: 'phone-key',
    people: 1,
    answers,
    consent: { given: true, at: base, source: 'stated by standard' },
    ...changes,
  };
}

/** A booking first heard of at an instant, not decided yet. */
export function bookedAt(at: Instant, visit: Visit, pending = false): Booking {
  const place = { clinicId: 'rosewater', platform: 'standard', uid: 'visit-1' };
  const order = { stamp: at, rank: 2 };
  return openBooking(place, { type: 'booked', pending, order, delivery: `d-${at}`, at, visit });
}

export interface Surroundings {
  clinic: Clinic;
  facts: Facts;
}

export function surroundings(changes: Partial<Clinic> = {}, visits: ClientVisit[] = []): Surroundings {
  return { clinic: aClinic(changes), facts: { visits } };
}

export function decideOn(booking: Booking, { clinic, facts }: Surroundings, now: Instant): Decided {
  return decide(booking, facts, microneedlingPolicy, clinic, now);
}

export function decided(booking: Booking, around: Surroundings, now: Instant): Booking {
  return withDecided(booking, decideOn(booking, around, now));
}

/** How one life went on: which text was published when. */
export interface Published {
  step: Step;
  at: Instant;
  booking: Booking;
}

/** Everything that falls due is done, each time so much later than it was due. Ends 25 days after the visit. */
export function live(
  first: Booking,
  around: Surroundings,
  from: Instant,
  lateness: readonly number[] = [],
): Published[] {
  const published: Published[] = [];
  let booking = decided(first, around, from);
  let now = from;
  for (let round = 0; round < 200; round += 1) {
    const due = nextDue(booking);
    if (due === undefined || due > first.endAt + 25 * dayMs) return published;
    now = Math.max(now, due + (lateness[round % Math.max(1, lateness.length)] ?? 0));
    booking = decided(booking, around, now);
    for (const step of booking.steps) {
      if (step.state.status !== 'planned' || step.state.dueAt > now) continue;
      if (step.act.kind === 'text') published.push({ step, at: now, booking });
      booking = done(booking, step, now);
    }
    booking = decided(booking, around, now);
  }
  throw new Error('this life has no end');
}

function nextDue(booking: Booking): Instant | undefined {
  const dues = booking.steps.flatMap(({ state }) => (state.status === 'planned' ? [state.dueAt] : []));
  return dues.length === 0 ? undefined : Math.min(...dues);
}

function done(booking: Booking, step: Step, at: Instant): Booking {
  if (step.act.kind === 'check') {
    return step.act.what === 'poke' ? evolve(booking, { type: 'poked', step: step.id }) : booking;
  }
  const claimed = evolve(booking, { type: 'step-claimed', step: step.id, at, expiresAt: at + hourMs });
  return evolve(claimed, { type: 'step-sent', step: step.id, at });
}
