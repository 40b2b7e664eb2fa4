/** What a message is, by ids only: the event itself may tell of a person. */
import { formatInstant } from '../../shared/time/instant.ts';
import type { FailureQueue } from '../failure-queues.ts';
import type { Received } from './calls.ts';
import type { DeadLetterRead } from './dead-letter.ts';

export function sayLetter(
  { holds, functionName }: Pick<FailureQueue, 'holds' | 'functionName'>,
  read: DeadLetterRead,
  { id, sentAt }: Pick<Received, 'id' | 'sentAt'>,
): string {
  const since = `here since ${formatInstant(sentAt)}`;
  const parts =
    read.read === 'no'
      ? [`not understood, for ${read.reason}`, since]
      : [
          `${holds} for ${functionName}`,
          read.letter.error,
          since,
          ...(read.letter.about === undefined ? [] : [read.letter.about]),
        ];
  return `${id}: ${parts.join(', ')}`;
}
