/** The one mapping from what was thrown to what is answered: a broken world is 503 and worth another try, anything else is our bug. */
import type { ProblemType } from '../../shared/api/problem.ts';
import { SecretsUnavailableError, SignInUnavailableError, StoreUnavailableError } from '../errors.ts';
import { logError } from '../log-error.ts';
import { type HeadersSent, type HttpResponse, problem, retryAfter } from './respond.ts';

/** When a caller should try again after a 503: the table's throttling passes within seconds. */
export const unavailableRetrySeconds = 5;

export interface FailedAnswer {
  problem: ProblemType;
  headers: HeadersSent;
}

/** What passes by itself. */
const outOfReach = [StoreUnavailableError, SecretsUnavailableError, SignInUnavailableError];

/** What a thrown error becomes, for answers in any format. */
export function classifyError(error: unknown): FailedAnswer {
  const isOutOfReach = outOfReach.some((kind) => error instanceof kind);
  if (isOutOfReach) return { problem: 'unavailable', headers: retryAfter(unavailableRetrySeconds) };
  return { problem: 'internal', headers: {} };
}

export function respondToError(error: unknown): HttpResponse {
  logError('request-failed', error);
  const answer = classifyError(error);
  return problem(answer.problem, {}, answer.headers);
}
