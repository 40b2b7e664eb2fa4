/** Planted tests that would not run, would agree with a recording, or would test a mock. */
import { describe, expect, test } from 'vitest';
import { checkPlanted } from './planted.ts';
import { everyTestRunsRule, noMockRule, noRecordingRule } from './rules/test-habits.ts';

describe('tests that are left out', () => {
  test.each([
    "test.only('a', () => {});",
    "test.skip('a', () => {});",
    "test.todo('a');",
    "it.fails('a', () => {});",
    "describe.only('a', () => {});",
    "describe.skip('a', () => {});",
    "test.each([1]).only('a', () => {});",
    "describe.concurrent.skip('a', () => {});",
    "xit('a', () => {});",
  ])('are found: %s', (text) => {
    expect(checkPlanted(everyTestRunsRule, { 'test/planted.test.ts': text })).toHaveLength(1);
  });

  test('are not the words themselves', () => {
    const text = "test('only skip', () => { list.skip(2); expect(read.only).toBe(1); });";

    expect(checkPlanted(everyTestRunsRule, { 'test/planted.test.ts': text })).toEqual([]);
  });
});

describe('recordings', () => {
  test.each([
    'toMatchSnapshot',
    'toMatchInlineSnapshot',
    'toThrowErrorMatchingSnapshot',
    'toMatchFileSnapshot',
  ])('are found: %s', (name) => {
    expect(
      checkPlanted(noRecordingRule, { 'test/planted.test.ts': `expect(page).${name}('a');` }),
    ).toHaveLength(1);
  });
});

describe('mocks', () => {
  test.each([
    "vi.mock('../shared/a.ts');",
    "vi.doMock('./a.ts', () => ({}));",
    "vi.mock(import('./a.ts'));",
  ])('of our modules are found: %s', (text) => {
    expect(checkPlanted(noMockRule, { 'test/planted.test.ts': text })).toHaveLength(1);
  });

  test('of the world are allowed', () => {
    expect(checkPlanted(noMockRule, { 'test/planted.test.ts': "vi.mock('node:dns'); vi.fn();" })).toEqual([]);
  });
});
