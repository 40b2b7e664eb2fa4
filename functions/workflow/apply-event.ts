/** Applies one platform event to the key space: pointers first, then the booking's one put, then conversions. Repeating it at any point leads to the same end. */
import { type Booking, bookingIdOf } from '../../shared/booking/booking.ts';
import type { PlatformBookingEvent } from '../../shared/booking/event.ts';
import { evolve, openBooking } from '../../shared/booking/evolve.ts';
import type { Tombstone } from '../../shared/booking/key-space.ts';
import { standingOf } from '../../shared/booking/order.ts';
import {
  type Place,
  type Placement,
  type PointerPut,
  placeEvent,
  pointerExpiry,
  type Standing,
} from '../../shared/booking/place-event.ts';
import { readVisit, treatmentOf, type Visit } from '../../shared/booking/visit.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import { type PlatformEvent, ranks } from '../../shared/platforms/platform.ts';
import type { VisitEntry } from '../../shared/ports.ts';
import type { Item } from '../../shared/store/item.ts';
import type { Instant } from '../../shared/time/instant.ts';
import type { DeliveryAnswer } from '../../shared/webhook/delivery.ts';
import { racesMax } from './change-booking.ts';
import { type Deps, keyOfPlace } from './deps.ts';
import { ContentionError } from './errors.ts';
import { finishFold, startFold } from './fold-bookings.ts';
import { factsFrom, hopsMax, policyFor, publishedVersion, queryVisits, readItems } from './load.ts';
import { runPoke } from './poke.ts';
import { saveBooking } from './save-booking.ts';

export interface Arrival {
  event: PlatformEvent;
  clinic: Clinic;
  platform: string;
  /** The clinic's secret for client keys, base64. */
  secret: string;
  /** Short hash of the delivery. */
  delivery: string;
  receivedAt: Instant;
  now: Instant;
  /** What a first look found, so that it is not read twice: items by key, and the client's visits by the event's own keys. */
  ahead?: { items: Map<string, Item | undefined>; visits?: VisitEntry[] };
}

export async function applyEvent(deps: Deps, arrival: Arrival): Promise<DeliveryAnswer> {
  let { ahead } = arrival;
  for (let race = 0; race < racesMax; race += 1) {
    const answer = await tryEvent(deps, { ...arrival, ...(ahead === undefined ? {} : { ahead }) });
    if (answer !== undefined) return answer;
    ahead = undefined;
  }
  throw new ContentionError(keyOfPlace(placeOfEvent(arrival)));
}

function placeOfEvent({ clinic, platform, event }: Arrival, uid = event.uid): Place {
  return { clinicId: clinic.id, platform, uid };
}

/** `undefined`: another writer came first somewhere. */
async function tryEvent(deps: Deps, arrival: Arrival): Promise<DeliveryAnswer | undefined> {
  const { event, receivedAt } = arrival;
  const previousUid = event.happened === 'rescheduled' ? event.previousUid : undefined;
  const [here, before] = await Promise.all([
    followPointers(deps, arrival, event.uid),
    previousUid === undefined ? undefined : followPointers(deps, arrival, previousUid),
  ]);
  const placement = placeEvent({ event, receivedAt, here, ...(before === undefined ? {} : { before }) });
  if (!(await putAll(deps, placement.links))) return undefined;
  const answer = await carryOut(deps, arrival, placement, {
    here,
    ...(before === undefined ? {} : { before }),
  });
  if (answer === undefined || !(await putAll(deps, placement.conversions))) return undefined;
  return answer;
}

async function followPointers(deps: Deps, arrival: Arrival, uid: string): Promise<Standing> {
  let place = placeOfEvent(arrival, uid);
  let viaMoved = false;
  for (let hop = 0; hop <= hopsMax; hop += 1) {
    const key = keyOfPlace(place);
    const item = arrival.ahead?.items.has(key)
      ? arrival.ahead.items.get(key)
      : (await readItems(deps, [key]))[0];
    switch (item?.type) {
      case 'booking':
      case 'tombstone':
      case 'erased':
        return { place, item, viaMoved };
      case 'alias':
        if (item.carry !== undefined) await finishFold(deps, item, arrival.now);
        place = { ...place, uid: item.target };
        break;
      case 'moved':
        viaMoved = true;
        place = { ...place, uid: item.target };
        break;
      default:
        return { place, item: undefined, viaMoved };
    }
  }
  throw new ContentionError(keyOfPlace(place));
}

