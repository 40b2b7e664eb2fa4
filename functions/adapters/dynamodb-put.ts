/** The one write of the system: a whole item, conditional on the version its writer saw. */
import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { PutResult } from '../../shared/ports.ts';
import type { AttentionKind, Item } from '../../shared/store/item.ts';
import { markOfRow, rowOf } from './dynamodb-rows.ts';
import { storeFailure } from './store-failure.ts';

export async function putItem(
  client: DynamoDBClient,
  tableName: string,
  item: Item,
  seen: number | 'absent',
  attention: AttentionKind[],
): Promise<PutResult> {
  const mark = randomUUID();
  const row = rowOf(item, attention, mark);
  const nothingStandsThere = { ConditionExpression: 'attribute_not_exists(pk)' };
  const nobodyWroteSince = {
    ConditionExpression: 'version = :seen',
    ExpressionAttributeValues: { ':seen': { N: String(seen) } },
  };
  try {
    await client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: row,
        ...(seen === 'absent' ? nothingStandsThere : nobodyWroteSince),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { put: 'stored' };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw storeFailure('put', error);
    // The SDK repeats a put whose answer was lost; what it then collides with is this very write.
    return markOfRow(error.Item) === mark ? { put: 'stored' } : { put: 'conflict' };
  }
}
