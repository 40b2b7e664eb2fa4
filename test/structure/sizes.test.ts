/** Planted files and functions of one line too many. */
import { describe, expect, test } from 'vitest';
import { checkPlanted } from './planted.ts';
import { fileSizeRule, functionLinesMax, functionSizeRule } from './rules/sizes.ts';

function linesOf(count: number): string {
  return 'call();\n'.repeat(count);
}

describe('the size of files', () => {
  test.each([
    ['shared/planted.ts', 250],
    ['functions/planted.ts', 200],
    ['local/planted.ts', 250],
  ])('in %s is at most %i lines', (path, linesMax) => {
    expect(checkPlanted(fileSizeRule, { [path]: linesOf(linesMax) })).toEqual([]);
    expect(checkPlanted(fileSizeRule, { [path]: linesOf(linesMax + 1) })).toHaveLength(1);
  });

  test('is free in tests', () => {
    expect(checkPlanted(fileSizeRule, { 'test/planted.test.ts': linesOf(1_000) })).toEqual([]);
  });
});

describe('the size of functions', () => {
  test.each([
    ['function planted() {\n', '}'],
    ['const planted = () => {\n', '}'],
    ['const planted = function () {\n', '}'],
    ['class Planted { method() {\n', '} }'],
    ['const planted = { method() {\n', '} }'],
  ])('counts %s', (start, end) => {
    const inside = functionLinesMax - 2;

    expect(checkPlanted(functionSizeRule, { 'shared/planted.ts': start + linesOf(inside) + end })).toEqual(
      [],
    );
    expect(
      checkPlanted(functionSizeRule, { 'shared/planted.ts': start + linesOf(inside + 1) + end }),
    ).toEqual([`shared/planted.ts:1 a function of ${functionLinesMax + 1} lines`]);
  });

  test('in a test is free for what holds cases, and for nothing else', () => {
    const cases = `test('a', () => {});\n${linesOf(100)}`;

    for (const text of [`describe('a', () => {\n${cases}});`, `function describeStore() {\n${cases}}`]) {
      expect(checkPlanted(functionSizeRule, { 'test/planted.test.ts': text })).toEqual([]);
    }
    expect(
      checkPlanted(functionSizeRule, { 'test/planted.test.ts': `function build() {\n${linesOf(100)}}` }),
    ).toHaveLength(1);
  });
});
