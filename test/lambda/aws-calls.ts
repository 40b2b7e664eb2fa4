/** Which IAM actions a request to AWS needs, on which resources: read from the request as the service would. */
import * as z from 'zod';
import type { AwsRequest } from '../../local/aws-request.ts';
import type { Call } from './iam.ts';
import { account, partition, region } from './resource-identity.ts';

export type ServiceName = 'dynamodb' | 'scheduler' | 'sns' | 'secretsmanager';

/** A request whose permission is not known here: it must be added, not let through. */
export class UnknownCallError extends Error {
  override readonly name = 'UnknownCallError';
}

export function callsOf(
  service: ServiceName,
  request: AwsRequest,
  secretArnOf: (name: string) => string,
): Call[] {
  switch (service) {
    case 'dynamodb':
      return dynamodbCalls(request);
    case 'scheduler':
      return schedulerCalls(request);
    case 'sns':
      return [snsCall(new URLSearchParams(request.body))];
    case 'secretsmanager':
      return [secretsCall(request, secretArnOf)];
    default:
      return service satisfies never;
  }
}

const attributeValue = z.record(z.string(), z.unknown());
const attributes = z.record(z.string(), attributeValue);
const dynamodbBody = z.looseObject({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  Key: attributes.optional(),
  Item: attributes.optional(),
  Select: z.string().optional(),
  ReturnValues: z.string().optional(),
  RequestItems: z.record(z.string(), z.looseObject({ Keys: z.array(attributes) })).optional(),
  ExpressionAttributeValues: attributes.optional(),
});
type DynamodbBody = z.infer<typeof dynamodbBody>;

/** The table's hash. */
const hashAttribute = 'pk';

/** Operation by operation, so that a new one is looked at before it passes. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
function dynamodbCalls({ headers, body }: AwsRequest): Call[] {
  const operation = headers['x-amz-target']?.split('.')[1] ?? '';
  const input = dynamodbBody.parse(JSON.parse(body));
  const action = `dynamodb:${operation}`;
  switch (operation) {
    case 'GetItem':
    case 'UpdateItem':
      return [dynamodbCall(action, input, keysIn([input.Key]))];
    case 'PutItem':
      return [dynamodbCall(action, input, keysIn([input.Item]))];
    case 'BatchGetItem':
      return Object.entries(input.RequestItems ?? {}).map(([TableName, { Keys }]) =>
        dynamodbCall(action, { TableName }, keysIn(Keys)),
      );
    case 'Query':
      return [dynamodbCall(action, input, [hashOfQuery(input)])];
    default:
      throw new UnknownCallError(`the permission for ${action} is not known here`);
  }
}

function dynamodbCall(action: string, input: DynamodbBody, leadingKeys: string[]): Call {
  const { TableName = '', IndexName, Select, ReturnValues } = input;
  const table = `arn:${partition}:dynamodb:${region}:${account}:table/${TableName}`;
  return {
    action,
    resource: IndexName === undefined ? table : `${table}/index/${IndexName}`,
    context: {
      'dynamodb:LeadingKeys': leadingKeys,
      'dynamodb:Select': present(Select),
      'dynamodb:ReturnValues': present(ReturnValues),
    },
  };
}

function present(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value];
}

function keysIn(rows: readonly (z.infer<typeof attributes> | undefined)[]): string[] {
  return rows.map((row) => scalarOf(row?.[hashAttribute]));
}

/** Of an index the index's own hash counts, which the queries here always name so. */
function hashOfQuery({ ExpressionAttributeValues = {} }: DynamodbBody): string {
  return scalarOf(ExpressionAttributeValues[':hash']);
}

function scalarOf(value: z.infer<typeof attributeValue> | undefined): string {
  const scalar = value?.S ?? value?.N;
  if (typeof scalar !== 'string') throw new UnknownCallError('a request names no hash');
  return scalar;
}

const scheduleBody = z.looseObject({
  GroupName: z.string().default('default'),
  Target: z.looseObject({ RoleArn: z.string() }),
});

/** Who makes a schedule also hands its role over. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html */
function schedulerCalls({ method, path, body }: AwsRequest): Call[] {
  const [, collection, name, ...rest] = path.split('/');
  if (method !== 'POST' || collection !== 'schedules' || name === undefined || rest.length > 0) {
    throw new UnknownCallError(`the permission for ${method} ${path} is not known here`);
  }
  const { GroupName, Target } = scheduleBody.parse(JSON.parse(body));
  const resource = `arn:${partition}:scheduler:${region}:${account}:schedule/${GroupName}/${name}`;
  return [
    { action: 'scheduler:CreateSchedule', resource, context: {} },
    {
      action: 'iam:PassRole',
      resource: Target.RoleArn,
      context: {
        'iam:PassedToService': ['scheduler.amazonaws.com'],
        'iam:AssociatedResourceArn': [resource],
      },
    },
  ];
}

/** A text has no ARN: SNS authorises its publish on the number itself, and the calls about numbers on everything. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
function snsCall(form: URLSearchParams): Call {
  const action = form.get('Action') ?? '';
  switch (action) {
    case 'Publish':
      return {
        action: 'sns:Publish',
        resource: form.get('TopicArn') ?? form.get('TargetArn') ?? form.get('PhoneNumber') ?? '',
        context: {},
      };
    case 'CheckIfPhoneNumberIsOptedOut':
    case 'OptInPhoneNumber':
      return { action: `sns:${action}`, resource: '*', context: {} };
    default:
      throw new UnknownCallError(`the permission for sns:${action} is not known here`);
  }
}

const secretBody = z.looseObject({ SecretId: z.string(), VersionStage: z.string().default('AWSCURRENT') });

function secretsCall({ headers, body }: AwsRequest, secretArnOf: (name: string) => string): Call {
  const target = headers['x-amz-target'] ?? '';
  if (target !== 'secretsmanager.GetSecretValue') {
    throw new UnknownCallError(`the permission for ${target} is not known here`);
  }
  const { SecretId, VersionStage } = secretBody.parse(JSON.parse(body));
  return {
    action: 'secretsmanager:GetSecretValue',
    resource: SecretId.startsWith('arn:') ? SecretId : secretArnOf(SecretId),
    context: { 'secretsmanager:SecretId': [SecretId], 'secretsmanager:VersionStage': [VersionStage] },
  };
}
