/** The DynamoDB store over a fresh table of some engine, through the real SDK client. */
import { deflateRawSync } from 'node:zlib';
import { CreateTableCommand, PutItemCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { dynamodbClient } from '../../functions/adapters/clients.ts';
import { dynamodbStore } from '../../functions/adapters/dynamodb-store.ts';
import { tableDefinition } from '../../shared/store/table.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const tableName = 'booking-gate-contract';

export async function dynamodbUnderTest(
  endpoint: string,
  stopEngine: () => Promise<void>,
): Promise<StoreUnderTest> {
  // DynamoDB Local takes letters and digits only.
  const credentials = { accessKeyId: 'madeup', secretAccessKey: 'madeup' };
  const client = dynamodbClient({ region: 'us-east-1', endpoint, credentials });
  await client.send(new CreateTableCommand(tableDefinition(tableName)));
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { TableName: tableName });
  return {
    store: dynamodbStore(client, tableName),
    plant: async (key, text) => {
      const Item = { pk: { S: key }, item: { B: deflateRawSync(text) } };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
    },
    stop: async () => {
      client.destroy();
      await stopEngine();
    },
  };
}
