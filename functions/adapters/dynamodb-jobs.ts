/** What a paced job takes of the table beside the bookings themselves: a clinic's visits in slices, what needs a person, what belongs to a booking, and setting aside what cannot be worked on. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { JobStore } from '../../shared/ports.ts';
import { attentionFrom } from './dynamodb-attention.ts';
import { dynamodbBelongings } from './dynamodb-belongings.ts';
import { putBackRow } from './dynamodb-put-back.ts';
import { visitsFrom } from './dynamodb-visits.ts';

export function dynamodbJobs(client: DynamoDBClient, tableName: string): JobStore {
  return {
    putBack: (key, due) => putBackRow(client, tableName, key, due),
    attentionFrom: attentionFrom(client, tableName),
    visitsFrom: visitsFrom(client, tableName),
    ...dynamodbBelongings(client, tableName),
  };
}
