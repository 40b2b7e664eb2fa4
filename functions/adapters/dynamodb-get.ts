/** Strongly consistent reads by key, many in one call: what every decision stands on. */
import { setTimeout as wait } from 'node:timers/promises';
import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Unreadable } from '../../shared/ports.ts';
import type { Item } from '../../shared/store/item.ts';
import { StoreUnavailableError } from '../errors.ts';
import { type Attributes, itemOf, keyOfRow } from './dynamodb-rows.ts';
import { storeFailure } from './store-failure.ts';

/** Keys per call, as the port promises: far below BatchGetItem's 100, for one caller needs a booking and its neighbours. */
export const keysMax = 20;
/** Calls for keys that the table hands back unprocessed (throttled for the moment); then the store counts as unavailable. */
const attemptsMax = 4;
/** First pause before unprocessed keys are asked for again, doubled each time: 350 ms in all. */
const pauseMs = 50;

export async function getItems(
  client: DynamoDBClient,
  tableName: string,
  keys: readonly string[],
): Promise<(Item | Unreadable | undefined)[]> {
  if (keys.length > keysMax) throw new RangeError(`expected at most ${keysMax} keys, got ${keys.length}`);
  const rows = await getRows(client, tableName, new Set(keys));
  return keys.map((key) => {
    const row = rows.get(key);
    return row === undefined ? undefined : itemOf(row);
  });
}

async function getRows(client: DynamoDBClient, tableName: string, keys: Set<string>) {
  const rows = new Map<string, Attributes>();
  let open: Attributes[] = [...keys].map((key) => ({ pk: { S: key } }));
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === attemptsMax)
      throw new StoreUnavailableError({ operation: 'get', code: 'UnprocessedKeys' });
    if (attempt > 0) await wait(pauseMs * 2 ** (attempt - 1));
    const answer = await getBatch(client, tableName, open);
    for (const row of answer.rows) rows.set(keyOfRow(row), row);
    open = answer.unprocessed;
  }
  return rows;
}

async function getBatch(client: DynamoDBClient, tableName: string, keys: Attributes[]) {
  try {
    const answer = await client.send(
      new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: keys, ConsistentRead: true } } }),
    );
    return {
      rows: answer.Responses?.[tableName] ?? [],
      unprocessed: answer.UnprocessedKeys?.[tableName]?.Keys ?? [],
    };
  } catch (error) {
    throw storeFailure('get', error);
  }
}
