/** The store on DynamoDB: one table, conditional puts, seven sparse indexes. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Store, visitsMax } from '../../shared/ports.ts';
import { secondMs } from '../../shared/time/instant.ts';
import { getItems } from './dynamodb-get.ts';
import { putItem } from './dynamodb-put.ts';
import { putBackRow } from './dynamodb-put-back.ts';
import { type IndexQuery, queryIndex } from './dynamodb-query.ts';
import { type Attributes, attentionOf, dueEntryOf, visitOf } from './dynamodb-rows.ts';
import { indexes } from './table.ts';

export function dynamodbStore(client: DynamoDBClient, tableName: string): Store {
  function query<T>(asked: IndexQuery, read: (row: Attributes) => T): Promise<T[]> {
    return queryIndex(client, tableName, asked, read);
  }

  return {
    get: (keys) => getItems(client, tableName, keys),
    put: (item, seen, attention = []) => putItem(client, tableName, item, seen, attention),
    putBack: (key, due) => putBackRow(client, tableName, key, due),
    visitsOf: (kind, clientKey) =>
      query({ index: indexes[kind], hash: clientKey, newestFirst: true, limit: visitsMax }, visitOf),
    visitsFrom: (clinicId, after, limit) =>
      query({ index: indexes.visits, hash: clinicId, range: rangeAfter(after), limit }, visitOf),
    dueBefore: (shard, before, limit) => {
      const range = { is: '<', than: Math.ceil(before / secondMs) } as const;
      return query({ index: indexes.due, hash: shard, range, limit }, dueEntryOf);
    },
    attentionFrom: (clinicId, after, limit) =>
      query({ index: indexes.attention, hash: clinicId, range: rangeAfter(after), limit }, attentionOf),
    search: (by, value, limit) => {
      const index = by === 'last-four' ? indexes.lastFour : indexes.namePrefix;
      return query({ index, hash: value, newestFirst: true, limit }, visitOf);
    },
  };
}

function rangeAfter(after: { startAt: number; key?: string }): NonNullable<IndexQuery['range']> {
  if (after.key === undefined) return { is: '>', than: after.startAt };
  return { from: after.startAt, afterKey: after.key };
}
