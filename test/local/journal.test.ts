/** Many JSON values on disk: order, unfinished lines, rewriting, failing disks. */
import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createCollection } from '../../local/journal.ts';
import { temporaryFolder } from './harness.ts';

const schema = z.object({ count: z.number() });

describe('a collection on disk', () => {
  test('holds puts, replacements and removals in the order of the first put, also after a restart', async () => {
    const file = join(temporaryFolder(), 'kept.jsonl');
    const collection = createCollection(file, schema);
    await collection.put('b', { count: 1 });
    await collection.put('a', { count: 2 });
    await collection.put('gone', { count: 3 });
    await collection.put('b', { count: 4 });
    await collection.remove('gone');
    await collection.remove('never there');
    const expected = [
      ['b', { count: 4 }],
      ['a', { count: 2 }],
    ];
    expect(collection.entries()).toEqual(expected);

    await collection.close();

    expect(createCollection(file, schema).entries()).toEqual(expected);
  });

  test('writes changes made at once with few flushes and loses none', async () => {
    const file = join(temporaryFolder(), 'kept.jsonl');
    const collection = createCollection(file, schema);
    await Promise.all(Array.from({ length: 5_000 }, (_, count) => collection.put(`k${count}`, { count })));
    await collection.close();
    expect(createCollection(file, schema).entries()).toHaveLength(5_000);
  });

  test('cuts off a last line that a kill left unfinished, and goes on', async () => {
    const file = join(temporaryFolder(), 'kept.jsonl');
    const first = createCollection(file, schema);
    await first.put('a', { count: 1 });
    await first.close();
    appendFileSync(file, '{"key":"b","val');

    const second = createCollection(file, schema);
    expect(second.entries()).toEqual([['a', { count: 1 }]]);
    await second.put('c', { count: 2 });
    await second.close();

    expect(createCollection(file, schema).entries()).toEqual([
      ['a', { count: 1 }],
      ['c', { count: 2 }],
    ]);
  });

  test('refuses a broken line in the middle, naming the file and the line', () => {
    const file = join(temporaryFolder(), 'kept.jsonl');
    writeFileSync(file, '{"key":"a","value":{"count":1}}\n{"key":"b","value":{"count":"x"}}\n');
    expect(() => createCollection(file, schema)).toThrow(`${file}: line 2: `);
  });

  test('rewrites its file when most lines are dead, without losing a change made meanwhile', async () => {
    const file = join(temporaryFolder(), 'kept.jsonl');
    const collection = createCollection(file, schema);
    const batches = 30;
    const perBatch = 100;
    for (let batch = 0; batch < batches; batch += 1) {
      await Promise.all(
        Array.from({ length: perBatch }, (_, count) => collection.put(`k${count % 10}`, { count: batch })),
      );
    }
    await collection.close();
    expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(1_200);
    const again = createCollection(file, schema);
    expect(again.entries()).toHaveLength(10);
    expect(again.entries().every(([, { count }]) => count === batches - 1)).toBe(true);
  });

  test('tells every change of a failed flush so or writes it after all, and heals with the next one', async () => {
    const folder = join(temporaryFolder(), 'data');
    await mkdir(folder);
    const file = join(folder, 'kept.jsonl');
    const collection = createCollection(file, schema);
    rmSync(folder, { recursive: true });

    const results = await Promise.allSettled([
      collection.put('a', { count: 1 }),
      collection.put('b', { count: 2 }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);

    await mkdir(folder);
    await collection.put('c', { count: 3 });
    await collection.close();
    expect(createCollection(file, schema).entries()).toHaveLength(3);
  });

  test('is readable by its owner only', () => {
    const file = join(temporaryFolder(), 'kept.jsonl');
    createCollection(file, schema);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('keeps to memory without a file', async () => {
    const collection = createCollection(undefined, schema);
    await collection.put('a', { count: 1 });
    await collection.remove('a');
    await collection.put('b', { count: 2 });
    expect(collection.get('b')).toEqual({ count: 2 });
    expect(collection.entries()).toHaveLength(1);
  });
});
