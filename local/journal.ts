/** Many keyed JSON values kept on disk: each change is one appended line, so that its cost does not grow with what is already there. */
import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import * as z from 'zod';
import { fileMode, parseStored, readFileIfAny, replaceFile } from './disk.ts';

export interface Collection<T> {
  get(key: string): T | undefined;
  /** In the order in which the keys were first put. */
  entries(): readonly [string, T][];
  /** Takes effect in memory at once; resolves when it is on the disk. Changes that wait together share one flush. */
  put(key: string, value: T): Promise<void>;
  remove(key: string): Promise<void>;
  /** Waits for open writes and closes the file; in memory nothing. */
  close(): Promise<void>;
}

/** Below this many lines a rewrite is not worth its flush. */
const compactionLinesMin = 1_000;
/** The file is rewritten when fewer than one line in this many is live: amortised, a change costs at most this many line writes more. */
const linesPerEntryMax = 4;

export function createCollection<T>(file: string | undefined, schema: z.ZodType<T>): Collection<T> {
  const values = new Map<string, T>();
  const lines = file === undefined ? undefined : openLines(file, schema, values);
  return {
    get: (key) => values.get(key),
    entries: () => [...values],
    put(key, value) {
      values.set(key, value);
      return lines?.append(JSON.stringify({ key, value })) ?? Promise.resolve();
    },
    remove(key) {
      if (!values.delete(key)) return Promise.resolve();
      return lines?.append(JSON.stringify({ key })) ?? Promise.resolve();
    },
    close: () => lines?.close() ?? Promise.resolve(),
  };
}

function isWorthRewriting(lineCount: number, entryCount: number): boolean {
  return lineCount > compactionLinesMin && lineCount > entryCount * linesPerEntryMax;
}

interface Lines {
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

function openLines<T>(file: string, schema: z.ZodType<T>, values: Map<string, T>): Lines {
  let lineCount = replay(file, schema, values);
  let pending: string[] = [];
  let handle: FileHandle | undefined;
  let torn = false;
  let flushed: Promise<void> = Promise.resolve();

  async function rewrite(): Promise<void> {
    await handle?.close();
    handle = undefined;
    // The map may already hold changes that wait for the next flush: those are then written twice, which changes nothing.
    const live = [...values].map(([key, value]) => `${JSON.stringify({ key, value })}\n`);
    await replaceFile(file, live.join(''));
    lineCount = live.length;
  }

  async function flush(): Promise<void> {
    if (pending.length === 0) return;
    const batch = pending;
    pending = [];
    try {
      if (torn || isWorthRewriting(lineCount + batch.length, values.size)) await rewrite();
      else {
        handle ??= await open(file, 'a', fileMode);
        await handle.writeFile(`${batch.join('\n')}\n`);
        await handle.datasync();
        lineCount += batch.length;
      }
      torn = false;
    } catch (error) {
      // Half a line may stand there now. The next flush, also of those who wait for this batch, writes everything anew.
      torn = true;
      pending = [...batch, ...pending];
      throw error;
    }
  }

  return {
    append(line) {
      pending.push(line);
      flushed = flushed.catch(() => undefined).then(flush);
      return flushed;
    },
    async close() {
      await flushed;
      await handle?.close();
      handle = undefined;
    },
  };
}

/** Reads the lines into the map and says how many there are. An unfinished last line is what a kill leaves of a change that was never confirmed: it is cut off. */
function replay<T>(file: string, schema: z.ZodType<T>, values: Map<string, T>): number {
  const text = readFileIfAny(file) ?? '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncate(file, Buffer.byteLength(whole));
  if (text === '') writeFileSync(file, '', { mode: fileMode });
  const line = z.object({ key: z.string(), value: schema.optional() });
  const lines = whole.split('\n').slice(0, -1);
  for (const [index, written] of lines.entries()) {
    const change = parseStored(file, written, line, `line ${index + 1}: `);
    if (change.value === undefined) values.delete(change.key);
    else values.set(change.key, change.value);
  }
  return lines.length;
}

function truncate(file: string, bytes: number): void {
  const descriptor = openSync(file, 'r+');
  ftruncateSync(descriptor, bytes);
  closeSync(descriptor);
}
