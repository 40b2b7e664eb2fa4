/** A deployed stage on this machine: every function's bundle behind its deployed permissions, invoked by what would invoke it on AWS with the events AWS would send, on one clock. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { TimerTarget } from '../../functions/adapters/scheduler-timers.ts';
import type { AwsAnswer, AwsHandler, AwsRequest } from '../../local/aws-request.ts';
import { type Clock, createClock } from '../../local/clock.ts';
import { eventOf } from '../../local/http-event.ts';
import { type FunctionName, functionNames, resourceNames } from '../../shared/deployment/resource-names.ts';
import type { ServiceName } from './aws-calls.ts';
import { type DeployedFunction, readFunction } from './deployed-function.ts';
import { type EmbeddedAws, startEmbeddedAws } from './embedded-aws.ts';
import { type DeliveryLog, deliveryLog, logsEvent, subscriberOf, sweepRule } from './event-sources.ts';
import { type Guards, startGuards } from './guard.ts';
import { type FunctionHost, hostFunction, type Invoked } from './host.ts';
import { findRoute, type HttpTarget } from './http-routes.ts';
import type { Grant } from './iam.ts';
import { type Invocation, mayInvoke, mayInvokeAs } from './invoke-permission.ts';
import { TemplateError } from './resource-identity.ts';
import { type SignInProvider, startSignInProvider } from './sign-in-provider.ts';
import type { Deployment } from './template.ts';

export interface Synthesised {
  deployment: Deployment;
  assets: ReadonlyMap<string, string>;
  stage: string;
}

export interface HttpAsked {
  method: string;
  path: string;
  query?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** The gateway's choice for a body that is text: as it is, or in base64. */
  inBase64?: boolean;
}

const httpResponse = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
  isBase64Encoded: z.literal(false).optional(),
});

export interface WorldHooks {
  /** A service did its work, and the caller has not heard of it yet. */
  beforeAnswer?:
    | ((service: ServiceName, request: AwsRequest, answer: AwsAnswer) => Promise<void>)
    | undefined;
}

export interface DeployedWorld {
  clock: Clock;
  aws: EmbeddedAws;
  guards: Guards;
  signIn: SignInProvider;
  hosts: Readonly<Record<FunctionName, FunctionHost>>;
  /** Through the deployed routes; `undefined`: there is no such route. */
  http: (asked: HttpAsked) => Promise<z.infer<typeof httpResponse> | undefined>;
  /** Timers fire on the way, each at its time. */
  advanceTo: (instant: number) => Promise<void>;
  /** What the recurring rule does each minute. */
  runRule: () => Promise<unknown>;
  /** Lines that SNS wrote to one of its delivery logs. */
  deliverLog: (log: DeliveryLog, lines: readonly string[]) => Promise<void>;
  /** Changed in place by a test. */
  hooks: WorldHooks;
  /** Invocations that nobody waits for and that failed. */
  failures: () => readonly unknown[];
  /** What is granted to a function and was not needed so far. */
  unusedGrants: () => (Grant & { caller: string })[];
  /** Everything that the functions wrote. */
  output: () => string;
  stop: () => Promise<void>;
}

/** A function that failed where nobody expected it. */
export class InvocationError extends Error {
  override readonly name = 'InvocationError';
}

