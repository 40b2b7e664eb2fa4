/** After a text was dropped because the account's money is spent: no other is published for a while, by any clinic. */
import { pauseAfter } from '../../shared/follow-up/spend-pause.ts';
import { keys } from '../../shared/store/item.ts';
import type { Instant } from '../../shared/time/instant.ts';
import type { BookingDeps } from './deps.ts';
import { readItems } from './load.ts';

/** Where another receipt came first, its pause is this one. */
export async function pauseSpending(deps: BookingDeps, droppedAt: Instant): Promise<void> {
  const [item] = await readItems(deps, [keys.spendPause()]);
  const before = item?.type === 'spend-pause' ? item : undefined;
  const pause = pauseAfter(droppedAt, before);
  if (pause.until <= deps.clock.now() || pause.until === before?.until) return;
  await deps.store.put(pause, before?.version ?? 'absent');
}
