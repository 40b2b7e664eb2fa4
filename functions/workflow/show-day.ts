/** One day's visits of a clinic, for the wall: by start, with what the technician must know. */
import { type DayView, dayVisitsMax } from '../../shared/api/manager/clinic-view.ts';
import { viewDayVisit } from '../../shared/api/manager/view-lists.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { addDays, type LocalDate, localDateOf, startOfDay } from '../../shared/time/zone.ts';
import type { StaffDeps } from './deps.ts';
import { policyFor } from './load.ts';
import { readMany } from './read-many.ts';

/** `day`: the clinic's own; absent: today. */
export async function showDay(
  deps: StaffDeps,
  clinic: Clinic,
  day: LocalDate | undefined,
  now: Instant,
): Promise<DayView> {
  const { id, zone } = clinic;
  const shown = day ?? localDateOf(now, zone);
  const range = { startAt: startOfDay(shown, zone) - 1, until: startOfDay(addDays(shown, 1), zone) };
  const entries = await deps.store.visitsFrom(id, range, dayVisitsMax + 1);
  const keys = entries.slice(0, dayVisitsMax).map(({ key }) => key);
  const bookings = (await readMany(deps.store, keys)).filter((item) => item?.type === 'booking');
  const visits = await Promise.all(
    bookings.map(async (booking) =>
      viewDayVisit({ booking, zone, policy: await policyFor(deps, booking, clinic) }),
    ),
  );
  return {
    day: shown,
    visits: visits.filter((visit) => visit !== undefined),
    more: entries.length > dayVisitsMax,
  };
}
