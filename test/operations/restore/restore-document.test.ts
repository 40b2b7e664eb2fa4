/** docs/restore.md can be typed off: its lines are taken by the commands, and the steps come in their order. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseOptions as parseRedrive } from '../../../operations/redrive/options.ts';
import { parseOptions } from '../../../operations/restore/options.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/restore.md'), 'utf8');
const typed = page.split('## What to type\n')[1]?.split('\n## ')[0] ?? '';

/** With the variables filled in, as a shell would. */
const lines = [...typed.matchAll(/^npm run (restore|redrive) -- (.+?) +#/gm)].map(([, name, args = '']) => ({
  name,
  args: args.replace('$OLD', 'booking-gate-prod').replace('$NEW', 'booking-gate-prod-r1').split(' '),
}));

test('each line is one that its command takes', () => {
  for (const { name, args } of lines) {
    expect((name === 'restore' ? parseOptions : parseRedrive)(args).ask, args.join(' ')).toBe('run');
  }
});

test('every step of the command is there, in the order in which the command names them', () => {
  const steps = lines.filter(({ name }) => name === 'restore').map(({ args }) => args[0]);
  const known = parseOptions([]);
  expect(known).toEqual({ ask: 'wrong', reason: `Say what to do: ${steps.join(', ')}.` });
});

test('the lines are numbered by the sections that explain them', () => {
  const numbers = [...typed.matchAll(/# (\d)\b/g)].map(([, number]) => Number(number));
  expect(numbers.filter((number) => number !== 2)).toEqual(
    numbers.filter((number) => number !== 2).toSorted((one, other) => one - other),
  );
  const sections = [...page.matchAll(/^## (\d)\. /gm)].map(([, number]) => Number(number));
  expect([...new Set(numbers)].toSorted()).toEqual(sections);
});
