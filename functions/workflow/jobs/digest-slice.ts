/** The one e-mail a day to a clinic's staff: what waits for a person, and the day's visits, in counts. */
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { timeoutSeconds } from '../../../shared/deployment/function-timeouts.ts';
import { digestAt, digestJobDays, nextDigestAt } from '../../../shared/follow-up/digest-time.ts';
import { type DigestNotice, digestKind, saysSomething } from '../../../shared/follow-up/staff-notice.ts';
import { keys } from '../../../shared/store/item.ts';
import type { DigestJob } from '../../../shared/store/job.ts';
import { dayMs, type Instant, secondMs } from '../../../shared/time/instant.ts';
import { localDateOf } from '../../../shared/time/zone.ts';
import { armJob } from '../arm-job.ts';
import type { DigestDeps } from '../deps.ts';
import { readItems } from '../load.ts';
import { countDay } from './count-day.ts';
import { againAfterMs, tellStaff } from './tell-staff.ts';

/** While one process tells the day nobody else does: some times as long as it may run. */
const tellingMs = 5 * timeoutSeconds['follow-up'] * secondMs;

/**
 * Told until it is known that the day was taken: the job moves on to tomorrow only then. Whoever dies in between, or never hears what became of it,
 * has the sweep tell it again. An e-mail that comes twice holds counts alone; one that does not come hides for a day what waits for a person.
 */
export async function digestSlice(deps: DigestDeps, job: DigestJob, now: Instant): Promise<void> {
  // A timer of before is early or an orphan.
  if (job.dueAt === undefined || now < job.dueAt) return;
  const [item] = await readItems(deps, [keys.clinic(job.clinicId)]);
  const clinic = item?.type === 'clinic' ? item : undefined;
  if (clinic?.status === 'removed' || (clinic === undefined && now >= job.expiresAt)) return end(deps, job);
  const zone = clinic?.zone ?? job.zone;
  const expiresAt = clinic === undefined ? job.expiresAt : now + digestJobDays * dayMs;
  const known = { ...job, zone, expiresAt };
  const day = localDateOf(now, zone);
  const isDue = now >= digestAt(day, zone) && day !== job.toldDay;
  if (!isDue || clinic === undefined || clinic.status === 'restoring') return moveOn(deps, known, now);
  const notice = await digestOf(deps, clinic, job, now);
  const told = { toldDay: day, since: now };
  if (!saysSomething(notice)) return moveOn(deps, { ...known, ...told }, now);
  const taken = { ...known, version: job.version + 1, dueAt: now + tellingMs };
  if ((await deps.store.put(taken, job.version)).put === 'conflict') return;
  return (await tellStaff(deps, notice))
    ? moveOn(deps, { ...taken, ...told }, now)
    : tryAgain(deps, taken, Math.max(now, deps.clock.now()));
}

async function moveOn(deps: DigestDeps, { tries: _, ...job }: DigestJob, now: Instant): Promise<void> {
  const next = { ...job, version: job.version + 1, dueAt: nextDigestAt(now, job.zone) };
  await armJob(deps, next, now);
  await deps.store.put(next, job.version);
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

/** Until the next morning, which tells of its own day. */
async function tryAgain(deps: DigestDeps, job: DigestJob, now: Instant): Promise<void> {
  const { tries = 0, version, zone } = job;
  const dueAt = Math.min(now + againAfterMs(tries), nextDigestAt(now, zone));
  const again = { ...job, version: version + 1, tries: tries + 1, dueAt };
  await armJob(deps, again, now);
  await deps.store.put(again, version);
}
