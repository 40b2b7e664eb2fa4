/** Starts to remove a client's data for good: the job is stored before anything is touched, so that what dies on the way is taken up. */
import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { eraseSchema } from '../../shared/api/manager/act.ts';
import { type Booking, bookingIdOf } from '../../shared/booking/booking.ts';
import { personHash } from '../../shared/booking/erasure.ts';
import type { Place } from '../../shared/booking/place-event.ts';
import { keyOf } from '../../shared/store/item.ts';
import type { EraseJob } from '../../shared/store/job.ts';
import { nameKey } from '../../shared/text/person-name.ts';
import { dayMs, type Instant } from '../../shared/time/instant.ts';
import { aboutItem } from './about-item.ts';
import { compareSeen } from './act-as-seen.ts';
import type { Acted, ActingStaff } from './acted.ts';
import { armJob } from './arm-job.ts';
import { loadStandpoint } from './change-booking.ts';
import { type EraseDeps, keyOfPlace } from './deps.ts';
import { eraseSlice } from './erase-slice.ts';
import { ContentionError } from './errors.ts';
import { readItems } from './load.ts';

/** That it was done is on record this long; what was erased says so for ever. Days. */
const jobDays = 30;
/** Letters of the job's id: 96 bits of a hash. */
const idChars = 16;

export type EraseAsked = z.infer<typeof eraseSchema>;

export interface ErasureBegun {
  accepted: true;
  says: string;
}

const begun: ErasureBegun = {
  accepted: true,
  says: "The client's data is removed now, and within a day whatever was still under way. A stop of their texts is kept without their number.",
};

export async function eraseClient(
  deps: EraseDeps,
  who: ActingStaff,
  place: Place,
  asked: EraseAsked,
  now: Instant,
): Promise<Acted<ErasureBegun>> {
  const standpoint = await loadStandpoint(deps, place);
  if (standpoint === undefined) return afterwards(deps, place, asked);
  const { booking } = standpoint;
  const known = compareSeen(booking, asked);
  if (known.seen === 'otherwise') return known.refusal;
  if (!isNamed(booking, asked.name)) {
    const expected = "expected the client's name as it stands on the booking";
    return { acted: 'no', why: 'refused', mistakes: [{ path: 'name', expected }] };
  }
  const job = await startJob(deps, jobFor(booking, who, asked, now), now);
  // What fails here the job's timer or the sweep takes up.
  await eraseSlice(deps, job, now).catch((error: unknown) => {
    const reason = error instanceof Error ? error.name : 'unknown';
    deps.journal.note({ event: 'item-put-back', ...aboutItem(keyOf(job)), reason });
  });
  return { acted: 'done', result: begun };
}

/** The same click once more, after its work was done. */
async function afterwards(
  deps: EraseDeps,
  place: Place,
  { click }: EraseAsked,
): Promise<Acted<ErasureBegun>> {
  const [item] = await readItems(deps, [keyOfPlace(place)]);
  const isOurs = item?.type === 'erased' && item.audit?.some((entry) => entry.click === click) === true;
  return isOurs ? { acted: 'repeated', result: begun } : { acted: 'no', why: 'unknown' };
}

/** A name without letters is typed as it stands. */
function isNamed({ client }: Booking, typed: string): boolean {
  const comparable = nameKey(client.name);
  return comparable === '' ? client.name.trim() === typed.trim() : nameKey(typed) === comparable;
}

/** One job a booking, whoever asks. */
function jobFor(
  { clinicId, platform, uid, client, phoneKey, emailKey }: Booking,
  { staff }: ActingStaff,
  { click }: EraseAsked,
  now: Instant,
): EraseJob {
  const name = bookingIdOf({ platform, uid });
  const id = `erase-${createHash('sha256').update(name).digest('base64url').slice(0, idChars)}`;
  return {
    type: 'job',
    clinicId,
    id,
    version: 1,
    work: 'erase',
    start: { platform, uid },
    erasure: { by: staff.by, click, at: now },
    person: personHash(id, nameKey(client.name)),
    phoneKeys: phoneKey === undefined ? [] : [phoneKey],
    emailKeys: emailKey === undefined ? [] : [emailKey],
    bookings: [{ platform, uid }],
    passes: 0,
    dueAt: now,
    expiresAt: now + jobDays * dayMs,
  };
}

/** One that is under way goes on as it was begun; one that is through is begun anew. */
async function startJob(deps: EraseDeps, job: EraseJob, now: Instant): Promise<EraseJob> {
  const [before] = await readItems(deps, [keyOf(job)]);
  if (before?.type === 'job' && before.work === 'erase' && before.dueAt !== undefined) return before;
  const seen = before?.type === 'job' ? before.version : 'absent';
  const next = { ...job, version: seen === 'absent' ? 1 : seen + 1 };
  await armJob(deps, next, now);
  if ((await deps.store.put(next, seen)).put === 'stored') return next;
  const [other] = await readItems(deps, [keyOf(job)]);
  if (other?.type === 'job' && other.work === 'erase') return other;
  throw new ContentionError(keyOf(job));
}
