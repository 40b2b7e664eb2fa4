/** The demo clinic's settings over HTTP, changed by the production workflow with its checks and its paced job. */
import * as z from 'zod';
import { changeClinic } from '../../functions/workflow/change-clinic.ts';
import type { Deps } from '../../functions/workflow/deps.ts';
import { runJob } from '../../functions/workflow/jobs/run-job.ts';
import { keys } from '../../shared/store/item.ts';
import { demoClinicId } from '../demo-clinic.ts';
import type { LocalRequest, LocalResponse } from '../http-server.ts';
import { ok, readBody, refuse, refuseFields } from './respond.ts';

const change = z.record(z.string(), z.unknown());

export async function showClinic(deps: Deps): Promise<LocalResponse> {
  const [clinic] = await deps.store.get([keys.clinic(demoClinicId)]);
  return ok(clinic);
}

/** The fields of the body replace the clinic's; `policy` is a whole policy to publish. The first bookings are planned again at once, the rest by the job's timer. */
export async function changeDemoClinic(request: LocalRequest, deps: Deps): Promise<LocalResponse> {
  const read = readBody(request, change);
  if (!read.ok) return read.response;
  const { policy, ...settings } = read.body;
  const changed = await changeClinic(deps, demoClinicId, {
    settings,
    ...(policy === undefined ? {} : { policy }),
  });
  if (changed.changed) {
    await runJob(deps, keys.job(demoClinicId, changed.job), deps.clock.now());
    return ok(changed.clinic);
  }
  switch (changed.why) {
    case 'refused':
      return refuseFields(changed.mistakes.map(({ path, expected }) => ({ path: path || 'body', expected })));
    case 'conflict':
      return refuse('conflict');
    case 'unknown':
      return refuse('not-found');
  }
}
