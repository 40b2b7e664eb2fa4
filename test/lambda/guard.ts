/** Stands in front of an embedded AWS endpoint and lets a function's request through only if the policies of its deployed role allow it; the caller is told by the key it signs with. */
import { createHash } from 'node:crypto';
import {
  type AwsAnswer,
  type AwsHandler,
  type AwsRequest,
  jsonError,
  type Listening,
  listen,
} from '../../local/aws-request.ts';
import { queryError } from '../../local/sns/query-protocol.ts';
import { callsOf, type ServiceName } from './aws-calls.ts';
import type { Call, Permissions, Verdict } from './iam.ts';
import { account, partition, region } from './resource-identity.ts';

export interface GuardedCall {
  caller: string;
  action: string;
  resource: string;
  /** Of the table: the first key it was about. */
  key?: string | undefined;
  allowed: boolean;
  /** The function had already answered: on AWS it would be frozen by now. */
  afterAnswer: boolean;
}

export interface Guards {
  /** Where each service answers, by the environment variable that tells the SDK. */
  environment: Record<string, string>;
  calls: () => readonly GuardedCall[];
  /** Requests that the guard could not judge. */
  problems: () => readonly unknown[];
  stop: () => Promise<void>;
}

export interface GuardOptions {
  endpoints: Readonly<Record<ServiceName, AwsHandler>>;
  /** By access key id. */
  callers: ReadonlyMap<string, Permissions>;
  isAtWork: (caller: string) => boolean;
}

/** Read by the SDK before it looks for the region's own endpoint. https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
const variables: Readonly<Record<ServiceName, string>> = {
  dynamodb: 'AWS_ENDPOINT_URL_DYNAMODB',
  scheduler: 'AWS_ENDPOINT_URL_SCHEDULER',
  sns: 'AWS_ENDPOINT_URL_SNS',
  secretsmanager: 'AWS_ENDPOINT_URL_SECRETS_MANAGER',
};
const services = ['dynamodb', 'scheduler', 'sns', 'secretsmanager'] as const;

export async function startGuards({ endpoints, callers, isAtWork }: GuardOptions): Promise<Guards> {
  const calls: GuardedCall[] = [];
  const problems: unknown[] = [];
  const listening: Listening[] = [];

  async function guard(service: ServiceName, request: AwsRequest): Promise<AwsAnswer> {
    const caller = callerOf(request);
    const permissions = callers.get(caller);
    if (permissions === undefined) throw new Error(`${service} was called with the unknown key ${caller}`);
    for (const call of callsOf(service, request, secretArnOf)) {
      const verdict = permissions.evaluate(call);
      const { action, resource, context } = call;
      const [key] = context['dynamodb:LeadingKeys'] ?? [];
      const afterAnswer = !isAtWork(caller);
      calls.push({ caller, action, resource, key, allowed: verdict.allowed, afterAnswer });
      if (!verdict.allowed) return refuse(service, refusalText(permissions.role, caller, call, verdict));
    }
    return endpoints[service](request);
  }

  const environment: Record<string, string> = {};
  for (const service of services) {
    const one = await listen(
      (request) => guard(service, request),
      (error) => problems.push(error),
    );
    listening.push(one);
    environment[variables[service]] = one.endpoint;
  }
  return {
    environment,
    calls: () => calls,
    problems: () => problems,
    async stop() {
      for (const one of listening) await one.stop();
    },
  };
}

function callerOf({ headers }: AwsRequest): string {
  return /Credential=([^/,]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** As the embedded Secrets Manager makes it up: the name and six characters. */
function secretArnOf(name: string): string {
  const suffix = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-${suffix}`;
}

function refusalText(role: string, caller: string, { action, resource }: Call, verdict: Verdict): string {
  const because =
    verdict.allowed || verdict.why === 'no statement allows it'
      ? `because no identity-based policy allows the ${action} action`
      : 'with an explicit deny in an identity-based policy';
  const user = `arn:${partition}:sts::${account}:assumed-role/${role}/${caller}`;
  return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${because}`;
}

/** Each service has its own way to say no. */
function refuse(service: ServiceName, message: string): AwsAnswer {
  switch (service) {
    case 'dynamodb':
      return jsonError(400, 'com.amazon.coral.service#AccessDeniedException', message);
    case 'secretsmanager':
      return jsonError(400, 'AccessDeniedException', message);
    case 'scheduler':
      return jsonError(403, 'AccessDeniedException', message);
    case 'sns':
      return queryError(403, 'AuthorizationError', message);
    default:
      return service satisfies never;
  }
}

/** What the database engine needs of a request, passed on to it as it came. */
const forwardedHeaders = ['authorization', 'content-type', 'x-amz-date', 'x-amz-target'];

/** An endpoint that is a server of its own. */
export function forwardTo(endpoint: string): AwsHandler {
  return async ({ method, headers, body }) => {
    const kept = forwardedHeaders.map((name) => [name, headers[name] ?? '']);
    const response = await fetch(endpoint, { method, headers: Object.fromEntries(kept), body });
    return {
      kind: 'answer',
      status: response.status,
      contentType: response.headers.get('content-type') ?? 'application/x-amz-json-1.0',
      body: await response.text(),
    };
  };
}
