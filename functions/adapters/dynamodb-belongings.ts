/** What belongs to a booking, by the booking's key: for whoever removes its client. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type BelongingStore, belongingsMax } from '../../shared/ports.ts';
import { indexes } from '../../shared/store/table.ts';
import { queryIndex } from './dynamodb-query.ts';
import { keyOfRow } from './dynamodb-rows.ts';

export function dynamodbBelongings(client: DynamoDBClient, tableName: string): BelongingStore {
  return {
    belongingsOf: (bookingKey) => {
      const asked = { index: indexes.phone, hash: bookingKey, limit: belongingsMax };
      return queryIndex(client, tableName, asked, keyOfRow);
    },
  };
}
