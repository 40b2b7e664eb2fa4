/** One small JSON value kept on disk: replaced whole and durably, so that a kill at any moment leaves the old value or the new one. */
import { mkdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';

export interface State<T> {
  read(): T;
  /** Takes effect in memory at once; resolves when the new value is on the disk. Writes are kept in order. */
  write(next: T): Promise<void>;
}

/** A file under the data folder that cannot be read as what it should hold. */
export class BrokenFileError extends Error {
  override name = 'BrokenFileError';
  readonly file: string;

  constructor(file: string, what: string, cause?: unknown) {
    super(`${file}: ${what}. Repair or remove the file and start again.`, { cause });
    this.file = file;
  }
}

/** Local data holds made-up people, but also demo secrets: only its owner reads it. */
export const fileMode = 0o600;

/** Keeps `initial` in memory only where `file` is undefined. */
export function createState<T>(file: string | undefined, schema: z.ZodType<T>, initial: T): State<T> {
  let value = file === undefined ? initial : load(file, schema, initial);
  let written: Promise<void> = Promise.resolve();
  return {
    read: () => value,
    write(next) {
      const text = JSON.stringify(next);
      value = next;
      if (file === undefined) return Promise.resolve();
      // A failed write is told to its own caller; the next one is tried all the same.
      written = written.catch(() => undefined).then(() => replaceFile(file, text));
      return written;
    },
  };
}

/** Writes beside the file, flushes, renames over it and flushes the folder. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.new`;
  const handle = await open(temporary, 'w', fileMode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The file's text, or undefined where there is none; makes its folder. */
export function readFileIfAny(file: string): string | undefined {
  mkdirSync(dirname(file), { recursive: true });
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new BrokenFileError(file, 'cannot be read', error);
  }
}

/** Parses one JSON text of a file; every failure names the file. */
export function parseStored<T>(file: string, text: string, schema: z.ZodType<T>, where = ''): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new BrokenFileError(file, `${where}is not JSON`, error);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new BrokenFileError(file, `${where}${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function load<T>(file: string, schema: z.ZodType<T>, initial: T): T {
  const text = readFileIfAny(file);
  return text === undefined ? initial : parseStored(file, text, schema);
}
