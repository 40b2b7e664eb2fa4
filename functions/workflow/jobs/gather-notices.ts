/** E-mails of one kind to a clinic's staff, gathered where they can wait: told at once or counted, and then told in one. */
import { createHash } from 'node:crypto';
import {
  afterGathered,
  canWait,
  gatheredNotice,
  gatherNotice,
  noticesJobId,
} from '../../../shared/follow-up/gathered-notices.ts';
import type { BookingNotice } from '../../../shared/follow-up/staff-notice.ts';
import { keyOf, keys } from '../../../shared/store/item.ts';
import { type NoticesJob, noticeMarkChars } from '../../../shared/store/job.ts';
import { type Instant, minuteMs } from '../../../shared/time/instant.ts';
import { armJob } from '../arm-job.ts';
import { racesMax } from '../change-booking.ts';
import type { BookingDeps, DigestDeps } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { readItems } from '../load.ts';
import { againAfterMs, tellStaff } from './tell-staff.ts';

/** How often a clinic that is being restored is looked at again. Minutes. */
const holdMinutes = 10;

/** Whether a notice is to be told by itself, now; `false`: it is counted, and the e-mail that counts it is due. `name`: of the notice, however often it is tried. */
export async function mayTellNow(
  deps: BookingDeps,
  notice: BookingNotice,
  name: string,
  now: Instant,
): Promise<boolean> {
  if (!canWait(notice, now)) return true;
  const mark = createHash('sha256').update(name).digest('base64url').slice(0, noticeMarkChars);
  for (let race = 0; race < racesMax; race += 1) {
    const [item] = await deps.store.get([keys.job(notice.clinicId, noticesJobId(notice.kind))]);
    // What cannot be read holds nothing back.
    if (item?.type === 'unreadable') return true;
    const job = item?.type === 'job' && item.work === 'notices' ? item : undefined;
    const { isTold, next } = gatherNotice(job, notice, mark, now);
    if (next === undefined) return isTold;
    if (next.dueAt !== job?.dueAt) await armJob(deps, next, now);
    if ((await deps.store.put(next, job?.version ?? 'absent')).put === 'stored') return isTold;
  }
  return true;
}

/** Told and then struck off: whoever dies in between tells it again, which harms nobody. */
export async function noticesSlice(deps: DigestDeps, job: NoticesJob, now: Instant): Promise<void> {
  if (job.dueAt === undefined || now < job.dueAt) return;
  const [clinic] = await readItems(deps, [keys.clinic(job.clinicId)]);
  if (clinic?.type !== 'clinic' || clinic.status === 'removed') {
    return change(deps, job, (one) => afterGathered(one, one, now), now);
  }
  if (clinic.status === 'restoring') {
    const dueAt = now + holdMinutes * minuteMs;
    return change(deps, job, (one) => ({ ...one, version: one.version + 1, dueAt }), now);
  }
  if (await tellStaff(deps, gatheredNotice(job, clinic))) {
    return change(deps, job, (one) => afterGathered(one, job, now), now);
  }
  const { tries = 0 } = job;
  const again = { tries: tries + 1, dueAt: now + againAfterMs(tries) };
  return change(deps, job, (one) => ({ ...one, ...again, version: one.version + 1 }), now);
}

/** More may have been gathered meanwhile. */
async function change(
  deps: DigestDeps,
  job: NoticesJob,
  next: (job: NoticesJob) => NoticesJob,
  now: Instant,
): Promise<void> {
  let current = job;
  for (let race = 0; race < racesMax; race += 1) {
    const changed = next(current);
    if (changed.dueAt !== undefined) await armJob(deps, changed, now);
    if ((await deps.store.put(changed, current.version)).put === 'stored') return;
    const [item] = await readItems(deps, [keyOf(job)]);
    if (item?.type !== 'job' || item.work !== 'notices') return;
    current = item;
  }
  throw new ContentionError(keyOf(job));
}
