/** What needs a person at a clinic, by the visit's start: for the opening page, and for the daily digest. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ListStore } from '../../shared/ports.ts';
import { indexes } from '../../shared/store/table.ts';
import { queryIndex, rangeAfter } from './dynamodb-query.ts';
import { attentionOf } from './dynamodb-rows.ts';

export function attentionFrom(client: DynamoDBClient, tableName: string): ListStore['attentionFrom'] {
  return (clinicId, after, limit) => {
    const asked = { index: indexes.attention, hash: clinicId, range: rangeAfter(after), limit };
    return queryIndex(client, tableName, asked, attentionOf);
  };
}
