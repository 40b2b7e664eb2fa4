/** Puts what is about to be thrown away at the end of a file: on the disk when this returns, and for nobody's eyes but its owner's, for it may tell of a person. */
import { closeSync, fchmodSync, openSync, writeFileSync } from 'node:fs';
import { StageError } from '../stage.ts';

const ownerOnly = 0o600;

/** One line of JSON. Throws a StageError where it cannot be written. */
export function keepLine(file: string, line: Readonly<Record<string, unknown>>): void {
  try {
    const descriptor = openSync(file, 'a', ownerOnly);
    try {
      // Also one that was there, whoever made it.
      fchmodSync(descriptor, ownerOnly);
      writeFileSync(descriptor, `${JSON.stringify(line)}\n`, { flush: true });
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new StageError(
      `--file: ${file} cannot be written, and what was to be kept there stays in its queue.`,
      { cause: error },
    );
  }
}
