/** The agenda as data: what one decision plans, keeps, and gives up, without a world around it. */
import { describe, expect, test } from 'vitest';
import type { Booking } from '../../shared/booking/booking.ts';
import { withDecided } from '../../shared/booking/decide.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import { planAgenda, recheckHours } from '../../shared/follow-up/agenda.ts';
import { attentionOf } from '../../shared/follow-up/notices.ts';
import type { Step } from '../../shared/follow-up/step.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { ClientVisit } from '../../shared/policy/evaluation.ts';
import type { Answers } from '../../shared/screening/answer.ts';
import { dayMs, formatInstant, hourMs, minuteMs } from '../../shared/time/instant.ts';
import { at } from '../policy/given.ts';
import { aVisit, bookedAt, decided, decideOn, fineAnswersAt, surroundings } from '../property/somebody.ts';

const startAt = at('2026-12-16T15:00-05:00');
const bookingAt = at('2026-11-23T10:00-05:00');
const fine = fineAnswersAt(bookingAt);

function booked(answers: Answers = fine, now = bookingAt, visits: ClientVisit[] = []): Booking {
  return decided(bookedAt(now, aVisit(startAt, answers)), surroundings({}, visits), now);
}

function plan(booking: Booking): string[] {
  return booking.steps.flatMap(({ act, state }) => {
    if (act.kind !== 'text') return [];
    const says = state.status === 'planned' ? formatInstant(state.dueAt) : state.status;
    return [`${act.what} ${says}`];
  });
}

function send(booking: Booking, what: string, now: number): Booking {
  const step = booking.steps.find(({ act, state }) => act.what === what && state.status === 'planned');
  if (step === undefined) throw new Error(`${what} is not planned`);
  const claimed = evolve(booking, { type: 'step-claimed', step: step.id, at: now, expiresAt: now + hourMs });
  return evolve(claimed, { type: 'step-sent', step: step.id, at: now });
}

function yesTo(question: string): Answers {
  return { [question]: { value: { is: 'yes' }, at: bookingAt, source: 'form' } };
}

describe('The plan of an allowed booking', () => {
  test('holds every text ahead from the first moment', () => {
    expect(plan(booked())).toEqual([
      'booked 2026-11-23T15:03:00.000Z',
      'two-weeks-before 2026-12-01T20:00:00.000Z',
      'three-days-before 2026-12-13T20:00:00.000Z',
      'day-before 2026-12-15T14:00:00.000Z',
      'morning-of 2026-12-16T14:00:00.000Z',
      'after-visit 2026-12-16T22:00:00.000Z',
      'day-1 2026-12-17T21:00:00.000Z',
      'day-2 2026-12-18T21:00:00.000Z',
      'day-3 2026-12-19T21:00:00.000Z',
      'two-weeks-after 2026-12-30T21:00:00.000Z',
    ]);
  });

  test('looks again 26 and 3 hours before, and at the start', () => {
    const checks = booked().steps.filter(({ act }) => act.what === 'recheck');
    const dues = checks.map(({ state }) => state.status === 'planned' && startAt - state.dueAt);
    expect(dues).toEqual([...recheckHours.map((hours) => hours * hourMs), 0]);
  });

  test('keeps the undo grace where it was when it is decided again', () => {
    const later = decided(booked(), surroundings(), bookingAt + 2 * minuteMs);
    expect(plan(later)[0]).toBe('booked 2026-11-23T15:03:00.000Z');
  });

  test('is not touched by planning: the same situation gives a new list', () => {
    const booking = booked();
    const { decision } = decideOn(booking, surroundings(), bookingAt);
    const { clinic, facts } = surroundings();
    const situation = { booking, decision, clinic, facts, policy: microneedlingPolicy, now: bookingAt };
    expect(planAgenda(situation)).toEqual(booking.steps);
    expect(planAgenda(situation)).not.toBe(booking.steps);
  });

  test('follows the person who says the visit is over, and keeps what was said by its booked end', () => {
    let booking = booked();
    booking = decided(booking, surroundings(), startAt);
    booking = send(booking, 'after-visit', startAt + 2 * hourMs);
    const now = startAt + 3 * hourMs;
    const completed = evolve(booking, {
      type: 'completed',
      order: { stamp: now, rank: 4 },
      delivery: 'd-2',
      at: now,
    });
    expect(plan(decided(completed, surroundings(), now)).filter((line) => /after|day-\d/.test(line))).toEqual(
      [
        'after-visit sent',
        'day-1 2026-12-17T23:00:00.000Z',
        'day-2 2026-12-18T23:00:00.000Z',
        'day-3 2026-12-19T23:00:00.000Z',
        'two-weeks-after 2026-12-30T23:00:00.000Z',
      ],
    );
  });
});

