/** Whether texts go to a booking's client at all. */
import type { Booking } from '../booking/booking.ts';

/** Texts need a usable number, consent and no opt-out; without them people are told instead. */
export function canText({ client, phoneKey, consent, optedOutAt }: Booking): boolean {
  return client.phone !== undefined && phoneKey !== undefined && consent.given && optedOutAt === undefined;
}
