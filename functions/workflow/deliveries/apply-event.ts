/** Applies one platform event to the key space: pointers first, then the booking's one put, then conversions. Repeating it at any point leads to the same end. */
import { type Booking, bookingIdOf } from '../../../shared/booking/booking.ts';
import { catchUp, isBehind } from '../../../shared/booking/catch-up.ts';
import { evolve, openBooking } from '../../../shared/booking/evolve.ts';
import type { Tombstone } from '../../../shared/booking/key-space.ts';
import { standingOf } from '../../../shared/booking/order.ts';
import {
  type Place,
  type Placement,
  type PointerPut,
  placeEvent,
  pointerExpiry,
  type Standing,
} from '../../../shared/booking/place-event.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import type { DeliveryAnswer } from '../../../shared/webhook/delivery.ts';
import { racesMax } from '../change-booking.ts';
import { type BookingDeps, keyOfPlace } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { factsFrom, loadFacts, policyFor, queryVisits } from '../load.ts';
import { runPoke } from '../poke.ts';
import { saveBooking } from '../save-booking.ts';
import {
  type Arrival,
  addedBy,
  bookingEventOf,
  closingEvents,
  lateAnswers,
  openingEvents,
} from './booking-events.ts';
import { startFold } from './fold-bookings.ts';
import { followPointers, whyErased } from './follow-pointers.ts';

export async function applyEvent(deps: BookingDeps, arrival: Arrival): Promise<DeliveryAnswer> {
  // What was read ahead is old once a race is lost.
  const { ahead: _, ...afresh } = arrival;
  for (let race = 0; race < racesMax; race += 1) {
    const answer = await tryEvent(deps, race === 0 ? arrival : afresh);
    if (answer !== undefined) return answer;
  }
  throw new ContentionError(keyOfPlace(placeOfEvent(arrival)));
}

function placeOfEvent({ clinic, platform, event }: Arrival, uid = event.uid): Place {
  return { clinicId: clinic.id, platform, uid };
}

/** `undefined`: another writer came first somewhere. */
async function tryEvent(deps: BookingDeps, arrival: Arrival): Promise<DeliveryAnswer | undefined> {
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

async function putAll(deps: BookingDeps, puts: readonly PointerPut[]): Promise<boolean> {
  for (const { item, seen } of puts) {
    if ((await deps.store.put(item, seen)).put === 'conflict') return false;
  }
  return true;
}

async function carryOut(
  deps: BookingDeps,
  arrival: Arrival,
  placement: Placement,
  standings: { here: Standing; before?: Standing },
): Promise<DeliveryAnswer | undefined> {
  switch (placement.act) {
    case 'stale':
      return { status: 'stale', bookingId: bookingIdOf(placement.place), ...whyErased(standings) };
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
  deps: BookingDeps,
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
  deps: BookingDeps,
  arrival: Arrival,
  placement: Extract<Placement, { act: 'open' }>,
): Promise<DeliveryAnswer | undefined> {
  const [opening, ...following] = await openingEvents(deps, arrival);
  if (opening === undefined) return { status: 'stale', bookingId: bookingIdOf(placement.place) };
  const events = [...following, ...closingEvents(arrival, placement.ended), ...addedBy(arrival)];
  const booking = events.reduce(evolve, openBooking(placement.place, opening));
  return save(deps, arrival, booking, placement.seen);
}

async function change(
  deps: BookingDeps,
  arrival: Arrival,
  placement: Extract<Placement, { act: 'change' }>,
  stored: Booking,
): Promise<DeliveryAnswer | undefined> {
  const booking = await caughtUpTo(deps, stored, arrival);
  const event = await bookingEventOf(deps, arrival);
  const answered = { bookingId: bookingIdOf(booking), ...decisionOf(booking) };
  if (event === undefined) return { status: 'ignored', ...answered };
  const standing = standingOf(booking, event);
  const late = standing === 'stale' && 'visit' in event ? lateAnswers(event) : [];
  const events = [...(standing === 'applies' ? [event] : late), ...closingEvents(arrival, placement.ended)];
  const changed = events.reduce(evolve, booking);
  if (changed === booking) return { status: standing === 'duplicate' ? 'duplicate' : 'stale', ...answered };
  return save(deps, arrival, changed, booking.version);
}

/** What may have been done before a restore is settled up to the event, before anything is folded in. */
async function caughtUpTo(deps: BookingDeps, booking: Booking, arrival: Arrival): Promise<Booking> {
  const { clinic } = arrival;
  const until = Math.min(sinceOf(arrival), clinic.restoredAt ?? 0);
  if (!isBehind(booking, until)) return booking;
  const [facts, policy] = await Promise.all([loadFacts(deps, booking), policyFor(deps, booking, clinic)]);
  return catchUp({ booking, facts, policy, clinic }, until);
}

/** When the platform says that it happened: an event of before a restore may have been answered then. */
function sinceOf({ event, now }: Arrival): Instant {
  return Math.min(event.order.stamp, now);
}

async function save(
  deps: BookingDeps,
  arrival: Arrival,
  booking: Booking,
  seen: number | 'absent',
): Promise<DeliveryAnswer | undefined> {
  const { clinic, now, ahead } = arrival;
  const visits = ahead?.visits ?? (await queryVisits(deps, booking));
  const policy = await policyFor(deps, booking, clinic);
  const facts = factsFrom(visits, booking);
  const known = optedOut(booking, arrival);
  const since = sinceOf(arrival);
  const saved = await saveBooking(deps, { booking: known, seen, facts, policy, clinic, now, since });
  if (saved === undefined) return undefined;
  const poked = await runPoke(deps, { booking: saved, clinic, policy, facts }, 'poke', now);
  // Where another event came in between, its own delivery says what it led to.
  const after = poked?.status === saved.status ? poked : saved;
  return { status: 'processed', bookingId: bookingIdOf(booking), ...decisionOf(after) };
}

/** A number that said STOP before shows it from the first moment on; the send reads the contact again in any case. */
function optedOut(booking: Booking, { ahead, now }: Arrival): Booking {
  const contact = ahead?.contact;
  const stop = contact?.phoneKey === booking.phoneKey ? contact?.optedOut : undefined;
  if (stop === undefined || booking.optedOutAt !== undefined) return booking;
  return evolve(booking, { type: 'opt-changed', stoppedBy: stop.source, at: now });
}

function decisionOf(booking: Booking): { decision?: NonNullable<Booking['decision']>['outcome'] } {
  // A visit that is off is neither allowed nor blocked.
  const isOff = booking.status === 'cancelled';
  return booking.decision === undefined || isOff ? {} : { decision: booking.decision.outcome };
}
