/** What is overdue, by the due index: the sweep's view of the table. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DueStore } from '../../shared/ports.ts';
import { indexes } from '../../shared/store/table.ts';
import { secondMs } from '../../shared/time/instant.ts';
import { queryIndex } from './dynamodb-query.ts';
import { dueEntryOf } from './dynamodb-rows.ts';

export function dynamodbDues(client: DynamoDBClient, tableName: string): DueStore {
  return {
    dueBefore: (shard, before, limit) => {
      const range = { is: '<', than: Math.ceil(before / secondMs) } as const;
      return queryIndex(client, tableName, { index: indexes.due, hash: shard, range, limit }, dueEntryOf);
    },
  };
}
