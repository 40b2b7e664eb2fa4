/** Creates the one table where it is not there yet, and refuses data that was made for another shape of it. */
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { tableDefinition } from '../shared/store/table.ts';
import { tableName } from './aws-names.ts';
import { StartError } from './start-error.ts';

/** The engine makes a table within milliseconds. Seconds. */
const createSecondsMax = 10;
const pollSeconds = 0.02;

/** `where` names the data for people. */
export async function createTable(client: DynamoDBClient, where: string): Promise<void> {
  const definition = tableDefinition(tableName);
  const found = await describeTable(client);
  if (found === undefined) {
    await client.send(new CreateTableCommand(definition));
    await waitUntilTableExists(
      { client, maxWaitTime: createSecondsMax, minDelay: pollSeconds, maxDelay: pollSeconds },
      { TableName: tableName },
    );
  } else if (shapeOf(found) !== shapeOf(definition)) {
    throw new StartError(
      `${where} holds a table of another version of booking-gate. Move the folder away and start again.`,
    );
  }
}

async function describeTable(client: DynamoDBClient): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** The keys and indexes, however they are ordered. */
function shapeOf({ KeySchema = [], GlobalSecondaryIndexes = [] }: TableDescription): string {
  const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys = [], Projection }) => {
    const names = keys.map(({ AttributeName }) => AttributeName).join();
    return `${IndexName}(${names}: ${[...(Projection?.NonKeyAttributes ?? [])].sort().join()})`;
  });
  return [KeySchema.map(({ AttributeName }) => AttributeName).join(), ...indexes.sort()].join(' ');
}
