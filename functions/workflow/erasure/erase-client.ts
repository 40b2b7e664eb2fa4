/** Starts to remove a client's data for good, as staff ask for it. */
import type * as z from 'zod';
import type { eraseSchema } from '../../../shared/api/manager/act.ts';
import type { ErasureBegun } from '../../../shared/api/manager/clinic-view.ts';
import { staffAct } from '../../../shared/booking/asked-act.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import { keyOf } from '../../../shared/store/item.ts';
import { nameKey, visibleSigns } from '../../../shared/text/person-name.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { aboutItem } from '../about-item.ts';
import { clickTaken, compareSeen, isSameAct } from '../acts/act-as-seen.ts';
import type { Acted, ActingStaff } from '../acts/acted.ts';
import { changeAsSeen } from '../acts/change-as-seen.ts';
import { loadStandpoint } from '../change-booking.ts';
import { type EraseDeps, keyOfPlace } from '../deps.ts';
import { readItems } from '../load.ts';
import { beginErasure } from './erase-job.ts';
import { eraseSlice } from './erase-slice.ts';

export type EraseAsked = z.infer<typeof eraseSchema>;

const begun: ErasureBegun = {
  accepted: true,
  says: "The client's data is removed now, and within a day whatever was still under way. A stop of their texts is kept without their number.",
};

export async function eraseClient(
  deps: EraseDeps,
  who: ActingStaff,
  place: Place,
  body: EraseAsked,
  now: Instant,
): Promise<Acted<ErasureBegun>> {
  const asked = { ...body, act: 'erase-client' } as const;
  const standpoint = await loadStandpoint(deps, place);
  if (standpoint === undefined) return afterwards(deps, who, place, asked);
  const { booking } = standpoint;
  const known = compareSeen(standpoint, asked, who, now);
  if (known.seen === 'as-it-is' && !isNamed(booking, asked.name)) {
    const expected = "expected the client's name as it stands on the booking";
    return { acted: 'no', why: 'refused', mistakes: [{ path: 'name', expected }] };
  }
  // On record before anything goes, and due from then on: whoever acts at the same moment is told, or this is.
  const act = staffAct(who.staff, asked, now);
  const changed = await changeAsSeen(deps, { who, place, asked }, [{ type: 'erasure-asked', act }], now);
  if (changed.acted === 'no') return changed;
  const job = await beginErasure(deps, changed.result.booking, now);
  // What fails here the job's timer or the sweep takes up.
  await eraseSlice(deps, job, now).catch((error: unknown) => {
    const reason = error instanceof Error ? error.name : 'unknown';
    deps.journal.note({ event: 'item-put-back', ...aboutItem(keyOf(job)), reason });
  });
  return { acted: changed.acted, result: begun };
}

/** The same click once more, after its work was done. */
async function afterwards(
  deps: EraseDeps,
  { staff }: ActingStaff,
  place: Place,
  asked: EraseAsked & { act: 'erase-client' },
): Promise<Acted<ErasureBegun>> {
  const [item] = await readItems(deps, [keyOfPlace(place)]);
  const audit = item?.type === 'erased' ? (item.audit ?? []) : [];
  const taken = audit.filter(({ click }) => click === asked.click);
  if (taken.length === 0) return { acted: 'no', why: 'unknown' };
  return taken.some((entry) => isSameAct(entry, asked, staff.by))
    ? { acted: 'repeated', result: begun }
    : clickTaken;
}

/** As the same person would be named, or as it looks: spaces and signs that nobody sees nobody types. */
function isNamed({ client }: Booking, typed: string): boolean {
  const comparable = nameKey(client.name);
  if (comparable !== '' && nameKey(typed) === comparable) return true;
  const signs = visibleSigns(client.name);
  return signs === '' || visibleSigns(typed) === signs;
}
