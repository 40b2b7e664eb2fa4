/** Shows on a number's open bookings that its texts are off, or on again. */
import { isOpen } from '../../shared/booking/ahead.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import type { Contact, StopSource } from '../../shared/follow-up/contact.ts';
import type { Language } from '../../shared/policy/words.ts';
import { keyOf } from '../../shared/store/item.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { changeBooking, racesMax } from './change-booking.ts';
import type { BookingDeps } from './deps.ts';
import { ContentionError } from './errors.ts';
import { queryVisits, readItems } from './load.ts';

/** Shown on the bookings and then compared with the contact: of a STOP and a START at work at once, whoever shows last has seen what holds. The language of one of the bookings. */
export async function showOpt(
  deps: BookingDeps,
  contact: Contact,
  at: Instant,
): Promise<Language | undefined> {
  let shown = contact.optedOut?.source;
  for (let race = 0; race < racesMax; race += 1) {
    const language = await showOnBookings(deps, contact, at, shown);
    const [item] = await readItems(deps, [keyOf(contact)]);
    const holds = item?.type === 'contact' ? item.optedOut?.source : undefined;
    if (holds === shown) return language;
    shown = holds;
  }
  throw new ContentionError('contact');
}

async function showOnBookings(
  deps: BookingDeps,
  { clinicId, phoneKey }: Contact,
  at: Instant,
  stoppedBy: StopSource | undefined,
): Promise<Language | undefined> {
  const visits = await queryVisits(deps, { phoneKey });
  let language: Language | undefined;
  for (const { platform, uid } of visits.filter((visit) => isOpen(visit))) {
    const changed = await changeBooking(
      deps,
      { clinicId, platform, uid },
      ({ booking }) => (shows(booking, stoppedBy) ? undefined : [{ type: 'opt-changed', stoppedBy, at }]),
      { now: Math.max(deps.clock.now(), at) },
    );
    language ??= changed?.booking.client.language;
  }
  return language;
}

function shows(booking: Booking, stoppedBy: StopSource | undefined): boolean {
  return (booking.optedOutAt !== undefined) === (stoppedBy !== undefined) && booking.stoppedBy === stoppedBy;
}
