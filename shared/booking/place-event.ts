/** Where an event lands in the key space, as data: which pointers to write first, what to change, what to convert after. Any order of events leads to the same end. */
import type { PlatformEvent } from '../platforms/platform.ts';
import { dayMs, type Instant } from '../time/instant.ts';
import type { Booking } from './booking.ts';
import { type Alias, type Erased, type Moved, pointerDays, type Tombstone } from './key-space.ts';
import { compareOrder } from './order.ts';

/** An event of a booking nobody knows is stale once it is this much older than its receipt. Days. */
export const staleAfterDays = 7;
/** Pointers outlive the visit by this much. Days. */
const pointerDaysPastVisit = 30;

export interface Place {
  clinicId: string;
  platform: string;
  uid: string;
}

/** The end of the pointers from one uid: what stands there, or nothing. */
export interface Standing {
  place: Place;
  item: Booking | Tombstone | Erased | undefined;
}

export interface PointerPut {
  item: Alias | Moved | Tombstone;
  seen: number | 'absent';
}

export type Placement = { links: PointerPut[]; conversions: PointerPut[] } & (
  | { act: 'stale'; place: Place }
  | { act: 'bury'; place: Place }
  /** A new booking, over what was seen there; an end that came before it is folded in. */
  | { act: 'open'; place: Place; seen: number | 'absent'; ended?: Tombstone }
  | { act: 'change'; place: Place; ended?: Tombstone }
  /** Two live bookings turn out to be one: `older` becomes an alias that carries its state into `place`. */
  | { act: 'fold'; older: Booking; place: Place }
);

interface Arrival {
  event: PlatformEvent;
  receivedAt: Instant;
  here: Standing;
  before?: Standing;
}

export function placeEvent(arrival: Arrival): Placement {
  const { before, here } = arrival;
  if (before === undefined || samePlace(before.place, here.place)) return placeSingle(arrival);
  if (here.item?.type === 'erased' || before.item?.type === 'erased') return placeErased(arrival, before);
  switch (before.item?.type) {
    case undefined:
      return withLinks(placeSingle(arrival), [pointer('moved', before.place, here.place, arrival)]);
    case 'booking':
      return placeOntoBooking(arrival, before, before.item);
    case 'tombstone':
      return placeOntoTombstone(arrival, before, before.item);
  }
}

function placeSingle({ event, receivedAt, here }: Arrival): Placement {
  const nothing = { links: [], conversions: [] };
  const { place, item } = here;
  switch (item?.type) {
    case 'erased':
      return { act: 'stale', place, ...nothing };
    case 'booking':
      return { act: 'change', place, ...nothing };
    case 'tombstone':
      return { ...placeOnTombstone(event, place, item), ...nothing };
    case undefined:
      if (receivedAt - event.order.stamp > staleAfterDays * dayMs) return { act: 'stale', place, ...nothing };
      return hasDetails(event)
        ? { act: 'open', place, seen: 'absent', ...nothing }
        : { act: event.happened === 'end-passed' ? 'stale' : 'bury', place, ...nothing };
  }
}

type Bare<T> = T extends unknown ? Omit<T, 'links' | 'conversions'> : never;

function placeOnTombstone(event: PlatformEvent, place: Place, item: Tombstone): Bare<Placement> {
  const newer = compareOrder(event.order, item.order) > 0;
  if (!hasDetails(event)) return { act: newer && event.happened !== 'end-passed' ? 'bury' : 'stale', place };
  if (newer) return { act: 'open', place, seen: item.version };
  // A visit that was over before it was heard of still counts as one; a cancelled one does not.
  return item.ended === 'cancelled'
    ? { act: 'stale', place }
    : { act: 'open', place, seen: item.version, ended: item };
}

function placeOntoBooking(arrival: Arrival, before: Standing, older: Booking): Placement {
  const { here } = arrival;
  switch (here.item?.type) {
    case 'booking':
      return { act: 'fold', older, place: here.place, links: [], conversions: [] };
    case 'tombstone':
      return {
        act: 'change',
        place: before.place,
        ended: here.item,
        links: [],
        conversions: [pointer('alias', here.place, before.place, arrival, here.item.version)],
      };
    default:
      return {
        act: 'change',
        place: before.place,
        links: [pointer('alias', here.place, before.place, arrival)],
        conversions: [],
      };
  }
}

/** The old uid was cancelled before: the reschedule counts only if it is the newer of the two. */
function placeOntoTombstone(arrival: Arrival, before: Standing, ended: Tombstone): Placement {
  const { here, event } = arrival;
  const newer = compareOrder(event.order, ended.order) > 0;
  const forward = pointer('moved', before.place, here.place, arrival, ended.version);
  if (here.item?.type === 'booking') {
    return { act: 'change', place: here.place, ended, links: [], conversions: [forward] };
  }
  if (newer || here.item?.type === 'tombstone') {
    const placed = placeSingle(arrival);
    return withLinks(newer ? placed : withNewerEnd(placed, here, ended), [], [forward]);
  }
  const back = pointer('alias', here.place, before.place, arrival);
  return { act: 'stale', place: before.place, links: [back], conversions: [] };
}

/** Of two ends the newer one stands at the target. */
function withNewerEnd(placed: Placement, here: Standing, ended: Tombstone): Placement {
  if (here.item?.type !== 'tombstone' || compareOrder(ended.order, here.item.order) <= 0) return placed;
  const newer = { ...ended, ...here.place, version: here.item.version + 1 };
  return {
    act: 'stale',
    place: here.place,
    links: [{ item: newer, seen: here.item.version }],
    conversions: [],
  };
}

/** Erased stays erased; the other uid, where it is alive, still hears of the event. */
function placeErased(arrival: Arrival, before: Standing): Placement {
  if (arrival.here.item?.type === 'booking') return placeSingle(arrival);
  const erased = before.item?.type === 'erased' ? before : arrival.here;
  const free = erased === before ? arrival.here : before;
  const links = free.item === undefined ? [pointer('alias', free.place, erased.place, arrival)] : [];
  return { act: 'stale', place: erased.place, links, conversions: [] };
}

function withLinks(placed: Placement, links: PointerPut[], conversions: PointerPut[] = []): Placement {
  return {
    ...placed,
    links: [...links, ...placed.links],
    conversions: [...placed.conversions, ...conversions],
  };
}

function pointer(
  type: 'alias' | 'moved',
  from: Place,
  to: Place,
  { event, receivedAt }: Arrival,
  seen: number | 'absent' = 'absent',
): PointerPut {
  const version = seen === 'absent' ? 1 : seen + 1;
  const expiresAt = pointerExpiry(event, receivedAt);
  return { item: { type, ...from, version, target: to.uid, expiresAt }, seen };
}

/** Until 30 days past the visit, where the event tells of one. */
export function pointerExpiry(event: PlatformEvent, receivedAt: Instant): Instant {
  const details = 'details' in event ? event.details : undefined;
  return details === undefined
    ? receivedAt + pointerDays * dayMs
    : Math.max(details.endAt, receivedAt) + pointerDaysPastVisit * dayMs;
}

function hasDetails(event: PlatformEvent): boolean {
  return 'details' in event && event.details !== undefined;
}

function samePlace(a: Place, b: Place): boolean {
  return a.uid === b.uid;
}
