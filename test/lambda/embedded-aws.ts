/** The embedded services as a deployed stage has them: its table as the template defines it, its timer group, its topics; and the same services for the operator, who stands before no guard. */
import {
  CreateTableCommand,
  DynamoDBClient,
  UpdateItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSEvent } from 'aws-lambda';
import * as z from 'zod';
import { schedulerClient } from '../../functions/adapters/clients.ts';
import { dynamodbStore } from '../../functions/adapters/dynamodb-store.ts';
import { schedulerTimers, type TimerTarget } from '../../functions/adapters/scheduler-timers.ts';
import { type AwsHandler, type Listening, listen } from '../../local/aws-request.ts';
import { startEngine } from '../../local/dynamodb/engine.ts';
import { createSchedulerEndpoint, type SchedulerEndpoint } from '../../local/scheduler/endpoint.ts';
import { createSecretsEndpoint } from '../../local/secrets-manager/endpoint.ts';
import { createSnsEndpoint, type SnsEndpoint } from '../../local/sns/endpoint.ts';
import { resourceNames } from '../../shared/deployment/resource-names.ts';
import type { Store, Timers } from '../../shared/ports.ts';
import { countSegments } from '../../shared/text/segments.ts';
import type { ServiceName } from './aws-calls.ts';
import { forwardTo } from './guard.ts';
import { account, partition, region } from './resource-identity.ts';
import type { Deployment } from './template.ts';

export interface EmbeddedAws {
  endpoints: Record<ServiceName, AwsHandler>;
  scheduler: SchedulerEndpoint;
  sns: SnsEndpoint;
  /** The table and the Scheduler without a guard. */
  store: Store;
  timers: Timers;
  /** Makes an item such that nobody can read it. */
  breakItem: (key: string) => Promise<void>;
  addSecret: (name: string, value: unknown) => Promise<void>;
  /** Changed in place: whether the store of secrets cuts every connection. */
  faults: { secretsAway: boolean };
  stop: () => Promise<void>;
}

export interface EmbeddedAwsOptions {
  deployment: Deployment;
  stage: string;
  now: () => number;
  /** What the deployed timers invoke, and as whom. */
  timerTarget: TimerTarget;
  /** The number clients answer to. */
  smsNumber: string;
  /** Whose staff have a topic. */
  clinicId: string;
  fireTimer: (targetArn: string, roleArn: string, input: string) => Promise<void>;
  deliverText: (topicArn: string, event: SNSEvent) => Promise<void>;
}

/** Opens nothing: the embedded services only look whether a request is signed at all. */
const operator = { accessKeyId: 'operator', secretAccessKey: 'made-up' };

const tableSchema = z.object({
  TableName: z.string(),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z.array(
    z.object({
      IndexName: z.string(),
      KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) })),
      Projection: z.object({
        ProjectionType: z.enum(['ALL', 'INCLUDE', 'KEYS_ONLY']),
        NonKeyAttributes: z.array(z.string()).default([]),
      }),
    }),
  ),
});

export async function startEmbeddedAws(options: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  const { deployment, stage, now, timerTarget } = options;
  const names = resourceNames(stage);
  const engine = await startEngine(undefined);
  const database = new DynamoDBClient({ region, endpoint: engine.endpoint, credentials: operator });
  await createDeployedTable(database, deployment, names.table);
  const scheduler = createSchedulerEndpoint({
    folder: undefined,
    now,
    invoke: (target, input) => options.fireTimer(target, timerTarget.roleArn, input),
    sendToQueue: async (queue) => Promise.reject(new Error(`a timer went to ${queue}`)),
  });
  await scheduler.addGroup(deployment.resource('AWS::Scheduler::ScheduleGroup', names.timerGroup).name);
  const sns = phonesOf(options);
  const secrets = createSecretsEndpoint({ file: undefined, now });
  const faults = { secretsAway: false };
  const vault: Listening = await listen(secrets.handle);
  const calendar: Listening = await listen(scheduler.handle);
  const vaultClient = new SecretsManagerClient({ region, endpoint: vault.endpoint, credentials: operator });
  return {
    endpoints: {
      dynamodb: forwardTo(engine.endpoint),
      scheduler: scheduler.handle,
      sns: sns.handle,
      secretsmanager: async (request) => (faults.secretsAway ? { kind: 'cut' } : secrets.handle(request)),
    },
    scheduler,
    sns,
    store: dynamodbStore(database, names.table),
    timers: schedulerTimers(
      schedulerClient({ region, endpoint: calendar.endpoint, credentials: operator }),
      timerTarget,
    ),
    breakItem: (key) => breakRow(database, names.table, key),
    faults,
    async addSecret(Name, value) {
      await vaultClient.send(new CreateSecretCommand({ Name, SecretString: JSON.stringify(value) }));
    },
    async stop() {
      database.destroy();
      vaultClient.destroy();
      await vault.stop();
      await calendar.stop();
      for (const one of [scheduler, sns, secrets]) await one.close();
      await engine.stop();
    },
  };
}

function phonesOf({
  deployment,
  stage,
  now,
  smsNumber,
  clinicId,
  deliverText,
}: EmbeddedAwsOptions): SnsEndpoint {
  const names = resourceNames(stage);
  const topicArn = deployment.resource('AWS::SNS::Topic', names.inboundTopic).ref;
  return createSnsEndpoint({
    folder: undefined,
    now,
    countSegments: (body) => countSegments(body).segments,
    inbound: {
      destination: smsNumber,
      topicArn,
      deliver: (event) => deliverText(topicArn, event),
      keepFailure: async () => Promise.reject(new Error('a text was not taken')),
    },
    // A test says itself when a receipt comes.
    deliveryLog: { deliver: async () => undefined },
    // Made with a clinic, by the operator's command.
    topicArns: [`arn:${partition}:sns:${region}:${account}:${names.clinicTopicOf(clinicId)}`],
  });
}

async function breakRow(client: DynamoDBClient, TableName: string, key: string): Promise<void> {
  await client.send(
    new UpdateItemCommand({
      TableName,
      Key: { pk: { S: key } },
      ConditionExpression: 'attribute_exists(pk)',
      UpdateExpression: 'SET #item = :broken',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':broken': { B: Buffer.from('broken') } },
    }),
  );
}

/** The table that is deployed, not the one that the tests of the store create. */
async function createDeployedTable(
  client: DynamoDBClient,
  deployment: Deployment,
  name: string,
): Promise<void> {
  const table = deployment.resource('AWS::DynamoDB::Table', name);
  const definition = tableSchema.parse(
    Object.fromEntries(
      Object.keys(tableSchema.shape).map((property) => [property, table.property(property)]),
    ),
  );
  const GlobalSecondaryIndexes = definition.GlobalSecondaryIndexes.map((index) => ({
    ...index,
    Projection:
      index.Projection.ProjectionType === 'INCLUDE'
        ? index.Projection
        : { ProjectionType: index.Projection.ProjectionType },
  }));
  await client.send(new CreateTableCommand({ ...definition, GlobalSecondaryIndexes }));
  const waiting = { client, maxWaitTime: 10, minDelay: 0.02, maxDelay: 0.02 };
  await waitUntilTableExists(waiting, { TableName: name });
}
