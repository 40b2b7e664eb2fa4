/** What holds whatever staff do between everything else that happens: an act is taken once, the page offers what may be done and nothing more, and no client is texted the same twice at a time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActName } from '../../shared/api/manager/act-name.ts';
import type { ActSituation, BookingAct, PlannedAct, Staff } from '../../shared/booking/asked-act.ts';
import { auditedActsMax } from '../../shared/booking/audit.ts';
import { auditMax, type Booking, bookingSchema, requestsMax } from '../../shared/booking/booking.ts';
import type { BookingEvent, StaffAct, StaffEvent } from '../../shared/booking/event.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import { approvable, needsClearance } from '../../shared/booking/plan-approval.ts';
import { resendableSteps } from '../../shared/booking/plan-text.ts';
import { planAct, possibleActs } from '../../shared/booking/staff-act.ts';
import { bookingMilestoneIds } from '../../shared/follow-up/milestone.ts';
import { attentionOf } from '../../shared/follow-up/notices.ts';
import { contentOf, isRequestId } from '../../shared/follow-up/text-identity.ts';
import { ownPlatform } from '../../shared/platforms/own-platform.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { hourMs, type Instant, minuteMs } from '../../shared/time/instant.ts';
import { aVisit, bookedAt, decided, fineAnswersAt, seed, someInstant, surroundings } from './somebody.ts';

const around = surroundings();

function clickOf(count: number): string {
  return `${count.toString(16).padStart(8, '0')}-5d0b-4a53-9a44-2d7d7a4f1a01`;
}

/** One thing that happens, told by numbers: what it is, which of several, and how many minutes later the next one comes. */
const someHappening = fc.record({
  kind: fc.constantFrom(
    'staff',
    'staff',
    'text',
    'text',
    'text',
    'event',
    'move',
    'cancel',
    'answer',
    'due',
    'due',
  ),
  pick: fc.nat(1000),
  role: fc.constantFrom<Staff['role']>('manager', 'clinician'),
  pauseMinutes: fc.constantFrom(0, 1, 5, 20, 60, 12 * 60, 3 * 24 * 60),
});
type Happening = typeof someHappening extends fc.Arbitrary<infer T> ? T : never;

const someCourse = fc.record({
  base: someInstant,
  firstAnswers: fc.constantFrom('fine', 'botox', 'botox', 'infection', 'diabetes', 'nothing', 'nothing'),
  happenings: fc.array(someHappening, { minLength: 4, maxLength: 25 }),
  platform: fc.constantFrom('standard', ownPlatform),
});
type Course = typeof someCourse extends fc.Arbitrary<infer T> ? T : never;

function answersFor(kind: string, at: Instant) {
  const fine = fineAnswersAt(at);
  const said = (value: { is: 'yes' } | { is: 'date'; date: string }) => ({
    value,
    at,
    source: 'form' as const,
  });
  const date = new Date(at).toISOString().slice(0, 10);
  switch (kind) {
    case 'botox':
      return { ...fine, 'last-botox': said({ is: 'date', date }) };
    case 'infection':
      return { ...fine, 'active-infection': said({ is: 'yes' }) };
    case 'diabetes':
      return { ...fine, diabetes: said({ is: 'yes' }) };
    case 'nothing':
      return {};
    default:
      return fine;
  }
}

const answerKinds = ['fine', 'botox', 'infection', 'diabetes'];

/** An act as the page would send it, for every name that is about the booking alone. */
function askedFor(name: ActName, situation: ActSituation, role: Staff['role'], click: string): BookingAct[] {
  const base = { click, why: 'said so', version: situation.booking.version };
  const may = approvable(situation, role);
  switch (name) {
    case 'approve-findings':
      return may.length === 0 ? [] : [{ ...base, act: name, findings: may.map(({ id }) => id) }];
    case 'record-clearance': {
      const findings = may.filter((one) => needsClearance(one, situation.policy)).map(({ id }) => id);
      return findings.length === 0
        ? []
        : [{ ...base, act: name, findings, doctor: 'Dr. Okafor', on: '2020-01-01' }];
    }
    case 'settle-proposal':
      // What a newer policy finds is not looked at here, and then it is a clinician's to decline.
      return [{ ...base, act: name, accept: role !== 'clinician' }];
    case 'mark-visit':
      return (['completed', 'no-show'] as const).map((as) => ({ ...base, act: name, as }));
    case 'resend-text':
      return situation.booking.steps.map(({ id }) => ({ ...base, act: name, step: id }));
    case 'record-answers':
      return [{ ...base, act: name, answers: { diabetes: 'no' } }];
    case 'call-off':
      return (['client', 'clinic'] as const).map((by) => ({ ...base, act: name, by }));
    case 'ask-again':
    case 'send-earliest-date':
    case 'mark-told':
    case 'renew-links':
    case 'reveal-phone':
      return [{ ...base, act: name }];
    default:
      return [];
  }
}

