/** How `npm start` was asked to run: its flags and its one variable. */
import { parseArgs } from 'node:util';
import { sayMisread } from '../shared/text/say-misread.ts';
import { StartError } from './start-error.ts';

export const usage = `Runs the whole system on this machine: no AWS account, no Docker, no database.

  npm start [-- options]

  --memory         keep nothing: all data is gone when it stops
  --folder PATH    keep the data there (default: .local in the project)
  --quiet          do not print what happens
  --help           this text

PORT (default: 3000) is the port on 127.0.0.1.`;

export interface StartOptions {
  port: number;
  /** `undefined`: in memory. */
  folder: string | undefined;
  quiet: boolean;
}

export type StartAsked = { ask: 'help' } | { ask: 'start'; options: StartOptions };

const defaultPort = 3000;
const portMax = 65_535;

/** Throws a StartError that names the flag or variable. */
export function readStartOptions(
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  defaultFolder: string,
): StartAsked {
  const { values } = parse(args);
  if (values.help === true) return { ask: 'help' };
  if (values.memory && values.folder !== undefined)
    throw new StartError('--memory and --folder cannot both hold: choose one.');
  if (values.folder === '') throw new StartError('--folder: expected a path.');
  const folder = values.memory ? undefined : (values.folder ?? defaultFolder);
  return { ask: 'start', options: { port: readPort(variables.PORT), folder, quiet: values.quiet } };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        memory: { type: 'boolean', default: false },
        folder: { type: 'string' },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new StartError(`${sayMisread(error)}\nSee: npm start -- --help`);
  }
}

/** 0 asks the machine for any free port. */
function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return defaultPort;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > portMax) {
    throw new StartError(`PORT: expected a number from 0 to ${portMax}, found "${text.slice(0, 20)}".`);
  }
  return port;
}
