/** A clinic's bookings by their start: for the jobs that walk over them, and for staff. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ListStore } from '../../shared/ports.ts';
import { indexes } from '../../shared/store/table.ts';
import { queryIndex, rangeAfter } from './dynamodb-query.ts';
import { visitOf } from './dynamodb-rows.ts';

export function visitsFrom(client: DynamoDBClient, tableName: string): ListStore['visitsFrom'] {
  return (clinicId, after, limit) => {
    const asked = { index: indexes.visits, hash: clinicId, range: rangeAfter(after), limit };
    return queryIndex(client, tableName, asked, visitOf);
  };
}
