/** What was recorded of a booking last: said to somebody who acts on it as it was before. */
import type { Instant } from '../time/instant.ts';
import type { Booking } from './booking.ts';

/** `did` in the words of the record. */
export interface LatestHappening {
  did: string;
  by?: string;
  at: Instant;
}

/** An act or delivery rather than the verdict that followed from it at the same moment. */
export function latestHappening({ audit, createdAt }: Booking): LatestHappening {
  const last = audit.at(-1);
  if (last === undefined) return { did: 'booked', at: createdAt };
  const cause = audit.findLast(({ kind }) => kind !== 'decision');
  const { did, at, by } = cause?.at === last.at ? cause : last;
  return { did, at, ...(by === undefined ? {} : { by }) };
}
