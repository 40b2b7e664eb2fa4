/** Which invocation is under way: Lambda tells its id with each call and the trace in the environment, and every line is to carry both. An instance runs one at a time. */
import type { Context } from 'aws-lambda';

/** Absent where nobody said: outside Lambda, and while an instance starts. */
export interface Invocation {
  requestId?: string;
  /** X-Ray's, also of a trace that was not sampled. */
  traceId?: string;
}

type Told = Pick<Context, 'awsRequestId'>;

export interface Invocations {
  current: () => Invocation;
  /** The handler as Lambda calls it. */
  around: <Event, Answer>(
    handler: (event: Event) => Promise<Answer>,
  ) => (event: Event, context: Told) => Promise<Answer>;
}

/** `readTrace`: the tracing header of now, which Lambda keeps in `_X_AMZN_TRACE_ID` and changes with each invocation. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
export function createInvocations(readTrace: () => string | undefined): Invocations {
  let requestId: string | undefined;
  return {
    current() {
      const traceId = /(?:^|;)Root=([\w-]+)/.exec(readTrace() ?? '')?.[1];
      return {
        ...(requestId === undefined ? {} : { requestId }),
        ...(traceId === undefined ? {} : { traceId }),
      };
    },
    around: (handler) => async (event, context) => {
      requestId = context.awsRequestId;
      return handler(event);
    },
  };
}
