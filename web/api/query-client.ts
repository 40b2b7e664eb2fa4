/** What was loaded is kept and asked for again by one set of rules. */
import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem-error.ts';

/** A refusal stays one however often it is asked again; what is down may come back. */
const triesMax = 3;
/** Younger than this it is shown without asking again. */
const freshMs = 2_000;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: freshMs,
        retry: (failures, error) => !isFinal(error) && failures < triesMax,
        // Without a network too: then the failure says so at once, beside what was loaded before.
        networkMode: 'always',
        // With that mode this is not said by itself.
        refetchOnReconnect: true,
      },
      // An act is sent once; whoever wants it again clicks again.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

function isFinal(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status < 500;
}