describe('A claimed text', () => {
  test('stays as it is while its publish may be under way, whatever is decided meanwhile', () => {
    const booking = booked();
    const [step] = booking.steps.filter(({ act }) => act.what === 'booked');
    if (step === undefined) throw new Error('booked is not planned');
    const now = bookingAt + 3 * minuteMs;
    const claimed = evolve(booking, {
      type: 'step-claimed',
      step: step.id,
      at: now,
      expiresAt: now + hourMs,
    });
    const blocked = { ...claimed, answers: { ...fine, ...yesTo('pregnant-nursing') } };
    const after = decided(blocked, surroundings(), now + minuteMs);
    expect(after.steps.find(({ id }) => id === step.id)?.state.status).toBe('claimed');
    expect(plan(after)).toEqual(['booked claimed', 'not-yet 2026-11-23T15:07:00.000Z']);
  });

  test('that nobody knows the end of counts as said', () => {
    const booking = booked();
    const [step] = booking.steps.filter(({ act }) => act.what === 'booked');
    const now = bookingAt + 3 * minuteMs;
    const unknown = [
      { type: 'step-claimed', step: step?.id ?? '', at: now, expiresAt: now + hourMs } as const,
      { type: 'step-unknown', step: step?.id ?? '', at: now, reason: 'no record of the publish' } as const,
    ].reduce(evolve, booking);
    const after = decided(unknown, surroundings(), now + dayMs);
    expect(plan(after)[0]).toBe('booked unknown');
    expect(plan(after).filter((line) => line.startsWith('booked'))).toHaveLength(1);
    expect(attentionOf(after, now)).toContain('text-unknown');
  });
});

describe('Which text about a booking comes first', () => {
  const cancelled: Partial<Booking> = { status: 'cancelled', cancelledBy: 'clinic' };
  const { diabetes: _open, ...unfinished } = fine;
  const breakout = yesTo('active-breakout');
  const pregnant = yesTo('pregnant-nursing');

  test.each([
    ['cancelled before blocked', { ...fine, ...pregnant }, cancelled, 'cancelled'],
    ['blocked before review', { ...fine, ...pregnant, ...breakout }, {}, 'not-yet'],
    ['blocked before questions', { ...unfinished, ...pregnant }, {}, 'not-yet'],
    ['questions before review', { ...unfinished, ...breakout }, {}, 'screening-needed'],
    ['review alone', { ...fine, ...breakout }, {}, 'being-reviewed'],
    ['nothing of it', fine, {}, 'booked'],
  ])('%s', (_, answers, changes, first) => {
    const booking = { ...bookedAt(bookingAt, aVisit(startAt, answers)), ...changes };
    const texts = plan(decided(booking, surroundings(), bookingAt));
    expect(texts[0]?.split(' ')[0]).toBe(first);
  });

  test('each of them waits for three minutes but the release', () => {
    let booking = booked({ ...fine, ...pregnant });
    booking = send(booking, 'not-yet', bookingAt + 3 * minuteMs);
    const now = bookingAt + hourMs;
    const released = decided({ ...booking, answers: fine }, surroundings(), now);
    expect(plan(released)[1]).toBe(`released ${formatInstant(now)}`);
  });
});

