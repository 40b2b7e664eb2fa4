/** The whole store on DynamoDB: for the stack on one machine and the contract every store is held to. A function composes only the parts it needs. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../shared/ports.ts';
import { dynamodbBookings } from './dynamodb-bookings.ts';
import { dynamodbDues } from './dynamodb-dues.ts';
import { dynamodbJobs } from './dynamodb-jobs.ts';
import { dynamodbLists } from './dynamodb-lists.ts';

export function dynamodbStore(client: DynamoDBClient, tableName: string): Store {
  return {
    ...dynamodbBookings(client, tableName),
    ...dynamodbJobs(client, tableName),
    ...dynamodbDues(client, tableName),
    ...dynamodbLists(client, tableName),
  };
}
