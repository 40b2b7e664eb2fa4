/** From a Cal.com body to what happened: one branch per trigger, with the platform's quirks where they belong. */
import type { Instant } from '../../time/instant.ts';
import { refused, refusedBy } from '../field.ts';
import { type PlatformEvent, type Reading, ranks } from '../platform.ts';
import {
  bookingSchema,
  endedSchema,
  envelopeSchema,
  meetingSchema,
  noShowSchema,
  stampSchema,
  statusSchema,
} from './body.ts';
import { detailsOf, tooLong } from './details.ts';

/** Where a booking stands in all bodies but the flat ones. */
const inPayload = 'payload';

/** Triggers that say nothing the gate needs, and why. */
const ignoredTriggers: ReadonlyMap<string, string> = new Map([
  ['PING', 'ping'],
  ['MEETING_STARTED', 'a clock passed the booked start: it does not say that anyone came'],
  [
    'BOOKING_PAID',
    'a payment changes no booking: Cal.com sends BOOKING_CREATED for a booking that the payment confirmed',
  ],
  ['BOOKING_PAYMENT_INITIATED', 'a payment that has begun changes no booking'],
]);

const usedTriggers = [
  'BOOKING_CREATED',
  'BOOKING_REQUESTED',
  'BOOKING_RESCHEDULED',
  'BOOKING_CANCELLED',
  'BOOKING_REJECTED',
  'BOOKING_NO_SHOW_UPDATED',
  'MEETING_ENDED',
] as const;
type Trigger = (typeof usedTriggers)[number];
type BookingTrigger = 'BOOKING_CREATED' | 'BOOKING_REQUESTED' | 'BOOKING_RESCHEDULED';

/** Reads any JSON; total. A body of a custom template is refused with the remedy. */
export function readCalCom(body: unknown): Reading {
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) return refusedTemplate('triggerEvent', 'the name of a Cal.com trigger');
  const { triggerEvent, payload } = envelope.data;
  const trigger = usedTriggers.find((known) => known === triggerEvent);
  if (trigger === undefined) {
    const reason = ignoredTriggers.get(triggerEvent) ?? 'a trigger that the gate does not use';
    return { read: 'ignored', reason };
  }
  const stamp = stampSchema.safeParse(body);
  if (!stamp.success) return refusedBy(stamp.error);
  if (payload !== undefined && payload !== null) {
    return readTrigger(trigger, payload, stamp.data.createdAt);
  }
  if (trigger === 'MEETING_ENDED') return readMeetingEnded(body, stamp.data.createdAt);
  return refusedTemplate('payload', "an object with the booking's fields");
}

function readTrigger(trigger: Trigger, payload: unknown, stamp: Instant): Reading {
  switch (trigger) {
    case 'BOOKING_CREATED':
    case 'BOOKING_REQUESTED':
    case 'BOOKING_RESCHEDULED':
      return readBooking(trigger, payload, stamp);
    case 'BOOKING_CANCELLED':
    case 'BOOKING_REJECTED':
      return readEnded(payload, stamp, trigger === 'BOOKING_REJECTED');
    case 'BOOKING_NO_SHOW_UPDATED':
      return readNoShow(payload, stamp);
    case 'MEETING_ENDED':
      return readMeetingEnded(payload, stamp, inPayload);
  }
}

function readBooking(trigger: BookingTrigger, payload: unknown, stamp: Instant): Reading {
  const status = statusOf(payload);
  if (status === 'CANCELLED' || status === 'REJECTED') {
    return readEnded(payload, stamp, status === 'REJECTED');
  }
  const parsed = bookingSchema.safeParse(payload);
  if (!parsed.success) return refusedBy(parsed.error, inPayload);
  const booking = parsed.data;
  const wrong = tooLong(booking, inPayload);
  if (wrong !== undefined) return refused('the form has more than the gate keeps', [wrong]);
  const pending = trigger === 'BOOKING_REQUESTED' || status === 'PENDING';
  const details = detailsOf(booking);
  const previousUid = booking.rescheduleUid ?? undefined;
  if (trigger === 'BOOKING_RESCHEDULED' || previousUid !== undefined) {
    // A move still to be confirmed ranks as a request: its confirmation can carry the same stamp and no rescheduleUid.
    const rank = pending ? ranks.requested : ranks.rescheduled;
    return asEvent({
      uid: booking.uid,
      order: { stamp, rank },
      happened: 'rescheduled',
      details,
      ...(previousUid === undefined || previousUid === booking.uid ? {} : { previousUid }),
      pending,
    });
  }
  const happened = pending ? 'requested' : 'confirmed';
  return asEvent({ uid: booking.uid, order: { stamp, rank: ranks[happened] }, happened, details });
}

function readEnded(payload: unknown, stamp: Instant, rejected: boolean): Reading {
  const parsed = endedSchema.safeParse(payload);
  if (!parsed.success) return refusedBy(parsed.error, inPayload);
  const { uid, requestReschedule, cancelledBy, attendees } = parsed.data;
  const byClinic = rejected || requestReschedule === true;
  const by = byClinic ? 'clinic' : whoCancelled(cancelledBy, attendees ?? []);
  return asEvent({ uid, order: { stamp, rank: ranks.cancelled }, happened: 'cancelled', by });
}

function readNoShow(payload: unknown, stamp: Instant): Reading {
  const parsed = noShowSchema.safeParse(payload);
  if (!parsed.success) return refusedBy(parsed.error, inPayload);
  const { bookingUid, attendees } = parsed.data;
  if (attendees.length === 0) return { read: 'ignored', reason: 'a no-show that names no attendee' };
  const takenBack = !attendees.some((attendee) => attendee.noShow);
  return asEvent({
    uid: bookingUid,
    order: { stamp, rank: ranks.noShow },
    happened: 'no-show',
    takenBack,
  });
}

/** `createdAt` is when the booking was made, not when its end passed: this stamp orders nothing. */
function readMeetingEnded(source: unknown, stamp: Instant, prefix?: string): Reading {
  const parsed = meetingSchema.safeParse(source);
  if (!parsed.success) return refusedBy(parsed.error, prefix);
  const { uid, startTime, endTime } = parsed.data;
  return asEvent({
    uid,
    order: { stamp, rank: ranks.completed },
    happened: 'end-passed',
    startAt: startTime,
    endAt: endTime,
  });
}

function whoCancelled(
  cancelledBy: string | undefined,
  attendees: readonly { email?: string | null | undefined }[],
): 'client' | 'clinic' | 'unknown' {
  if (cancelledBy === undefined) return 'unknown';
  const email = cancelledBy.toLowerCase();
  return attendees.some((attendee) => attendee.email?.trim().toLowerCase() === email) ? 'client' : 'clinic';
}

function statusOf(payload: unknown): string | undefined {
  const parsed = statusSchema.safeParse(payload);
  return parsed.success ? parsed.data.status?.toUpperCase() : undefined;
}

function asEvent(event: PlatformEvent): Reading {
  return { read: 'event', event };
}

function refusedTemplate(path: string, expected: string): Reading {
  return refused('the body is not of the default template: use the default template for this webhook', [
    { path, expected },
  ]);
}
