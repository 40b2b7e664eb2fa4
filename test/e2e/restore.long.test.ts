/** `npm run restore` against a running stack: its table is put back under it, timers and phones are not, and no text comes twice. */
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  type DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { dynamodbClient } from '../../functions/adapters/clients.ts';
import { type Attributes, itemOf } from '../../functions/adapters/dynamodb-rows.ts';
import { eraseClient } from '../../functions/workflow/erasure/erase-client.ts';
import { calComBody } from '../../local/demo/bodies.ts';
import { tickMs } from '../../local/stack.ts';
import { runCommand } from '../../operations/command-line.ts';
import { openBookings } from '../../operations/open-bookings.ts';
import { restoreCommand } from '../../operations/restore/command.ts';
import { openStage } from '../../operations/stage.ts';
import { keys } from '../../shared/store/item.ts';
import { tableDefinition } from '../../shared/store/table.ts';
import { instant } from '../local/harness.ts';
import { fineAnswers } from '../world/bodies.ts';
import { type RunningStack, runStack } from './running-stack.ts';

const bookedAt = '2026-11-02T15:00:00.000Z';
const restoredAt = '2026-11-28T21:00:00Z';
const [staying, leaving] = ['+12125550171', '+12125550172'];
const old = 'booking-gate-as-it-was';
/** As many as one call writes. */
const rowsPerCall = 25;

interface Ended {
  code: number;
  out: string[];
  err: string[];
}

async function restore(stack: RunningStack, ...args: string[]): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { print: (line: string) => out.push(line), complain: (line: string) => err.push(line) };
  const code = await runCommand(restoreCommand, [...args, '--stage', 'local', '--url', stack.url], io);
  return { code, out, err };
}

async function openTable(stack: RunningStack): Promise<{ client: DynamoDBClient; table: string }> {
  const stage = await openStage({ stage: 'local', url: stack.url });
  const client = dynamodbClient(stage.settingsOf('dynamodb'));
  onTestFinished(() => client.destroy());
  return { client, table: stage.names.table };
}

async function rowsOf(client: DynamoDBClient, TableName: string): Promise<Attributes[]> {
  const { Items = [], LastEvaluatedKey } = await client.send(new ScanCommand({ TableName }));
  expect(LastEvaluatedKey).toBeUndefined();
  return Items;
}

async function write(client: DynamoDBClient, table: string, rows: Attributes[], gone: Attributes[] = []) {
  const requests = [
    ...gone.map(({ pk }) => ({ DeleteRequest: { Key: { pk: pk ?? { S: '' } } } })),
    ...rows.map((Item) => ({ PutRequest: { Item } })),
  ];
  for (let at = 0; at < requests.length; at += rowsPerCall) {
    const RequestItems = { [table]: requests.slice(at, at + rowsPerCall) };
    await client.send(new BatchWriteItemCommand({ RequestItems }));
  }
}

async function book(stack: RunningStack, uid: string, phone: string): Promise<void> {
  const at = instant(bookedAt);
  const visit = { uid, at, startAt: instant('2026-12-01T20:00:00Z'), name: `Client ${uid}`, phone };
  const answers = Object.fromEntries(
    Object.entries(fineAnswers).map(([id, said]) => [id, said === 'never' ? said : false]),
  );
  expect((await stack.post('cal-com', calComBody('BOOKING_CREATED', { ...visit, answers }))).status).toBe(
    200,
  );
}

/** A minute after two clients booked. */
async function bookedStack(): Promise<{ stack: RunningStack; client: DynamoDBClient; table: string }> {
  const stack = await runStack(bookedAt);
  await book(stack, 'rose6', staying);
  await book(stack, 'rose7', leaving);
  await stack.moveTo('2026-11-02T15:01:00Z');
  return { stack, ...(await openTable(stack)) };
}