export async function startWorld(
  { deployment, assets, stage }: Synthesised,
  { startsAt, smsNumber, clinicId }: { startsAt: number; smsNumber: string; clinicId: string },
): Promise<DeployedWorld> {
  const names = resourceNames(stage);
  const clock = createClock({ file: undefined, realNow: () => startsAt });
  const described = functionNames.map((name) => readFunction(deployment, assets, names.functionOf(name)));
  const callers = new Map(described.map(({ host, permissions }) => [host.name, permissions]));
  const hosted = new Map<string, FunctionHost>();
  const invoker = createInvoker(deployment, hosted);
  const timerGroup = deployment.resource('AWS::Scheduler::ScheduleGroup', names.timerGroup);
  const aws = await startEmbeddedAws({
    deployment,
    stage,
    now: clock.now,
    timerTarget: timerTargetOf(described),
    smsNumber,
    clinicId,
    fireTimer: (functionArn, roleArn, input) =>
      invoker.invokeAs(roleArn, { functionArn, sourceArn: String(timerGroup.attribute('Arn')) }, input),
    async deliverText(topicArn, event) {
      const source = { functionArn: subscriberOf(deployment, topicArn), sourceArn: topicArn };
      await invoker.invokeFor({ ...source, principal: 'sns.amazonaws.com' }, event);
    },
  });
  const hooks: WorldHooks = {};
  const guards = await startGuards({
    endpoints: withHooks(aws.endpoints, hooks),
    callers,
    isAtWork: (caller) => hosted.get(caller)?.isAtWork() ?? false,
  });
  const signIn = await startSignInProvider(deployment, stage, clock.now);
  for (const { host } of described) {
    const world = { worldEnvironment: guards.environment, internet: signIn.endpoint, now: clock.now };
    hosted.set(host.name, hostFunction({ ...host, ...world }));
  }
  return {
    clock,
    aws,
    guards,
    signIn,
    hosts: hostsByName(hosted, names.functionOf),
    hooks,
    ...waysIn(deployment, invoker, { clock, aws }),
    failures: () => invoker.failures,
    unusedGrants: () =>
      [...callers].flatMap(([caller, permissions]) =>
        permissions.unused().map((grant) => ({ caller, ...grant })),
      ),
    output: () => [...hosted.values()].map((host) => host.output()).join(''),
    async stop() {
      for (const host of hosted.values()) await host.stop();
      await guards.stop();
      await signIn.stop();
      await aws.stop();
    },
  };
}

interface Invoker {
  invoke: (functionArn: string, event: unknown) => Promise<unknown>;
  /** Where the function itself lets the service in. */
  invokeFor: (invocation: Invocation, event: unknown) => Promise<unknown>;
  /** Where the Scheduler takes a role. */
  invokeAs: (roleArn: string, source: Omit<Invocation, 'principal'>, input: string) => Promise<void>;
  failures: unknown[];
}

function createInvoker(deployment: Deployment, hosted: ReadonlyMap<string, FunctionHost>): Invoker {
  const failures: unknown[] = [];

  async function invoke(functionArn: string, event: unknown): Promise<unknown> {
    const name = /:function:([^:]+):[^:]+$/.exec(functionArn)?.[1] ?? '';
    const host = hosted.get(name);
    const stands = deployment.resources('AWS::Lambda::Alias').some(({ ref }) => ref === functionArn);
    if (host === undefined || !stands) throw new TemplateError(`no function has the alias ${functionArn}`);
    return resultOf(name, await host.invoke(event));
  }

  /** Who invokes without waiting may try again and tell nobody. */
  async function noting<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      failures.push(error);
      throw error;
    }
  }

  async function letIn(invocation: Invocation, may: boolean, event: unknown): Promise<unknown> {
    const { principal, functionArn, sourceArn } = invocation;
    if (!may) throw new TemplateError(`${principal} may not invoke ${functionArn} for ${sourceArn}`);
    return invoke(functionArn, event);
  }

  return {
    invoke,
    invokeFor: (invocation, event) => noting(letIn(invocation, mayInvoke(deployment, invocation), event)),
    async invokeAs(roleArn, source, input) {
      const invocation = { ...source, principal: 'scheduler.amazonaws.com' };
      const may = mayInvokeAs(deployment, roleArn, invocation);
      await noting(letIn(invocation, may, JSON.parse(input)));
    },
    failures,
  };
}

