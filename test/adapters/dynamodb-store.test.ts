/** What the DynamoDB store makes of an engine that fails; how it works on one that does not is in test/contract. */
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { dynamodbStore } from '../../functions/adapters/dynamodb-store.ts';
import { StoreRefusedError, StoreUnavailableError } from '../../functions/errors.ts';
import { aBooking } from '../contract/items.ts';

const client = new DynamoDBClient({ region: 'us-east-1' });
const engine = mockClient(client);
const store = dynamodbStore(client, 'table');
const answer = { $metadata: {}, message: 'made up' };

beforeEach(() => {
  engine.reset();
});

describe('an engine out of reach', () => {
  test.each([
    [
      'throttled',
      new ProvisionedThroughputExceededException(answer),
      'ProvisionedThroughputExceededException',
    ],
    ['broken inside', new InternalServerError(answer), 'InternalServerError'],
    ['silent', Object.assign(new Error('no answer'), { name: 'TimeoutError' }), 'TimeoutError'],
    ['gone', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  ])('%s makes every call unavailable, with the code and the cause', async (_, error, code) => {
    engine.rejects(error);
    const calls = [
      { operation: 'get', call: () => store.get(['page#x']) },
      { operation: 'put', call: () => store.put(aBooking(), 'absent') },
      { operation: 'put-back', call: () => store.putBack('page#x', undefined) },
      { operation: 'query', call: () => store.visitsOf('phone', 'key') },
      { operation: 'query', call: () => store.dueBefore(0, 0, 1) },
    ];
    for (const { operation, call } of calls) {
      const thrown = await call().catch((caught: unknown) => caught);
      expect(thrown).toBeInstanceOf(StoreUnavailableError);
      expect(thrown).toMatchObject({ data: { operation, code }, cause: error });
    }
  });

  test('keys that stay unprocessed are asked for again a few times, then the store is unavailable', async () => {
    engine.on(BatchGetItemCommand).callsFake(({ RequestItems }) => ({ UnprocessedKeys: RequestItems }));
    await expect(store.get(['page#x'])).rejects.toThrow(StoreUnavailableError);
    expect(engine.commandCalls(BatchGetItemCommand)).toHaveLength(4);
  });

  test('keys left unprocessed once are read by the next call, and the answer is whole', async () => {
    engine
      .on(BatchGetItemCommand)
      .callsFakeOnce(({ RequestItems }) => ({
        Responses: { table: [{ pk: { S: 'page#a' }, item: { S: '{}' } }] },
        UnprocessedKeys: { table: { Keys: RequestItems.table.Keys.slice(1) } },
      }))
      .resolves({ Responses: { table: [{ pk: { S: 'page#b' }, item: { S: '{}' } }] } });
    const read = await store.get(['page#a', 'page#b']);
    expect(read.map((item) => item?.type)).toEqual(['unreadable', 'unreadable']);
  });
});

describe('a put', () => {
  test('that the engine finds invalid is refused: waiting would not help', async () => {
    const options = {
      name: 'ValidationException',
      $fault: 'client',
      $metadata: {},
      message: 'made up',
    } as const;
    engine.on(PutItemCommand).rejects(new DynamoDBServiceException(options));
    await expect(store.put(aBooking(), 'absent')).rejects.toThrow(StoreRefusedError);
  });

  test('whose first answer was lost collides with itself and is stored', async () => {
    engine.on(PutItemCommand).callsFake(({ Item }) => {
      throw new ConditionalCheckFailedException({ ...answer, Item });
    });
    expect(await store.put(aBooking(), 'absent')).toEqual({ put: 'stored' });
  });

  test('that collides with the same content by another writer is a conflict', async () => {
    const written: Record<string, never>[] = [];
    engine.on(PutItemCommand).callsFake(({ Item }) => {
      written.push(Item);
      const [first] = written;
      if (written.length > 1) throw new ConditionalCheckFailedException({ ...answer, Item: first ?? {} });
      return {};
    });
    expect(await store.put(aBooking(), 'absent')).toEqual({ put: 'stored' });
    expect(await store.put(aBooking(), 'absent')).toEqual({ put: 'conflict' });
  });
});

describe('a query', () => {
  test('goes on over short pages until it has what was asked for', async () => {
    const row = (due: number) => ({ pk: { S: `page#${due}` }, dueShard: { N: '0' }, due: { N: `${due}` } });
    engine
      .on(QueryCommand)
      .resolvesOnce({ Items: [], LastEvaluatedKey: row(0) })
      .resolvesOnce({ Items: [row(1)], LastEvaluatedKey: row(1) })
      .resolves({ Items: [row(2)], LastEvaluatedKey: row(2) });
    expect(await store.dueBefore(0, 10_000, 2)).toEqual([
      { key: 'page#1', due: 1_000 },
      { key: 'page#2', due: 2_000 },
    ]);
    expect(engine.commandCalls(QueryCommand).map(({ args }) => args[0].input.Limit)).toEqual([2, 2, 1]);
  });

  test('of pages without end gives up instead of answering in part', async () => {
    engine.on(QueryCommand).resolves({ Items: [], LastEvaluatedKey: { pk: { S: 'page#1' } } });
    await expect(store.visitsOf('phone', 'key')).rejects.toThrow(StoreUnavailableError);
  });

  test('with a row that cannot be read fails: a visit that is not seen could let another one pass', async () => {
    engine.on(QueryCommand).resolves({ Items: [{ pk: { S: 'booking#a' }, startAt: { N: '1' } }] });
    await expect(store.visitsOf('phone', 'key')).rejects.toThrow(StoreUnavailableError);
  });
});
