/** Planted secrets, machines and registries; put together here, so that this file holds none. */
import { describe, expect, test } from 'vitest';
import { findUnwantedText, isText } from './rules/committed.ts';

describe('what must not be committed', () => {
  test.each([
    [['const file = "', '/wor', 'k/shared/design";'], "a path of somebody's machine"],
    [['See ', '/hom', 'e/ana/notes.'], "a path of somebody's machine"],
    [['https://registry.', 'npmjs.org/zod'], 'the host of a package registry'],
    [['https://acme.jfrog.io/artifac', 'tory/npm'], 'the host of a package registry'],
    [['AKIA', 'ABCDEFGHIJKLMNOP'], 'an AWS access key'],
    [['-----BEGIN RSA ', 'PRIVATE KEY-----'], 'a private key'],
    [['ghp_', 'a'.repeat(36)], 'an access token'],
    [['as iss', 'ue 12 says'], 'the number of a ticket'],
  ])('is found: %j', (parts, says) => {
    expect(findUnwantedText([{ path: 'docs/planted.md', text: `one\n${parts.join('')}\n` }])).toEqual([
      { path: 'docs/planted.md', line: 2, says },
    ]);
  });

  test('is found in a lock file that names where packages came from', () => {
    const text = ['"resol', 'ved": "htt', 'ps://packages.example.test/zod.tgz"'].join('');

    expect(findUnwantedText([{ path: 'package-lock.json', text }])).toHaveLength(1);
  });

  test('is not what only looks like it', () => {
    const text = "import '../../framework/work/a.ts';\nhttps://example.test/work/x\nan issue of 2 texts";

    expect(findUnwantedText([{ path: 'docs/planted.md', text }])).toEqual([]);
  });

  test('is looked for in every kind of text', () => {
    const texts = ['LICENSE', '.ci/run', '.npmrc', 'a.ts', 'b.json', 'c.md', 'd/package-lock.json'];

    expect(texts.filter((path) => !isText(path))).toEqual([]);
    expect(['a.jar', 'b.png', 'c.woff2'].filter(isText)).toEqual([]);
  });
});
