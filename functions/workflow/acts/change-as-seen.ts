/** What staff do to a booking beside planning its acts: compared with what they saw in the very put that records it, so that of two at the same moment one does nothing at all. */
import type { NamedAct } from '../../../shared/booking/asked-act.ts';
import type { BookingEvent } from '../../../shared/booking/event.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { changeBooking, type Standpoint } from '../change-booking.ts';
import type { BookingDeps } from '../deps.ts';
import { compareSeen, type Seen } from './act-as-seen.ts';
import type { Acted, ActingStaff } from './acted.ts';

export async function changeAsSeen(
  deps: BookingDeps,
  { who, place, asked }: { who: ActingStaff; place: Place; asked: NamedAct },
  events: readonly BookingEvent[],
  now: Instant,
): Promise<Acted<Standpoint>> {
  const seen: Seen[] = [];
  const changed = await changeBooking(
    deps,
    place,
    (standpoint) => {
      const known = compareSeen(standpoint, asked, who, now);
      seen.push(known);
      return known.seen === 'as-it-is' ? events : undefined;
    },
    { now },
  );
  const last = seen.at(-1);
  if (changed === undefined || last === undefined) return { acted: 'no', why: 'unknown' };
  if (last.seen === 'otherwise') return last.refusal;
  return { acted: last.seen === 'repeated' ? 'repeated' : 'done', result: changed };
}
