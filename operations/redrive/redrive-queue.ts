/** Brings what lies in one queue back to its function, message by message, and says of each what became of it. */
import type { ResourceNames } from '../../shared/deployment/resource-names.ts';
import { formatInstant } from '../../shared/time/instant.ts';
import { type CommandIo, sayTrouble } from '../command-line.ts';
import type { FailureQueue } from '../failure-queues.ts';
import type { Calls, Received } from './calls.ts';
import { type DeadLetter, readDeadLetter } from './dead-letter.ts';

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

type Outcome = 'redriven' | 'left' | 'refused';

export async function redriveQueue(
  calls: Calls,
  names: ResourceNames,
  queue: FailureQueue,
  { dryRun, messagesMax }: RedriveAsked,
  io: CommandIo,
): Promise<Tally> {
  const url = await calls.urlOf(queue.name);
  const tally: Tally = { redriven: 0, left: 0, refused: false };
  const seen = new Set<string>();
  const staying = new Map<string, Received>();
  io.print(queue.name);
  try {
    while (seen.size < messagesMax && !tally.refused) {
      const received = await calls.receive(url, messagesMax - seen.size);
      // What shows again was hidden for too short a time; once a run is enough.
      const fresh = received.filter(({ id }) => !seen.has(id));
      if (fresh.length === 0) break;
      for (const message of fresh) {
        seen.add(message.id);
        staying.set(message.id, message);
      }
      for (const message of fresh) {
        const outcome = await redriveMessage(message, { calls, names, queue, url, dryRun, io });
        if (outcome === 'redriven' && !dryRun) staying.delete(message.id);
        if (outcome === 'redriven') tally.redriven += 1;
        tally.refused = outcome === 'refused';
        if (tally.refused) break;
      }
    }
  } finally {
    // Where this fails they show again by themselves, minutes later.
    await Promise.allSettled([...staying.values()].map((message) => calls.letGo(url, message)));
  }
  if (seen.size === 0) io.print('  empty');
  tally.left = seen.size - tally.redriven;
  return tally;
}

interface Work {
  calls: Calls;
  names: ResourceNames;
  queue: FailureQueue;
  url: string;
  dryRun: boolean;
  io: CommandIo;
}

/** The message goes only after Lambda has the event: a run that dies in between leaves an event that comes twice, and changes nothing. */
async function redriveMessage(message: Received, work: Work): Promise<Outcome> {
  const { calls, names, queue, url, dryRun, io } = work;
  const read = readDeadLetter(queue, message, names);
  if (read.read === 'no') {
    io.print(`  ${message.id}: left in the queue, for ${read.reason}`);
    return 'left';
  }
  const what = describe(queue, read.letter, message);
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

/** Ids only: the event itself may tell of a person. */
function describe({ holds, functionName }: FailureQueue, letter: DeadLetter, message: Received): string {
  const { error, about } = letter;
  const parts = [
    `${holds} for ${functionName}`,
    error,
    `here since ${formatInstant(message.sentAt)}`,
    ...(about === undefined ? [] : [about]),
  ];
  return `${message.id}: ${parts.join(', ')}`;
}
