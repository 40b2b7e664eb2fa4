/** Takes messages out of their queues that can never succeed, once a person has said why. Each stands in a file before it is gone. */
import { formatInstant } from '../../shared/time/instant.ts';
import type { CommandIo } from '../command-line.ts';
import type { FailureQueue } from '../failure-queues.ts';
import type { Stage } from '../stage.ts';
import type { Calls, Received } from './calls.ts';
import { readDeadLetter } from './dead-letter.ts';
import { keepLine } from './keep-line.ts';
import type { DiscardOptions } from './options.ts';
import { sayLetter } from './say-letter.ts';
import { walkQueue } from './walk-queue.ts';

export interface Discarding {
  calls: Calls;
  stage: Pick<Stage, 'names' | 'clock'>;
  options: DiscardOptions;
  io: CommandIo;
}

/** Whether all that were asked for were found. */
export async function discardLetters(work: Discarding, queues: readonly FailureQueue[]): Promise<boolean> {
  const { calls, options, io } = work;
  const wanted = new Set(options.ids);
  for (const queue of queues) {
    if (wanted.size === 0) break;
    const url = await calls.urlOf(queue.name);
    await walkQueue(calls, url, {
      messagesMax: options.messagesMax,
      isDone: () => wanted.size === 0,
      look: async (message) => {
        if (!wanted.delete(message.id)) return 'stays';
        return discard(message, { ...work, queue, url });
      },
    });
  }
  const where = queues.length === 1 ? 'this queue' : 'any queue';
  for (const id of wanted) {
    io.complain(`--id: ${id} is not in ${where}. What another run looked at shows again within minutes.`);
  }
  return wanted.size === 0;
}

/** The file first: a run that dies in between leaves a message that is in both, and is discarded once more. */
async function discard(
  message: Received,
  { calls, stage, options, io, queue, url }: Discarding & { queue: FailureQueue; url: string },
): Promise<'gone' | 'stays'> {
  const what = sayLetter(queue, readDeadLetter(queue, message, stage.names), message);
  if (options.dryRun) {
    io.print(`${queue.name}\n  ${what}: would be discarded`);
    return 'stays';
  }
  const { id, sentAt, attributes, body } = message;
  const discardedAt = formatInstant(stage.clock.now());
  const { why, file } = options;
  keepLine(file, { discardedAt, why, queue: queue.name, id, since: formatInstant(sentAt), attributes, body });
  await calls.remove(url, message);
  io.print(`${queue.name}\n  ${what}: discarded, kept in ${file}`);
  return 'gone';
}
