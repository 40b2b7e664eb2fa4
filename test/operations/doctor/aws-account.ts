/** A made-up AWS account behind one loopback address: takes the SDK's real requests of every service the doctor asks, and answers in each service's own shape. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  type AwsAnswer,
  type AwsRequest,
  jsonError,
  type Listening,
  listen,
} from '../../../local/aws-request.ts';

/** As a policy names what was called: `dynamodb:DescribeTable`. */
export type Operation = string;
export type Answer = (input: Input) => AwsAnswer;

export interface Input {
  /** The JSON of the body, or the fields of a form. */
  body: Readonly<Record<string, unknown>>;
  /** The last part of the path where the name stands in it. */
  name: string;
}

export interface AwsAccount {
  endpoint: string;
  /** Whatever is not in here is refused as a missing permission is. */
  answers: Map<Operation, Answer>;
  called: Set<Operation>;
  stop: Listening['stop'];
}

/** The services that put the operation into `x-amz-target`, by what stands before the dot. */
const targets: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  secretsmanager: 'secretsmanager',
  GraniteServiceVersion20100801: 'cloudwatch',
  Logs_20140328: 'logs',
  PinpointSMSVoiceV2: 'sms-voice',
  ServiceQuotasV20190624: 'servicequotas',
  AWSCognitoIdentityProviderService: 'cognito-idp',
};

/** Those that say it by the path. */
const paths: readonly [RegExp, Operation][] = [
  [/^\/2015-03-31\/functions\/([^/]+)\/configuration$/, 'lambda:GetFunctionConfiguration'],
  [/^\/2015-03-31\/functions\/([^/]+)\/aliases\/live$/, 'lambda:GetAlias'],
  [/^\/2016-08-19\/account-settings\/?$/, 'lambda:GetAccountSettings'],
  [/^\/schedule-groups\/([^/]+)$/, 'scheduler:GetScheduleGroup'],
];

export async function openAccount(): Promise<AwsAccount> {
  const answers = new Map<Operation, Answer>();
  const called = new Set<Operation>();
  const { endpoint, stop } = await listen(async (request) => {
    const { operation, input } = readRequest(request);
    called.add(operation);
    return answers.get(operation)?.(input) ?? refusal(operation);
  });
  return { endpoint, answers, called, stop };
}

function readRequest(request: AwsRequest): { operation: Operation; input: Input } {
  const [service = '', called = ''] = (request.headers['x-amz-target'] ?? '').split('.');
  const prefix = targets[service];
  if (prefix !== undefined) {
    return { operation: `${prefix}:${called}`, input: { body: JSON.parse(request.body), name: '' } };
  }
  for (const [pattern, operation] of paths) {
    const match = pattern.exec(request.path);
    if (match !== null) return { operation, input: { body: {}, name: match[1] ?? '' } };
  }
  const form = Object.fromEntries(new URLSearchParams(request.body));
  return {
    operation: `sns:${form.Action}`,
    input: {
      body: form,
      name:
        String(form.TopicArn ?? '')
          .split(':')
          .at(-1) ?? '',
    },
  };
}

function refusal(operation: Operation): AwsAnswer {
  if (operation.startsWith('sns:')) return xmlError(403, 'AuthorizationError');
  return jsonError(400, 'AccessDeniedException', 'User is not authorized to perform this');
}

/** SNS speaks the query protocol: XML, the error's code inside. */
export function xml(operation: string, result: string): AwsAnswer {
  const body = `<${operation}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${operation}Response>`;
  return { kind: 'answer', status: 200, contentType: 'text/xml', body };
}

export function xmlError(status: number, code: string): AwsAnswer {
  const body = `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>No.</Message></Error><RequestId>1</RequestId></ErrorResponse>`;
  return { kind: 'answer', status, contentType: 'text/xml', body };
}

export function entries(map: Readonly<Record<string, string>>): string {
  return Object.entries(map)
    .map(([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`)
    .join('');
}

/** A row as DynamoDB's JSON carries it: bytes in base64. */
export function rowJson(row: Readonly<Record<string, AttributeValue>>): unknown {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value.B === undefined ? value : { B: Buffer.from(value.B).toString('base64') },
    ]),
  );
}
