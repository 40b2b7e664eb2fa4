/** A job's timer, as a booking's: how it is punctual, while the due index is why it comes at all. */
import { timerName } from '../../shared/follow-up/timer.ts';
import { keyOf } from '../../shared/store/item.ts';
import type { Job } from '../../shared/store/job.ts';
import { ceilToSecond, type Instant, secondMs } from '../../shared/time/instant.ts';
import type { ClinicDeps } from './deps.ts';
import { timerLeadSeconds } from './save-booking.ts';

export async function armJob(deps: Pick<ClinicDeps, 'timers'>, job: Job, now: Instant): Promise<void> {
  const key = keyOf(job);
  const at = Math.max(ceilToSecond(now) + timerLeadSeconds * secondMs, job.dueAt ?? 0);
  await deps.timers.create({ name: timerName(key, at), at, key });
}
