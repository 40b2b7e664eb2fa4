/** What the redrive command understands of its command line. */
import { expect, test } from 'vitest';
import { parseOptions } from '../../../operations/redrive/options.ts';

test('It takes all queues unless one is named', () => {
  const options = { stage: { stage: 'dev' }, queue: undefined, dryRun: false, messagesMax: 1_000 };
  expect(parseOptions(['--stage', 'dev'])).toEqual({ ask: 'run', options });
  expect(parseOptions(['--stage', 'dev', '--all'])).toEqual({ ask: 'run', options });
  const args = ['--stage', 'local', '--url', 'http://localhost:4000', '--dry-run', '--max', '5'];
  expect(parseOptions([...args, '--queue', 'sweep-failures'])).toEqual({
    ask: 'run',
    options: {
      stage: { stage: 'local', url: 'http://localhost:4000' },
      queue: 'sweep-failures',
      dryRun: true,
      messagesMax: 5,
    },
  });
});

test.each([
  ['no stage', ['--all']],
  ['one queue and all of them', ['--stage', 'dev', '--all', '--queue', 'x']],
  ['no number', ['--stage', 'dev', '--max', 'many']],
  ['none at all', ['--stage', 'dev', '--max', '0']],
  ['an option it does not know', ['--stage', 'dev', '--force']],
  ['a word it does not know', ['--stage', 'dev', 'now']],
])('It refuses %s', (_, args) => {
  expect(parseOptions(args).ask).toBe('wrong');
});

test('It explains itself', () => {
  expect(parseOptions(['--help'])).toEqual({ ask: 'help' });
});