const bookingActs: readonly ActName[] = [
  'approve-findings',
  'record-clearance',
  'settle-proposal',
  'mark-visit',
  'call-off',
  'resend-text',
  'mark-told',
  'record-answers',
  'ask-again',
  'send-earliest-date',
  'renew-links',
  'reveal-phone',
];

const textActs: readonly ActName[] = ['ask-again', 'send-earliest-date', 'resend-text'];

/** Why somebody is listed for what a text did not say. */
const textKinds: readonly string[] = [
  'client-not-told',
  'text-failed',
  'text-unknown',
  'no-usable-number',
  'no-consent',
  'opted-out',
];

function isDone({ plan }: PlannedAct): boolean {
  return plan === 'do';
}

/** Any event of staff, sensible or not. */
function anyStaffEvent(pick: number, act: StaffAct, booking: Booking): StaffEvent {
  const milestone = bookingMilestoneIds[pick % bookingMilestoneIds.length] ?? 'booked';
  const step = booking.steps[pick % Math.max(1, booking.steps.length)]?.id ?? 'none';
  const events: StaffEvent[] = [
    { type: 'approved', findings: ['botox-gap|x', 'nothing'], act },
    { type: 'proposal-settled', accepted: pick % 2 === 0, act },
    { type: 'text-requested', milestone, step: `${milestone}@x@staff-${pick}`, replaces: step, act },
    { type: 'marked', as: pick % 2 === 0 ? 'completed' : 'no-show', act },
    { type: pick % 2 === 0 ? 'texts-stopped' : 'texts-allowed', act },
    { type: 'called-off', by: pick % 2 === 0 ? 'client' : 'clinic', act },
    {
      type: 'client-told',
      texts: [{ step: `${milestone}@x@staff-${pick}`, milestone }],
      pauseFrom: act.at,
      act,
    },
    { type: 'links-renewed', act },
    { type: 'phone-revealed', act },
    { type: 'exported', act },
    { type: 'erasure-asked', act },
    { type: 'added', act },
  ];
  return events[pick % events.length] ?? { type: 'added', act };
}

/** Whatever is due is claimed and goes out, or fails, or nobody knows. */
function runDue(booking: Booking, now: Instant, pick: number): Booking {
  return booking.steps
    .filter(({ state }) => state.status === 'planned' && state.dueAt <= now)
    .reduce((acted, { id, act }, index) => {
      if (act.kind === 'check') return evolve(acted, { type: 'poked', step: id });
      const claimed = evolve(acted, {
        type: 'step-claimed',
        step: id,
        at: now,
        expiresAt: now + 10 * minuteMs,
      });
      const fates: BookingEvent[] = [
        { type: 'step-sent', step: id, at: now },
        { type: 'step-failed', step: id, at: now, reason: 'invalid number' },
        { type: 'step-unknown', step: id, at: now, reason: 'time-out' },
        ...(isRequestId(id)
          ? [{ type: 'step-postponed', step: id, at: now, dueAt: now + 30 * minuteMs } as const]
          : []),
      ];
      return evolve(
        claimed,
        fates[(pick + index) % fates.length] ?? { type: 'step-sent', step: id, at: now },
      );
    }, booking);
}

interface Look {
  before: Booking;
  booking: Booking;
  events: readonly BookingEvent[];
  situation: ActSituation;
}

