/** What the redrive command understands of its command line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseOptions } from '../../../operations/redrive/options.ts';

test('It takes all queues unless one is named', () => {
  const asked = { stage: { stage: 'dev' }, queue: undefined, dryRun: false, messagesMax: 1_000 };
  const options = { verb: 'redrive', ...asked };
  expect(parseOptions(['--stage', 'dev'])).toEqual({ ask: 'run', options });
  expect(parseOptions(['--stage', 'dev', '--all'])).toEqual({ ask: 'run', options });
  const args = ['--stage', 'local', '--url', 'http://localhost:4000', '--dry-run', '--max', '5'];
  expect(parseOptions([...args, '--queue', 'sweep-failures'])).toEqual({
    ask: 'run',
    options: {
      verb: 'redrive',
      stage: { stage: 'local', url: 'http://localhost:4000' },
      queue: 'sweep-failures',
      dryRun: true,
      messagesMax: 5,
    },
  });
});

const discard = ['discard', '--stage', 'dev', '--id', 'a', '--why', 'of a test', '--file', 'kept.jsonl'];

test('It discards what is named, with a reason and a file', () => {
  expect(parseOptions([...discard, '--id', 'b', '--queue', 'sweep-failures'])).toEqual({
    ask: 'run',
    options: {
      verb: 'discard',
      stage: { stage: 'dev' },
      queue: 'sweep-failures',
      dryRun: false,
      messagesMax: 1_000,
      ids: ['a', 'b'],
      why: 'of a test',
      file: 'kept.jsonl',
    },
  });
});

function without(option: string): string[] {
  return discard.filter((word, index) => word !== option && discard[index - 1] !== option);
}

test.each([
  ['no stage', ['--all'], 'Say which --stage'],
  ['one queue and all of them', ['--stage', 'dev', '--all', '--queue', 'x'], 'Name one --queue'],
  ['no number', ['--stage', 'dev', '--max', 'many'], '--max many: expected a whole number'],
  ['none at all', ['--stage', 'dev', '--max', '0'], '--max 0: expected a whole number'],
  ['an option it does not know', ['--stage', 'dev', '--force'], '--force: there is no such option.'],
  ['a word it does not know', ['--stage', 'dev', 'now'], 'not "now"'],
  ['a word too many', [...discard, 'now'], 'not "discard now"'],
  ['to discard nothing named', without('--id'), '--id: expected'],
  ['to discard without a reason', without('--why'), '--why: expected'],
  ['to discard for an empty reason', [...without('--why'), '--why', ' '], '--why: expected'],
  ['to discard without a file', without('--file'), '--file: expected'],
  ['an id for what is not discarded', discard.slice(1), '--id is for discard only.'],
])('It refuses %s', (_, args, says) => {
  expect(parseOptions(args)).toEqual({ ask: 'wrong', reason: expect.stringContaining(says) });
});

test('It explains itself', () => {
  expect(parseOptions(['--help'])).toEqual({ ask: 'help' });
});

test('It takes each line of its document', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/redrive.md'), 'utf8');
  const lines = [...page.matchAll(/^npm run redrive -- ([^#\n]+)/gm)].map(([, line = '']) => line.trim());
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare);
    expect(parseOptions(words).ask, line).toBe('run');
  }
});
