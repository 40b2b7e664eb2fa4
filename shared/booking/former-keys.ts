/** Numbers a booking had before its platform changed them: nobody is texted there for it any more, but what is known of them is its client's. */
import { type Booking, formerKeysMax } from './booking.ts';

/** The booking with these keys remembered, its own number's left out. */
export function withFormerKeys(booking: Booking, phoneKeys: readonly (string | undefined)[]): Booking {
  const known = booking.formerPhoneKeys ?? [];
  const all = [...known, ...phoneKeys].filter((key) => key !== undefined);
  const former = [...new Set(all)].filter((key) => key !== booking.phoneKey).slice(-formerKeysMax);
  return former.length === 0 ? booking : { ...booking, formerPhoneKeys: former };
}
