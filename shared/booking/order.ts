/** The platform's own order: which event is newer, and whether a delivery was applied already. */
import type { OrderStamp } from '../platforms/platform.ts';
import type { Booking } from './booking.ts';
import type { Stamped } from './event.ts';

/** Negative when `a` is older than `b`; 0 when the platform's order cannot tell. */
export function compareOrder(a: OrderStamp, b: OrderStamp): number {
  return a.stamp - b.stamp || a.rank - b.rank;
}

/** `applies` also where stamp and rank are equal and the delivery is another: then the later receipt counts. */
export function standingOf(booking: Booking, event: Stamped): 'applies' | 'duplicate' | 'stale' {
  if (booking.applied.includes(event.delivery)) return 'duplicate';
  return compareOrder(event.order, booking.order) < 0 ? 'stale' : 'applies';
}
