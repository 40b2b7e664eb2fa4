/** Stops the texts to a client's number, or allows them again, for staff and for the client's care page. The contact first: from its put on no text begins. */
import type { ActAsked } from '../../shared/api/manager/act.ts';
import { staffAct } from '../../shared/booking/asked-act.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import type { Place } from '../../shared/booking/place-event.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type { Contact } from '../../shared/follow-up/contact.ts';
import { newContact } from '../../shared/follow-up/contact-slots.ts';
import { type StopSource, withOptOut, withStopLifted } from '../../shared/follow-up/reply.ts';
import { keys } from '../../shared/store/item.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { compareSeen } from './act-as-seen.ts';
import type { Acted, ActingStaff } from './acted.ts';
import { changeBooking, loadStandpoint, racesMax, type Standpoint } from './change-booking.ts';
import { type BookingDeps, placeOf } from './deps.ts';
import { ContentionError } from './errors.ts';
import { readItems } from './load.ts';
import { showOpt } from './show-opt.ts';

export type OptAsked = ActAsked & { act: 'stop-texts' | 'allow-texts' };

/** Staff lift a stop of theirs only: whoever said STOP themselves says START themselves. */
export async function optContact(
  deps: BookingDeps,
  who: ActingStaff,
  place: Place,
  asked: OptAsked,
  now: Instant,
): Promise<Acted<Standpoint>> {
  const standpoint = await loadStandpoint(deps, place);
  if (standpoint === undefined) return { acted: 'no', why: 'unknown' };
  const { booking, clinic } = standpoint;
  const known = compareSeen(booking, asked, who, now);
  if (known.seen === 'otherwise') return known.refusal;
  if (known.seen === 'repeated') return { acted: 'repeated', result: await showAgain(deps, standpoint, now) };
  const stops = asked.act === 'stop-texts';
  const opted = await opt(deps, booking, { stops, source: 'staff', at: now });
  if (opted.opted === 'no-number') return refused('expected a booking with a number that takes texts');
  if (opted.opted === 'stopped-by') return refused(sayHowToStart(opted.source, clinic));
  // On this booking with who and why, in one change with what it shows; then on the number's others.
  const type = stops ? 'texts-stopped' : 'texts-allowed';
  const act = staffAct(who.staff, asked, now);
  const changed = await changeBooking(deps, placeOf(booking), () => [{ type, act }], { now });
  await showOpt(deps, opted.contact, now);
  const result = (await loadStandpoint(deps, place)) ?? changed;
  if (result === undefined) return { acted: 'no', why: 'unknown' };
  return { acted: 'done', result };
}

/** A click that was taken before may have been broken off before it came to the number's other bookings. */
async function showAgain(deps: BookingDeps, standpoint: Standpoint, now: Instant): Promise<Standpoint> {
  const { booking } = standpoint;
  const { clinicId, phoneKey = '' } = booking;
  const [contact] = await readItems(deps, [keys.contact(clinicId, phoneKey)]);
  if (contact?.type !== 'contact') return standpoint;
  await showOpt(deps, contact, now);
  return (await loadStandpoint(deps, placeOf(booking))) ?? standpoint;
}

export type PageOpted = { opted: true } | { opted: false; why: 'no-number' | StopSource };

/** The care page's button: what was stopped there is lifted there; what staff stopped or a text said STOP to is not. */
export async function optFromPage(
  deps: BookingDeps,
  booking: Booking,
  asked: 'stop' | 'start',
  now: Instant,
): Promise<PageOpted> {
  const opted = await opt(deps, booking, { stops: asked === 'stop', source: 'page', at: now });
  switch (opted.opted) {
    case 'no-number':
      return { opted: false, why: 'no-number' };
    case 'stopped-by':
      return { opted: false, why: opted.source };
    case 'yes':
      await showOpt(deps, opted.contact, now);
      return { opted: true };
  }
}

type Opted =
  | { opted: 'yes'; contact: Contact }
  | { opted: 'no-number' }
  /** Somebody else's stop. */
  | { opted: 'stopped-by'; source: StopSource };

interface Wish {
  stops: boolean;
  source: 'staff' | 'page';
  at: Instant;
}

/** One conditional put of the contact; a number that nobody texted yet gets its contact for it. */
async function opt(deps: BookingDeps, { clinicId, phoneKey, client }: Booking, wish: Wish): Promise<Opted> {
  if (phoneKey === undefined || client.phone === undefined) return { opted: 'no-number' };
  for (let race = 0; race < racesMax; race += 1) {
    const [item] = await readItems(deps, [keys.contact(clinicId, phoneKey)]);
    const stored = item?.type === 'contact' ? item : undefined;
    const before = stored ?? newContact(clinicId, phoneKey, client.phone);
    const { optedOut } = before;
    if (!wish.stops && optedOut === undefined) return { opted: 'yes', contact: before };
    if (!wish.stops && optedOut !== undefined && optedOut.source !== wish.source) {
      return { opted: 'stopped-by', source: optedOut.source };
    }
    const after = changed(before, wish);
    const next = { ...after, version: before.version + 1 };
    if ((await deps.store.put(next, stored === undefined ? 'absent' : before.version)).put === 'conflict') {
      continue;
    }
    noteNews(deps, before, next, wish);
    return { opted: 'yes', contact: next };
  }
  throw new ContentionError('contact');
}

/** Of two clicks in the same millisecond the later one to be stored holds. */
function changed(before: Contact, { stops, source, at }: Wish): Contact {
  const { allowedAt = 0, optedOut } = before;
  return stops
    ? withOptOut(before, Math.max(at, allowedAt), source)
    : withStopLifted(before, Math.max(at, (optedOut?.at ?? 0) + 1));
}

function noteNews(deps: BookingDeps, before: Contact, after: Contact, { source }: Wish): void {
  if ((before.optedOut === undefined) === (after.optedOut === undefined)) return;
  const event = after.optedOut === undefined ? 'contact-opted-in' : 'contact-opted-out';
  deps.journal.note({ event, clinicId: after.clinicId, source });
}

function sayHowToStart(source: StopSource, { smsNumber }: Clinic): string {
  const start = `text START to ${smsNumber}`;
  switch (source) {
    case 'page':
      return `expected the client to start the texts again on their care page, or to ${start}: they stopped them there`;
    case 'text':
    case 'carrier':
      return `expected the client to ${start}: they stopped the texts themselves`;
    case 'staff':
      return 'expected staff to lift what staff had stopped';
  }
}

function refused(expected: string): Acted<never> {
  return { acted: 'no', why: 'refused', mistakes: [{ path: 'texts', expected }] };
}
