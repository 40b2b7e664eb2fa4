/** What an operator's command must be allowed and nothing beyond: told by the calls in its code, on the stage's own things, with what AWS needs around them. */
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { failureQueues } from '../../operations/failure-queues.ts';
import {
  asyncFunctionNames,
  type FunctionName,
  liveAlias,
  resourceNames,
} from '../../shared/deployment/resource-names.ts';
import { type KeyKind, tableAccess } from '../../shared/deployment/table-access.ts';
import { type AwsCommand, ownFilesIn } from '../infra/aws-commands.ts';
import { type Conditions, type Grant, grant, keyActions, nameOfIndex, prefixes } from '../infra/grants.ts';

const project = join(import.meta.dirname, '../..');

/** The commands whose permissions are told by their calls alone; the doctor asks about things of which most have no name. */
export const commandNames = ['clinic', 'redrive', 'restore', 'staff'] as const;
export type CommandName = (typeof commandNames)[number];

/** As the documents write a policy, for whoever uses it to put in. */
const names = resourceNames('STAGE');

/** The project's own files that the command is made of; of a file that two commands use, only if something of it is left. */
export function filesOf(command: CommandName): string[] {
  const { metafile } = buildSync({
    entryPoints: [`operations/${command}/${command}.ts`],
    absWorkingDir: project,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    treeShaking: true,
    write: false,
    outdir: '.',
    metafile: true,
    logLevel: 'warning',
  });
  return ownFilesIn(metafile);
}

export interface Calls {
  commands: readonly AwsCommand[];
  indexNames: readonly string[];
}

interface TablePart {
  table: string;
  /** Undefined: whatever stands there. */
  reads?: readonly KeyKind[] | undefined;
  puts: readonly KeyKind[];
}

/** What changing a clinic writes. */
const clinicPuts = ['clinic', 'job', 'number'] as const;

/** The kinds of items that each has to do with; test/operations/clinic watches those of the clinic command. */
const tables: Readonly<Record<CommandName, readonly TablePart[]>> = {
  clinic: [{ table: names.table, reads: ['clinic', 'job', 'number', 'policy'], puts: clinicPuts }],
  staff: [{ table: names.table, reads: ['clinic'], puts: [] }],
  redrive: [],
  restore: [
    { table: 'OLD', puts: clinicPuts },
    // As much as staff's acts, of which erasing touches most.
    { table: 'NEW', puts: [...tableAccess['manager-api'].puts, 'number'] },
  ],
};

function arn(service: string, rest: string): string {
  return `arn:aws:${service}:REGION:ACCOUNT:${rest}`;
}

function functionArn(name: FunctionName, qualifier = ''): string {
  return arn('lambda', `function:${names.functionOf(name)}${qualifier}`);
}

function onKeys(action: string, table: string, kinds: readonly KeyKind[] | undefined): Grant {
  const conditions: Conditions =
    kinds === undefined
      ? {}
      : { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.map((kind) => `${kind}#*`) } };
  return grant(action, arn('dynamodb', `table/${table}`), conditions);
}

function actionOf({ client, operation, file }: AwsCommand): string {
  const prefix = client === 'sts' ? 'sts' : prefixes[client];
  if (prefix === undefined) throw new Error(`${file} calls ${client}, whose prefix in IAM is not known`);
  return operation === 'Invoke' ? `${prefix}:InvokeFunction` : `${prefix}:${operation}`;
}

