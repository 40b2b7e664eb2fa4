/** What the table before knows of contacts comes over, and a clinic that cannot be told of it stops the restore from going on. */
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { rowOf } from '../../../functions/adapters/dynamodb-rows.ts';
import { markRestored } from '../../../functions/workflow/restore.ts';
import { importContacts } from '../../../operations/restore/import-contacts.ts';
import { newContact } from '../../../shared/follow-up/contact-slots.ts';
import { keys } from '../../../shared/store/item.ts';
import { hourMs } from '../../../shared/time/instant.ts';
import { createWorld, type World } from '../../world/world.ts';

const client = new DynamoDBClient({ region: 'us-east-1' });
const dynamodb = mockClient(client);
beforeEach(() => dynamodb.reset());

const start = '2026-11-30T15:00:00Z';

/** The table before, in which a text went out an hour after the instant that the clinic was marked with. */
async function run(world: World): Promise<{ code: number; out: string[]; err: string[] }> {
  const { deps } = world.process();
  const now = world.ports.clock.now();
  const slot = {
    text: 'booking#rosewater#standard#visit-1 booked@1',
    content: 'booked',
    kind: 'status',
  } as const;
  const contact = newContact('rosewater', 'a-key', '+12125550117');
  const sent = { ...contact, version: 3, slots: [{ ...slot, at: now + hourMs }] };
  dynamodb.on(ScanCommand, { TableName: 'before' }).resolves({ Items: [rowOf(sent, [], 'mark')] });
  const [out, err]: [string[], string[]] = [[], []];
  const io = { print: (line: string) => out.push(line), complain: (line: string) => err.push(line) };
  return { code: await importContacts(client, deps, 'before', io), out, err };
}

async function markedWorld(): Promise<World> {
  const world = await createWorld(start);
  await markRestored(world.process().deps, 'rosewater', world.ports.clock.now());
  return world;
}

test('Texts that went out later than was said move the mark, and no line says to whom', async () => {
  const world = await markedWorld();
  const { code, out, err } = await run(world);
  expect([code, err]).toEqual([0, []]);
  expect(out.join(' ')).toContain('1 contacts looked at, 1 taken over');
  expect(out.join(' ')).not.toContain('2125550117');
  expect(await world.item(keys.clinic('rosewater'))).toMatchObject({
    restoredAt: world.ports.clock.now() + hourMs + 1,
  });
});

test('A clinic that cannot be told of them is named, and the command fails', async () => {
  const world = await markedWorld();
  world.ports.store.plant(keys.clinic('rosewater'), { type: 'clinic', of: 'another version' });
  const { code, err } = await run(world);
  expect(code).toBe(1);
  expect(err).toEqual([expect.stringMatching(/^rosewater: its settings cannot be read/)]);
});

test('A clinic that is not in the table sends nothing, so nothing need be told', async () => {
  const world = await markedWorld();
  world.ports.store.remove(keys.clinic('rosewater'));
  expect((await run(world)).code).toBe(0);
});