async function putAll(deps: Deps, puts: readonly PointerPut[]): Promise<boolean> {
  for (const { item, seen } of puts) {
    if ((await deps.store.put(item, seen)).put === 'conflict') return false;
  }
  return true;
}

async function carryOut(
  deps: Deps,
  arrival: Arrival,
  placement: Placement,
  standings: { here: Standing; before?: Standing },
): Promise<DeliveryAnswer | undefined> {
  switch (placement.act) {
    case 'stale':
      return { status: 'stale', bookingId: bookingIdOf(placement.place) };
    case 'bury':
      return bury(deps, arrival, placement.place, standings.here);
    case 'open':
      return open(deps, arrival, placement);
    case 'fold':
      await startFold(deps, placement.older, placement.place, arrival.now);
      return undefined;
    case 'change': {
      const standing = [standings.here, standings.before].find(
        (one) => one?.place.uid === placement.place.uid,
      );
      const booking = standing?.item;
      return booking?.type === 'booking' ? change(deps, arrival, placement, booking) : undefined;
    }
  }
}

/** An end for a booking nobody knows yet: what comes late is folded into it. */
async function bury(
  deps: Deps,
  { event, receivedAt, now }: Arrival,
  place: Place,
  here: Standing,
): Promise<DeliveryAnswer | undefined> {
  const ended = event.happened === 'completed' || event.happened === 'no-show' ? event.happened : 'cancelled';
  const seen = here.item === undefined ? 'absent' : here.item.version;
  const tombstone: Tombstone = {
    type: 'tombstone',
    ...place,
    version: seen === 'absent' ? 1 : seen + 1,
    ended,
    by: event.happened === 'cancelled' ? event.by : 'unknown',
    order: event.order,
    expiresAt: pointerExpiry(event, Math.max(receivedAt, now)),
  };
  const put = await deps.store.put(tombstone, seen);
  return put.put === 'conflict' ? undefined : { status: 'processed', bookingId: bookingIdOf(place) };
}

async function open(
  deps: Deps,
  arrival: Arrival,
  placement: Extract<Placement, { act: 'open' }>,
): Promise<DeliveryAnswer | undefined> {
  const [opening, ...following] = await openingEvents(deps, arrival);
  if (opening === undefined) return { status: 'stale', bookingId: bookingIdOf(placement.place) };
  const booking = [...following, ...closingEvents(arrival, placement.ended)].reduce(
    evolve,
    openBooking(placement.place, opening),
  );
  return save(deps, arrival, booking, placement.seen);
}

async function change(
  deps: Deps,
  arrival: Arrival,
  placement: Extract<Placement, { act: 'change' }>,
  booking: Booking,
): Promise<DeliveryAnswer | undefined> {
  const event = await bookingEventOf(deps, arrival);
  const answered = { bookingId: bookingIdOf(booking), ...decisionOf(booking) };
  if (event === undefined) return { status: 'ignored', ...answered };
  const standing = standingOf(booking, event);
  const late = standing === 'stale' && placement.viaMoved && 'visit' in event ? lateAnswers(event) : [];
  const events = [...(standing === 'applies' ? [event] : late), ...closingEvents(arrival, placement.ended)];
  const changed = events.reduce(evolve, booking);
  if (changed === booking) return { status: standing === 'duplicate' ? 'duplicate' : 'stale', ...answered };
  return save(deps, arrival, changed, booking.version);
}

/** An older event that a pointer led here still adds answers nobody gave later. */
function lateAnswers(event: Extract<PlatformBookingEvent, { visit: unknown }>) {
  return [{ type: 'answered', answers: event.visit.answers, at: event.at, by: 'form' } as const];
}

