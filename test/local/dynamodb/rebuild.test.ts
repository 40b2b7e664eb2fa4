/** That indexes are whole after any crash, shown with planted damage and with a kill at the worst moment. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import dynaliteDb from 'dynalite/db/index.js';
import { describe, expect, test } from 'vitest';
import { rebuildIndexes } from '../../../local/dynamodb/rebuild.ts';
import { temporaryFolder } from '../harness.ts';
import { connect, createTable, dueItems, dueRows, item, start, tableName } from './tables.ts';

/** Fills a fresh folder with some items and leaves the engine stopped. */
async function filledFolder(): Promise<string> {
  const folder = temporaryFolder();
  const { engine, client } = await start(folder);
  await createTable(client);
  for (const [pk, due] of [
    ['a', 10],
    ['b', 20],
    ['c', 30],
    ['idle', undefined],
  ] as const) {
    await client.send(new PutItemCommand({ TableName: tableName, Item: item(pk, due, 1) }));
  }
  await engine.stop();
  return folder;
}

async function changeStore(
  folder: string,
  change: (rows: Map<string, unknown>) => Map<string, unknown>,
): Promise<void> {
  const level = dynaliteDb.create({ path: folder }).db;
  await level.open();
  const range = { gte: 'index-', lt: 'index-\u00ff' };
  const rows = new Map<string, unknown>();
  for await (const [key, value] of level.iterator(range)) rows.set(key, value);
  await level.clear(range);
  const puts = [...change(rows)].map(([key, value]) => ({ type: 'put' as const, key, value }));
  await level.batch(puts);
  await level.close();
}

describe('indexes after a crash', () => {
  test('lose rows whose item is gone or differs, and regain rows that are missing', async () => {
    const folder = await filledFolder();
    await changeStore(folder, (rows) => {
      const [[key, first] = ['', {}], ...others] = [...rows];
      expect(others).toHaveLength(2);
      const orphan = { ...item('never-there', 5, 9) };
      const other = { ...item('a', 15, 2) };
      return new Map([[key, first], [`${key}x`, orphan], [`${key}y`, other], ...others.slice(1)]);
    });
    const { engine, client } = await start(folder);

    expect(engine.rebuilt).toEqual({ tables: 1, items: 4, indexRows: 3 });
    expect(await dueRows(client)).toEqual(['a@10v1', 'b@20v1', 'c@30v1']);
    expect(await dueItems(client)).toEqual(['a@10v1', 'b@20v1', 'c@30v1']);
  });

  test('are whole after a kill between the index write and the item write', { timeout: 30_000 }, async () => {
    const folder = await filledFolder();
    const script = new URL('crashing-engine.ts', import.meta.url).pathname;
    for (const due of [40, 5, undefined]) {
      const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      const exited = once(child, 'exit');
      const [endpoint] = await once(child.stdout, 'data');
      const client = connect(String(endpoint));
      await client.send(new PutItemCommand({ TableName: tableName, Item: item('b', 20, 1) }));
      const crash = { ...item('a', due, 2), crash: { BOOL: true } };
      await expect(client.send(new PutItemCommand({ TableName: tableName, Item: crash }))).rejects.toThrow();
      expect((await exited)[1]).toBe('SIGKILL');
    }

    const { client } = await start(folder);

    expect(await dueRows(client)).toEqual(['a@10v1', 'b@20v1', 'c@30v1']);
    const kept = await client.send(new GetItemCommand({ TableName: tableName, Key: { pk: { S: 'a' } } }));
    expect(kept.Item).toEqual(item('a', 10, 1));
    await client.send(new PutItemCommand({ TableName: tableName, Item: item('a', 99, 3) }));
    expect(await dueRows(client)).toEqual(['b@20v1', 'c@30v1', 'a@99v3']);
  });

  test('really differ from the items when nobody rebuilds them', async () => {
    const folder = await filledFolder();
    await changeStore(folder, (rows) => new Map([...rows].slice(1)));
    const level = dynaliteDb.create({ path: folder }).db;
    await level.open();
    let rows = 0;
    for await (const _ of level.iterator({ gte: 'index-', lt: 'index-\u00ff' })) rows += 1;
    await level.close();
    expect(rows).toBe(2);
    expect(await rebuildIndexes(folder)).toEqual({ tables: 1, items: 4, indexRows: 3 });
  });

  test('are rebuilt again after a kill in the middle of a rebuild', async () => {
    const folder = await filledFolder();
    await changeStore(folder, () => new Map());
    expect(await rebuildIndexes(folder)).toEqual({ tables: 1, items: 4, indexRows: 3 });
    expect(await rebuildIndexes(folder)).toEqual({ tables: 1, items: 4, indexRows: 3 });
  });

  test('do not keep a table from being used that was just being created', async () => {
    const folder = await filledFolder();
    const level = dynaliteDb.create({ path: folder }).db;
    await level.open();
    for await (const [key, table] of level.iterator({ gte: 'table~', lt: 'table~\u00ff' })) {
      await level.batch([{ type: 'put', key, value: { ...Object(table), TableStatus: 'CREATING' } }]);
    }
    await level.close();
    const { client } = await start(folder);
    await client.send(new PutItemCommand({ TableName: tableName, Item: item('d', 40, 1) }));
    expect(await dueRows(client)).toHaveLength(4);
  });
});
