/** Speaks Lambda's Invoke call as the SDK's client sends it, and takes events from the stack's other services, over the functions that run in this process. */
import type { AsyncFunctionName, FunctionName } from '../../shared/deployment/resource-names.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { type AwsAnswer, type AwsHandler, type AwsRequest, jsonError } from '../aws-request.ts';
import type { ClockSource } from '../clock.ts';
import { type AsyncInvocations, createAsyncInvocations } from './async-invocations.ts';
import { failureOf } from './failure.ts';
import { findTarget, type Target } from './target.ts';

export interface LambdaFaults {
  /** Every event is turned away, as with no concurrency left. */
  refuse: boolean;
}

export interface LambdaOptions {
  /** Where events wait that are still to be tried; undefined: in memory. */
  file: string | undefined;
  now: () => Instant;
  /** Runs a function; throws what it throws. */
  invoke: (name: FunctionName, payload: unknown) => Promise<unknown>;
  /** Puts the record of an event that failed three times into its function's queue. */
  keepFailure: (name: AsyncFunctionName, record: unknown) => Promise<void>;
}

export interface LambdaEndpoint extends ClockSource {
  handle: AwsHandler;
  /** Changed in place by tests and demonstrations. */
  faults: LambdaFaults;
  /** An event of another service, whose first attempt is made before this returns. Throws a HandOverError where Lambda does not take it; what the function throws is Lambda's own to try again. */
  handOver(functionArn: string, payload: unknown): Promise<void>;
  close(): Promise<void>;
}

/** Lambda did not take an event. */
export class HandOverError extends Error {
  override readonly name = 'HandOverError';
  readonly code: 'ResourceNotFoundException' | 'TooManyRequestsException';

  constructor(code: HandOverError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html. Bytes. */
const payloadBytesMax = 6 * 1024 * 1024;
const asyncPayloadBytesMax = 1024 * 1024;

const invokePath = /^\/2015-03-31\/functions\/(.+)\/invocations$/;

export function createLambdaEndpoint({ file, now, invoke, keepFailure }: LambdaOptions): LambdaEndpoint {
  const faults: LambdaFaults = { refuse: false };
  const events = createAsyncInvocations({ file, now, invoke, keepFailure });

  async function handle(request: AwsRequest): Promise<AwsAnswer> {
    const asked = invokePath.exec(request.path)?.[1];
    if (request.method !== 'POST' || asked === undefined) {
      return jsonError(404, 'UnknownOperationException', 'The local Lambda does not answer this call.');
    }
    const target = findTarget(asked, request.query.get('Qualifier') ?? undefined);
    if (target === undefined)
      return jsonError(404, 'ResourceNotFoundException', `Function not found: ${asked}`);
    const payload = readPayload(request.body);
    if (payload === undefined) {
      return jsonError(400, 'InvalidRequestContentException', 'Could not parse request body into json.');
    }
    if (faults.refuse) return jsonError(429, 'TooManyRequestsException', 'Rate Exceeded.');
    return answerInvoke(request, target, payload, { events, invoke });
  }

  return {
    handle,
    faults,
    async handOver(functionArn, payload) {
      const target = findTarget(functionArn);
      if (target === undefined) {
        throw new HandOverError('ResourceNotFoundException', `Function not found: ${functionArn}`);
      }
      if (faults.refuse) throw new HandOverError('TooManyRequestsException', 'Rate Exceeded.');
      await events.run(target, payload);
    },
    nextDueAt: events.nextDueAt,
    runDue: events.runDue,
    close: events.close,
  };
}

async function answerInvoke(
  { headers, body }: AwsRequest,
  target: Target,
  payload: unknown,
  { events, invoke }: { events: AsyncInvocations; invoke: LambdaOptions['invoke'] },
): Promise<AwsAnswer> {
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const bytesMax = type === 'Event' ? asyncPayloadBytesMax : payloadBytesMax;
  if (Buffer.byteLength(body) > bytesMax) {
    return jsonError(413, 'RequestTooLargeException', `Request must be smaller than ${bytesMax} bytes.`);
  }
  switch (type) {
    case 'Event':
      await events.accept(target, payload);
      return answer(202, '');
    case 'DryRun':
      return answer(204, '');
    case 'RequestResponse':
      return answerResult(() => invoke(target.name, payload));
    default:
      return jsonError(400, 'InvalidParameterValueException', `There is no invocation type ${type}.`);
  }
}

async function answerResult(run: () => Promise<unknown>): Promise<AwsAnswer> {
  try {
    return answer(200, JSON.stringify((await run()) ?? null));
  } catch (error) {
    return answer(200, JSON.stringify(failureOf(error)), { 'x-amz-function-error': 'Unhandled' });
  }
}

function answer(status: number, body: string, headers: Record<string, string> = {}): AwsAnswer {
  return {
    kind: 'answer',
    status,
    contentType: 'application/json',
    headers: { 'x-amz-executed-version': '$LATEST', ...headers },
    body,
  };
}

/** Lambda takes no payload for an empty one. */
function readPayload(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    return undefined;
  }
}