function eventsOf({ kind, pick, role }: Happening, situation: ActSituation, count: number): BookingEvent[] {
  const { booking, now } = situation;
  const click = clickOf(count);
  const order = { stamp: now, rank: 3 };
  const delivery = `d-${count}`;
  switch (kind) {
    case 'staff':
    case 'text': {
      const names = kind === 'text' ? textActs : bookingActs;
      const name = names[pick % names.length] ?? 'reveal-phone';
      const plans = askedFor(name, situation, role, click).map((asked) =>
        planAct(asked, { by: 'ana', role }, situation),
      );
      const doable = plans.flatMap((plan) => (plan.plan === 'do' ? [plan.events] : []));
      return doable[pick % Math.max(1, doable.length)] ?? [];
    }
    case 'event':
      return [
        anyStaffEvent(
          pick,
          { what: 'reveal-phone', by: 'ana', role, why: 'said so', click, at: now },
          booking,
        ),
      ];
    case 'move': {
      const visit = aVisit(now + ((pick % 20) + 1) * 12 * hourMs, {});
      return [{ type: 'rescheduled', pending: false, visit, order, delivery, at: now }];
    }
    case 'cancel':
      return pick % 4 === 0 ? [{ type: 'cancelled', by: 'clinic', order, delivery, at: now }] : [];
    case 'answer': {
      const answers = answersFor(answerKinds[pick % answerKinds.length] ?? 'fine', now);
      return [{ type: 'answered', answers, at: now, by: 'form' }];
    }
    default:
      return [];
  }
}

function liveThrough({ base, firstAnswers, happenings, platform }: Course, look: (seen: Look) => void): void {
  let now = base;
  const visit = aVisit(base + 6 * 24 * hourMs, answersFor(firstAnswers, base));
  let booking = decided({ ...bookedAt(base, visit), platform }, around, now);
  happenings.forEach((happening, count) => {
    const { clinic } = around;
    const before = booking;
    const situation = { booking, clinic, policy: microneedlingPolicy, now };
    const events = eventsOf(happening, situation, count);
    const changed =
      happening.kind === 'due' ? runDue(booking, now, happening.pick) : events.reduce(evolve, booking);
    booking = decided(changed, around, now);
    look({ before, booking, events, situation: { ...situation, booking } });
    now += happening.pauseMinutes * minuteMs;
    booking = decided(booking, around, now);
  });
}

/** Texts that may still go out, or are going out. */
function openTexts({ steps }: Booking): string[] {
  return steps
    .filter(
      ({ act, state }) => act.kind === 'text' && (state.status === 'planned' || state.status === 'claimed'),
    )
    .map(({ id }) => id);
}

