/** The rules that are left to Biome: each must be on, which only a planted violation and the project's own configuration can show. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { projectRoot } from './source.ts';

const planted: Readonly<Record<string, { text: string; rule: string }>> = {
  'any.ts': { text: 'export const a: any = 1;\n', rule: 'lint/suspicious/noExplicitAny' },
  'barrel.ts': { text: "export * from './any.ts';\n", rule: 'lint/performance/noBarrelFile' },
  'circle-one.ts': {
    text: "import { two } from './circle-two.ts';\n\nexport const one = () => two;\n",
    rule: 'lint/suspicious/noImportCycles',
  },
  'circle-two.ts': {
    text: "import { one } from './circle-one.ts';\n\nexport const two = () => one;\n",
    rule: 'lint/suspicious/noImportCycles',
  },
  'non-null.ts': {
    text: 'export function first(list: string[]): string {\n  return list[0]!;\n}\n',
    rule: 'lint/style/noNonNullAssertion',
  },
  'parameter.ts': {
    text: 'export function next(at: number): number {\n  at = at + 1;\n  return at;\n}\n',
    rule: 'lint/style/noParameterAssign',
  },
  'type-import.ts': {
    text: "import { Thing } from './thing.ts';\n\nexport const a: Thing = 1;\n",
    rule: 'lint/style/useImportType',
  },
  'unused-import.ts': {
    text: "import { one } from './circle-one.ts';\n\nexport const a = 1;\n",
    rule: 'lint/correctness/noUnusedImports',
  },
  'unused-variable.ts': {
    text: 'const a = 1;\nexport const b = 2;\n',
    rule: 'lint/correctness/noUnusedVariables',
  },
  'floating.ts': {
    text: 'interface Port {\n  save(): Promise<void>;\n}\n\nexport function save(port: Port): void {\n  port.save();\n}\n',
    rule: 'lint/nursery/noFloatingPromises',
  },
  'misused.ts': {
    text: 'export function saveAll(keys: string[], save: (key: string) => Promise<void>): void {\n  keys.forEach(async (key) => {\n    await save(key);\n  });\n}\n',
    rule: 'lint/nursery/noMisusedPromises',
  },
  'switch.ts': {
    text: "export function read(language: 'en' | 'es'): number {\n  switch (language) {\n    case 'en':\n      return 1;\n  }\n  return 2;\n}\n",
    rule: 'lint/nursery/useExhaustiveSwitchCases',
  },
  'unformatted.ts': { text: 'export const a = "double"\n', rule: 'format' },
};

const report = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

let folder = '';
let found: { path: string; rule: string }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'booking-gate-linter-'));
  copyFileSync(join(projectRoot, 'biome.json'), join(folder, 'biome.json'));
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\n');
  writeFileSync(join(folder, 'lawful.ts'), 'export const a = 1;\n');
  for (const [path, { text }] of Object.entries(planted)) writeFileSync(join(folder, path), text);
  found = runLinter();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function runLinter(): { path: string; rule: string }[] {
  const linter = join(projectRoot, 'node_modules', '.bin', 'biome');
  const { stdout } = spawnSync(linter, ['check', '--reporter=json', '--max-diagnostics=none', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return report
    .parse(JSON.parse(stdout))
    .diagnostics.map(({ category, location }) => ({ path: location.path, rule: category }));
}

describe('the linter', () => {
  test.each(Object.entries(planted))('refuses %s', (path, { rule }) => {
    expect(found).toContainEqual({ path, rule });
  });

  test('has nothing against a lawful file', () => {
    expect(found.filter(({ path }) => path === 'lawful.ts')).toEqual([]);
  });
});
