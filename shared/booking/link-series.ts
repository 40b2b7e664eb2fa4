/** Which links of a client still open: staff close all that were given out by beginning the next series. A count and not a time, for links are made on many machines, each with a clock of its own. */
import type { Booking } from './booking.ts';

/** Of a booking, or of a page made for it; the first is 0 and goes without saying. */
export function linkSeriesOf({ linkSeries = 0 }: { linkSeries?: number | undefined }): number {
  return linkSeries;
}

/** What a link is good for: this number, and this series. Stands in the page's item and in the event that tells of it. */
export interface LinkBounds {
  phoneKey?: string;
  linkSeries?: number;
}

/** For a link that is made now. */
export function linkBoundsOf({ phoneKey, linkSeries }: Booking): LinkBounds {
  return {
    ...(phoneKey === undefined ? {} : { phoneKey }),
    ...(linkSeries === undefined ? {} : { linkSeries }),
  };
}

/** The booking with all its links closed: the next text makes a new one. */
export function withLinksRenewed(booking: Booking): Booking {
  return { ...booking, pages: {}, linkSeries: linkSeriesOf(booking) + 1 };
}

/** Of two bookings that are one, what was closed stays closed; a link for another number opens nothing any more. */
export function joinedLinks(target: Booking, folded: Booking): Pick<Booking, 'pages' | 'linkSeries'> {
  const series = Math.max(linkSeriesOf(target), linkSeriesOf(folded));
  const opens = (one: Booking) => linkSeriesOf(one) === series && one.phoneKey === target.phoneKey;
  const pages = { ...(opens(folded) ? folded.pages : {}), ...(opens(target) ? target.pages : {}) };
  return { pages, ...(series === 0 ? {} : { linkSeries: series }) };
}