describe('After-care makes room', () => {
  const other = (changes: Partial<ClientVisit>): ClientVisit => ({
    bookingId: 'standard:visit-2',
    treatment: 'microneedling',
    startAt: startAt + 3 * dayMs,
    status: 'accepted',
    sameName: true,
    ...changes,
  });

  function skippedFor(visit: ClientVisit): string[] {
    return booked(fine, bookingAt, [visit]).steps.flatMap(({ act, state }) =>
      state.status === 'skipped' && state.reason === 'another visit' ? [act.what] : [],
    );
  }

  test.each([
    // The end is at 16:00: day-1 is due an hour after this one's start.
    [
      'one that began before day-1',
      other({ startAt: startAt + dayMs }),
      ['day-1', 'day-2', 'day-3', 'two-weeks-after'],
    ],
    [
      'one that begins with day-2',
      other({ startAt: startAt + 2 * dayMs + hourMs }),
      ['day-2', 'day-3', 'two-weeks-after'],
    ],
    [
      'one three days after day-3',
      other({ startAt: startAt + 6 * dayMs + hourMs }),
      ['day-3', 'two-weeks-after'],
    ],
    ['one a minute later', other({ startAt: startAt + 6 * dayMs + hourMs + minuteMs }), ['two-weeks-after']],
    ['one three days after the last', other({ startAt: startAt + 17 * dayMs + hourMs }), ['two-weeks-after']],
    ['one a minute after that', other({ startAt: startAt + 17 * dayMs + hourMs + minuteMs }), []],
    ['a cancelled one', other({ status: 'cancelled' }), []],
    ["somebody else's", other({ sameName: false }), []],
    ['an earlier one', other({ startAt: startAt - dayMs }), []],
  ])('for %s', (_, visit, expected) => {
    expect(skippedFor(visit)).toEqual(expected);
  });
});

describe('Without a way to reach the client', () => {
  const numberless = { name: 'Nadia Brook', language: 'en' } as const;

  test.each([
    ['no number', { client: numberless }, ['no-usable-number']],
    ['no consent', { consent: { given: false, at: bookingAt, source: 'none given' } }, ['no-consent']],
  ])('%s: no text is planned, and a person looks', (_, changes, kinds) => {
    const booking = decided(bookedAt(bookingAt, aVisit(startAt, fine, changes)), surroundings(), bookingAt);
    expect(plan(booking)).toEqual([]);
    expect(attentionOf(booking, bookingAt)).toEqual(kinds);
  });

  test('and with more to look at, the weightiest comes first', () => {
    const booking = decided(
      bookedAt(bookingAt, aVisit(startAt, fine, { client: numberless })),
      surroundings(),
      bookingAt,
    );
    const proposal = { policyVersion: 2, outcome: 'blocked' };
    expect(attentionOf({ ...booking, proposal }, bookingAt)).toEqual(['proposal', 'no-usable-number']);
  });

  test('after STOP what was said stays on record, and nothing more is planned', () => {
    let booking = send(booked(), 'booked', bookingAt + 3 * minuteMs);
    booking = evolve(booking, { type: 'opt-changed', stoppedBy: 'text', at: bookingAt + hourMs });
    expect(plan(decided(booking, surroundings(), bookingAt + hourMs))).toEqual(['booked sent']);
    booking = evolve(booking, { type: 'opt-changed', stoppedBy: undefined, at: bookingAt + 2 * hourMs });
    expect(plan(decided(booking, surroundings(), bookingAt + 2 * hourMs))).toHaveLength(10);
  });
});

describe('Steps of another time', () => {
  test('what planning skipped is planned again when the visit moves', () => {
    const now = startAt - 10 * hourMs;
    const late = booked(fineAnswersAt(now), now);
    const skipped = (steps: readonly Step[]) =>
      steps.filter(({ state }) => state.status === 'skipped').length;
    expect(skipped(late.steps)).toBeGreaterThan(0);
    const visit = aVisit(startAt + 20 * dayMs, fineAnswersAt(now));
    const order = { stamp: now + minuteMs, rank: 3 };
    const moved = evolve(late, {
      type: 'rescheduled',
      pending: false,
      visit,
      order,
      delivery: 'd-2',
      at: now + minuteMs,
    });
    const after = withDecided(moved, decideOn(moved, surroundings(), now + minuteMs));
    expect(skipped(after.steps)).toBe(0);
  });
});
