/** One act of staff on one booking: as it was seen, by whoever may, decided and planned again in the put that records it. */
import type { BookingAct } from '../../../shared/booking/asked-act.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import { planAct } from '../../../shared/booking/staff-act.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { loadStandpoint, racesMax, type Standpoint, saveChange } from '../change-booking.ts';
import { type BookingDeps, keyOfPlace } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { runPoke } from '../poke.ts';
import { compareSeen } from './act-as-seen.ts';
import { situationOf } from './act-situation.ts';
import type { Acted, ActingStaff } from './acted.ts';

/** Of two acts at the same moment one is done, and the other is told of it: whoever lost the race looks again. */
export async function actOnBooking(
  deps: BookingDeps,
  who: ActingStaff,
  place: Place,
  asked: BookingAct,
  now: Instant,
): Promise<Acted<Standpoint>> {
  for (let race = 0; race < racesMax; race += 1) {
    const standpoint = await loadStandpoint(deps, place);
    if (standpoint === undefined) return { acted: 'no', why: 'unknown' };
    const known = compareSeen(standpoint, asked, who, now);
    if (known.seen === 'otherwise') return known.refusal;
    if (known.seen === 'repeated') return { acted: 'repeated', result: standpoint };
    const plan = planAct(asked, who.staff, await situationOf(deps, standpoint, now));
    if (plan.plan === 'forbidden') return { acted: 'no', why: 'forbidden', reason: plan.reason };
    if (plan.plan === 'refused') return { acted: 'no', why: 'refused', mistakes: plan.mistakes };
    const saved = await saveChange(deps, standpoint, plan.events, { now });
    if (saved !== undefined) return { acted: 'done', result: await poked(deps, saved, now) };
  }
  throw new ContentionError(keyOfPlace(place));
}

/** A visit that ended is seen by the client's other bookings at once. */
async function poked(deps: BookingDeps, standpoint: Standpoint, now: Instant): Promise<Standpoint> {
  const isDue = standpoint.booking.steps.some(
    ({ id, state }) => id === 'poke' && state.status === 'planned' && state.dueAt <= now,
  );
  const booking = isDue ? await runPoke(deps, standpoint, 'poke', now) : undefined;
  return booking === undefined ? standpoint : { ...standpoint, booking };
}
