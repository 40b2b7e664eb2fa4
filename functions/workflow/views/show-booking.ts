/** One booking's page, as it stands. */
import type { BookingPage } from '../../../shared/api/manager/booking-page.ts';
import type { Role } from '../../../shared/api/manager/role.ts';
import { viewBookingPage } from '../../../shared/api/manager/views/view-booking-page.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { possibleOnPage } from '../acts/possible-acts.ts';
import { loadStandpoint, type Standpoint } from '../change-booking.ts';
import type { BookingDeps } from '../deps.ts';
import { unlessUnreadable } from '../errors.ts';

/** By any of its uids; `undefined` where no booking is, or where what stands there cannot be read: that one is on the list of what was set aside. */
export async function showBooking(
  deps: BookingDeps,
  place: Place,
  role: Role,
  now: Instant,
): Promise<BookingPage | undefined> {
  const standpoint = await unlessUnreadable(loadStandpoint(deps, place));
  return standpoint === undefined ? undefined : bookingPageOf(deps, standpoint, role, now);
}

/** The page of a booking that was just loaded or changed. */
export async function bookingPageOf(
  deps: BookingDeps,
  standpoint: Standpoint,
  role: Role,
  now: Instant,
): Promise<BookingPage> {
  const { booking, clinic, policy } = standpoint;
  const possible = await possibleOnPage(deps, standpoint, role, now);
  return viewBookingPage({ booking, clinic, policy, ...possible, now });
}
