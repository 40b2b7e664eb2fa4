/** Whether a text may go to a number now: opt-out, caps and what was said already. A slot is reserved before the publish. */
import { dayMs, hourMs, type Instant } from '../time/instant.ts';
import { addDays, localDateOf, startOfDay } from '../time/zone.ts';
import { type Contact, slotsMax } from './contact.ts';

/** Guidance comes in small doses: at least this far apart, hours ... */
export const careGapHours = 2;
/** ... and at most this many in the contact's local day, over all bookings. */
export const carePerDayMax = 3;
/** Texts about bookings to one number in 24 hours: no honest course of events makes more. */
export const statusPerDayMax = 12;
/** How long the same content is not said again, in days: two visits in one week hear it once. */
export const sameContentDays = 7;

export interface SlotRequest {
  /** Names booking and step: the same step finds its own slot. */
  text: string;
  /** Milestone, stated facts and the person. */
  content: string;
  kind: 'status' | 'care';
  /** Counted, but never held back. */
  uncapped: boolean;
  /** By staff: they may say again what was said, or may have been. */
  askedFor?: boolean;
  /** Too late from then on. */
  notAfter: Instant;
  now: Instant;
  /** The contact's zone, else the clinic's. */
  zone: string;
  /** The clinic's, where there was one: a slot of the same text from before it is a text that went out, or may have. */
  restoredAt?: Instant;
}

export type SlotAnswer =
  | { slot: 'reserved'; contact: Contact; firstToNumber: boolean }
  | { slot: 'later'; at: Instant; reason: 'cap' | 'spend limit' }
  | { slot: 'never'; reason: 'opted out' | 'cap' | 'said for another visit' | 'too many texts' }
  /** Taken before a restore, by a step that the table in use knows nothing of. */
  | { slot: 'taken' };

/** A contact that nothing is known of yet. */
export function newContact(clinicId: string, phoneKey: string, phone: string): Contact {
  return { type: 'contact', clinicId, phoneKey, version: 0, phone, slots: [], questions: [], replies: [] };
}

export function reserveSlot(contact: Contact, request: SlotRequest): SlotAnswer {
  if (contact.optedOut !== undefined) return { slot: 'never', reason: 'opted out' };
  if (wasTaken(contact.slots, request)) return { slot: 'taken' };
  const others = contact.slots.filter((slot) => slot.text !== request.text);
  if (request.kind === 'care' && request.askedFor !== true && wasHeard(others, request)) {
    return { slot: 'never', reason: 'said for another visit' };
  }
  const free = request.kind === 'care' ? careFreeAt(others, request) : statusFreeAt(others, request);
  if (free === 'never') return { slot: 'never', reason: 'too many texts' };
  if (free >= request.notAfter) return { slot: 'never', reason: 'cap' };
  if (free > request.now) return { slot: 'later', at: free, reason: 'cap' };
  const firstText = contact.firstText ?? request.text;
  const slot = { text: request.text, content: request.content, kind: request.kind, at: request.now };
  return {
    slot: 'reserved',
    firstToNumber: firstText === request.text,
    contact: { ...contact, firstText, slots: [...others, slot].slice(-slotsMax) },
  };
}

/** Gives the slot back after a refusal that proves nothing was sent. */
export function freeSlot(contact: Contact, text: string): Contact {
  const { firstText, ...rest } = contact;
  return {
    ...rest,
    ...(firstText === undefined || firstText === text ? {} : { firstText }),
    slots: contact.slots.filter((slot) => slot.text !== text),
  };
}

function wasTaken(slots: Contact['slots'], { text, restoredAt = 0 }: SlotRequest): boolean {
  return slots.some((slot) => slot.text === text && slot.at < restoredAt);
}

/** Guidance only: what a text says of a booking is its own, also where another one said the same. */
function wasHeard(others: Contact['slots'], { content, now }: SlotRequest): boolean {
  return others.some((slot) => slot.content === content && slot.at > now - sameContentDays * dayMs);
}

function careFreeAt(others: Contact['slots'], { uncapped, now, zone }: SlotRequest): Instant {
  if (uncapped) return now;
  const care = others.filter((slot) => slot.kind === 'care');
  const today = localDateOf(now, zone);
  const gapFree = Math.max(now, ...care.map((slot) => slot.at + careGapHours * hourMs));
  const usedUp = care.filter((slot) => localDateOf(slot.at, zone) === today).length >= carePerDayMax;
  return usedUp ? Math.max(gapFree, startOfDay(addDays(today, 1), zone)) : gapFree;
}

function statusFreeAt(others: Contact['slots'], { now }: SlotRequest): Instant | 'never' {
  const lately = others.filter((slot) => slot.kind === 'status' && slot.at > now - dayMs);
  return lately.length >= statusPerDayMax ? 'never' : now;
}
