/** Slots of a contact: what may go to a number now, what waits, and what never goes. */
import { describe, expect, test } from 'vitest';
import { type Contact, slotsMax } from '../../shared/follow-up/contact.ts';
import {
  freeSlot,
  newContact,
  reserveSlot,
  type SlotRequest,
  statusPerDayMax,
} from '../../shared/follow-up/contact-slots.ts';
import { dayMs, hourMs, minuteMs } from '../../shared/time/instant.ts';
import { at } from '../policy/given.ts';

const noon = at('2026-11-18T12:00-05:00');
const nobody = newContact('rosewater', 'key', '+12125550117');

function request(changes: Partial<SlotRequest> = {}): SlotRequest {
  return {
    text: 'visit-1 day-1',
    content: 'day-1',
    kind: 'care',
    uncapped: false,
    notAfter: noon + 18 * hourMs,
    now: noon,
    zone: 'America/New_York',
    ...changes,
  };
}

function told(
  ...texts: { text: string; hoursAgo: number; kind?: 'care' | 'status'; content?: string }[]
): Contact {
  const slots = texts.map(({ text, hoursAgo, kind = 'care', content = text }) => ({
    text,
    content,
    kind,
    at: noon - hoursAgo * hourMs,
  }));
  return { ...nobody, firstText: texts[0]?.text ?? 'none', slots };
}

describe('The gap between guidance texts', () => {
  test('is two hours to the instant', () => {
    expect(reserveSlot(told({ text: 'a', hoursAgo: 2 }), request()).slot).toBe('reserved');
    const early = reserveSlot(told({ text: 'a', hoursAgo: 2 - 1 / 3600 }), request());
    expect(early).toEqual({ slot: 'later', at: noon + 1000, reason: 'cap' });
  });

  test('counts from the latest one, whichever booking it was for', () => {
    const contact = told({ text: 'x', hoursAgo: 5 }, { text: 'visit-2 day-2', hoursAgo: 0.5 });
    expect(reserveSlot(contact, request())).toEqual({
      slot: 'later',
      at: noon + 1.5 * hourMs,
      reason: 'cap',
    });
  });

  test('is not owed to a text about a booking', () => {
    expect(reserveSlot(told({ text: 'booked', hoursAgo: 0, kind: 'status' }), request()).slot).toBe(
      'reserved',
    );
  });

  test('that ends at the late limit or after it ends the text', () => {
    const contact = told({ text: 'a', hoursAgo: 1 });
    const limit = noon + hourMs;
    expect(reserveSlot(contact, request({ notAfter: limit }))).toEqual({ slot: 'never', reason: 'cap' });
    expect(reserveSlot(contact, request({ notAfter: limit + 1 }))).toEqual({
      slot: 'later',
      at: limit,
      reason: 'cap',
    });
  });
});

describe('Three guidance texts a local day', () => {
  const three = told({ text: 'a', hoursAgo: 9 }, { text: 'b', hoursAgo: 6 }, { text: 'c', hoursAgo: 3 });

  test('the fourth waits for the midnight of the contact', () => {
    expect(reserveSlot(three, request())).toEqual({
      slot: 'later',
      at: at('2026-11-19T00:00-05:00'),
      reason: 'cap',
    });
  });

  test('another zone begins another day', () => {
    // 03:00, 06:00 and 09:00 in New York are all of the day before in Honolulu but the last two.
    expect(reserveSlot(three, request({ zone: 'Pacific/Honolulu' })).slot).toBe('reserved');
  });

  test('a day of 25 hours is still one day', () => {
    const evening = at('2026-11-01T23:30-05:00');
    const slots = ['00:10-04:00', '01:30-04:00', '01:30-05:00'].map((time, index) => ({
      text: `${index}`,
      content: `${index}`,
      kind: 'care' as const,
      at: at(`2026-11-01T${time}`),
    }));
    const answer = reserveSlot({ ...nobody, slots }, request({ now: evening, notAfter: evening + dayMs }));
    expect(answer).toEqual({ slot: 'later', at: at('2026-11-02T00:00-05:00'), reason: 'cap' });
  });

  test('what may not wait goes, and counts', () => {
    const answer = reserveSlot(three, request({ uncapped: true, text: 'visit-1 day-before' }));
    expect(answer.slot).toBe('reserved');
    const two = told({ text: 'a', hoursAgo: 6 }, { text: 'b', hoursAgo: 3 });
    const third = reserveSlot(two, request({ uncapped: true, text: 'visit-1 day-before', content: 'd' }));
    if (third.slot !== 'reserved') throw new Error(third.slot);
    const later = reserveSlot(third.contact, request({ now: noon + 3 * hourMs }));
    expect(later).toEqual({ slot: 'later', at: at('2026-11-19T00:00-05:00'), reason: 'cap' });
  });
});

