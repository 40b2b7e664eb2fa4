/** The client's pages: a random, stored, expiring token, good for the number it is made for until staff renew the links, is made by whoever first needs the link. */
import type { BookingEvent } from '../../../shared/booking/event.ts';
import { linkBoundsOf } from '../../../shared/booking/link-series.ts';
import { dayMs } from '../../../shared/time/instant.ts';
import type { Standpoint } from '../change-booking.ts';
import type { PageDeps } from '../deps.ts';

/** After-care ends two weeks after the visit; a link lives a little longer. Days. */
export const pageDaysPastVisit = 21;

/** The booking's link to a page, and, where it was made only now, the event that remembers it. */
export async function makePage(
  deps: PageDeps,
  { booking, clinic }: Standpoint,
  page: 'screening' | 'care',
): Promise<{ link: string; token: string; made: BookingEvent[] }> {
  const known = booking.pages[page];
  if (known !== undefined) return { link: linkOf(clinic.pagesUrl, page, known), token: known, made: [] };
  const token = deps.randomness.token();
  const { clinicId, platform, uid } = booking;
  const bounds = linkBoundsOf(booking);
  const expiresAt = booking.endAt + pageDaysPastVisit * dayMs;
  await deps.store.put(
    { type: 'page', token, version: 1, clinicId, platform, uid, page, ...bounds, expiresAt },
    'absent',
  );
  const made: BookingEvent = { type: 'page-made', page, token, ...bounds };
  return { link: linkOf(clinic.pagesUrl, page, token), token, made: [made] };
}

function linkOf(origin: string, page: 'screening' | 'care', token: string): string {
  return `${origin}/${page === 'screening' ? 's' : 'c'}/${token}`;
}
