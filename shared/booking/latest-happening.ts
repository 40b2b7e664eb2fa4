/** What happened to a booking last: said to somebody who acts on it as it was before. */
import type { Instant } from '../time/instant.ts';
import type { Booking } from './booking.ts';

/** `did` in the words of the record. */
export interface LatestHappening {
  did: string;
  by?: string;
  at: Instant;
}

/** An act or delivery rather than the verdict that followed from it; a text where that came after. */
export function latestHappening({ audit, steps, createdAt }: Booking): LatestHappening {
  const last = audit.at(-1);
  const cause = audit.findLast(({ kind }) => kind !== 'decision');
  const recorded = cause !== undefined && cause.at === last?.at ? cause : last;
  const texts = steps.flatMap(({ act, state }): LatestHappening[] =>
    act.kind !== 'text' || state.status === 'planned' || state.status === 'skipped'
      ? []
      : [{ did: `text ${act.what} ${state.status}`, at: state.at }],
  );
  const text = texts.sort((a, b) => a.at - b.at).at(-1);
  const entry = recorded ?? { did: 'booked', at: createdAt };
  if (text !== undefined && text.at > entry.at) return text;
  const by = 'by' in entry ? entry.by : undefined;
  return { did: entry.did, at: entry.at, ...(by === undefined ? {} : { by }) };
}
