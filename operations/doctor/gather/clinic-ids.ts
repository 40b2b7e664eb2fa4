/** Which clinics a stage has, from both sides: the names of its secrets, and the keys of its table. */
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { keys } from '../../../shared/store/item.ts';
import { listClinicIds } from '../../list-clinic-ids.ts';
import type { Fact } from '../facts.ts';
import { ask, askAbout } from './ask.ts';

/** One page is 1 MB read and answers within 100 ms: ten seconds and a third of a US cent at most. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html */
const scanPagesMax = 100;

export interface StoredIds {
  ids: string[];
  /** Whether the table was read to its end. */
  whole: boolean;
}

export function idsOfSecrets(client: SecretsManagerClient, prefix: string): Promise<Fact<string[]>> {
  return ask(() => listClinicIds(client, prefix));
}

/** No index lists the clinics, and no function needs one: only here the whole table is read, and of it the keys alone are answered, which is all the doctor's permission allows. */
export async function idsOfItems(client: DynamoDBClient, tableName: string): Promise<Fact<StoredIds>> {
  const found = await askAbout(() => scanKeys(client, tableName, keys.clinic('')));
  if (!found.known) return found;
  return { known: true, value: found.value ?? { ids: [], whole: true } };
}

async function scanKeys(client: DynamoDBClient, tableName: string, prefix: string): Promise<StoredIds> {
  const ids: string[] = [];
  let pages = 0;
  const scan = paginateScan(
    { client },
    {
      TableName: tableName,
      Select: 'SPECIFIC_ATTRIBUTES',
      ProjectionExpression: '#key',
      FilterExpression: 'begins_with(#key, :prefix)',
      ExpressionAttributeNames: { '#key': 'pk' },
      ExpressionAttributeValues: { ':prefix': { S: prefix } },
    },
  );
  for await (const { Items = [], LastEvaluatedKey } of scan) {
    ids.push(...Items.map((row) => (row.pk?.S ?? '').slice(prefix.length)));
    pages += 1;
    if (pages === scanPagesMax && LastEvaluatedKey !== undefined) return { ids, whole: false };
  }
  return { ids, whole: true };
}
