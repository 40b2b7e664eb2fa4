/** The one mapping from what was thrown to what is answered: a broken world is 503 and worth another try, anything else is our bug. */
import type { ProblemType } from '../../shared/api/problem.ts';
import { SecretsUnavailableError, StoreUnavailableError } from '../errors.ts';
import { type HeadersSent, type HttpResponse, problem, retryAfter } from './respond.ts';

/** When a caller should try again after a 503: the table's throttling passes within seconds. */
export const unavailableRetrySeconds = 5;
/** How deep causes are followed for the log; ours are two deep. */
const causesMax = 4;

export interface FailedAnswer {
  problem: ProblemType;
  headers: HeadersSent;
}

/** What a thrown error becomes, for answers in any format. */
export function classifyError(error: unknown): FailedAnswer {
  if (error instanceof StoreUnavailableError || error instanceof SecretsUnavailableError) {
    return { problem: 'unavailable', headers: retryAfter(unavailableRetrySeconds) };
  }
  return { problem: 'internal', headers: {} };
}

export function respondToError(error: unknown): HttpResponse {
  logError(error);
  const answer = classifyError(error);
  return problem(answer.problem, {}, answer.headers);
}

/** One line with the names of the error and its causes. Messages and stacks may quote what a client sent, so they stay out. */
export function logError(error: unknown): void {
  console.error(JSON.stringify({ level: 'error', event: 'request-failed', errors: namesOf(error) }));
}

function namesOf(error: unknown): string[] {
  const names: string[] = [];
  let current: unknown = error;
  while (current !== undefined && names.length < causesMax) {
    if (!(current instanceof Error)) return [...names, typeof current];
    names.push(current.name);
    current = current.cause;
  }
  return names;
}