/** The end a tombstone stands for, as an event at its own place in the order. */
function closingEvents({ now }: Arrival, ended: Tombstone | undefined): PlatformBookingEvent[] {
  if (ended === undefined) return [];
  const stamped = { order: ended.order, delivery: `tomb-${ended.order.stamp}`, at: now };
  switch (ended.ended) {
    case 'cancelled':
      return [{ type: 'cancelled', by: ended.by, ...stamped }];
    case 'completed':
      return [{ type: 'completed', ...stamped }];
    case 'no-show':
      return [{ type: 'no-show', takenBack: false, ...stamped }];
  }
}

async function save(
  deps: Deps,
  arrival: Arrival,
  booking: Booking,
  seen: number | 'absent',
): Promise<DeliveryAnswer | undefined> {
  const { clinic, now, ahead } = arrival;
  const visits = ahead?.visits ?? (await queryVisits(deps, booking));
  const policy = await policyFor(deps, booking, clinic);
  const facts = factsFrom(visits, booking);
  const saved = await saveBooking(deps, { booking, seen, facts, policy, clinic, now });
  if (saved === undefined) return undefined;
  const poked = await runPoke(deps, { booking: saved, clinic, policy, facts }, 'poke', now);
  return { status: 'processed', bookingId: bookingIdOf(booking), ...decisionOf(poked ?? saved) };
}

function decisionOf(booking: Booking): { decision?: NonNullable<Booking['decision']>['outcome'] } {
  return booking.decision === undefined ? {} : { decision: booking.decision.outcome };
}

/** A new booking begins with a booked or rescheduled event; one first heard of as completed was booked before. */
async function openingEvents(
  deps: Deps,
  arrival: Arrival,
): Promise<[] | [Extract<PlatformBookingEvent, { visit: unknown }>, ...PlatformBookingEvent[]]> {
  const { event, delivery, now } = arrival;
  const visit = await visitOf(deps, arrival);
  if (visit === undefined) return [];
  const stamped = { order: event.order, delivery, at: now, visit };
  switch (event.happened) {
    case 'requested':
    case 'confirmed':
      return [{ type: 'booked', pending: event.happened === 'requested', ...stamped }];
    case 'rescheduled':
      return [{ type: 'rescheduled', pending: event.pending, ...stamped }];
    case 'completed': {
      const order = { stamp: event.order.stamp, rank: ranks.confirmed };
      const booked = { ...stamped, type: 'booked', pending: false, order, delivery: `${delivery}b` } as const;
      return [booked, { type: 'completed', order: event.order, delivery, at: now }];
    }
    default:
      return [];
  }
}

/** The platform's event in the gate's words, for a booking that is there. */
async function bookingEventOf(deps: Deps, arrival: Arrival): Promise<PlatformBookingEvent | undefined> {
  const { event, delivery, now } = arrival;
  const stamped = { order: event.order, delivery, at: now };
  switch (event.happened) {
    case 'cancelled':
      return { type: 'cancelled', by: event.by, ...stamped };
    case 'no-show':
      return { type: 'no-show', takenBack: event.takenBack, ...stamped };
    case 'completed':
      return { type: 'completed', ...stamped };
    case 'end-passed':
      return undefined;
    default:
      return (await openingEvents(deps, arrival))[0];
  }
}

async function visitOf(deps: Deps, arrival: Arrival): Promise<Visit | undefined> {
  const { event, clinic, platform, secret, receivedAt } = arrival;
  const details = 'details' in event ? event.details : undefined;
  if (details === undefined) return undefined;
  const treatment = treatmentOf(clinic, platform, details.service);
  const version = treatment === undefined ? undefined : publishedVersion(clinic, treatment);
  const policy =
    treatment === undefined || version === undefined
      ? undefined
      : await deps.policies.of(clinic.id, treatment, version);
  const saidAt = Math.min(event.order.stamp, receivedAt);
  return readVisit(details, { clinic, platform, policy, secret, saidAt });
}