/** Two clients are texted until the restore, and one says REVOKE; then the table is what it was a minute after they booked. */
async function restoredStack(): Promise<{ stack: RunningStack; table: string; before: string[] }> {
  const { stack, client, table } = await bookedStack();
  const backup = await rowsOf(client, table);
  await stack.moveTo('2026-11-20T15:00:00Z');
  await stack.send('/local/replies', { from: leaving, body: 'REVOKE' });
  await stack.moveTo(restoredAt);
  await letTickPass(stack);
  await putBack(client, table, backup);
  return { stack, table, before: await said(stack) };
}

/** What the table held is the old table's from now on. */
async function putBack(client: DynamoDBClient, table: string, backup: Attributes[]): Promise<void> {
  const now = await rowsOf(client, table);
  await client.send(new CreateTableCommand(tableDefinition(old)));
  await write(client, old, now);
  const kept = new Set(backup.map(({ pk }) => pk?.S));
  await write(
    client,
    table,
    backup,
    now.filter(({ pk }) => !kept.has(pk?.S)),
  );
}

/** After a jump the sweep runs at the next tick; one that ran while the rows are put back would send from a table that is not marked yet. */
async function letTickPass(stack: RunningStack): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, tickMs));
  // Waits for the round that the tick began.
  await stack.moveTo(restoredAt);
}

async function said(stack: RunningStack, phone?: string): Promise<string[]> {
  return (await stack.texts(phone)).map(({ to, milestone }) => `${to} ${milestone}`);
}

test('The texts go on where they stood: none twice, none to who said REVOKE since', async () => {
  const { stack, table, before } = await restoredStack();
  expect(before).toContain(`${staying} two-weeks-before`);

  const begun = await restore(stack, 'begin', '--table', table);
  expect(begun).toMatchObject({ code: 0, err: [] });
  expect(begun.out.slice(-2)).toEqual(['demo: now restoring', 'other: now restoring']);
  await stack.moveTo('2026-11-28T23:00:00Z');
  expect(await said(stack)).toEqual(before);

  const resumed = await restore(stack, 'resume', '--table', table, '--from-table', old);
  expect(resumed).toMatchObject({ code: 0, err: [] });
  expect(resumed.out).toEqual([
    '0 erased bookings looked at, 0 taken over; 0 erasures were under way.',
    '2 contacts looked at, 2 taken over; 1 are opted out.',
    'demo: now active',
    'other: now active',
  ]);
  expect((await stack.booking('cal-com:rose7')).attention).toContain('opted-out');
  await stack.moveTo('2026-12-03T00:00:00Z');

  const texts = await said(stack);
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  expect((await said(stack, leaving)).length).toBe(before.filter((text) => text.startsWith(leaving)).length);
  expect(await said(stack, staying)).toEqual(
    expect.arrayContaining([`${staying} day-before`, `${staying} morning-of`, `${staying} day-1`]),
  );
});

test('Each step can be done again, and says how things stand', async () => {
  const { stack, table } = await restoredStack();
  await restore(stack, 'begin', '--table', table);
  const again = await restore(stack, 'begin', '--table', table, '--at', bookedAt, '--clinic', 'demo');
  expect(again).toMatchObject({ code: 0, out: [expect.any(String), 'demo: already restoring'] });
  const args = ['import-opt-outs', '--table', table, '--from-table', old];
  await restore(stack, ...args);
  expect((await restore(stack, ...args)).out).toEqual([
    '2 contacts looked at, 0 taken over; 1 are opted out.',
  ]);
  const deliveries = await restore(stack, 'import-deliveries', '--table', table, '--from-table', old);
  expect(deliveries.out).toEqual([
    '2 deliveries looked at: 0 are worked on anew, 0 needed no work, 2 were known.',
  ]);
});

