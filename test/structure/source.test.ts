/** A small project on the disk: what is read of it, what is left alone, and that a violation in it comes out with its place. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listRules } from './rules/all-rules.ts';
import { parseSource, readSources, say } from './source.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'booking-gate-structure-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const lawful = '/** A file that breaks no rule at all. */\nexport const one = 1;\n';

describe('a project on the disk', () => {
  test('is read from its source folders only', () => {
    write('shared/a.ts', lawful);
    write('functions/webhook/index.ts', lawful);
    write('local/guard.mjs', lawful);
    write('shared/words.json', '{}');
    write('docs/example.ts', lawful);
    write('test/contract/other/node_modules/thing/index.ts', lawful);
    write('.build/webhook/index.mjs', lawful);

    expect(
      readSources(root)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['functions/webhook/index.ts', 'local/guard.mjs', 'shared/a.ts']);
  });

  test('breaks no rule when it is lawful', () => {
    write('shared/a.ts', lawful);
    write('functions/webhook/index.ts', `${lawful}export { one as two } from '../../shared/a.ts';\n`);

    const sources = readSources(root);

    expect(listRules([]).flatMap(({ check }) => check(sources))).toEqual([]);
  });

  test('breaks each rule in its place when one file breaks many', () => {
    write('functions/webhook/handler.ts', lawful);
    write(
      'shared/booking/BookingManager.ts',
      [
        "import { one } from '../../functions/webhook/handler.ts';",
        "import { SNSClient } from '@aws-sdk/client-sns';",
        'export const now = Date.now() as any;',
        'export class BookingManager { patient = [one, SNSClient]; }',
        '',
      ].join('\n'),
    );

    const sources = readSources(root);
    const broken = listRules([]).filter(({ check }) => check(sources).length > 0);

    expect(broken.map(({ name }) => name)).toEqual([
      'Imports point from local and test to functions to shared, never back',
      'Of the code that is deployed only functions/adapters imports an AWS client',
      'The core imports only the few packages that are as pure as itself',
      'What is deployed imports only packages listed as dependencies',
      'The core has no clock, no chance, no environment, no log and nothing to wait for',
      'Files and folders are named in kebab case',
      'No file or export is named Manager, Service, Helper, Util, Impl or Dto',
      'A client is never called patient or customer in code',
      'Each file begins with a sentence on what it is',
      'A cast has its reason on its own line or the one before',
      'Nothing is typed any',
    ]);
    expect(broken.flatMap(({ check }) => check(sources)).map(say)).toContain(
      'shared/booking/BookingManager.ts:3 Date.now',
    );
  });

  test('that cannot be parsed is not passed over', () => {
    expect(() => parseSource('shared/planted.ts', 'const = ;')).toThrow('shared/planted.ts cannot be parsed');
  });
});
