/** The one change of a row that is no put of an item: when the sweep looks at it again. For items that cannot be read or worked on, so it touches the index attributes only. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { ceilToSecond, type Instant, secondMs } from '../../shared/time/instant.ts';
import { storeFailure } from './store-failure.ts';

/** Later, or out of the index; never sooner, and never in again: whatever a put planned meanwhile counts more. */
export async function putBackRow(
  client: DynamoDBClient,
  tableName: string,
  key: string,
  due: Instant | undefined,
): Promise<void> {
  const names = { '#due': 'due' };
  const outOfTheIndex = {
    UpdateExpression: 'REMOVE #due, #shard',
    ConditionExpression: 'attribute_exists(#due)',
    ExpressionAttributeNames: { ...names, '#shard': 'dueShard' },
  };
  const later = (at: Instant) => ({
    UpdateExpression: 'SET #due = :due',
    ConditionExpression: '#due < :due',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: { ':due': { N: String(ceilToSecond(at) / secondMs) } },
  });
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: { S: key } },
        ...(due === undefined ? outOfTheIndex : later(due)),
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return;
    throw storeFailure('put-back', error);
  }
}
