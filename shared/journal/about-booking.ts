/** What every line about a booking says of it, so that one query leads from a webhook to the texts it caused. */
import { type Booking, bookingIdOf } from '../booking/booking.ts';

/** Characters of a delivery's id in lines and in a booking's memory: 96 bits of a hash. What a booking remembers of pointers is longer. */
export const deliveryIdChars = 16;

/** Ids only: the platform's, the clinic's and our own. */
export interface AboutBooking {
  clinicId: string;
  bookingId: string;
  /** The delivery that changed the booking last; absent where an event was made from a pointer alone. */
  delivery?: string;
}

/** The one place that says which fields join the lines of a booking. */
export function aboutBooking(
  booking: Pick<Booking, 'clinicId' | 'platform' | 'uid' | 'applied'>,
): AboutBooking {
  const delivery = booking.applied.findLast((key) => key.length === deliveryIdChars);
  return {
    clinicId: booking.clinicId,
    bookingId: bookingIdOf(booking),
    ...(delivery === undefined ? {} : { delivery }),
  };
}
