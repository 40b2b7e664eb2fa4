/** How `npm start` reads its flags and its one variable. */
import { expect, test } from 'vitest';
import { StartError } from '../../local/start-error.ts';
import { readStartOptions } from '../../local/start-options.ts';

function read(args: string[], variables: Record<string, string> = {}) {
  return readStartOptions(args, variables, '/project/.local');
}

test.each([
  [[], {}, { port: 3000, folder: '/project/.local', quiet: false }],
  [[], { PORT: '' }, { port: 3000, folder: '/project/.local', quiet: false }],
  [[], { PORT: '0' }, { port: 0, folder: '/project/.local', quiet: false }],
  [['--memory', '--quiet'], { PORT: '8080' }, { port: 8080, folder: undefined, quiet: true }],
  [['--folder', '/elsewhere'], {}, { port: 3000, folder: '/elsewhere', quiet: false }],
])('%j with %j is understood', (args, variables, options) => {
  expect(read(args, { ...variables })).toEqual({ ask: 'start', options });
});

test('Help is only told', () => {
  expect(read(['--help'], { PORT: 'x' })).toEqual({ ask: 'help' });
});

test.each([
  [[], { PORT: 'http' }, 'PORT: expected a number from 0 to 65535, found "http"'],
  [[], { PORT: '65536' }, 'PORT: expected a number'],
  [[], { PORT: '3e3' }, 'PORT: expected a number'],
  [[], { PORT: '-1' }, 'PORT: expected a number'],
  [['--memory', '--folder', '/x'], {}, '--memory and --folder cannot both hold'],
  [['--folder', ''], {}, '--folder: expected a path'],
  [['--memroy'], {}, '--memroy: there is no such option.'],
  [['extra'], {}, '"extra": expected options only.'],
])('%j with %j is refused by name', (args, variables, says) => {
  const reading = () => read(args, { ...variables });
  expect(reading).toThrow(StartError);
  expect(reading).toThrow(says);
});
