/** The edge of a function that nobody waits for. Lambda writes down the message, the stack and every field of what a handler throws, and sends them along to the on-failure queue: so what is thrown here holds none of the item's. */
import { errorNames, logError } from './log-error.ts';

/** Thrown on, so that Lambda tries again and at last hands the event to the on-failure queue. Its name is the first error's, for whoever sorts that queue. */
export class InvocationError extends Error {
  override readonly name: string;

  constructor(names: readonly string[]) {
    super(`the invocation failed: ${names.join(', caused by ')}`);
    this.name = names[0] ?? 'Error';
  }
}

export function asyncHandler<Event, Answer>(
  handler: (event: Event) => Promise<Answer>,
): (event: Event) => Promise<Answer> {
  return async (event) => {
    try {
      return await handler(event);
    } catch (error) {
      logError('invocation-failed', error);
      throw new InvocationError(errorNames(error));
    }
  };
}
