/** Takes over the deliveries that only the table before knows: the sweep works on them anew. Counts, never a body. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { BookingDeps } from '../../functions/workflow/deps.ts';
import { importDelivery } from '../../functions/workflow/restore.ts';
import type { CommandIo, ExitCode } from '../command-line.ts';
import { scanItems } from './scan-items.ts';

export async function importDeliveries(
  client: DynamoDBClient,
  deps: BookingDeps,
  fromTable: string,
  io: CommandIo,
): Promise<ExitCode> {
  const counts = { known: 0, kept: 0, reopened: 0, unreadable: 0 };
  for await (const { items, unreadable } of scanItems(client, fromTable, 'delivery')) {
    counts.unreadable += unreadable;
    for (const delivery of items) counts[await importDelivery(deps, delivery)] += 1;
  }
  const { known, kept, reopened, unreadable } = counts;
  io.print(
    `${known + kept + reopened} deliveries looked at: ${reopened} are worked on anew, ${kept} needed no work, ${known} were known.`,
  );
  if (unreadable === 0) return 0;
  io.complain(`${unreadable} deliveries cannot be read: have their platforms tell again.`);
  return 1;
}
