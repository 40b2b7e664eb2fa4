/** What a function's role must allow and nothing beyond: told by the calls in its code, what AWS needs around them, and nothing else. */

import {
  type AsyncFunctionName,
  asyncFunctionNames,
  type FunctionName,
  resourceNames,
} from '../../shared/deployment/resource-names.ts';
import { type KeyKind, tableAccess } from '../../shared/deployment/table-access.ts';
import { indexes } from '../../shared/store/table.ts';
import type { Statement } from '../lambda/iam.ts';
import { account, partition, region } from '../lambda/resource-identity.ts';
import type { AwsCommand } from './aws-commands.ts';

/** One action on one resource under its conditions, as one comparable line. */
export type Grant = string;

/** In a resource's place: everything but what follows. */
const except = 'all but ';

export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export function grant(action: string, resource: string, conditions: Conditions = {}): Grant {
  const said = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${operator} ${key} ${[...values].sort().join(',')}`),
  );
  return [action, resource, ...said.sort()].join(' | ');
}

export function grantsOf(statements: readonly Statement[]): Grant[] {
  return statements.flatMap((statement) => {
    const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
    if (Effect !== 'Allow' || Action === undefined || NotAction !== undefined) {
      throw new Error(`${statement.policy} has a statement that does not say what it allows`);
    }
    const resources = Resource ?? [`${except}${(NotResource ?? []).join(',')}`];
    return Action.flatMap((action) => resources.map((resource) => grant(action, resource, Condition)));
  });
}

function arn(service: string, rest: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${rest}`;
}

export interface Asked {
  name: FunctionName;
  stage: string;
  commands: readonly AwsCommand[];
  /** The indexes that the files with its queries name. */
  indexNames: readonly string[];
  /** The stage's key, whose name nobody knows before it is made. */
  keyArn: string;
}

/** A package's name to its prefix in IAM. https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export const prefixes: Readonly<Record<string, string>> = {
  'cognito-identity-provider': 'cognito-idp',
  dynamodb: 'dynamodb',
  lambda: 'lambda',
  scheduler: 'scheduler',
  sns: 'sns',
  'secrets-manager': 'secretsmanager',
  sqs: 'sqs',
};

/** What a function's calls ask for, each by itself. */
function grantsForCall(asked: Asked, { client, operation, members, file }: AwsCommand): Grant[] {
  const names = resourceNames(asked.stage);
  const prefix = prefixes[client];
  if (prefix === undefined) throw new Error(`${file} calls ${client}, whose prefix in IAM is not known`);
  const action = `${prefix}:${operation}`;
  const table = arn('dynamodb', `table/${names.table}`);
  const access = tableAccess[asked.name];
  const onKeys = (kinds: readonly KeyKind[]) => [
    grant(action, table, {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.map((kind) => `${kind}#*`) },
    }),
  ];
  switch (action) {
    case 'dynamodb:BatchGetItem':
      return onKeys(access.reads);
    case 'dynamodb:PutItem':
      return onKeys(access.puts);
    case 'dynamodb:UpdateItem':
      return onKeys(access.putsBack ?? []);
    case 'dynamodb:Query':
      return asked.indexNames.map((index) => grant(action, `${table}/index/${nameOfIndex(index)}`));
    case 'scheduler:CreateSchedule':
      return [
        grant(action, arn('scheduler', `schedule/${names.timerGroup}/*`)),
        // Who makes a schedule hands its role over.
        grant('iam:PassRole', `arn:${partition}:iam::${account}:role/${names.timerRoleIn(region)}`, {
          StringEquals: { 'iam:PassedToService': ['scheduler.amazonaws.com'] },
        }),
      ];
    case 'sns:Publish':
      return [grant(action, publishedTo(members, `${names.clinicTopicPrefix}*`))];
    case 'secretsmanager:GetSecretValue':
      return [grant(action, arn('secretsmanager', `secret:${names.clinicSecretPrefix}*`))];
    default:
      // SNS names no resource for a phone number; anything else asks for a look at this list.
      return [grant(action, '*')];
  }
}

export function nameOfIndex(index: string): string {
  const found = Object.entries(indexes).find(([name]) => name === index)?.[1];
  if (found === undefined) throw new Error(`there is no index ${index}`);
  return found.name;
}

/** A phone number has no ARN: whoever may text may publish to everything that is not a topic. */
function publishedTo(members: readonly string[], topics: string): string {
  const topic = members.includes('TopicArn');
  if (topic === members.includes('PhoneNumber')) throw new Error('a publish names either a topic or a phone');
  return topic ? arn('sns', topics) : `${except}arn:${partition}:sns:*:*:*`;
}

/** What AWS needs of a customer-managed key on behalf of the caller, by the service that is called. */
export const keyActions: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
  dynamodb: [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ],
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
  secretsmanager: ['kms:Decrypt'],
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  sns: ['kms:Decrypt', 'kms:GenerateDataKey'],
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  sqs: ['kms:Decrypt', 'kms:GenerateDataKey'],
};

function useOfKey(keyArn: string, service: string): Grant[] {
  return (keyActions[service] ?? []).map((action) =>
    grant(action, keyArn, { StringEquals: { 'kms:ViaService': [`${service}.${region}.amazonaws.com`] } }),
  );
}

/** What no line of ours calls: Lambda does in the function's name. */
function grantsAround({ name, stage, keyArn, commands }: Asked): Grant[] {
  const logs = arn('logs', `log-group:/booking-gate/${stage}/${name}:*`);
  const services = new Set(commands.map(({ client }) => prefixes[client] ?? client));
  // A text's publish is encrypted by no key of ours.
  if (!commands.some(({ members }) => members.includes('TopicArn'))) services.delete('sns');
  const failures: Grant[] = [];
  if (isAsync(name)) {
    // Lambda sends what failed to the queue as the function. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    failures.push(grant('sqs:SendMessage', arn('sqs', resourceNames(stage).failuresOf(name))));
    services.add('sqs');
  }
  return [
    // Lambda writes the function's lines as the function. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
    grant('logs:CreateLogStream', logs),
    grant('logs:PutLogEvents', logs),
    // Traces are for no particular resource. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
    grant('xray:PutTelemetryRecords', '*'),
    grant('xray:PutTraceSegments', '*'),
    ...failures,
    ...[...services].flatMap((service) => useOfKey(keyArn, service)),
  ];
}

function isAsync(name: FunctionName): name is AsyncFunctionName {
  return asyncFunctionNames.some((one) => one === name);
}

export function neededGrants(asked: Asked): Grant[] {
  const called = asked.commands.flatMap((call) => grantsForCall(asked, call));
  return [...new Set([...called, ...grantsAround(asked)])].sort();
}

export interface Difference {
  /** A call that AWS would refuse. */
  missing: Grant[];
  /** A permission that no call needs. */
  unused: Grant[];
}

export function compareGrants(needed: readonly Grant[], granted: readonly Grant[]): Difference {
  return {
    missing: needed.filter((one) => !granted.includes(one)),
    unused: granted.filter((one) => !needed.includes(one)),
  };
}
