/** Two stored bookings that turn out to be one: what staff did to either of them is kept, once. */
import { describe, expect, test } from 'vitest';
import { type Booking, bookingSchema } from '../../shared/booking/booking.ts';
import type { BookingEvent, StaffAct } from '../../shared/booking/event.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import { hourMs } from '../../shared/time/instant.ts';
import { instantOf } from '../world/world.ts';
import { booked, cancelled, rescheduled, visitStart } from './gate-events.ts';
import { given } from './gate-specification.ts';

const later = instantOf('2026-11-05T15:00:00Z');
const afterStart = instantOf(visitStart) + hourMs / 2;

function act(click: string, at = later): StaffAct {
  return { what: 'approve-findings', by: 'staff-1', role: 'manager', why: 'seen in person', click, at };
}

/** The older uid's booking, and the newer one's, which the platform moved last. */
function two(toOlder: BookingEvent[], toNewer: BookingEvent[] = [], move = '2026-12-01T15:00:00Z') {
  const older = toOlder.reduce(evolve, given(booked()).when().booking());
  const moved = rescheduled({ at: '2026-11-04T15:00:00Z', start: move });
  const newer = toNewer.reduce(evolve, given(moved).when().booking());
  return { older, joined: evolve(newer, { type: 'carried', from: older, at: later }) };
}

function clicks({ audit }: Booking): string[] {
  return audit.flatMap(({ click }) => click ?? []);
}

describe('A booking joined with its older uid', () => {
  test('has the acts of both on record, and a click that either of them took acts no more', () => {
    const revealed = { type: 'phone-revealed', act: act('click-1') } as const;
    const approved = { type: 'approved', findings: ['people|2'], act: act('click-2') } as const;
    const { joined, older } = two([revealed], [approved]);
    expect(clicks(joined).sort()).toEqual(['click-1', 'click-2']);
    expect(evolve(joined, revealed)).toBe(joined);
    expect(clicks(evolve(joined, { type: 'carried', from: older, at: later })).sort()).toEqual([
      'click-1',
      'click-2',
    ]);
    expect(bookingSchema.safeParse(joined).success).toBe(true);
  });

  test('still sends what staff asked for under the older uid', () => {
    const step = 'screening-needed@2026-12-01T15:00Z@staff-00000001';
    const asked = {
      type: 'text-requested',
      milestone: 'screening-needed',
      step,
      act: act('click-1'),
    } as const;
    expect(two([asked]).joined.requests).toEqual([{ step, milestone: 'screening-needed', at: later }]);
  });

  test('keeps closed the links that were renewed under either uid, and forgets those it remembered of an earlier series', () => {
    const { phoneKey = '' } = given(booked()).when().booking();
    const made = { type: 'page-made', page: 'screening', token: 'old', phoneKey } as const;
    const renewed = { type: 'links-renewed', act: act('click-1') } as const;
    const newer = { type: 'page-made', page: 'screening', token: 'new', phoneKey, linkSeries: 1 } as const;
    expect(two([made, renewed], [made]).joined).toMatchObject({ linkSeries: 1, pages: {} });
    expect(two([made, renewed, newer], [made]).joined.pages).toEqual({ screening: 'new' });
    expect(two([made], [made, renewed]).joined).toMatchObject({ linkSeries: 1, pages: {} });
  });

  test('stays marked where the mark is of the visit that stands', () => {
    const marked = { type: 'marked', as: 'completed', act: act('click-1', afterStart) } as const;
    expect(two([marked]).joined).toMatchObject({
      status: 'completed',
      completedAt: afterStart,
      marked: { as: 'completed', at: afterStart },
    });
  });

  test('is not marked where the mark is of a time that the visit was moved from, or it was called off', () => {
    const marked = { type: 'marked', as: 'no-show', act: act('click-1', afterStart) } as const;
    const moved = two([marked], [], '2026-12-03T15:00:00Z').joined;
    expect(moved.status).toBe('accepted');
    expect(moved.marked).toBeUndefined();
    const off = two([marked], [cancelled('2026-11-04T16:00:00Z')]).joined;
    expect(off.status).toBe('cancelled');
    expect(off.marked).toBeUndefined();
  });
});
