/** What DynamoDB says of the one table. */
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Facts } from '../facts.ts';
import { askAbout } from './ask.ts';

export async function gatherTable(
  client: DynamoDBClient,
  tableName: string,
): Promise<Pick<Facts, 'table' | 'recovery'>> {
  const [table, recovery] = await Promise.all([
    askAbout(async () => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
      return {
        status: Table?.TableStatus ?? 'unknown',
        deletionProtection: Table?.DeletionProtectionEnabled ?? false,
      };
    }),
    askAbout(async () => {
      const answer = await client.send(new DescribeContinuousBackupsCommand({ TableName: tableName }));
      const recovery = answer.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
      return recovery?.PointInTimeRecoveryStatus === 'ENABLED';
    }),
  ]);
  return { table, recovery };
}
