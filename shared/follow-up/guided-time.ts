/** When a client is led to the whole guidance by one text: what is too late for a text of its own is read there. */
import type { Booking } from '../booking/booking.ts';
import type { Instant } from '../time/instant.ts';
import { statusMilestones } from './care-plan.ts';
import { type Step, wasSaid } from './step.ts';
import { stepIdOf } from './text-identity.ts';

const guiding = statusMilestones
  .filter(({ link }) => link === 'care' || link === 'guidance')
  .map(({ id }) => id);

/** When such a text for this visit goes, or last went. `status`: the texts about the booking that are to go. */
export function guidedTime(booking: Booking, status: readonly Step[]): Instant | undefined {
  const going = status.filter(({ state }) => state.status === 'planned');
  const times = [...booking.steps.filter(wasSaid), ...going]
    .filter(({ act, id }) => guiding.some((one) => one === act.what && id.startsWith(stepIdOf(one, booking))))
    .map(({ state }) => (state.status === 'planned' ? state.dueAt : state.at));
  return times.length === 0 ? undefined : Math.max(...times);
}