function waysIn(
  deployment: Deployment,
  { invoke, invokeFor }: Invoker,
  { clock, aws }: Pick<DeployedWorld, 'clock' | 'aws'>,
): Pick<DeployedWorld, 'http' | 'advanceTo' | 'runRule' | 'deliverLog'> {
  return {
    async http(asked) {
      const route = findRoute(deployment, asked.method, asked.path);
      if (route === undefined) return undefined;
      return httpResponse.parse(await invoke(route.functionArn, httpEvent(asked, route, clock.now())));
    },
    async advanceTo(instant) {
      const moved = await clock.moveTo(instant, [aws.scheduler]);
      if (!moved.ok) throw new RangeError(`the clock was not moved: ${moved.expected}`);
    },
    async runRule() {
      const { event, ...source } = sweepRule(deployment, clock.now());
      return invokeFor({ ...source, principal: 'events.amazonaws.com' }, event);
    },
    async deliverLog(log, lines) {
      const { logGroup, ...source } = deliveryLog(deployment, log);
      const event = logsEvent(logGroup, lines, clock.now());
      await invokeFor({ ...source, principal: 'logs.amazonaws.com' }, event);
    },
  };
}

function httpEvent(
  { method, path, query = '', headers = {}, body = '', inBase64 }: HttpAsked,
  route: HttpTarget,
  at: number,
) {
  const received = {
    method,
    path,
    query,
    headers: { host: 'gate.example', ...headers },
    body: Buffer.from(body),
    sourceIp: '203.0.113.7',
    protocol: 'HTTP/1.1',
  };
  const event = eventOf(received, route.routeKey, route.parameters, at);
  if (inBase64 !== true || event.isBase64Encoded) return event;
  return { ...event, body: received.body.toString('base64'), isBase64Encoded: true };
}

const timerVariables = z.object({
  TIMER_FUNCTION_ARN: z.string(),
  TIMER_ROLE_ARN: z.string(),
  TIMER_GROUP: z.string(),
  TIMER_DEAD_LETTER_ARN: z.string(),
});

/** Every function is told the same. */
function timerTargetOf(described: readonly DeployedFunction[]): TimerTarget {
  const told = described.map(({ host }) => timerVariables.parse(host.environment));
  const [first, ...others] = told;
  if (first === undefined || others.some((other) => !isDeepStrictEqual(other, first))) {
    throw new TemplateError('the functions are not told the same about timers');
  }
  return {
    functionArn: first.TIMER_FUNCTION_ARN,
    roleArn: first.TIMER_ROLE_ARN,
    groupName: first.TIMER_GROUP,
    deadLetterArn: first.TIMER_DEAD_LETTER_ARN,
  };
}

function withHooks(
  endpoints: Readonly<Record<ServiceName, AwsHandler>>,
  hooks: WorldHooks,
): Record<ServiceName, AwsHandler> {
  const hooked = (service: ServiceName): AwsHandler => {
    return async (request) => {
      const answer = await endpoints[service](request);
      await hooks.beforeAnswer?.(service, request, answer);
      return answer;
    };
  };
  return {
    dynamodb: hooked('dynamodb'),
    scheduler: hooked('scheduler'),
    sns: hooked('sns'),
    secretsmanager: hooked('secretsmanager'),
  };
}

function resultOf(name: string, invoked: Invoked): unknown {
  if (invoked.ended === 'returned') return invoked.payload;
  const { errorType, errorMessage, trace } = invoked.error;
  throw new InvocationError(`${name} ${invoked.ended}: ${errorType}: ${errorMessage}\n${trace.join('\n')}`);
}

function hostsByName(
  hosted: ReadonlyMap<string, FunctionHost>,
  nameOf: (name: FunctionName) => string,
): Record<FunctionName, FunctionHost> {
  const host = (name: FunctionName): FunctionHost => {
    const found = hosted.get(nameOf(name));
    if (found === undefined) throw new TemplateError(`${name} is not hosted`);
    return found;
  };
  return {
    webhook: host('webhook'),
    'client-pages': host('client-pages'),
    'manager-api': host('manager-api'),
    'follow-up': host('follow-up'),
    sweep: host('sweep'),
    'inbound-text': host('inbound-text'),
    receipts: host('receipts'),
  };
}
