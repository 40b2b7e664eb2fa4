/** What staff look things up by: what needs a person, and the searches. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ListStore } from '../../shared/ports.ts';
import { indexes } from '../../shared/store/table.ts';
import { queryIndex, rangeAfter } from './dynamodb-query.ts';
import { attentionOf, visitOf } from './dynamodb-rows.ts';
import { visitsFrom } from './dynamodb-visits.ts';

export function dynamodbLists(client: DynamoDBClient, tableName: string): ListStore {
  return {
    attentionFrom: (clinicId, after, limit) => {
      const asked = { index: indexes.attention, hash: clinicId, range: rangeAfter(after), limit };
      return queryIndex(client, tableName, asked, attentionOf);
    },
    visitsFrom: visitsFrom(client, tableName),
    search: (by, value, limit) => {
      const index = by === 'last-four' ? indexes.lastFour : indexes.namePrefix;
      return queryIndex(client, tableName, { index, hash: value, newestFirst: true, limit }, visitOf);
    },
  };
}