describe('The same content', () => {
  test('is heard once where it is guidance', () => {
    const contact = told({ text: 'visit-2 three-days-before', hoursAgo: 60, content: 'three-days-before' });
    const again = request({ text: 'visit-1 three-days-before', content: 'three-days-before' });
    expect(reserveSlot(contact, again)).toEqual({ slot: 'never', reason: 'said for another visit' });
  });

  test('goes to the same step again: it finds its own slot', () => {
    const first = reserveSlot(nobody, request());
    if (first.slot !== 'reserved') throw new Error(first.slot);
    const again = reserveSlot(first.contact, request({ now: noon + minuteMs }));
    expect(again).toMatchObject({ slot: 'reserved', firstToNumber: true });
    expect(again.slot === 'reserved' && again.contact.slots).toHaveLength(1);
  });

  test("about a booking is that booking's own, and always said", () => {
    const contact = told({ text: 'visit-2 booked', hoursAgo: 1, kind: 'status', content: 'booked' });
    const again = request({ kind: 'status', text: 'visit-1 booked', content: 'booked' });
    expect(reserveSlot(contact, again).slot).toBe('reserved');
  });
});

describe('Texts about bookings', () => {
  test('stop at an abuse limit, and begin again a day later', () => {
    const many = Array.from({ length: statusPerDayMax }, (_, index) => ({
      text: `t${index}`,
      hoursAgo: index,
      kind: 'status' as const,
    }));
    const status = request({ kind: 'status', text: 'visit-9 booked', content: 'booked@9' });
    expect(reserveSlot(told(...many), status)).toEqual({ slot: 'never', reason: 'too many texts' });
    const oneIsOld = told(...many.slice(1), { text: 'old', hoursAgo: 24, kind: 'status' });
    expect(reserveSlot(oneIsOld, status).slot).toBe('reserved');
  });
});

describe('A contact', () => {
  test('that opted out gets nothing, not even its own slot again', () => {
    const first = reserveSlot(nobody, request());
    if (first.slot !== 'reserved') throw new Error(first.slot);
    const optedOut = { ...first.contact, optedOut: { at: noon, source: 'text' as const } };
    expect(reserveSlot(optedOut, request({ uncapped: true }))).toEqual({
      slot: 'never',
      reason: 'opted out',
    });
  });

  test('gives back a slot, and the first word with it, where nothing was sent', () => {
    const first = reserveSlot(nobody, request());
    if (first.slot !== 'reserved') throw new Error(first.slot);
    expect(freeSlot(first.contact, 'visit-1 day-1')).toEqual(nobody);
    const second = reserveSlot(told({ text: 'first', hoursAgo: 9 }), request());
    if (second.slot !== 'reserved') throw new Error(second.slot);
    expect(second.firstToNumber).toBe(false);
    expect(freeSlot(second.contact, 'visit-1 day-1')).toMatchObject({ firstText: 'first' });
  });

  test('remembers a bounded number of slots, the newest', () => {
    const many = told(
      ...Array.from({ length: slotsMax }, (_, index) => ({ text: `t${index}`, hoursAgo: 500 - index })),
    );
    const answer = reserveSlot(many, request());
    if (answer.slot !== 'reserved') throw new Error(answer.slot);
    expect(answer.contact.slots).toHaveLength(slotsMax);
    expect(answer.contact.slots.at(-1)?.text).toBe('visit-1 day-1');
    expect(answer.contact.slots[0]?.text).toBe('t1');
  });
});
