/** Takes one receipt: to the step its message id leads to, or, where nobody has written that down yet, to wait for it. */
import { messageExpiry } from '../../../shared/follow-up/message.ts';
import type { Receipt } from '../../../shared/follow-up/receipt.ts';
import { saysSpendLimit } from '../../../shared/follow-up/spend-pause.ts';
import { keys } from '../../../shared/store/item.ts';
import { racesMax } from '../change-booking.ts';
import type { BookingDeps } from '../deps.ts';
import { ContentionError, unlessUnreadable } from '../errors.ts';
import { readItems } from '../load.ts';
import { applyReceipt } from './apply-receipt.ts';
import { pauseSpending } from './pause-spending.ts';

/** A receipt of a text that is no booking's (an answer to a client, another system of the account) waits in vain and expires. */
export async function takeReceipt(deps: BookingDeps, receipt: Receipt): Promise<void> {
  const { messageId: id } = receipt;
  // Whoever's text it was, the money is the account's; and first, for until the pause stands another text could begin.
  if (receipt.outcome === 'failed' && saysSpendLimit(receipt.reason))
    await unlessUnreadable(pauseSpending(deps, receipt.at));
  const key = keys.message(id);
  for (let race = 0; race < racesMax; race += 1) {
    const [item] = await readItems(deps, [key]);
    if (item?.type === 'message') {
      // One that waits already is this one, delivered twice.
      return item.holds === 'text' ? applyReceipt(deps, item, receipt) : undefined;
    }
    const waiting = {
      type: 'message',
      holds: 'receipt',
      id,
      version: 1,
      receipt,
      expiresAt: messageExpiry(deps.clock.now()),
    } as const;
    if ((await deps.store.put(waiting, 'absent')).put === 'stored') {
      deps.journal.note({ event: 'receipt-unknown', message: id });
      return;
    }
  }
  throw new ContentionError(key);
}
