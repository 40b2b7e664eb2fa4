/** Whether there is still a visit to be had: the one answer for deciding, texting and listing. */
import type { Instant } from '../time/instant.ts';
import type { Booking } from './booking.ts';

/** Neither called off nor over, by what its platform and staff said: whatever the hour. */
export function isOpen({ status }: Pick<Booking, 'status'>): boolean {
  return status === 'pending' || status === 'accepted';
}

/** Open and not begun: it may still be decided on. */
export function isAhead(booking: Pick<Booking, 'status' | 'startAt'>, now: Instant): boolean {
  return now < booking.startAt && isOpen(booking);
}
