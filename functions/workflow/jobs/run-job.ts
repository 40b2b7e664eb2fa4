/** Takes up a job where it stands: each kind of work has a file of its own. */
import type { Instant } from '../../../shared/time/instant.ts';
import type { DigestDeps, JobDeps } from '../deps.ts';
import { eraseSlice } from '../erasure/erase-slice.ts';
import { readItems } from '../load.ts';
import { digestSlice } from './digest-slice.ts';
import { noticesSlice } from './gather-notices.ts';
import { replanSlice } from './replan-slice.ts';

export async function runJob(deps: JobDeps & DigestDeps, key: string, now: Instant): Promise<void> {
  const [job] = await readItems(deps, [key]);
  if (job?.type !== 'job' || job.dueAt === undefined) return;
  switch (job.work) {
    case 'replan':
      return replanSlice(deps, job, now);
    case 'digest':
      return digestSlice(deps, job, now);
    case 'notices':
      return noticesSlice(deps, job, now);
    case 'erase':
      return eraseSlice(deps, job, now);
  }
}
