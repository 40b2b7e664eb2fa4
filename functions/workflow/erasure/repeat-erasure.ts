/** After the table was put back to a time before an erasure: who was erased is erased again, from what the erasure left in the table before. */
import { isDeepStrictEqual } from 'node:util';
import { erasureOf } from '../../../shared/booking/erasure.ts';
import type { Erased } from '../../../shared/booking/key-space.ts';
import { type Item, keyOf, keys } from '../../../shared/store/item.ts';
import type { EraseJob } from '../../../shared/store/job.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { racesMax } from '../change-booking.ts';
import type { EraseDeps } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { addKeys, type ClientKeySet } from '../find-client.ts';
import { readItems } from '../load.ts';
import { begunAt, eraseJobId, newEraseJob, startEraseJob } from './erase-job.ts';
import { eraseSlice } from './erase-slice.ts';

/** `known`: nothing of it had come back. */
type ErasureRepeated = 'repeated' | 'known';

/** An erasure that the table before was not through with goes on as it was begun: it still knows whose all is theirs. */
export async function continueErasure(deps: EraseDeps, before: EraseJob): Promise<ErasureRepeated> {
  const [here] = await readItems(deps, [keyOf(before)]);
  const now = deps.clock.now();
  const begun = isSame(here, before) ? here : undefined;
  const again = { ...before, ...begunAt(now), repeatedAt: now };
  // One that a command began is taken up where it died; one that waits for its next pass, or is through, is left alone.
  await eraseSlice(deps, begun ?? (await startEraseJob(deps, again, now)), now);
  return begun === undefined ? 'repeated' : 'known';
}

function isSame(item: Item | undefined, { erasure }: EraseJob): item is EraseJob {
  return item?.type === 'job' && item.work === 'erase' && item.erasure.click === erasure.click;
}

/** One key of an erased client: what stands there now goes with all that belongs to it, and the record of before takes its place. Exactly this key: by the name it had then, others might go too. */
export async function repeatErasure(deps: EraseDeps, before: Erased): Promise<ErasureRepeated> {
  const now = deps.clock.now();
  const id = eraseJobId('erase-again', before);
  const [here, job] = await readItems(deps, [keyOf(before), keys.job(before.clinicId, id)]);
  const isUnderWay = job?.type === 'job' && job.dueAt !== undefined;
  const isBack = here?.type !== 'erased';
  if (isBack || isUnderWay) await eraseAgain(deps, before, { id, here }, now);
  const isReplaced = await replaceByRecord(deps, before);
  return isBack || isReplaced ? 'repeated' : 'known';
}

async function eraseAgain(
  deps: EraseDeps,
  before: Erased,
  { id, here }: { id: string; here: Item | undefined },
  now: Instant,
): Promise<void> {
  const client: ClientKeySet = { phoneKeys: [], emailKeys: [] };
  // A booking that stands there the job finds itself; one that was being folded into another uid is known here only.
  if (here?.type === 'alias' && here.carry !== undefined) addKeys(client, here.carry);
  const known = { id, erasure: erasureOf(before), person: '', ...client, repeatedAt: now };
  const job = await startEraseJob(deps, newEraseJob(before, now, known), now);
  await eraseSlice(deps, job, now);
}

/** `false`: it stands there, or one of a later erasure. */
async function replaceByRecord(deps: EraseDeps, before: Erased): Promise<boolean> {
  for (let race = 0; race < racesMax; race += 1) {
    const [here] = await readItems(deps, [keyOf(before)]);
    if (here?.type === 'booking' || (here?.type === 'alias' && here.carry !== undefined)) break;
    const isLater = here?.type === 'erased' && here.at > before.at;
    if (isLater || isDeepStrictEqual({ ...before, version: here?.version }, here)) return false;
    const next = { ...before, version: (here?.version ?? 0) + 1 };
    if ((await deps.store.put(next, here?.version ?? 'absent')).put === 'stored') return true;
  }
  throw new ContentionError(keyOf(before));
}
