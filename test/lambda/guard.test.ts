/** The guards in front of the embedded endpoints: who calls is known by its key, what is not allowed is refused in the service's own way and never reaches it. */
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { OptInPhoneNumberCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AwsHandler, json } from '../../local/aws-request.ts';
import { queryResult } from '../../local/sns/query-protocol.ts';
import { type Guards, startGuards } from './guard.ts';
import { createPermissions, type Statement } from './iam.ts';

const at = 'us-east-1:000000000000';
const table = `arn:aws:dynamodb:${at}:table/bookings`;
const timerRole = 'arn:aws:iam::000000000000:role/timers';

interface Guarded {
  guards: Guards;
  /** The services that were really asked. */
  asked: string[];
  settings: (variable: string, key?: string) => Record<string, unknown>;
}

function allowing(Action: string[], Resource: string[], Condition: Statement['Condition'] = {}): Statement {
  return { Effect: 'Allow', Action, Resource, Condition, policy: 'own' };
}

async function guarded(...statements: Statement[]): Promise<Guarded> {
  const asked: string[] = [];
  const endpoint =
    (service: string, answer: Awaited<ReturnType<AwsHandler>>): AwsHandler =>
    async () => {
      asked.push(service);
      return answer;
    };
  const guards = await startGuards({
    endpoints: {
      dynamodb: endpoint('dynamodb', json({})),
      scheduler: endpoint('scheduler', json({ ScheduleArn: 'a' })),
      sns: endpoint('sns', queryResult('Publish', { MessageId: '1' })),
      secretsmanager: endpoint('secretsmanager', json({ SecretString: '{}' })),
    },
    callers: new Map([['fn', createPermissions('fn-role', statements)]]),
    isAtWork: () => true,
  });
  onTestFinished(guards.stop);
  const settings = (variable: string, key = 'fn') => ({
    endpoint: guards.environment[variable] ?? '',
    region: 'us-east-1',
    credentials: { accessKeyId: key, secretAccessKey: 'made-up' },
    maxAttempts: 1,
  });
  return { guards, asked, settings };
}

/** The error's name and words; `allowed` where there is none. */
async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'allowed';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

