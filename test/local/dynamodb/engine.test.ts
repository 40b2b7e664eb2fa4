/** The embedded table engine behind a real client. */
import { ConditionalCheckFailedException, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { startEngine } from '../../../local/dynamodb/engine.ts';
import { temporaryFolder } from '../harness.ts';
import { createTable, dueItems, item, start, tableName } from './tables.ts';

describe('the embedded table engine', () => {
  test('keeps its items over a restart', async () => {
    const folder = temporaryFolder();
    const first = await start(folder);
    await createTable(first.client);
    await first.client.send(new PutItemCommand({ TableName: tableName, Item: item('a', 10, 1) }));
    await first.engine.stop();

    const second = await start(folder);
    expect(await dueItems(second.client)).toEqual(['a@10v1']);
  });

  test('keeps none in memory', async () => {
    const first = await start(undefined);
    await createTable(first.client);
    await first.engine.stop();
    const second = await start(undefined);
    const { TableNames } = await second.client.send(new ListTablesCommand({}));
    expect(TableNames).toEqual([]);
    expect(second.engine.rebuilt).toBeUndefined();
  });

  test('lets one of two conditional puts win', async () => {
    const { client } = await start(undefined);
    await createTable(client);
    const put = (version: number) =>
      client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: item('a', 10, version),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    const results = await Promise.allSettled([put(1), put(2)]);
    const lost = results.filter((result) => result.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toBeInstanceOf(ConditionalCheckFailedException);
  });

  test('refuses a folder that another engine has open, and says so', async () => {
    const folder = temporaryFolder();
    await start(folder);
    await expect(startEngine(folder)).rejects.toThrow(`${folder}: another process has it open`);
  });
});
