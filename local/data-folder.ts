/** Where each part of the stack keeps its data, checked before anything is started. */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

export interface DataPlaces {
  table: string | undefined;
  scheduler: string | undefined;
  phones: string | undefined;
  secretValues: string | undefined;
  /** Events that nothing could be done with. */
  queues: string | undefined;
  /** Events that functions are still to be invoked with. */
  invocations: string | undefined;
  /** What `npm run send` reads. */
  secrets: string | undefined;
  clock: string | undefined;
  /** The keys of the embedded sign-in. */
  signIn: string | undefined;
}

/** `folder` undefined: everything in memory. Throws a StartError that names the folder. */
export function placesIn(folder: string | undefined): DataPlaces {
  if (folder !== undefined) prepareFolder(folder);
  const at = (name: string) => (folder === undefined ? undefined : join(folder, name));
  return {
    table: at('table'),
    scheduler: at('scheduler'),
    phones: at('phones'),
    secretValues: at('secret-values.jsonl'),
    queues: at('queues.jsonl'),
    invocations: at('invocations.jsonl'),
    secrets: at('secrets.json'),
    clock: at('clock.json'),
    signIn: at('sign-in.json'),
  };
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    if (!statSync(folder).isDirectory()) throw new Error('it is not a folder');
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be used';
    throw new StartError(
      `the data folder ${folder} cannot be used: ${why}. Name another one with --folder, or keep nothing with --memory.`,
    );
  }
}
