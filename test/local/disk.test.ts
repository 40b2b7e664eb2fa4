/** One JSON value on disk: durable, whole, and clear about a broken file. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { BrokenFileError, createState } from '../../local/disk.ts';
import { temporaryFolder } from './harness.ts';

const schema = z.object({ count: z.number() });

describe('a state on disk', () => {
  test('starts with its initial value and keeps what is written for the next start', async () => {
    const file = join(temporaryFolder(), 'deep', 'state.json');
    const state = createState(file, schema, { count: 0 });
    expect(state.read()).toEqual({ count: 0 });

    await state.write({ count: 7 });

    expect(createState(file, schema, { count: 0 }).read()).toEqual({ count: 7 });
  });

  test('keeps the last of many writes made at once, and leaves no other file behind', async () => {
    const folder = temporaryFolder();
    const state = createState(join(folder, 'state.json'), schema, { count: 0 });

    await Promise.all(Array.from({ length: 20 }, (_, count) => state.write({ count })));

    expect(readFileSync(join(folder, 'state.json'), 'utf8')).toBe('{"count":19}');
    expect(readdirSync(folder)).toEqual(['state.json']);
  });

  test('is readable by its owner only', async () => {
    const file = join(temporaryFolder(), 'state.json');
    await createState(file, schema, { count: 0 }).write({ count: 1 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['is not JSON', '{"count":'],
    ['count', '{"count":"seven"}'],
  ])('refuses a broken file by its name and says: %s', (what, text) => {
    const file = join(temporaryFolder(), 'state.json');
    writeFileSync(file, text);
    const opening = () => createState(file, schema, { count: 0 });
    expect(opening).toThrow(BrokenFileError);
    expect(opening).toThrow(file);
    expect(opening).toThrow(what);
  });

  test('refuses a file that cannot be read', () => {
    const folder = temporaryFolder();
    expect(() => createState(folder, schema, { count: 0 })).toThrow(`${folder}: cannot be read`);
  });

  test('says so when a write fails, and writes again afterwards', async () => {
    const folder = join(temporaryFolder(), 'data');
    const file = join(folder, 'state.json');
    const state = createState(file, schema, { count: 0 });
    rmSync(folder, { recursive: true });
    await expect(state.write({ count: 1 })).rejects.toThrow('ENOENT');

    mkdirSync(folder);
    await state.write({ count: 2 });
    expect(createState(file, schema, { count: 0 }).read()).toEqual({ count: 2 });
  });

  test('keeps to memory without a file', async () => {
    const state = createState(undefined, schema, { count: 0 });
    await state.write({ count: 3 });
    expect(state.read()).toEqual({ count: 3 });
  });
});
