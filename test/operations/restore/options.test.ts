/** The restore command's line: both tables are always named, and opt-outs are never left behind by forgetting an option. */
import { describe, expect, test } from 'vitest';
import { parseOptions } from '../../../operations/restore/options.ts';

const stage = ['--stage', 'prod'];
const tables = ['--table', 'gate-new', '--from-table', 'gate-old'];
const asked = { stage: 'prod' };

function reasonOf(args: readonly string[]): string {
  const parsed = parseOptions(args);
  return parsed.ask === 'wrong' ? parsed.reason : `${parsed.ask}, not wrong`;
}

describe('What is asked', () => {
  test.each([
    {
      args: ['hold', '--table', 'gate-old'],
      options: { verb: 'hold', table: 'gate-old', clinic: undefined },
    },
    {
      args: ['begin', '--table', 'gate-new'],
      options: { verb: 'begin', table: 'gate-new', clinic: undefined, at: undefined },
    },
    {
      args: ['begin', '--table', 'gate-new', '--at', '2026-11-22T08:30:00Z', '--clinic', 'rose'],
      options: { verb: 'begin', table: 'gate-new', clinic: 'rose', at: Date.UTC(2026, 10, 22, 8, 30) },
    },
    {
      args: ['import-erasures', ...tables],
      options: { verb: 'import-erasures', table: 'gate-new', fromTable: 'gate-old' },
    },
    {
      args: ['import-opt-outs', ...tables],
      options: { verb: 'import-opt-outs', table: 'gate-new', fromTable: 'gate-old' },
    },
    {
      args: ['import-deliveries', ...tables],
      options: { verb: 'import-deliveries', table: 'gate-new', fromTable: 'gate-old' },
    },
    {
      args: ['resume', ...tables],
      options: { verb: 'resume', table: 'gate-new', fromTable: 'gate-old', clinic: undefined },
    },
    {
      args: ['resume', '--table', 'gate-new', '--opt-outs-lost'],
      options: { verb: 'resume', table: 'gate-new', fromTable: undefined, clinic: undefined },
    },
  ])('$args', ({ args, options }) => {
    expect(parseOptions([...args, ...stage])).toEqual({ ask: 'run', options: { stage: asked, ...options } });
  });

  test('help is told without anything else', () => {
    expect(parseOptions(['--help'])).toEqual({ ask: 'help' });
  });
});

describe('What is refused', () => {
  test.each([
    {
      args: [],
      says: 'Say what to do: hold, begin, import-erasures, import-opt-outs, import-deliveries, resume.',
    },
    { args: ['begin', '--table', 'gate-new'], says: 'Say which --stage' },
    { args: ['begin', ...stage], says: 'Say which --table' },
    {
      args: ['begin', '--table', 'a b', ...stage],
      says: '--table: expected the name of a table, not "a b".',
    },
    {
      args: ['begin', '--table', 'gate-new', '--at', 'noon', ...stage],
      says: '--at: expected an instant with its zone',
    },
    { args: ['begin', '--table', 'gate-new', '--at', '2026-11-22', ...stage], says: 'not "2026-11-22"' },
    { args: ['begin', ...tables, ...stage], says: '--from-table is not for begin.' },
    { args: ['hold', '--table', 'gate-old', 'now', ...stage], says: 'hold takes nothing but options.' },
    {
      args: ['import-opt-outs', '--table', 'gate-new', ...stage],
      says: '--from-table: expected the table as it was',
    },
    { args: ['import-opt-outs', ...tables, '--clinic', 'rose', ...stage], says: '--clinic is not for' },
    {
      args: ['resume', '--table', 'gate-new', '--from-table', 'gate-new', ...stage],
      says: '--from-table: expected another table',
    },
    { args: ['resume', '--table', 'gate-new', ...stage], says: 'Say where the opt-outs given since are' },
    { args: ['resume', ...tables, '--opt-outs-lost', ...stage], says: 'only where that table is gone' },
    { args: ['begin', '--until', 'now'], says: '--until: there is no such option.' },
  ])('$args', ({ args, says }) => {
    expect(reasonOf(args)).toContain(says);
  });
});
