/** Takes over who was erased since the point of the restore: they are in the restored table again. Counts, never whose. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EraseDeps } from '../../functions/workflow/deps.ts';
import { continueErasure, repeatErasure } from '../../functions/workflow/erasure/repeat-erasure.ts';
import { unlessUnreadable } from '../../functions/workflow/errors.ts';
import type { CommandIo, ExitCode } from '../command-line.ts';
import { scanItems } from './scan-items.ts';

export async function importErasures(
  client: DynamoDBClient,
  deps: EraseDeps,
  fromTable: string,
  io: CommandIo,
): Promise<ExitCode> {
  const counts = { known: 0, repeated: 0, unreadable: 0 };
  let underWay = 0;
  // These first: they know of more than they have left a record of.
  for await (const { items, unreadable } of scanItems(client, fromTable, 'job')) {
    counts.unreadable += unreadable;
    for (const job of items) {
      if (job.work !== 'erase' || job.dueAt === undefined) continue;
      underWay += 1;
      if ((await unlessUnreadable(continueErasure(deps, job))) === undefined) counts.unreadable += 1;
    }
  }
  for await (const { items, unreadable } of scanItems(client, fromTable, 'erased')) {
    counts.unreadable += unreadable;
    for (const erased of items) {
      counts[(await unlessUnreadable(repeatErasure(deps, erased))) ?? 'unreadable'] += 1;
    }
  }
  const { known, repeated, unreadable } = counts;
  io.print(
    `${known + repeated} erased bookings looked at, ${repeated} taken over; ${underWay} erasures were under way.`,
  );
  if (unreadable === 0) return 0;
  io.complain(
    `${unreadable} times something cannot be read, and who was erased may be there again: look at the list of attention, then run this again.`,
  );
  return 1;
}
