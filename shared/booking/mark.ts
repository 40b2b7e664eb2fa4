/** What staff say of a visit, against what its platform says: the later statement about the same visit holds, and a visit that moves is another one. */
import type { Booking } from './booking.ts';
import type { PlatformBookingEvent } from './event.ts';

/** Whether the mark stands against the event: a confirmation of the same visit says nothing of whether it took place, and an end stamped before the mark was known, or overtaken, when it was set. */
export function isMarkKept({ marked, startAt }: Booking, event: PlatformBookingEvent): boolean {
  if (marked === undefined) return false;
  return 'visit' in event ? event.visit.startAt === startAt : event.order.stamp < marked.at;
}

export function withoutMark(booking: Booking): Booking {
  const { marked: _past, ...rest } = booking;
  return rest;
}

/** Of two bookings that are one: which of them was marked for the visit that stands. */
export function markedOf(target: Booking, folded: Booking, newer: Booking): Booking | undefined {
  if (newer.status === 'cancelled') return undefined;
  return [target, folded].find((one) => one.marked !== undefined && one.startAt === newer.startAt);
}
