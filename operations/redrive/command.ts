/** The redrive command without its process: over the queues that were asked for, until the number asked for is reached. */
import type { Command, CommandIo, ExitCode } from '../command-line.ts';
import { failureQueues, findQueue } from '../failure-queues.ts';
import { openStage } from '../stage.ts';
import { openCalls } from './calls.ts';
import { parseOptions, type RedriveOptions, usage } from './options.ts';
import { redriveQueue } from './redrive-queue.ts';

export const redriveCommand: Command<RedriveOptions> = { name: 'redrive', usage, parse: parseOptions, run };

async function run(options: RedriveOptions, io: CommandIo): Promise<ExitCode> {
  const stage = await openStage(options.stage);
  const { names } = stage;
  const all = failureQueues(names);
  const asked = options.queue === undefined ? undefined : findQueue(names, options.queue);
  if (options.queue !== undefined && asked === undefined) {
    io.complain(`There is no queue "${options.queue}": ${all.map(({ name }) => name).join(', ')} are known.`);
    return 1;
  }
  const calls = openCalls(stage);
  const { dryRun } = options;
  let redriven = 0;
  let left = 0;
  try {
    for (const queue of asked === undefined ? all : [asked]) {
      const messagesMax = options.messagesMax - redriven - left;
      if (messagesMax === 0) break;
      const tally = await redriveQueue(calls, names, queue, { dryRun, messagesMax }, io);
      redriven += tally.redriven;
      left += tally.left;
      if (tally.refused) break;
    }
  } finally {
    calls.close();
  }
  io.print(`${redriven} ${dryRun ? 'would be redriven' : 'redriven'}, ${left} left in the queue.`);
  return left === 0 ? 0 : 1;
}
