/** What a call to the API ends with when it does not succeed: a refusal in the API's own words, or no answer at all. */
import type { Problem } from '../../shared/api/problem.ts';

/** The API's refusal: `latest` says what somebody else did first, `errors` which fields are wrong. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/** Nothing answered: no network, or the server is away. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';

  constructor(cause: unknown) {
    super('The server cannot be reached', { cause });
  }
}

/** Of an answer that is no success, whatever a proxy on the way made of it. */
export async function readProblem(response: Response): Promise<Problem> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  // The API's own type, from the API: problem+json has this one shape.
  if (isProblem) return (await response.json()) as Problem;
  return {
    type: 'about:blank',
    title: 'The server gave an answer that this site does not know',
    status: response.status,
  };
}
