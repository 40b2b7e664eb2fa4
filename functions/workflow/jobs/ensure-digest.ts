/** Sees to it that a clinic has its daily digest: whoever makes or changes a clinic asks for it, so that clinics of before there was one get it with their next change. */
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { digestJobDays, digestJobId, nextDigestAt } from '../../../shared/follow-up/digest-time.ts';
import { keys } from '../../../shared/store/item.ts';
import type { DigestJob } from '../../../shared/store/job.ts';
import { dayMs } from '../../../shared/time/instant.ts';
import { armJob } from '../arm-job.ts';
import type { ClinicDeps } from '../deps.ts';

/** Before the clinic itself is stored: the job waits for it. A job that stands, for the clinic's zone, is left as it is. */
export async function ensureDigest(
  deps: ClinicDeps,
  clinic: Pick<Clinic, 'id' | 'zone' | 'status'>,
): Promise<void> {
  if (clinic.status === 'removed') return;
  const [item] = await deps.store.get([keys.job(clinic.id, digestJobId)]);
  // What cannot be read is the sweep's.
  if (item?.type === 'unreadable') return;
  const job = item?.type === 'job' && item.work === 'digest' ? item : undefined;
  if (job?.dueAt !== undefined && job.zone === clinic.zone) return;
  const now = deps.clock.now();
  const next: DigestJob = {
    type: 'job',
    clinicId: clinic.id,
    id: digestJobId,
    work: 'digest',
    since: now,
    ...job,
    version: (job?.version ?? 0) + 1,
    zone: clinic.zone,
    dueAt: nextDigestAt(now, clinic.zone),
    expiresAt: now + digestJobDays * dayMs,
  };
  await armJob(deps, next, now);
  // Who came first made sure of the same.
  await deps.store.put(next, job?.version ?? 'absent');
}