describe('Whatever staff do', () => {
  test('is bounded, readable by the store, decided the same again, and never two open texts that say the same', () => {
    let requested = 0;
    fc.assert(
      fc.property(someCourse, (course) => {
        liveThrough(course, ({ booking, situation: { now } }) => {
          const read = bookingSchema.safeParse(booking);
          expect(read.success ? [] : read.error.issues).toEqual([]);
          expect(decided(booking, around, now)).toEqual(booking);
          const contents = openTexts(booking).map(contentOf);
          expect(new Set(contents).size).toBe(contents.length);
          const { requests = [], audit, steps } = booking;
          requested += requests.length;
          expect(requests.length).toBeLessThanOrEqual(requestsMax);
          expect(audit.length).toBeLessThanOrEqual(auditMax);
          expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
          for (const { step, milestone } of requests) {
            // What is remembered of a request is a step that is not settled, and the only one of its kind that is planned.
            expect(openTexts(booking)).toContain(step);
            const alike = steps.filter(
              ({ act, state }) => act.what === milestone && state.status === 'planned',
            );
            expect(alike.map(({ id }) => id).filter((id) => id !== step)).toEqual([]);
          }
        });
      }),
      { seed, numRuns: 80 },
    );
    // The courses come to what this is about.
    expect(requested).toBeGreaterThan(20);
  });

  test('a click that is told twice changes a booking once', () => {
    fc.assert(
      fc.property(someCourse, (course) => {
        liveThrough(course, ({ before, events }) => {
          for (const event of events) {
            if (!('act' in event)) continue;
            const once = evolve(before, event);
            expect(evolve(once, event)).toBe(once);
          }
        });
      }),
      { seed: seed + 1, numRuns: 30 },
    );
  });

  test('a client whom they told is listed for no text, and one who is listed for a text can be marked as told', () => {
    let told = 0;
    fc.assert(
      fc.property(someCourse, (course) => {
        liveThrough(course, ({ situation }) => {
          const { booking, now } = situation;
          const listed = attentionOf(booking, now).filter((kind) => textKinds.includes(kind));
          const [asked] = askedFor('mark-told', situation, 'manager', clickOf(9999));
          const plan =
            asked === undefined ? undefined : planAct(asked, { by: 'ben', role: 'manager' }, situation);
          expect(plan?.plan === 'do').toBe(listed.length > 0);
          if (plan?.plan !== 'do') return;
          told += 1;
          const after = decided(plan.events.reduce(evolve, booking), around, now);
          expect(attentionOf(after, now).filter((kind) => textKinds.includes(kind))).toEqual([]);
        });
      }),
      { seed: seed + 3, numRuns: 40 },
    );
    expect(told).toBeGreaterThan(20);
  });

  test('the page offers what may be done, and nothing that is refused', () => {
    const offered = new Set<ActName>();
    fc.assert(
      fc.property(someCourse, fc.constantFrom<Staff['role']>('manager', 'clinician'), (course, role) => {
        liveThrough(course, ({ situation }) => {
          const can = possibleActs(situation, role);
          for (const name of bookingActs) {
            const plans = askedFor(name, situation, role, clickOf(9999)).map((asked) =>
              planAct(asked, { by: 'ben', role }, situation),
            );
            expect([name, can.includes(name)]).toEqual([name, plans.some(isDone)]);
            if (can.includes(name)) offered.add(name);
          }
          const resendable = resendableSteps(situation);
          for (const step of situation.booking.steps) {
            const [asked] = askedFor('resend-text', situation, role, clickOf(9999)).filter(
              (one) => one.act === 'resend-text' && one.step === step.id,
            );
            const plan = asked === undefined ? undefined : planAct(asked, { by: 'ben', role }, situation);
            expect([step.id, resendable.includes(step.id)]).toEqual([step.id, plan?.plan === 'do']);
          }
          expect(possibleActs(situation, 'viewer')).toEqual([]);
        });
      }),
      { seed: seed + 2, numRuns: 30 },
    );
    expect([...offered].sort()).toEqual(bookingActs.filter((name) => name !== 'settle-proposal').toSorted());
  });
});

test('a storm of deliveries pushes no act off the record, nor acts everything else', () => {
  const base = Date.UTC(2026, 10, 2, 15);
  let booking = bookedAt(base, aVisit(base + 20 * 24 * hourMs, fineAnswersAt(base)));
  const acts = Array.from({ length: 5 }, (_, index) => ({
    what: 'reveal-phone' as const,
    by: 'ana',
    role: 'manager' as const,
    why: 'said so',
    click: clickOf(index),
    at: base + index,
  }));
  for (const act of acts) booking = evolve(booking, { type: 'phone-revealed', act });
  for (let index = 1; index <= 100; index += 1) {
    const at = base + index * minuteMs;
    const visit = aVisit(base + 20 * 24 * hourMs, {});
    const order = { stamp: at, rank: 3 };
    booking = evolve(booking, {
      type: 'rescheduled',
      pending: false,
      visit,
      order,
      delivery: `d-${index}`,
      at,
    });
  }
  expect(booking.audit).toHaveLength(auditMax);
  expect(booking.audit.flatMap(({ click }) => click ?? [])).toEqual(acts.map(({ click }) => click));
  for (let index = 5; index < 100; index += 1) {
    const act = {
      what: 'reveal-phone' as const,
      by: 'ana',
      role: 'manager' as const,
      why: 'said so',
      click: clickOf(index),
      at: base + hourMs,
    };
    booking = evolve(booking, { type: 'phone-revealed', act });
  }
  expect(booking.audit).toHaveLength(auditMax);
  expect(booking.audit.filter(({ kind }) => kind === 'act')).toHaveLength(auditedActsMax);
});
