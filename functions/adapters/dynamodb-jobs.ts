/** What a paced job takes of the table beside the bookings themselves: a clinic's visits in slices, what needs a person, what belongs to a booking, and setting aside what cannot be worked on. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { belongingsMax, type JobStore } from '../../shared/ports.ts';
import { indexes } from '../../shared/store/table.ts';
import { attentionFrom } from './dynamodb-attention.ts';
import { putBackRow } from './dynamodb-put-back.ts';
import { queryIndex } from './dynamodb-query.ts';
import { keyOfRow } from './dynamodb-rows.ts';
import { visitsFrom } from './dynamodb-visits.ts';

export function dynamodbJobs(client: DynamoDBClient, tableName: string): JobStore {
  return {
    putBack: (key, due) => putBackRow(client, tableName, key, due),
    attentionFrom: attentionFrom(client, tableName),
    visitsFrom: visitsFrom(client, tableName),
    belongingsOf: (bookingKey) => {
      const asked = { index: indexes.phone, hash: bookingKey, limit: belongingsMax };
      return queryIndex(client, tableName, asked, keyOfRow);
    },
  };
}
