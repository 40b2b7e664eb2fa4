/** The command line of the redrive command, read and explained. */
import { parseArgs } from 'node:util';
import { sayMisread } from '../../shared/text/say-misread.ts';
import {
  type Parsed,
  run,
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
  npm run redrive -- discard --id ID [--id ID ...] --why TEXT --file FILE --stage NAME [options]

${stageUsage}
  --queue NAME       only this queue, such as follow-up-failures
  --all              all queues of failures (what happens without --queue)
  --dry-run          says what lies there and leaves it there
  --max N            at most so many messages (default: ${messagesMaxDefault})
  --id ID            discard: which message, by the id that a dry run shows
  --why TEXT         discard: why it can never succeed
  --file FILE        discard: where it is kept, at the end of what stands there; it may tell of people

Says of each message what it is, by ids only. A message leaves its queue when its function has accepted the
event; one that cannot be understood stays. An event that comes twice changes nothing. One that can never
succeed leaves by "discard", after it was written to the file.
Exit code 0 when nothing had to stay, and all that was to be discarded was found; else 1.`;

interface Asked {
  stage: StageAsked;
  /** Undefined: all. */
  queue: string | undefined;
  dryRun: boolean;
  /** Discarding looks at no more of each queue. */
  messagesMax: number;
}
export interface DiscardOptions extends Asked {
  verb: 'discard';
  ids: readonly string[];
  why: string;
  file: string;
}
export type RedriveOptions = (Asked & { verb: 'redrive' }) | DiscardOptions;

export function parseOptions(args: readonly string[]): Parsed<RedriveOptions> {
  let given: ReturnType<typeof parse>;
  try {
    given = parse(args);
  } catch (error) {
    return wrong(sayMisread(error));
  }
  const { values, positionals } = given;
  if (values.help === true) return { ask: 'help' };
  const [verb, ...more] = positionals;
  if (more.length > 0 || (verb !== undefined && verb !== 'discard')) {
    return wrong(`Expected nothing but options, or "discard" before them, not "${positionals.join(' ')}".`);
  }
  const stage = stageAskedIn(values);
  if (stage === undefined) return wrong(stageMissing);
  const { queue, all, max } = values;
  if (queue !== undefined && all) return wrong('Name one --queue or take --all, not both.');
  const messagesMax = max === undefined ? messagesMaxDefault : Number(max);
  if (!Number.isSafeInteger(messagesMax) || messagesMax < 1) {
    return wrong(`--max ${max}: expected a whole number above 0.`);
  }
  const asked = { stage, queue, dryRun: values['dry-run'], messagesMax };
  return verb === 'discard' ? parseDiscard(asked, values) : parseRedrive(asked, values);
}

type Values = ReturnType<typeof parse>['values'];

function parseRedrive(asked: Asked, values: Values): Parsed<RedriveOptions> {
  const stray = (['id', 'why', 'file'] as const).find((name) => values[name] !== undefined);
  return stray === undefined ? run({ verb: 'redrive', ...asked }) : wrong(`--${stray} is for discard only.`);
}

function parseDiscard(asked: Asked, { id: ids = [], why = '', file = '' }: Values): Parsed<RedriveOptions> {
  if (ids.length === 0 || ids.includes(''))
    return wrong('--id: expected the id of a message; --dry-run shows it.');
  if (why.trim() === '') return wrong('--why: expected the reason why it can never succeed.');
  if (file === '') return wrong('--file: expected the file in which what is discarded is kept.');
  return run({ verb: 'discard', ...asked, ids, why, file });
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...stageOptions,
      queue: { type: 'string' },
      all: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      max: { type: 'string' },
      id: { type: 'string', multiple: true },
      why: { type: 'string' },
      file: { type: 'string' },
    },
  });
}
