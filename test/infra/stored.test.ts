/** What a stage keeps of people, and for how long: encrypted with its own key, restorable where it must be, gone when it should be, and open to nobody. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { asyncFunctionNames, functionNames, resourceNames } from '../../shared/deployment/resource-names.ts';
import { tableDefinition, ttlAttribute } from '../../shared/store/table.ts';
import { isLike } from '../lambda/iam.ts';
import { account, type Resource, region } from '../lambda/resource-identity.ts';
import { rawOf, read, type Stage, stages, synthesise, synthesised } from './synthesised.ts';

function keyOf(stage: Stage, stack: string): Resource {
  const [found] = synthesised(stage)
    .deployment.resources('AWS::KMS::Key')
    .filter((key) => key.stack === stack);
  if (found === undefined) throw new Error(`${stack} has no key`);
  return found;
}

const accountStack = 'booking-gate-account';

function dataStack(stage: Stage): string {
  return `${resourceNames(stage).prefix}-data`;
}

/** The key of a resource's lifecycle: the account's own, or the stage's. */
function keyFor(stage: Stage, { stack }: Resource): Resource {
  return keyOf(stage, stack === accountStack ? accountStack : dataStack(stage));
}

function all(stage: Stage, type: string): Resource[] {
  return synthesised(stage).deployment.resources(type);
}

function tableOf(stage: Stage): Resource {
  return synthesised(stage).deployment.resource('AWS::DynamoDB::Table', resourceNames(stage).table);
}

describe.each(stages)('the table of %s', (stage) => {
  test('is the one the store knows: its key, its indexes, on demand', () => {
    const { TableName, ...wanted } = tableDefinition(resourceNames(stage).table);
    const shape = Object.fromEntries(Object.keys(wanted).map((name) => [name, z.unknown()]));
    const deployed = read(tableOf(stage), shape);
    expect(deployed).toEqual({
      ...wanted,
      AttributeDefinitions: expect.arrayContaining(wanted.AttributeDefinitions),
    });
    expect(deployed.AttributeDefinitions).toHaveLength(wanted.AttributeDefinitions.length);
    expect(tableOf(stage).property('ProvisionedThroughput')).toBeUndefined();
  });

  test('lets DynamoDB delete what has expired', () => {
    expect(tableOf(stage).property('TimeToLiveSpecification')).toEqual({
      AttributeName: ttlAttribute,
      Enabled: true,
    });
  });

  test('is encrypted with the stage’s own key', () => {
    expect(tableOf(stage).property('SSESpecification')).toEqual({
      KMSMasterKeyId: keyOf(stage, dataStack(stage)).attribute('Arn'),
      SSEEnabled: true,
      SSEType: 'KMS',
    });
  });

  test('can be restored to any second of the last days', () => {
    expect(tableOf(stage).property('PointInTimeRecoverySpecification')).toEqual({
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: synthesised(stage).settings.recoveryDays,
    });
  });
});

test('the table and the key of prod outlive the stack and cannot be deleted by it, those of dev can', () => {
  for (const [stage, policy, kept] of [
    ['prod', 'Retain', true],
    ['dev', 'Delete', false],
  ] as const) {
    expect(tableOf(stage).property('DeletionProtectionEnabled')).toBe(kept);
    for (const resource of [tableOf(stage), keyOf(stage, dataStack(stage))]) {
      const { DeletionPolicy, UpdateReplacePolicy } = rawOf(synthesised(stage), resource);
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual([policy, policy]);
    }
  }
});

test('a restored table is used in the place of the deployed one', () => {
  const { deployment } = synthesise('dev', {
    builtinCloudFormationValidation: false,
    settings: { tableName: 'restored-1' },
  });
  const webhook = deployment.resource('AWS::Lambda::Function', resourceNames('dev').functionOf('webhook'));
  expect(webhook.property('Environment')).toMatchObject({ Variables: { TABLE_NAME: 'restored-1' } });
});

