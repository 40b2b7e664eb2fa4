/** Stops the texts to a client's number, or allows them again, for staff and for the client's care page. An act of staff is decided by the booking's put, so that of two at the same moment one is done; the contact follows, and from its put on no text begins. */
import type { ActAsked } from '../../../shared/api/manager/act.ts';
import { staffAct } from '../../../shared/booking/asked-act.ts';
import { actOfClick } from '../../../shared/booking/audit.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import type { Contact, StopSource } from '../../../shared/follow-up/contact.ts';
import { newContact } from '../../../shared/follow-up/contact-slots.ts';
import { withOptOut, withStopLifted } from '../../../shared/follow-up/reply.ts';
import { keys } from '../../../shared/store/item.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { loadStandpoint, racesMax, type Standpoint } from '../change-booking.ts';
import { type BookingDeps, placeOf } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { readItems } from '../load.ts';
import { showOpt } from '../show-opt.ts';
import { compareSeen } from './act-as-seen.ts';
import type { Acted, ActingStaff } from './acted.ts';
import { changeAsSeen } from './change-as-seen.ts';

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
  const known = compareSeen(standpoint, asked, who, now);
  const whyNot = known.seen === 'as-it-is' ? await whyNoOpt(deps, standpoint, asked) : undefined;
  if (whyNot !== undefined) return refused(whyNot);
  const type = asked.act === 'stop-texts' ? 'texts-stopped' : 'texts-allowed';
  // Never before what it follows, however far behind the machine's clock is.
  const at = Math.max(now, ...standpoint.booking.audit.map((entry) => entry.at));
  const act = staffAct(who.staff, asked, at);
  const changed = await changeAsSeen(deps, { who, place, asked }, [{ type, act }], now);
  return changed.acted === 'no' ? changed : carryOut(deps, changed, asked, now);
}

async function whyNoOpt(
  deps: BookingDeps,
  { booking, clinic }: Standpoint,
  { act }: OptAsked,
): Promise<string | undefined> {
  const contact = await readContact(deps, booking);
  if (contact === undefined) return 'expected a booking with a number that takes texts';
  const source = contact.now.optedOut?.source;
  const isTheirs = source === undefined || source === 'staff';
  return act === 'allow-texts' && !isTheirs ? sayHowToStart(source, clinic) : undefined;
}

/** On the number and all its bookings; also for a click that was broken off before it came so far. */
async function carryOut(
  deps: BookingDeps,
  { acted, result }: Extract<Acted<Standpoint>, { result: Standpoint }>,
  { act, click }: OptAsked,
  now: Instant,
): Promise<Acted<Standpoint>> {
  const { booking, clinic } = result;
  const stops = act === 'stop-texts';
  // Where the booking shows otherwise by now, somebody said or clicked so since.
  const holds = (booking.optedOutAt !== undefined) === stops;
  const at = actOfClick(booking, click)?.at ?? now;
  const opted = holds ? await opt(deps, booking, { stops, source: 'staff', at }) : undefined;
  const contact = opted === undefined || opted.opted === 'no-number' ? undefined : opted.contact;
  const known = contact ?? (await readContact(deps, booking))?.now;
  if (known !== undefined) await showOpt(deps, known, now);
  // Said in the moment between: it is shown on the booking again.
  if (acted === 'done' && opted?.opted === 'stopped-by') return refused(sayHowToStart(opted.source, clinic));
  return { acted, result: (await loadStandpoint(deps, placeOf(booking))) ?? result };
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
  | { opted: 'stopped-by'; source: StopSource; contact: Contact };

interface Wish {
  stops: boolean;
  source: 'staff' | 'page';
  at: Instant;
}

/** One conditional put of the contact; a number that nobody texted yet gets its contact for it. */
async function opt(deps: BookingDeps, booking: Booking, wish: Wish): Promise<Opted> {
  for (let race = 0; race < racesMax; race += 1) {
    const contact = await readContact(deps, booking);
    if (contact === undefined) return { opted: 'no-number' };
    const before = contact.now;
    const { optedOut } = before;
    if (!wish.stops && optedOut !== undefined && optedOut.source !== wish.source) {
      return { opted: 'stopped-by', source: optedOut.source, contact: before };
    }
    const after = changed(before, wish);
    if (after === before) return { opted: 'yes', contact: before };
    const next = { ...after, version: before.version + 1 };
    if ((await deps.store.put(next, contact.seen)).put === 'conflict') continue;
    noteNews(deps, before, next, wish);
    return { opted: 'yes', contact: next };
  }
  throw new ContentionError('contact');
}

/** `undefined`: the booking has no number. */
async function readContact(
  deps: BookingDeps,
  { clinicId, phoneKey, client }: Booking,
): Promise<{ now: Contact; seen: number | 'absent' } | undefined> {
  if (phoneKey === undefined || client.phone === undefined) return undefined;
  const [item] = await readItems(deps, [keys.contact(clinicId, phoneKey)]);
  return item?.type === 'contact'
    ? { now: item, seen: item.version }
    : { now: newContact(clinicId, phoneKey, client.phone), seen: 'absent' };
}

/** The page's click is taken as it comes. An act of staff is on record before: it gives way to one that is later on record and came here first. */
function changed(before: Contact, { stops, source, at }: Wish): Contact {
  const { allowedAt = 0, optedOut } = before;
  if (source === 'page') {
    if (stops) return withOptOut(before, Math.max(at, allowedAt), source);
    return optedOut === undefined ? before : withStopLifted(before, Math.max(at, optedOut.at));
  }
  if (stops) return at < allowedAt ? before : withOptOut(renewed(before, at), at, source);
  return optedOut !== undefined && at < optedOut.at ? before : withStopLifted(before, at);
}

/** Their stop that stands counts from the later click. */
function renewed(before: Contact, at: Instant): Contact {
  const { optedOut } = before;
  return optedOut?.source !== 'staff' || at <= optedOut.at
    ? before
    : { ...before, optedOut: { ...optedOut, at } };
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
