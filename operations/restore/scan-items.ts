/** Every item of one kind in a table, page by page. A scan, which only an operator's command may do: no index leads to contacts or deliveries, and a restore is rare. */
import { type DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { type Attributes, itemOf } from '../../functions/adapters/dynamodb-rows.ts';
import type { Item } from '../../shared/store/item.ts';

/** Rows looked at per page: what is held in memory at once. */
const pageSize = 500;

type ItemOf<T extends Item['type']> = Extract<Item, { type: T }>;

export interface ItemPage<T extends Item['type']> {
  items: ItemOf<T>[];
  /** Rows that say they are of the kind and cannot be read. */
  unreadable: number;
}

export async function* scanItems<T extends Item['type']>(
  client: DynamoDBClient,
  tableName: string,
  type: T,
): AsyncGenerator<ItemPage<T>> {
  let from: Attributes | undefined;
  do {
    const page: ScanCommandOutput = await scanPage(client, tableName, type, from);
    const found = (page.Items ?? []).map(itemOf);
    const items = found.filter((item): item is ItemOf<T> => item.type === type);
    yield { items, unreadable: found.length - items.length };
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

async function scanPage(
  client: DynamoDBClient,
  TableName: string,
  type: Item['type'],
  from: Attributes | undefined,
): Promise<ScanCommandOutput> {
  return client.send(
    new ScanCommand({
      TableName,
      Limit: pageSize,
      ConsistentRead: true,
      FilterExpression: '#type = :type',
      ExpressionAttributeNames: { '#type': 'type' },
      ExpressionAttributeValues: { ':type': { S: type } },
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
    }),
  );
}
