/** A table like the application's: a sparse index, and clients that go away with the test. */
import {
  CreateTableCommand,
  DynamoDBClient,
  QueryCommand,
  ScanCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { onTestFinished } from 'vitest';
import { type Engine, startEngine } from '../../../local/dynamodb/engine.ts';
import { clientConfig } from '../harness.ts';

export const tableName = 'bookings';

export function connect(endpoint: string): DynamoDBClient {
  const client = new DynamoDBClient(clientConfig(endpoint));
  onTestFinished(() => client.destroy());
  return client;
}

export async function start(path: string | undefined): Promise<{ engine: Engine; client: DynamoDBClient }> {
  const engine = await startEngine(path);
  onTestFinished(() => engine.stop());
  return { engine, client: connect(engine.endpoint) };
}

export async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'shard', AttributeType: 'S' },
        { AttributeName: 'due', AttributeType: 'N' },
      ],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [
            { AttributeName: 'shard', KeyType: 'HASH' },
            { AttributeName: 'due', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['version'] },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client, minDelay: 1, maxDelay: 1, maxWaitTime: 10 }, { TableName: tableName });
}

export function item(pk: string, due: number | undefined, version: number) {
  const key = { pk: { S: pk }, version: { N: String(version) } };
  return due === undefined ? key : { ...key, shard: { S: '0' }, due: { N: String(due) } };
}

/** `a@10v1` for each row of the due index, in its order. */
export async function dueRows(client: DynamoDBClient): Promise<string[]> {
  const found = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: 'due',
      KeyConditionExpression: '#shard = :shard',
      ExpressionAttributeNames: { '#shard': 'shard' },
      ExpressionAttributeValues: { ':shard': { S: '0' } },
    }),
  );
  return (found.Items ?? []).map((row) => `${row.pk?.S}@${row.due?.N}v${row.version?.N}`);
}

/** The same of the items themselves, in the order of `due`. */
export async function dueItems(client: DynamoDBClient): Promise<string[]> {
  const found = await client.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
  return (found.Items ?? [])
    .filter((row) => row.due !== undefined)
    .sort((one, other) => Number(one.due?.N) - Number(other.due?.N))
    .map((row) => `${row.pk?.S}@${row.due?.N}v${row.version?.N}`);
}
