/** What changing a booking takes of the table: reads by key, the conditional put, and the client's other visits. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type BookingStore, visitsMax } from '../../shared/ports.ts';
import { indexes } from '../../shared/store/table.ts';
import { getItems } from './dynamodb-get.ts';
import { putItem } from './dynamodb-put.ts';
import { queryIndex } from './dynamodb-query.ts';
import { visitOf } from './dynamodb-rows.ts';

const clientIndexes = { phone: indexes.phone, email: indexes.email };

export function dynamodbBookings(client: DynamoDBClient, tableName: string): BookingStore {
  return {
    get: (keys) => getItems(client, tableName, keys),
    put: (item, seen, attention = []) => putItem(client, tableName, item, seen, attention),
    visitsOf: (kind, clientKey, past) => {
      const asked = { index: clientIndexes[kind], hash: clientKey, newestFirst: true, limit: visitsMax };
      const from = past === undefined ? {} : { past: { at: past.startAt, key: past.key } };
      return queryIndex(client, tableName, { ...asked, ...from }, visitOf);
    },
  };
}
