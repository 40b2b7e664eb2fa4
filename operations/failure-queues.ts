/** The queues of failures that a stage has, and what each holds: a message alone does not say which function it was for. */
import {
  type AsyncFunctionName,
  asyncFunctionNames,
  type ResourceNames,
} from '../shared/deployment/resource-names.ts';

/** `event`: a function failed at it three times. `timer`, `text`: it was never handed over. */
export interface FailureQueue {
  name: string;
  holds: 'event' | 'timer' | 'text';
  /** Whose event it is. */
  functionName: AsyncFunctionName;
}

export function failureQueues(names: ResourceNames): FailureQueue[] {
  return [
    { name: names.timerFailures, holds: 'timer', functionName: 'follow-up' },
    { name: names.inboundFailures, holds: 'text', functionName: 'inbound-text' },
    ...asyncFunctionNames.map(
      (functionName): FailureQueue => ({
        name: names.failuresOf(functionName),
        holds: 'event',
        functionName,
      }),
    ),
  ];
}

/** By its whole name, or by what follows the stage's. */
export function findQueue(names: ResourceNames, asked: string): FailureQueue | undefined {
  return failureQueues(names).find(({ name }) => name === asked || name === `${names.prefix}-${asked}`);
}
