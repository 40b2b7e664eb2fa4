/** Takes over all contacts of one table into another: opt-outs, and what was texted. Counts, never a phone. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { BookingDeps } from '../../functions/workflow/deps.ts';
import { unlessUnreadable } from '../../functions/workflow/errors.ts';
import { extendRestored, importContact } from '../../functions/workflow/restore.ts';
import type { Contact } from '../../shared/follow-up/contact.ts';
import { formatInstant, type Instant } from '../../shared/time/instant.ts';
import type { CommandIo, ExitCode } from '../command-line.ts';
import { sayWhy } from './say-why.ts';
import { scanItems } from './scan-items.ts';

export async function importContacts(
  client: DynamoDBClient,
  deps: BookingDeps,
  fromTable: string,
  io: CommandIo,
): Promise<ExitCode> {
  const counts = { looked: 0, imported: 0, optedOut: 0, unreadable: 0 };
  const sentLast = new Map<string, Instant>();
  for await (const { items, unreadable } of scanItems(client, fromTable, 'contact')) {
    counts.unreadable += unreadable;
    for (const contact of items) {
      counts.looked += 1;
      const result = await unlessUnreadable(importContact(deps, contact));
      if (result === undefined) counts.unreadable += 1;
      if (result?.imported === true) counts.imported += 1;
      if (result?.optedOut === true) counts.optedOut += 1;
      sentLast.set(contact.clinicId, Math.max(sentLast.get(contact.clinicId) ?? 0, lastSlotOf(contact)));
    }
  }
  let failed = 0;
  for (const [clinicId, sentAt] of sentLast) {
    if (!(await tellLater(deps, clinicId, sentAt, io))) failed += 1;
  }
  const { looked, imported, optedOut, unreadable } = counts;
  io.print(`${looked} contacts looked at, ${imported} taken over; ${optedOut} are opted out.`);
  if (unreadable > 0) {
    io.complain(`${unreadable} contacts cannot be read: nothing is known of their opt-outs.`);
  }
  return unreadable === 0 && failed === 0 ? 0 : 1;
}

function lastSlotOf({ slots }: Contact): Instant {
  return Math.max(0, ...slots.map(({ at }) => at));
}

/** `false`: the clinic does not know it now, and would send these texts again. One that is not in the table sends none. */
async function tellLater(
  deps: BookingDeps,
  clinicId: string,
  sentAt: Instant,
  io: CommandIo,
): Promise<boolean> {
  const told = await extendRestored(deps, clinicId, sentAt);
  if (told.moved === 'changed') {
    io.print(
      `${clinicId}: texts went out until ${formatInstant(sentAt)}, later than was said: what was due by then counts as sent.`,
    );
  }
  if (told.moved !== 'not' || told.why === 'unknown') return true;
  io.complain(`${clinicId}: ${sayWhy(told)}`);
  return false;
}
