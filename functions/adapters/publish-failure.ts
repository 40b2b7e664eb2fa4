/** What a failed publish proves: the difference between trying again, giving up, and never knowing. */
import type { PublishResult } from '../../shared/ports.ts';
import { errorName } from './error-name.ts';

type Failure = Exclude<PublishResult, { published: 'yes' }>;

/** SNS refuses this number or this text for good. Names with and without `Exception`: the wire and the SDK differ. */
const finalNames = new Set([
  'InvalidParameter',
  'InvalidParameterException',
  'InvalidParameterValue',
  'InvalidParameterValueException',
  'ParameterValueInvalid',
  'ValidationError',
  'ValidationException',
  'OptedOut',
  'OptedOutException',
]);

/** `Throttled` is not among SNS's declared errors and happens all the same. */
const throttledNames = new Set([
  'Throttled',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** System calls made before there is a connection: a failure in them proves that no byte of the request left. */
const openingCalls = new Set(['connect', 'getaddrinfo']);

/** The SDK gives its own time-out of the opening no code; should it word it otherwise one day, the failure counts as unknown, and a test fails. */
const neverConnected = /did not establish a connection/;

export function publishFailure(error: unknown): Failure {
  const reason = errorName(error);
  if (neverOpened(error)) return { published: 'no', passing: true, reason };
  const status = statusOf(error);
  if (status === 429 || throttledNames.has(reason)) return { published: 'no', passing: true, reason };
  if (finalNames.has(reason)) return { published: 'no', passing: false, reason };
  // Not signed in or not allowed: refused before it was looked at, and passes once an operator mends the rights.
  if (status === 401 || status === 403) return { published: 'no', passing: true, reason };
  return { published: 'unknown', reason };
}

function neverOpened(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // No credentials: there was nothing to sign the request with.
  if (error.name === 'CredentialsProviderError') return true;
  // One attempt per address of the host: all of them must have failed to open.
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverOpened);
  if (error.name === 'TimeoutError' && neverConnected.test(error.message)) return true;
  return 'syscall' in error && typeof error.syscall === 'string' && openingCalls.has(error.syscall);
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
