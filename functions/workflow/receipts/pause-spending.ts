/** While the account's money for texts is spent no clinic publishes any: begun by the receipt of a text that was dropped, tried out by one text after each hour. */
import { pauseAfter, type SpendPause, trialAfter } from '../../../shared/follow-up/spend-pause.ts';
import { keys } from '../../../shared/store/item.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { racesMax } from '../change-booking.ts';
import type { BookingDeps } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { readItems } from '../load.ts';

export async function pauseSpending(deps: BookingDeps, droppedAt: Instant): Promise<void> {
  for (let race = 0; race < racesMax; race += 1) {
    const [item] = await readItems(deps, [keys.spendPause()]);
    const before = item?.type === 'spend-pause' ? item : undefined;
    const pause = pauseAfter(droppedAt, before, deps.clock.now());
    if (pause === undefined || pause === before) return;
    if ((await deps.store.put(pause, before?.version ?? 'absent')).put === 'stored') return;
  }
  throw new ContentionError(keys.spendPause());
}

/** Whether a text may be published as far as the money goes, `pause` being what was just read; `false`: another one tries first. */
export async function takeTurn(
  deps: BookingDeps,
  pause: SpendPause | undefined,
  now: Instant,
): Promise<boolean> {
  const trial = trialAfter(pause, now);
  if (pause === undefined || trial === undefined) return true;
  return (await deps.store.put(trial, pause.version)).put === 'stored';
}
