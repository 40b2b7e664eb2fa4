/** The same count on the wire: requests that the real DynamoDB client sends to the embedded engine for one booked delivery. */
import { CreateTableCommand, type DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamodbClient } from '../../../functions/adapters/clients.ts';
import { dynamodbStore } from '../../../functions/adapters/dynamodb-store.ts';
import { startEngine } from '../../../local/dynamodb/engine.ts';
import type { Ports } from '../../../shared/ports.ts';
import { tableDefinition } from '../../../shared/store/table.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf } from '../../world/world.ts';
import { arrival, send } from '../deliveries/posting.ts';

const TableName = 'booking-gate-calls';

/** Names of the requests as they go out, retries included. */
function requestsOf(client: DynamoDBClient): string[] {
  const requests: string[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        requests.push(String(commandName));
        return next(args);
      },
    { step: 'finalizeRequest', name: 'countRequests', priority: 'low' },
  );
  return requests;
}

test('a booked delivery on a warm function is six requests to the table, and three for the client’s other bookings', async () => {
  const engine = await startEngine(undefined);
  const credentials = { accessKeyId: 'madeup', secretAccessKey: 'madeup' };
  const client = dynamodbClient({ region: 'us-east-1', endpoint: engine.endpoint, credentials });
  try {
    await client.send(new CreateTableCommand(tableDefinition(TableName)));
    await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { TableName });
    const world = await createWorld(arrival);
    const ports: Ports = { ...world.ports, store: dynamodbStore(client, TableName) };
    await ports.store.put(world.clinic, 'absent');
    const process = world.process(ports);
    const at = instantOf(arrival);
    const start = '2026-12-14T15:00:00Z';
    const first = standardBooking({
      at,
      start,
      uid: 'other-1',
      client: { phone: '+12125550133', email: 'o@example.com' },
    });
    await send(process, { body: first, at });
    const requests = requestsOf(client);
    const answer = await send(process, { body: standardBooking({ at, start }), at });
    expect(answer.body).toMatchObject({ status: 'processed', decision: 'allowed' });
    expect(requests.slice(0, 4).sort()).toEqual([
      'BatchGetItemCommand',
      'PutItemCommand',
      'QueryCommand',
      'QueryCommand',
    ]);
    expect(requests.slice(4)).toEqual([
      'PutItemCommand',
      'QueryCommand',
      'QueryCommand',
      'PutItemCommand',
      'PutItemCommand',
    ]);
  } finally {
    client.destroy();
    await engine.stop();
  }
});
