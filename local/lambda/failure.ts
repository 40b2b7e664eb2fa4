/** How Lambda tells that a function threw: as an answer, and as the record that goes to the on-failure queue. */
import { formatInstant, type Instant } from '../../shared/time/instant.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export interface FunctionFailure {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

export function failureOf(error: unknown): FunctionFailure {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

export interface FailedInvocation {
  id: string;
  functionArn: string;
  payload: unknown;
  attempts: number;
  failure: FunctionFailure;
  at: Instant;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export function failureRecord({ id, functionArn, payload, attempts, failure, at }: FailedInvocation) {
  return {
    version: '1.0',
    timestamp: formatInstant(at),
    requestContext: {
      requestId: id,
      functionArn,
      condition: 'RetriesExhausted',
      approximateInvokeCount: attempts,
    },
    requestPayload: payload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: failure,
  };
}
