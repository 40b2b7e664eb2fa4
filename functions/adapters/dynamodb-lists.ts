/** What staff look things up by: what needs a person, and the searches. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ListStore } from '../../shared/ports.ts';
import { indexes } from '../../shared/store/table.ts';
import { attentionFrom } from './dynamodb-attention.ts';
import { queryIndex } from './dynamodb-query.ts';
import { visitOf } from './dynamodb-rows.ts';
import { visitsFrom } from './dynamodb-visits.ts';

export function dynamodbLists(client: DynamoDBClient, tableName: string): ListStore {
  return {
    attentionFrom: attentionFrom(client, tableName),
    visitsFrom: visitsFrom(client, tableName),
    search: (by, value, limit) => {
      const index = by === 'last-four' ? indexes.lastFour : indexes.namePrefix;
      return queryIndex(client, tableName, { index, hash: value, newestFirst: true, limit }, visitOf);
    },
  };
}
