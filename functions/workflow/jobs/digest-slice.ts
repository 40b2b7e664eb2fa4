/** The one e-mail a day to a clinic's staff: what waits for a person, and the day's visits, in counts. */
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { digestAt, digestJobDays, nextDigestAt } from '../../../shared/follow-up/digest-time.ts';
import { type DigestNotice, digestKind, saysSomething } from '../../../shared/follow-up/staff-notice.ts';
import { keys } from '../../../shared/store/item.ts';
import type { DigestJob } from '../../../shared/store/job.ts';
import { dayMs, type Instant } from '../../../shared/time/instant.ts';
import { localDateOf } from '../../../shared/time/zone.ts';
import { armJob } from '../arm-job.ts';
import type { DigestDeps } from '../deps.ts';
import { readItems } from '../load.ts';
import { againAfterMs } from '../texts/send-notice.ts';
import { countDay } from './count-day.ts';

/**
 * At most once a local day: the day is claimed by the put that also moves the job to tomorrow, and only then it is told. Whoever dies in between
 * leaves staff without that day's e-mail, and tomorrow's says all that is still open; an e-mail that comes twice teaches people to read none.
 * Only a refusal that is proven and passing gives the day back.
 */
export async function digestSlice(deps: DigestDeps, job: DigestJob, now: Instant): Promise<void> {
  // A timer of before is early or an orphan.
  if (job.dueAt === undefined || now < job.dueAt) return;
  const [item] = await readItems(deps, [keys.clinic(job.clinicId)]);
  const clinic = item?.type === 'clinic' ? item : undefined;
  if (clinic?.status === 'removed' || (clinic === undefined && now >= job.expiresAt)) return end(deps, job);
  const { zone } = clinic ?? job;
  const day = localDateOf(now, zone);
  const isDue = clinic !== undefined && now >= digestAt(day, zone) && day !== job.toldDay;
  const notice = isDue && clinic.status !== 'restoring' ? await digestOf(deps, clinic, job, now) : undefined;
  const { tries: _, ...rest } = job;
  const next: DigestJob = {
    ...rest,
    version: job.version + 1,
    zone,
    dueAt: nextDigestAt(now, zone),
    ...(notice === undefined ? {} : { toldDay: day, since: now }),
    ...(clinic === undefined ? {} : { expiresAt: now + digestJobDays * dayMs }),
  };
  await armJob(deps, next, now);
  if ((await deps.store.put(next, job.version)).put === 'conflict') return;
  if (notice !== undefined && saysSomething(notice)) await tell(deps, notice, job, next);
}

async function end(deps: DigestDeps, { dueAt: _, ...job }: DigestJob): Promise<void> {
  await deps.store.put({ ...job, version: job.version + 1 }, job.version);
}

async function digestOf(
  deps: DigestDeps,
  { id: clinicId, brand, zone }: Clinic,
  { since }: DigestJob,
  now: Instant,
): Promise<DigestNotice> {
  const day = localDateOf(now, zone);
  const counted = await countDay(deps.store, { clinicId, zone, day, since });
  return { kind: digestKind, clinicId, brand, zone, day, ...counted };
}

/** `claimed`: the job as it stands now, with the day taken; `before`: without. */
async function tell(
  deps: DigestDeps,
  notice: DigestNotice,
  before: DigestJob,
  claimed: DigestJob,
): Promise<void> {
  const result = await deps.staffNotices.publish(notice);
  const about = { clinicId: notice.clinicId, kind: notice.kind };
  if (result.published === 'yes') return deps.journal.note({ event: 'notice-sent', ...about });
  deps.journal.note({ event: 'notice-failed', ...about, reason: result.reason });
  if (result.published === 'unknown' || !result.passing) return;
  const now = deps.clock.now();
  const tries = before.tries ?? 0;
  const again: DigestJob = {
    ...before,
    version: claimed.version + 1,
    dueAt: now + againAfterMs(tries),
    tries: tries + 1,
    expiresAt: claimed.expiresAt,
  };
  await armJob(deps, again, now);
  await deps.store.put(again, claimed.version);
}
