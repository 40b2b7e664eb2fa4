/** The command line of the redrive command, read and explained. */
import { parseArgs } from 'node:util';
import {
  type Parsed,
  run,
  sayMisread,
  stageAskedIn,
  stageMissing,
  stageOptions,
  stageUsage,
  wrong,
} from '../command-line.ts';
import type { StageAsked } from '../stage.ts';

/** Enough for a bad day, few enough to be looked at. */
const messagesMaxDefault = 1_000;

export const usage = `Brings events that failed back to their functions, once the cause is mended.

  npm run redrive -- --stage NAME [options]

${stageUsage}
  --queue NAME       only this queue, such as follow-up-failures
  --all              all queues of failures (what happens without --queue)
  --dry-run          says what lies there and leaves it there
  --max N            at most so many messages (default: ${messagesMaxDefault})

Says of each message what it is, by ids only. A message leaves its queue when its function has accepted the
event; one that cannot be understood stays. An event that comes twice changes nothing.
Exit code 0 when nothing had to stay, else 1.`;

export interface RedriveOptions {
  stage: StageAsked;
  /** Undefined: all. */
  queue: string | undefined;
  dryRun: boolean;
  messagesMax: number;
}

export function parseOptions(args: readonly string[]): Parsed<RedriveOptions> {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    return wrong(sayMisread(error));
  }
  if (values.help === true) return { ask: 'help' };
  const stage = stageAskedIn(values);
  if (stage === undefined) return wrong(stageMissing);
  const { queue, all, max } = values;
  if (queue !== undefined && all) return wrong('Name one --queue or take --all, not both.');
  const messagesMax = max === undefined ? messagesMaxDefault : Number(max);
  if (!Number.isSafeInteger(messagesMax) || messagesMax < 1) {
    return wrong(`--max ${max}: expected a whole number above 0.`);
  }
  return run({ stage, queue, dryRun: values['dry-run'], messagesMax });
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      ...stageOptions,
      queue: { type: 'string' },
      all: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      max: { type: 'string' },
    },
  }).values;
}
