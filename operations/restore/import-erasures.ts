/** Takes over who was erased since the point of the restore: they are in the restored table again. Counts, never whose. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EraseDeps } from '../../functions/workflow/deps.ts';
import { unlessUnreadable } from '../../functions/workflow/errors.ts';
import {
  continueErasure,
  type ErasureRepeated,
  repeatErasure,
} from '../../functions/workflow/repeat-erasure.ts';
import type { CommandIo, ExitCode } from '../command-line.ts';
import { scanItems } from './scan-items.ts';

export async function importErasures(
  client: DynamoDBClient,
  deps: EraseDeps,
  fromTable: string,
  io: CommandIo,
): Promise<ExitCode> {
  const counts = { known: 0, repeated: 0, unreadable: 0 };
  const count = async (work: Promise<ErasureRepeated>) => {
    counts[(await unlessUnreadable(work)) ?? 'unreadable'] += 1;
  };
  // Unfinished ones first: they know of more than they have left a record of.
  for await (const { items, unreadable } of scanItems(client, fromTable, 'job')) {
    counts.unreadable += unreadable;
    for (const job of items) {
      if (job.work === 'erase' && job.dueAt !== undefined) await count(continueErasure(deps, job));
    }
  }
  for await (const { items, unreadable } of scanItems(client, fromTable, 'erased')) {
    counts.unreadable += unreadable;
    for (const erased of items) await count(repeatErasure(deps, erased));
  }
  const { known, repeated, unreadable } = counts;
  io.print(`${known + repeated} erasures looked at: ${repeated} are done again, ${known} had held.`);
  if (unreadable === 0) return 0;
  io.complain(
    `${unreadable} erasures cannot be done again, for something of theirs cannot be read: look at the list of attention, and run this again.`,
  );
  return 1;
}
