/** The whole project, as it lies on the disk, against every structure rule. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { listRules } from './rules/all-rules.ts';
import { findUnwantedText, isText } from './rules/committed.ts';
import { listFiles, projectRoot, readSources, say } from './source.ts';

const manifest = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')));

const sources = readSources(projectRoot);

describe('the project', () => {
  test('is what the rules look at', () => {
    const paths = sources.map(({ path }) => path);

    expect(paths).toContain('shared/time/instant.ts');
    expect(paths).toContain('functions/build.ts');
    expect(paths).toContain('test/structure/project.test.ts');
    expect(paths.filter((path) => path.includes('node_modules'))).toEqual([]);
  });

  test.each(listRules(Object.keys(manifest.dependencies)))('$name', ({ check }) => {
    expect(check(sources).map(say)).toEqual([]);
  });

  test('Nothing committed names a machine, a registry, a ticket or a key', () => {
    const texts = listFiles(projectRoot)
      .filter(isText)
      .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));

    expect(findUnwantedText(texts).map(say)).toEqual([]);
  });
});
