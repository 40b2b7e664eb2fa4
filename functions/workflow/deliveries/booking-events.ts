/** One platform event in the gate's words: what opens a booking, what changes one, and what an earlier end still says. */
import type { BookingEvent, PlatformBookingEvent, StaffAct } from '../../../shared/booking/event.ts';
import type { Tombstone } from '../../../shared/booking/key-space.ts';
import { readVisit, treatmentOf, type Visit } from '../../../shared/booking/visit.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { type PlatformEvent, ranks } from '../../../shared/platforms/platform.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import type { BookingDeps } from '../deps.ts';
import { publishedVersion } from '../load.ts';
import type { Ahead } from './look-ahead.ts';

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
  /** Where staff wrote the visit down. */
  added?: StaffAct;
  /** What a first look found, so that it is not read twice: items by key, and the client's visits by the event's own keys. */
  ahead?: Pick<Ahead, 'items' | 'visits' | 'contact'>;
}

/** A new booking begins with a booked or rescheduled event; one first heard of as completed was booked before. */
export async function openingEvents(
  deps: BookingDeps,
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
export async function bookingEventOf(
  deps: BookingDeps,
  arrival: Arrival,
): Promise<PlatformBookingEvent | undefined> {
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

async function visitOf(deps: BookingDeps, arrival: Arrival): Promise<Visit | undefined> {
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

/** An event that was overtaken still adds the answers that nobody gave later. */
export function lateAnswers(event: Extract<PlatformBookingEvent, { visit: unknown }>) {
  return [{ type: 'answered', answers: event.visit.answers, at: event.at, by: 'platform' } as const];
}

/** Who wrote the visit down, in the put that opens it. */
export function addedBy({ added }: Arrival): BookingEvent[] {
  return added === undefined ? [] : [{ type: 'added', act: added }];
}

/** The end a tombstone stands for, as an event at its own place in the order. */
export function closingEvents({ now }: Arrival, ended: Tombstone | undefined): PlatformBookingEvent[] {
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
