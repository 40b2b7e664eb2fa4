/** The table of the local stack: made once, taken as it is afterwards, and refused where it has another shape. */
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { dynamodbClient } from '../../functions/adapters/clients.ts';
import { tableName } from '../../local/aws-names.ts';
import { startEngine } from '../../local/dynamodb/engine.ts';
import { StartError } from '../../local/start-error.ts';
import { createTable } from '../../local/table.ts';
import { tableDefinition } from '../../shared/store/table.ts';
import { clientConfig } from './harness.ts';

async function database() {
  const engine = await startEngine(undefined);
  const client = dynamodbClient(clientConfig(engine.endpoint));
  onTestFinished(async () => {
    client.destroy();
    await engine.stop();
  });
  return client;
}

test('It is made where there is none, and stays where there is one', async () => {
  const client = await database();
  await createTable(client, 'memory');
  await expect(createTable(client, 'memory')).resolves.toBeUndefined();
});

test('One of another version is refused with the folder’s name', async () => {
  const client = await database();
  const { GlobalSecondaryIndexes, ...rest } = tableDefinition(tableName);
  const older = GlobalSecondaryIndexes.slice(1);
  const used = new Set(
    older.flatMap(({ KeySchema }) => KeySchema.map((key) => key.AttributeName)).concat('pk'),
  );
  const AttributeDefinitions = rest.AttributeDefinitions.filter(({ AttributeName }) =>
    used.has(AttributeName),
  );
  await client.send(new CreateTableCommand({ ...rest, AttributeDefinitions, GlobalSecondaryIndexes: older }));

  await expect(createTable(client, '/data/.local')).rejects.toThrow(StartError);
  await expect(createTable(client, '/data/.local')).rejects.toThrow(
    '/data/.local holds a table of another version',
  );
});