function grantsForCall(command: CommandName, action: string, { indexNames }: Calls): Grant[] {
  const onTopics = [grant(action, arn('sns', `${names.clinicTopicPrefix}*`))];
  const onSecrets = [grant(action, arn('secretsmanager', `secret:${names.clinicSecretPrefix}*`))];
  const onQueues = failureQueues(names).map(({ name }) => grant(action, arn('sqs', name)));
  switch (action) {
    // Who asks needs no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    case 'sts:GetCallerIdentity':
      return [];
    case 'dynamodb:BatchGetItem':
      return tables[command].map(({ table, reads }) => onKeys(action, table, reads));
    case 'dynamodb:PutItem':
      return tables[command].map(({ table, puts }) => onKeys(action, table, puts));
    case 'dynamodb:Scan':
      return [grant(action, arn('dynamodb', 'table/OLD'))];
    case 'dynamodb:Query':
      return indexNames.map((index) =>
        grant(action, arn('dynamodb', `table/NEW/index/${nameOfIndex(index)}`)),
      );
    case 'scheduler:CreateSchedule':
      return [
        grant(action, arn('scheduler', `schedule/${names.timerGroup}/*`)),
        grant('iam:PassRole', `arn:aws:iam::ACCOUNT:role/${names.timerRoleIn('REGION')}`, {
          StringEquals: { 'iam:PassedToService': ['scheduler.amazonaws.com'] },
        }),
      ];
    case 'lambda:GetFunctionConfiguration':
      return [grant(action, functionArn('webhook'))];
    case 'lambda:InvokeFunction':
      // The alias, and where there is none the function.
      return asyncFunctionNames.flatMap((name) =>
        ['', `:${liveAlias}`].map((qualifier) => grant(action, functionArn(name, qualifier))),
      );
    case 'sqs:ChangeMessageVisibility':
    case 'sqs:DeleteMessage':
    case 'sqs:GetQueueUrl':
    case 'sqs:ReceiveMessage':
      return onQueues;
    case 'secretsmanager:CreateSecret':
    case 'secretsmanager:DescribeSecret':
    case 'secretsmanager:GetSecretValue':
    case 'secretsmanager:PutSecretValue':
      return onSecrets;
    case 'sns:CreateTopic':
    case 'sns:GetTopicAttributes':
    case 'sns:ListSubscriptionsByTopic':
    case 'sns:Subscribe':
      return onTopics;
    // Listings, and SNS's calls on one subscription, are for no resource that can be named.
    case 'cognito-idp:ListUserPools':
    case 'secretsmanager:ListSecrets':
    case 'sns:GetSubscriptionAttributes':
    case 'sns:SetSubscriptionAttributes':
    case 'sns:Unsubscribe':
      return [grant(action, '*')];
    default:
      if (action.startsWith('cognito-idp:')) return [grant(action, arn('cognito-idp', 'userpool/POOL'))];
      throw new Error(`${action}: on what may ${command} call it?`);
  }
}

/** What a call needs of the stage's key on the caller's behalf. */
const keyUse: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:BatchGetItem': ['kms:Decrypt'],
  'dynamodb:Query': ['kms:Decrypt'],
  'dynamodb:Scan': ['kms:Decrypt'],
  'dynamodb:PutItem': keyActions.dynamodb ?? [],
  'secretsmanager:GetSecretValue': ['kms:Decrypt'],
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
  'secretsmanager:CreateSecret': ['kms:Decrypt', 'kms:GenerateDataKey'],
  'secretsmanager:PutSecretValue': ['kms:Decrypt', 'kms:GenerateDataKey'],
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
  'sqs:ReceiveMessage': ['kms:Decrypt'],
};

/** By its alias, for a key's id is made up by AWS; one statement for all services, as a person would write it. */
function grantsOnKey(actions: readonly string[]): Grant[] {
  const using = actions.filter((action) => action in keyUse);
  const services = [...new Set(using.map((action) => `${action.split(':')[0]}.REGION.amazonaws.com`))];
  const conditions = {
    'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [names.keyAlias] },
    StringEquals: { 'kms:ViaService': services },
  };
  const used = new Set(using.flatMap((action) => keyUse[action] ?? []));
  return [...used].map((action) => grant(action, arn('kms', 'key/*'), conditions));
}

export function neededGrants(command: CommandName, calls: Calls): Grant[] {
  const actions = [...new Set(calls.commands.map(actionOf))];
  const called = actions.flatMap((action) => grantsForCall(command, action, calls));
  return [...new Set([...called, ...grantsOnKey(actions)])].sort();
}
