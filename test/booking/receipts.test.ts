/** A receipt and the record of its text, in any order and however often: one end. */
import { describe, expect, test } from 'vitest';
import type { Booking } from '../../shared/booking/booking.ts';
import type { StepEvent } from '../../shared/booking/event.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import type { StepState } from '../../shared/follow-up/step.ts';
import { stepIdOf } from '../../shared/follow-up/text-identity.ts';
import { hourMs, minuteMs } from '../../shared/time/instant.ts';
import { aBooking, visitStart } from '../contract/items.ts';

const at = visitStart - 24 * hourMs;
const step = stepIdOf('day-before', { startAt: visitStart, endAt: visitStart + hourMs });
const pauseFrom = visitStart - 6 * hourMs;

const sent: StepEvent = { type: 'step-sent', step, at, messageId: 'm-1', pauseFrom };
const unknown: StepEvent = {
  type: 'step-unknown',
  step,
  at: at + hourMs,
  reason: 'no record of the publish',
};
const delivered: StepEvent = { type: 'step-delivered', step, at: at + 1, messageId: 'm-1' };
const failed: StepEvent = {
  type: 'step-failed',
  step,
  at: at + 1,
  reason: 'Phone has blocked SMS',
  messageId: 'm-1',
};

const claimed: StepState = { status: 'claimed', at, expiresAt: at + 11 * minuteMs, notAfter: visitStart };

function bookingWith(state: StepState): Booking {
  return aBooking({ steps: [{ id: step, act: { kind: 'text', what: 'day-before' }, state }] });
}

function endOf(events: readonly StepEvent[], state: StepState = claimed): Booking {
  return events.reduce(evolve, bookingWith(state));
}

function stateAfter(events: readonly StepEvent[], state?: StepState): StepState | undefined {
  return endOf(events, state).steps[0]?.state;
}

function ordersOf<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((one, index) =>
    ordersOf(things.filter((_, other) => other !== index)).map((rest) => [one, ...rest]),
  );
}

describe('A receipt and its text', () => {
  test.each(ordersOf([sent, delivered, delivered]))('that arrived: delivered in every order', (...events) => {
    const end = endOf(events);
    expect(end.steps[0]?.state).toEqual({ status: 'delivered', at: at + 1, messageId: 'm-1' });
    expect(end.told).toEqual([{ pauseFrom, at }]);
  });

  test.each(
    ordersOf([sent, failed, failed]),
  )('that did not arrive: failed in every order, and nothing was told', (...events) => {
    const end = endOf(events);
    expect(end.steps[0]?.state).toEqual({ status: 'failed', at: at + 1, reason: 'Phone has blocked SMS' });
    expect(end.told).toEqual([]);
  });

  test.each(
    ordersOf([sent, delivered, failed]),
  )('of two receipts that differ, that it arrived holds', (...events) => {
    expect(stateAfter(events)).toMatchObject({ status: 'delivered' });
  });

  test.each([
    [delivered, 'delivered'],
    [failed, 'failed'],
  ] as const)('whose record was lost: a late receipt settles what was unknown (%j)', (receipt, status) => {
    expect(stateAfter([unknown, receipt])?.status).toBe(status);
    expect(stateAfter([receipt, unknown])?.status).toBe(status);
  });
});

describe('A receipt changes nothing', () => {
  test.each<[string, StepState]>([
    ['planned', { status: 'planned', from: at, dueAt: at, notAfter: visitStart }],
    ['skipped', { status: 'skipped', at, reason: 'too late' }],
    ['delivered', { status: 'delivered', at, messageId: 'm-1' }],
    ['sent as another message', { status: 'sent', at, messageId: 'm-2' }],
  ])('of a step that is %s', (_, state) => {
    for (const receipt of [delivered, failed]) {
      const booking = bookingWith(state);
      expect(evolve(booking, receipt)).toBe(booking);
    }
  });

  test('of a step that is gone', () => {
    const booking = aBooking();
    expect(evolve(booking, delivered)).toBe(booking);
  });

  test('of what was told before, by another text or a page', () => {
    const page = { type: 'told-to-pause', pauseFrom, at: at - hourMs } as const;
    const told = [sent, failed].reduce(evolve, evolve(bookingWith(claimed), page)).told;
    expect(told).toEqual([{ pauseFrom, at: at - hourMs }]);
  });
});

test('A refusal at the publish fails only what is claimed', () => {
  const refused: StepEvent = { type: 'step-failed', step, at: at + 1, reason: 'invalid number' };
  const untouched = endOf([sent, refused]);
  expect([untouched.steps[0]?.state.status, untouched.told]).toEqual(['sent', [{ pauseFrom, at }]]);
  expect(stateAfter([refused])?.status).toBe('failed');
});

test('A verdict that is known to have arrived was shown to its client, record or not', () => {
  const verdict = stepIdOf('not-yet', { startAt: visitStart, endAt: visitStart + hourMs });
  const findings = [{ id: 'pregnancy|yes', rule: 'pregnancy', outcome: 'blocked' as const }];
  const decision = { outcome: 'blocked' as const, findings, open: [], conditions: [], at };
  const steps = [{ id: verdict, act: { kind: 'text', what: 'not-yet' } as const, state: claimed }];
  const booking = aBooking({ steps, decision });
  expect(evolve(booking, { ...delivered, step: verdict }).shown).toEqual(['pregnancy']);
});
