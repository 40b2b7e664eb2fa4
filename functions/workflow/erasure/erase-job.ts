/** An erasure's job as it is begun: stored, with its timer, before anything is touched, so that what dies on the way is taken up. */
import { createHash } from 'node:crypto';
import { type Booking, bookingIdOf } from '../../../shared/booking/booking.ts';
import { erasureAsked, personHash } from '../../../shared/booking/erasure.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import { keyOf } from '../../../shared/store/item.ts';
import type { EraseJob } from '../../../shared/store/job.ts';
import { nameKey } from '../../../shared/text/person-name.ts';
import { dayMs, type Instant } from '../../../shared/time/instant.ts';
import { armJob } from '../arm-job.ts';
import type { BookingDeps } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { readItems } from '../load.ts';

/** That it was done is on record this long; what was erased says so for ever. Days. */
const jobDays = 30;
/** Letters of the job's id: 96 bits of a hash. */
const idChars = 16;

/** `erase`: as staff asked; `erase-again`: what a restore of the table brought back. Each begins from one booking. */
export function eraseJobId(kind: 'erase' | 'erase-again', place: Place): string {
  return `${kind}-${createHash('sha256').update(bookingIdOf(place)).digest('base64url').slice(0, idChars)}`;
}

export function newEraseJob(
  { clinicId, platform, uid }: Place,
  now: Instant,
  known: Pick<EraseJob, 'id' | 'erasure' | 'person' | 'phoneKeys' | 'emailKeys' | 'repeatedAt'>,
): EraseJob {
  return {
    type: 'job',
    clinicId,
    version: 1,
    work: 'erase',
    start: { platform, uid },
    ...known,
    bookings: [{ platform, uid }],
    ...begunAt(now),
  };
}

/** For the first pass, and for one that has to make all passes again. */
export function begunAt(now: Instant): Pick<EraseJob, 'passes' | 'dueAt' | 'expiresAt'> {
  return { passes: 0, dueAt: now, expiresAt: now + jobDays * dayMs };
}

/** What is on record as asked for, of the booking and whose all it leads to: the same job, whoever begins it. */
export async function beginErasure(deps: BookingDeps, booking: Booking, now: Instant): Promise<EraseJob> {
  const { client, phoneKey, emailKey } = booking;
  const id = eraseJobId('erase', booking);
  const job = newEraseJob(booking, now, {
    id,
    erasure: erasureAsked(booking) ?? { by: 'unknown', click: '', at: now },
    person: personHash(id, nameKey(client.name)),
    phoneKeys: phoneKey === undefined ? [] : [phoneKey],
    emailKeys: emailKey === undefined ? [] : [emailKey],
  });
  return startEraseJob(deps, job, now);
}

/** One that is under way goes on as it was begun; one that is through is begun anew. */
export async function startEraseJob(deps: BookingDeps, job: EraseJob, now: Instant): Promise<EraseJob> {
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
