/** Tells a timer that never came from one that was never armed: the due index does the work either way, but people should know when timers get lost. */
import type { Booking } from '../../shared/booking/booking.ts';
import type { Place } from '../../shared/booking/place-event.ts';
import { aboutBooking } from '../../shared/journal/about-booking.ts';
import { type Instant, minuteMs, secondMs } from '../../shared/time/instant.ts';
import { type BookingDeps, keyOfPlace } from './deps.ts';
import { readItems } from './load.ts';

/** Asked by the sweep before it works on a booking: afterwards nothing shows it any more. */
export async function noteLostTimer(
  deps: BookingDeps,
  place: Place,
  now: Instant,
  overdueMinutes: number,
): Promise<void> {
  const [item] = await readItems(deps, [keyOfPlace(place)]);
  if (item?.type !== 'booking') return;
  const due = unheardDue(item);
  if (due === undefined || now - due < overdueMinutes * minuteMs) return;
  const overdueSeconds = Math.floor((now - due) / secondMs);
  deps.journal.note({ event: 'timer-lost', ...aboutBooking(item), overdueSeconds });
}

/** When a timer was to come that is said to stand, where what it was for is still planned: pokes are run in line and claims need none. */
function unheardDue({ timer, steps }: Booking): Instant | undefined {
  if (timer?.state !== 'armed') return undefined;
  const waits = steps.some(
    ({ id, state }) => id !== 'poke' && state.status === 'planned' && state.dueAt <= timer.at,
  );
  return waits ? timer.at : undefined;
}