async function erase(stack: RunningStack, uid: string): Promise<void> {
  const stage = await openStage({ stage: 'local', url: stack.url });
  const { deps, close } = openBookings(stage, stage.names.table);
  onTestFinished(close);
  const place = { clinicId: 'demo', platform: 'cal-com', uid };
  const [booking] = await deps.store.get([keys.booking('demo', 'cal-com', uid)]);
  if (booking?.type !== 'booking') throw new Error(`there stands ${booking?.type}`);
  const who = { clinicId: 'demo', staff: { by: 'mara', role: 'manager' } } as const;
  const { version, client } = booking;
  const asked = { version, name: client.name, why: 'asked at the desk', click: crypto.randomUUID() };
  const acted = await eraseClient(deps, who, place, asked, stack.now());
  expect(acted.acted).toBe('done');
}

test('Who was erased since the point is erased again, and their texts do not go on', async () => {
  const { stack, client, table } = await bookedStack();
  const backup = await rowsOf(client, table);
  await erase(stack, 'rose6');
  await putBack(client, table, backup);
  const typeAt = async (from: string) =>
    (await rowsOf(client, from)).find(({ pk }) => pk?.S === keys.booking('demo', 'cal-com', 'rose6'))?.type
      ?.S;
  expect([await typeAt(old), await typeAt(table)]).toEqual(['erased', 'booking']);
  await restore(stack, 'begin', '--table', table);
  const args = ['import-erasures', '--table', table, '--from-table', old];
  expect(await restore(stack, ...args)).toEqual({
    code: 0,
    out: ['1 erased bookings looked at, 1 taken over; 1 erasures were under way.'],
    err: [],
  });
  expect(await typeAt(table)).toBe('erased');
  const resumed = await restore(stack, 'resume', '--table', table, '--from-table', old);
  expect(resumed).toMatchObject({ code: 0, err: [] });
  expect(resumed.out[0]).toBe('1 erased bookings looked at, 0 taken over; 1 erasures were under way.');
  await stack.moveTo('2026-11-02T16:00:00Z');
  expect(await said(stack)).toEqual([`${leaving} booked`]);
  const items = (await rowsOf(client, table)).map(itemOf);
  const bodies = items.map((item) => (item.type === 'delivery' ? item.body : undefined) ?? '');
  const all = [JSON.stringify(items), ...bodies.map((body) => Buffer.from(body, 'base64'))].join(' ');
  expect([all.includes(staying), all.includes(leaving)]).toEqual([false, true]);
});

test('An instant that was given too early is moved to what the contacts show', async () => {
  const { stack, table } = await restoredStack();
  await restore(stack, 'begin', '--table', table, '--at', '2026-11-03T15:00:00Z');
  const { out } = await restore(stack, 'import-opt-outs', '--table', table, '--from-table', old);
  expect(out[0]).toMatch(/^demo: texts went out until 2026-11-\d\dT.*later than was said/);
});

test('What cannot be done is said in a line', async () => {
  const stack = await runStack(bookedAt);
  const { table } = await openTable(stack);
  const ahead = await restore(stack, 'begin', '--table', table, '--at', '2027-01-01T00:00:00Z');
  expect(ahead).toMatchObject({ code: 1, err: ['The --at lies ahead: nothing can have gone out then.'] });
  const unknown = await restore(stack, 'hold', '--table', table, '--clinic', 'lavender');
  expect(unknown.code).toBe(1);
  expect(unknown.err[0]).toContain('lavender: is not in this table.');
  const missing = await restore(stack, 'import-opt-outs', '--table', table, '--from-table', 'no-such-table');
  expect([missing.code, missing.err]).toEqual([
    1,
    [expect.stringMatching(`^The table ${table} or no-such-table is not there: looked in us-east-1, `)],
  ]);
  const misnamed = await restore(stack, 'hold', '--table', 'no-such-table');
  expect(misnamed.err).toEqual([expect.stringMatching(/^The table no-such-table is not there: /)]);
  expect((await restore(stack, 'hold', '--table', table)).out).toEqual([
    'demo: now restoring',
    'other: now restoring',
  ]);
  const lost = await restore(stack, 'resume', '--table', table, '--opt-outs-lost');
  expect(lost).toMatchObject({ code: 0, out: ['demo: now active', 'other: now active'] });
});