function refusal(name: string, action: string, resource: string): string {
  return `${name}: User: arn:aws:sts::000000000000:assumed-role/fn-role/fn is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
}

const put = new PutItemCommand({ TableName: 'bookings', Item: { pk: { S: 'booking#1' } } });

describe('the table', () => {
  test('A put that is allowed reaches it, and is written down', async () => {
    const { guards, asked, settings } = await guarded(allowing(['dynamodb:PutItem'], [table]));
    const client = new DynamoDBClient(settings('AWS_ENDPOINT_URL_DYNAMODB'));

    expect(await outcomeOf(client.send(put))).toBe('allowed');
    expect(asked).toEqual(['dynamodb']);
    expect(guards.calls()).toEqual([
      {
        caller: 'fn',
        action: 'dynamodb:PutItem',
        resource: table,
        key: 'booking#1',
        allowed: true,
        afterAnswer: false,
      },
    ]);
  });

  test('A put that is not allowed does not', async () => {
    const { asked, settings } = await guarded(allowing(['dynamodb:GetItem'], [table]));
    const client = new DynamoDBClient(settings('AWS_ENDPOINT_URL_DYNAMODB'));

    expect(await outcomeOf(client.send(put))).toBe(
      refusal('AccessDeniedException', 'dynamodb:PutItem', table),
    );
    expect(asked).toEqual([]);
  });

  test('Each key of a batch counts, and an index is a resource of its own', async () => {
    const { settings } = await guarded(
      allowing(['dynamodb:BatchGetItem'], [table], {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['booking#*'] },
      }),
      allowing(['dynamodb:Query'], [`${table}/index/due`]),
    );
    const client = new DynamoDBClient(settings('AWS_ENDPOINT_URL_DYNAMODB'));
    const batch = (...keys: string[]) =>
      new BatchGetItemCommand({
        RequestItems: { bookings: { Keys: keys.map((key) => ({ pk: { S: key } })) } },
      });
    const query = (IndexName: string) =>
      new QueryCommand({
        TableName: 'bookings',
        IndexName,
        KeyConditionExpression: '#hash = :hash',
        ExpressionAttributeNames: { '#hash': 'dueShard' },
        ExpressionAttributeValues: { ':hash': { N: '1' } },
      });

    expect(await outcomeOf(client.send(batch('booking#1', 'booking#2')))).toBe('allowed');
    expect(await outcomeOf(client.send(batch('booking#1', 'clinic#2')))).toContain('dynamodb:BatchGetItem');
    expect(await outcomeOf(client.send(query('due')))).toBe('allowed');
    expect(await outcomeOf(client.send(query('phone')))).toContain(`${table}/index/phone`);
  });

  test('A call that nobody described is a problem, not a permission', async () => {
    const { guards, asked, settings } = await guarded(allowing(['*'], ['*']));
    const client = new DynamoDBClient(settings('AWS_ENDPOINT_URL_DYNAMODB'));
    const remove = new DeleteItemCommand({ TableName: 'bookings', Key: { pk: { S: 'booking#1' } } });

    expect(await outcomeOf(client.send(remove))).not.toBe('allowed');
    expect(asked).toEqual([]);
    expect(guards.problems().map(String)).toEqual([
      'UnknownCallError: the permission for dynamodb:DeleteItem is not known here',
    ]);
  });
});

test('A timer needs its own permission and that its role may be handed to the Scheduler', async () => {
  const command = new CreateScheduleCommand({
    Name: 'due-1',
    GroupName: 'group',
    ScheduleExpression: 'at(2026-11-22T08:30:00)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: `arn:aws:lambda:${at}:function:follow-up:live`, RoleArn: timerRole },
  });
  const create = allowing(['scheduler:CreateSchedule'], [`arn:aws:scheduler:${at}:schedule/group/*`]);
  const pass = (to: string) =>
    allowing(['iam:PassRole'], [timerRole], { StringEquals: { 'iam:PassedToService': [to] } });
  const send = async (...statements: Statement[]) => {
    const { settings } = await guarded(...statements);
    return outcomeOf(new SchedulerClient(settings('AWS_ENDPOINT_URL_SCHEDULER')).send(command));
  };

  expect(await send(create, pass('scheduler.amazonaws.com'))).toBe('allowed');
  expect(await send(create)).toBe(refusal('AccessDeniedException', 'iam:PassRole', timerRole));
  expect(await send(create, pass('lambda.amazonaws.com'))).toContain('iam:PassRole');
  expect(await send(pass('scheduler.amazonaws.com'))).toContain('scheduler:CreateSchedule');
});

test('A text is authorised on its number, a notice on its topic, and each can be granted alone', async () => {
  const topic = `arn:aws:sns:${at}:notices`;
  const text = new PublishCommand({ PhoneNumber: '+12125550123', Message: 'Hello' });
  const notice = new PublishCommand({ TopicArn: topic, Message: 'Hello' });
  const onlyTexts: Statement = {
    ...allowing(['sns:Publish'], []),
    Resource: undefined,
    NotResource: ['arn:*'],
  };
  const texts = new SNSClient((await guarded(onlyTexts)).settings('AWS_ENDPOINT_URL_SNS'));
  const notices = new SNSClient(
    (await guarded(allowing(['sns:Publish'], [topic]))).settings('AWS_ENDPOINT_URL_SNS'),
  );

  expect(await outcomeOf(texts.send(text))).toBe('allowed');
  expect(await outcomeOf(texts.send(notice))).toContain(`sns:Publish on resource: ${topic}`);
  expect(await outcomeOf(notices.send(notice))).toBe('allowed');
  expect(await outcomeOf(notices.send(text))).toContain('AuthorizationError');
  expect(
    await outcomeOf(notices.send(new OptInPhoneNumberCommand({ phoneNumber: '+12125550123' }))),
  ).toContain('sns:OptInPhoneNumber on resource: *');
});

test('A secret is its ARN with the six characters that AWS appends', async () => {
  const { settings } = await guarded(
    allowing(['secretsmanager:GetSecretValue'], [`arn:aws:secretsmanager:${at}:secret:clinics/*-??????`]),
  );
  const client = new SecretsManagerClient(settings('AWS_ENDPOINT_URL_SECRETS_MANAGER'));
  const get = (SecretId: string) => outcomeOf(client.send(new GetSecretValueCommand({ SecretId })));

  expect(await get('clinics/demo')).toBe('allowed');
  expect(await get('others/demo')).toContain('AccessDeniedException');
});

test('A caller that is no deployed function is a problem', async () => {
  const { guards, settings } = await guarded(allowing(['*'], ['*']));
  const client = new DynamoDBClient(settings('AWS_ENDPOINT_URL_DYNAMODB', 'somebody'));

  expect(await outcomeOf(client.send(put))).not.toBe('allowed');
  expect(guards.problems().map(String)).toEqual(['Error: dynamodb was called with the unknown key somebody']);
});
