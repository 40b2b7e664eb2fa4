/** Brings what lies in one queue back to its function, message by message, and says of each what became of it. */
import type { ResourceNames } from '../../shared/deployment/resource-names.ts';
import { type CommandIo, sayTrouble } from '../command-line.ts';
import type { FailureQueue } from '../failure-queues.ts';
import type { Calls, Received } from './calls.ts';
import { readDeadLetter } from './dead-letter.ts';
import { sayLetter } from './say-letter.ts';
import { walkQueue } from './walk-queue.ts';

export interface Tally {
  /** In a dry run: what would be. */
  redriven: number;
  left: number;
  /** A function did not take its event: there is no use in going on. */
  refused: boolean;
}

export interface RedriveAsked {
  dryRun: boolean;
  messagesMax: number;
}

export async function redriveQueue(
  calls: Calls,
  names: ResourceNames,
  queue: FailureQueue,
  { dryRun, messagesMax }: RedriveAsked,
  io: CommandIo,
): Promise<Tally> {
  const url = await calls.urlOf(queue.name);
  const work = { calls, names, queue, url, dryRun, io };
  let redriven = 0;
  let refused = false;
  io.print(queue.name);
  const seen = await walkQueue(calls, url, {
    messagesMax,
    isDone: () => refused,
    look: async (message) => {
      const became = await redriveMessage(message, work);
      if (became === 'redriven') redriven += 1;
      refused = became === 'refused';
      return became === 'redriven' && !dryRun ? 'gone' : 'stays';
    },
  });
  if (seen === 0) io.print('  empty');
  return { redriven, left: seen - redriven, refused };
}

type Became = 'redriven' | 'left' | 'refused';

interface Work {
  calls: Calls;
  names: ResourceNames;
  queue: FailureQueue;
  url: string;
  dryRun: boolean;
  io: CommandIo;
}

/** The message goes only after Lambda has the event: a run that dies in between leaves an event that comes twice, and changes nothing. */
async function redriveMessage(message: Received, work: Work): Promise<Became> {
  const { calls, names, queue, url, dryRun, io } = work;
  const read = readDeadLetter(queue, message, names);
  const what = sayLetter(queue, read, message);
  if (read.read === 'no') {
    io.print(`  ${what}: left in the queue`);
    return 'left';
  }
  if (dryRun) {
    io.print(`  ${what}: would be redriven`);
    return 'redriven';
  }
  try {
    await calls.invoke(names.functionOf(queue.functionName), read.letter.payload);
  } catch (error) {
    const trouble = sayTrouble(error);
    if (trouble === undefined) throw error;
    io.print(`  ${what}: left in the queue`);
    io.complain(trouble);
    return 'refused';
  }
  await calls.remove(url, message);
  io.print(`  ${what}: redriven`);
  return 'redriven';
}
