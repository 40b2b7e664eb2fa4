/** The SDK clients, one per need, each with the time-outs and retries its callers can bear. Given settings, not the environment. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { publishTimeoutMs, timerTimeoutMs } from '../time-limits.ts';

export interface ClientSettings {
  region: string;
  /** Only for the local stack and tests: where the service answers instead of AWS. */
  endpoint?: string;
  /** Only beside an endpoint; on AWS the function's role counts. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** Opening a connection inside a region takes tens of ms; a second means the network is broken. */
const connectTimeoutMs = 1_000;
/** One attempt at the table: it answers within tens of ms, or is throttled and says so. */
const storeAttemptTimeoutMs = 2_000;
/** With the SDK's back-off the worst call takes about 6 s: inside every function's time-out. */
const storeAttemptsMax = 3;
const secretsAttemptTimeoutMs = 1_500;
const secretsAttemptsMax = 2;
const timerAttemptsMax = 2;

export function dynamodbClient(settings: ClientSettings): DynamoDBClient {
  return new DynamoDBClient({
    ...settings,
    maxAttempts: storeAttemptsMax,
    requestHandler: requestHandler(storeAttemptTimeoutMs),
  });
}

export function schedulerClient(settings: ClientSettings): SchedulerClient {
  return new SchedulerClient({
    ...settings,
    maxAttempts: timerAttemptsMax,
    requestHandler: requestHandler(timerTimeoutMs),
  });
}

export function secretsManagerClient(settings: ClientSettings): SecretsManagerClient {
  return new SecretsManagerClient({
    ...settings,
    maxAttempts: secretsAttemptsMax,
    requestHandler: requestHandler(secretsAttemptTimeoutMs),
  });
}

/**
 * One attempt only, for a text that may have gone out is never sent again. And no kept-alive connections: one that died while the function
 * was frozen fails in a way that proves nothing, and would cost a text; a fresh connection that fails to open proves that nothing was sent.
 */
export function snsClient(settings: ClientSettings): SNSClient {
  return new SNSClient({
    ...settings,
    maxAttempts: 1,
    requestHandler: requestHandler(publishTimeoutMs, false),
  });
}

function requestHandler(requestTimeout: number, keepAlive = true) {
  return {
    connectionTimeout: connectTimeoutMs,
    requestTimeout,
    throwOnRequestTimeout: true,
    /** A response that stalls half-way. */
    socketTimeout: requestTimeout,
    httpsAgent: { keepAlive, maxSockets: 50 },
    httpAgent: { keepAlive, maxSockets: 50 },
  };
}
