/** Planted slips of the pen: headers, banners, barrels, casts, functions in variables. */
import { describe, expect, test } from 'vitest';
import { checkPlanted } from './planted.ts';
import {
  anyRule,
  bannerRule,
  barrelRule,
  castRule,
  functionDeclarationRule,
  headerRule,
} from './rules/writing.ts';

describe('the header of a file', () => {
  test.each([
    'export const a = 1;',
    "import { b } from './b.ts';\n/** What this file is and why it is here. */",
    '/** Short. */\nexport const a = 1;',
    '// biome-ignore lint/suspicious/noExplicitAny: because of this and that\nexport const a = 1;',
  ])('is missed in: %s', (text) => {
    expect(checkPlanted(headerRule, { 'shared/planted.ts': text })).toEqual([
      'shared/planted.ts:1 no header comment',
    ]);
  });

  test.each(['', '#!/usr/bin/env node\n'])('is found after %j', (before) => {
    const text = `${before}/** What this file is, and why it is here. */\nexport const a = 1;`;

    expect(checkPlanted(headerRule, { 'shared/planted.ts': text })).toEqual([]);
  });
});

describe('comments', () => {
  test.each([
    '// ------ limits ------',
    '/* ====== */',
    '/***** limits *****/',
  ])('are no banners: %s', (text) => {
    expect(checkPlanted(bannerRule, { 'shared/planted.ts': `const a = 1;\n${text}` })).toEqual([
      'shared/planted.ts:2 a comment that is a banner',
    ]);
  });

  test('may explain', () => {
    expect(checkPlanted(bannerRule, { 'shared/planted.ts': '/** Why - in a word. */' })).toEqual([]);
  });
});

describe('files that only pass on', () => {
  test.each([
    "export * from './a.ts';",
    "export { a } from './a.ts';\nexport type { B } from './b.ts';",
    "import { a } from './a.ts';\nexport { a };",
  ])('are found: %s', (text) => {
    expect(checkPlanted(barrelRule, { 'shared/planted.ts': text })).toEqual(['shared/planted.ts:1 a barrel']);
  });

  test('are not those that add something', () => {
    const text = "import { a } from './a.ts';\nconst b = a + 1;\nexport { b };";

    expect(checkPlanted(barrelRule, { 'shared/planted.ts': text })).toEqual([]);
    expect(checkPlanted(barrelRule, { 'test/planted.ts': "import './a.ts';" })).toEqual([]);
  });
});

describe('casts', () => {
  test.each([
    'const a = b as string;',
    'const a = 1;\n\n// Far away.\n\nconst c = b as unknown;',
    'const a = <string>b;',
  ])('need a reason: %s', (text) => {
    expect(checkPlanted(castRule, { 'shared/planted.ts': text })).toHaveLength(1);
  });

  test.each([
    'const a = b as string; // The check above leaves nothing else.',
    '// The check above leaves nothing else.\nconst a = b as string;',
    "const languages = ['en', 'es'] as const;",
    "import { a as c } from './a.ts';",
    'const a = b satisfies string;',
    "const a = 'b as string';",
  ])('are explained, or none, in: %s', (text) => {
    expect(checkPlanted(castRule, { 'shared/planted.ts': text })).toEqual([]);
  });
});

describe('any', () => {
  test.each([
    'const a: any = 1;',
    'function a(b: any[]) {}',
    'type A = Record<string, any>;',
  ])('is found in: %s', (text) => {
    expect(checkPlanted(anyRule, { 'shared/planted.ts': text })).toEqual(['shared/planted.ts:1 any']);
  });

  test('is a word like others elsewhere', () => {
    expect(checkPlanted(anyRule, { 'shared/planted.ts': "const any = 'any'; // any" })).toEqual([]);
  });
});

describe('functions', () => {
  test.each([
    'const decide = () => 1;',
    'export const decide = function () {};',
  ])('are not kept in variables: %s', (text) => {
    expect(checkPlanted(functionDeclarationRule, { 'shared/planted.ts': text })).toHaveLength(1);
  });

  test.each([
    'function decide() {}',
    'export const webhook: Handler = (event) => event;',
    'const longest = texts.map((text) => text.length);',
  ])('are right in: %s', (text) => {
    expect(checkPlanted(functionDeclarationRule, { 'shared/planted.ts': text })).toEqual([]);
  });
});
