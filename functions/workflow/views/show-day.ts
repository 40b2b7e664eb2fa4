/** One day's visits of a clinic, for the wall: by start, with what the technician must know. */
import { type DayView, dayVisitsMax } from '../../../shared/api/manager/clinic-view.ts';
import { viewDayVisit, viewGeneral } from '../../../shared/api/manager/views/view-lists.ts';
import { referenceOf } from '../../../shared/booking/reference.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import type { Unreadable, VisitEntry } from '../../../shared/ports.ts';
import type { Item } from '../../../shared/store/item.ts';
import { formatInstant, type Instant } from '../../../shared/time/instant.ts';
import { addDays, type LocalDate, localDateOf, startOfDay } from '../../../shared/time/zone.ts';
import { bounded } from '../bounded.ts';
import type { StaffDeps } from '../deps.ts';
import { policyFor } from '../load.ts';
import { readMany } from '../read-many.ts';

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
  const { entries, more } = await bounded(dayVisitsMax, (limit) => deps.store.visitsFrom(id, range, limit));
  const items = await readMany(
    deps.store,
    entries.map(({ key }) => key),
  );
  const bookings = items.filter((item) => item?.type === 'booking');
  const visits = await Promise.all(
    bookings.map(async (booking) => ({ booking, zone, policy: await policyFor(deps, booking, clinic) })),
  );
  return {
    day: shown,
    visits: visits.map(viewDayVisit).filter((visit) => visit !== undefined),
    general: viewGeneral(visits),
    unreadable: entries.flatMap((entry, index) => unreadableVisit(entry, items[index])),
    more,
  };
}

/** Somebody comes all the same: when is known from the index. */
function unreadableVisit(
  { platform, uid, startAt, status }: VisitEntry,
  item: Item | Unreadable | undefined,
): DayView['unreadable'] {
  if (item?.type !== 'unreadable' || status === 'cancelled') return [];
  return [{ ref: referenceOf({ platform, uid }), startAt: formatInstant(startAt) }];
}
