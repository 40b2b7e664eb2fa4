/** The redrive command without its process: over the queues that were asked for, until the number asked for is reached. */
import type { Command, CommandIo, ExitCode } from '../command-line.ts';
import { type FailureQueue, failureQueues, findQueue } from '../failure-queues.ts';
import { openStage, type Stage } from '../stage.ts';
import { type Calls, openCalls } from './calls.ts';
import { discardLetters } from './discard-letters.ts';
import { parseOptions, type RedriveOptions, usage } from './options.ts';
import { redriveQueue } from './redrive-queue.ts';

export const redriveCommand: Command<RedriveOptions> = { name: 'redrive', usage, parse: parseOptions, run };

async function run(options: RedriveOptions, io: CommandIo): Promise<ExitCode> {
  const stage = await openStage(options.stage);
  const { names } = stage;
  const all = failureQueues(names);
  const asked = options.queue === undefined ? undefined : findQueue(names, options.queue);
  if (options.queue !== undefined && asked === undefined) {
    io.complain(
      `--queue: expected one of ${all.map(({ name }) => name).join(', ')}, not "${options.queue}".`,
    );
    return 1;
  }
  const queues = asked === undefined ? all : [asked];
  const calls = openCalls(stage);
  try {
    if (options.verb === 'redrive') return await redriveAll(calls, stage, queues, options, io);
    return (await discardLetters({ calls, stage, options, io }, queues)) ? 0 : 1;
  } finally {
    calls.close();
  }
}

async function redriveAll(
  calls: Calls,
  { names }: Stage,
  queues: readonly FailureQueue[],
  { dryRun, messagesMax }: Extract<RedriveOptions, { verb: 'redrive' }>,
  io: CommandIo,
): Promise<ExitCode> {
  let redriven = 0;
  let left = 0;
  for (const queue of queues) {
    const open = messagesMax - redriven - left;
    if (open === 0) break;
    const tally = await redriveQueue(calls, names, queue, { dryRun, messagesMax: open }, io);
    redriven += tally.redriven;
    left += tally.left;
    if (tally.refused) break;
  }
  io.print(`${redriven} ${dryRun ? 'would be redriven' : 'redriven'}, ${left} left in the queue.`);
  return left === 0 ? 0 : 1;
}
