/** What the operator's commands share: the options that name a stage, and how a command ends, so that all of them read and fail alike. */
import type { ParseArgsOptionsConfig } from 'node:util';
import { SecretsUnavailableError, StoreUnavailableError } from '../functions/errors.ts';
import { type StageAsked, StageError } from './stage.ts';

/** 0: done. 1: refused, wrong, or out of reach; the reason is on standard error. */
export type ExitCode = 0 | 1;

export interface CommandIo {
  print: (line: string) => void;
  complain: (line: string) => void;
}

export type Parsed<T> = { ask: 'run'; options: T } | { ask: 'help' } | { ask: 'wrong'; reason: string };

/** For `parseArgs`, beside a command's own. */
export const stageOptions = {
  stage: { type: 'string' },
  region: { type: 'string' },
  url: { type: 'string' },
  help: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

export const stageUsage = `  --stage NAME       the stage, such as dev or prod; local: the stack on this machine
  --region REGION    where the stage is deployed (default: AWS_REGION)
  --url URL          where the local stack runs (default: http://localhost:3000)
  --help             this text`;

export interface StageValues {
  stage?: string | undefined;
  region?: string | undefined;
  url?: string | undefined;
}

/** Undefined without a stage: no command guesses which one is meant. */
export function stageAskedIn({ stage, region, url }: StageValues): StageAsked | undefined {
  if (stage === undefined) return undefined;
  return { stage, ...(region === undefined ? {} : { region }), ...(url === undefined ? {} : { url }) };
}

/** By verb, the options it takes beside those that all of its command's verbs do. */
export type OptionsOf<Verb extends string> = Readonly<Record<Verb, readonly string[]>>;

export function isVerbOf<Verb extends string>(optionsOf: OptionsOf<Verb>, word: string): word is Verb {
  return Object.hasOwn(optionsOf, word);
}

export function sayVerbs(optionsOf: OptionsOf<string>): string {
  return `Say what to do: ${Object.keys(optionsOf).join(', ')}.`;
}

export const stageMissing = 'Say which --stage: such as dev or prod, or local for the stack on this machine.';

/** What a command's own reading of its options answers. */
export function run<T>(options: T): Parsed<T> {
  return { ask: 'run', options };
}

export function wrong(reason: string): Parsed<never> {
  return { ask: 'wrong', reason };
}

export interface Command<T, Code extends number = ExitCode> {
  /** As in `npm run <name>`. */
  name: string;
  usage: string;
  parse: (args: readonly string[]) => Parsed<T>;
  run: (options: T, io: CommandIo) => Promise<Code>;
}

/** Bugs are thrown; what a person can mend is said in a line. */
export async function runCommand<T>(
  command: Command<T>,
  args: readonly string[],
  io: CommandIo,
): Promise<ExitCode> {
  return runOrElse(command, 1, args, io);
}

/** For a command whose 1 says something else: `couldNot` is the code of one that is wrong or out of reach. */
export async function runOrElse<T, Code extends number>(
  { name, usage, parse, run }: Command<T, Code>,
  couldNot: Code,
  args: readonly string[],
  io: CommandIo,
): Promise<Code | 0> {
  const parsed = parse(args);
  switch (parsed.ask) {
    case 'help':
      io.print(usage);
      return 0;
    case 'wrong':
      io.complain(parsed.reason);
      io.complain(`See: npm run ${name} -- --help`);
      return couldNot;
    case 'run':
      break;
  }
  try {
    return await run(parsed.options, io);
  } catch (error) {
    const trouble = sayTrouble(error);
    if (trouble === undefined) throw error;
    io.complain(trouble);
    return couldNot;
  }
}

/** What AWS says where a table, a function, a secret or a queue is not there: mostly because the whole stage is elsewhere. */
const missingNames: ReadonlySet<string> = new Set(['ResourceNotFoundException', 'QueueDoesNotExist']);

/** What went wrong outside of the command, in a line; undefined for what only a bug can be. */
export function sayTrouble(error: unknown): string | undefined {
  if (error instanceof StageError) return error.message;
  if (error instanceof StoreUnavailableError || error instanceof SecretsUnavailableError) {
    return sayTrouble(error.cause) ?? `${error.message} (${error.data.code ?? 'no answer'}).`;
  }
  // The SDK's clients put this on every error they throw, answered or not.
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  const said = `A call to AWS failed with ${error.name}: ${error.message}`;
  return missingNames.has(error.name)
    ? `${said}${/[.!?]$/.test(said) ? '' : '.'} Is the stage deployed in this account and region?`
    : said;
}