describe.each(stages)('what is encrypted in %s', (stage) => {
  test('every key is rotated', () => {
    expect(all(stage, 'AWS::KMS::Key').map((key) => key.property('EnableKeyRotation'))).toEqual([true, true]);
  });

  test.each([
    ['AWS::SQS::Queue', 'KmsMasterKeyId', 6],
    ['AWS::SNS::Topic', 'KmsMasterKeyId', 3],
    ['AWS::Logs::LogGroup', 'KmsKeyId', 12],
  ])('%s: each with its lifecycle’s own key', (type, property, count) => {
    const resources = all(stage, type);
    expect(resources).toHaveLength(count);
    for (const resource of resources) {
      expect(resource.property(property), resource.name).toBe(keyFor(stage, resource).attribute('Arn'));
    }
  });

  /** Without it CloudWatch Logs refuses to make the group, and the deployment fails. */
  test('each log group is one that its key’s policy lets CloudWatch Logs encrypt', () => {
    for (const group of all(stage, 'AWS::Logs::LogGroup')) {
      const [logs] = statementsFor(keyFor(stage, group), `logs.${region}.amazonaws.com`);
      const patterns = [logs?.Condition?.ArnLike?.['kms:EncryptionContext:aws:logs:arn'] ?? []].flat();
      const arn = `arn:aws:logs:${region}:${account}:log-group:${group.name}`;
      expect(
        patterns.filter((pattern) => isLike(arn, pattern)),
        arn,
      ).toHaveLength(1);
    }
  });

  /** Without it an alarm goes off and nobody hears, or a text cannot be put aside. */
  test('each service that publishes to a topic or fills a queue may use the key, for this account only', () => {
    const [ofAccount, ofStage] = [keyOf(stage, accountStack), keyOf(stage, dataStack(stage))];
    const ofThisAccount = { StringEquals: { 'aws:SourceAccount': account } };
    const ofItsTopics = { ArnLike: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${account}:*` } };
    const needed: [Resource, string, object][] = [
      [ofAccount, 'cloudwatch.amazonaws.com', ofThisAccount],
      [ofStage, 'cloudwatch.amazonaws.com', ofThisAccount],
      [ofStage, 'sms-voice.amazonaws.com', ofThisAccount],
      [ofStage, 'sns.amazonaws.com', ofItsTopics],
    ];
    expect(statementsFor(ofAccount, 'sns.amazonaws.com')).toEqual([]);
    for (const [key, service, Condition] of needed) {
      expect(statementsFor(key, service), service).toEqual([
        expect.objectContaining({
          Effect: 'Allow',
          Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          Condition,
        }),
      ]);
    }
  });
});

const oneOrMany = z.union([z.string(), z.array(z.string())]);
const resourcePolicy = z.object({
  Statement: z.array(
    z.object({
      Effect: z.enum(['Allow', 'Deny']),
      Principal: z.union([z.string(), z.record(z.string(), oneOrMany)]),
      Action: oneOrMany,
      Resource: oneOrMany,
      Condition: z.record(z.string(), z.record(z.string(), oneOrMany)).optional(),
    }),
  ),
});
type PolicyStatement = z.infer<typeof resourcePolicy>['Statement'][number];

function servicesOf({ Principal }: PolicyStatement): string[] {
  return typeof Principal === 'string' ? [] : [Principal.Service ?? []].flat();
}

function statementsFor(key: Resource, service: string): PolicyStatement[] {
  return resourcePolicy
    .parse(key.property('KeyPolicy'))
    .Statement.filter((statement) => servicesOf(statement).includes(service));
}

function policyOf(stage: Stage, type: 'Topic' | 'Queue', name: string): PolicyStatement[] {
  const service = type === 'Topic' ? 'SNS' : 'SQS';
  const { ref } = synthesised(stage).deployment.resource(`AWS::${service}::${type}`, name);
  const policies = all(stage, `AWS::${service}::${type}Policy`).filter((policy) =>
    z
      .array(z.string())
      .parse(policy.property(`${type}s`))
      .includes(ref),
  );
  return policies.flatMap((policy) => resourcePolicy.parse(policy.property('PolicyDocument')).Statement);
}

function allowing(statements: readonly PolicyStatement[]): PolicyStatement[] {
  return statements.filter(({ Effect }) => Effect === 'Allow');
}

describe.each(stages)('who may reach in, in %s', (stage) => {
  const names = resourceNames(stage);

  test('there is no function’s own address, no network, no user: nothing that could be left open', () => {
    const types = Object.values(synthesised(stage).templates).flatMap(({ Resources }) =>
      Object.values(Resources).map(({ Type }) => Type),
    );
    expect(types.length).toBeGreaterThan(120);
    expect(types.filter((type) => /^AWS::(EC2|RDS)::|::User$|::AccessKey$|Lambda::Url$/.test(type))).toEqual(
      [],
    );
  });

  test('no policy lets everybody in, and each topic and queue refuses what is not encrypted on its way', () => {
    const statements = [
      ...all(stage, 'AWS::SNS::Topic').map(({ name }) => policyOf(stage, 'Topic', name)),
      ...all(stage, 'AWS::SQS::Queue').map(({ name }) => policyOf(stage, 'Queue', name)),
    ];
    expect(statements).toHaveLength(9);
    for (const policy of statements) {
      expect(policy).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
      for (const { Principal } of allowing(policy)) expect(Object.keys(Principal)).toEqual(['Service']);
    }
  });

  test('a client’s text comes from the two-way numbers of this account only', () => {
    const { ref } = synthesised(stage).deployment.resource('AWS::SNS::Topic', names.inboundTopic);
    expect(allowing(policyOf(stage, 'Topic', names.inboundTopic))).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'sms-voice.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: ref,
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ]);
  });

  test.each([names.alarmsTopic, 'booking-gate-account-alarms'])('%s takes this account’s alarms', (name) => {
    const { ref } = synthesised(stage).deployment.resource('AWS::SNS::Topic', name);
    expect(allowing(policyOf(stage, 'Topic', name))).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: ref,
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ]);
  });

  test('what the inbound topic could not hand over it may put aside, and no other topic', () => {
    const { ref } = synthesised(stage).deployment.resource('AWS::SNS::Topic', names.inboundTopic);
    expect(allowing(policyOf(stage, 'Queue', names.inboundFailures))).toEqual([
      expect.objectContaining({
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Condition: { ArnEquals: { 'aws:SourceArn': ref } },
      }),
    ]);
  });

  test('the queues of failures are each function’s and the timers’, filled by roles', () => {
    for (const queue of [names.timerFailures, ...asyncFunctionNames.map((name) => names.failuresOf(name))]) {
      expect(allowing(policyOf(stage, 'Queue', queue)), queue).toEqual([]);
    }
  });
});

describe.each(stages)('how long %s keeps things', (stage) => {
  const { logDays } = synthesised(stage).settings;

  test('every log group has an end', () => {
    const days = Object.fromEntries(
      all(stage, 'AWS::Logs::LogGroup').map((group) => [group.name, group.property('RetentionInDays')]),
    );
    const direct = `sns/${region}/${account}/DirectPublishToPhoneNumber`;
    expect(days).toEqual({
      ...Object.fromEntries(
        [...functionNames, 'http', 'site-files'].map((name) => [`/booking-gate/${stage}/${name}`, logDays]),
      ),
      [direct]: 30,
      [`${direct}/Failure`]: 30,
      '/booking-gate/account/sms-settings': 30,
    });
  });

  test('no function writes to a group that Lambda would make, and keep for ever', () => {
    const groups = new Set(all(stage, 'AWS::Logs::LogGroup').map(({ name }) => name));
    const functions = all(stage, 'AWS::Lambda::Function');
    // Beside ours, the two of CDK that run while it deploys.
    expect(functions).toHaveLength(functionNames.length + 2);
    for (const one of functions) {
      const { LoggingConfig } = read(one, { LoggingConfig: z.object({ LogGroup: z.string() }) });
      expect(groups, one.name).toContain(LoggingConfig.LogGroup);
    }
  });

  test('what failed waits for a person as long as SQS can keep it', () => {
    const fourteenDays = 14 * 24 * 60 * 60;
    for (const queue of all(stage, 'AWS::SQS::Queue')) {
      expect(queue.property('MessageRetentionPeriod'), queue.name).toBe(fourteenDays);
    }
  });
});
