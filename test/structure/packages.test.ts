/** The project's own manifests and lock files, and planted ones that could not be installed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findMissingPackages, findOpenVersions, lockSchema, manifestSchema } from './rules/packages.ts';
import { listFiles, projectRoot } from './source.ts';

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(projectRoot, path), 'utf8'));
}

const paths = listFiles(projectRoot);
const manifests = paths.filter((path) => /(^|\/)package\.json$/.test(path));
const locks = paths.filter((path) => /(^|\/)package-lock\.json$/.test(path));

describe('the versions of packages', () => {
  test.each(manifests)('are exact in %s', (path) => {
    expect(findOpenVersions(manifestSchema.parse(readJson(path)))).toEqual([]);
  });

  test.each(['^1.2.3', '~1.2.3', '1.2', 'latest', '>=1.0.0'])('are not like %s', (version) => {
    expect(findOpenVersions({ devDependencies: { thing: version } })).toEqual([`thing@${version}`]);
  });
});

describe('a lock file', () => {
  test.each(locks)('holds every package that is needed on any platform: %s', (path) => {
    expect(findMissingPackages(lockSchema.parse(readJson(path)))).toEqual([]);
  });

  test('lies beside each manifest', () => {
    expect(locks.map((path) => path.replace('-lock', ''))).toEqual(manifests);
  });

  test('that lacks the build for another platform is found', () => {
    const lock = {
      packages: {
        '': { dependencies: { parser: '1.0.0' } },
        'node_modules/parser': {
          optionalDependencies: { '@parser/linux': '1.0.0', '@parser/darwin': '1.0.0' },
        },
        'node_modules/@parser/linux': {},
      },
    };

    expect(findMissingPackages(lock)).toEqual(['node_modules/parser needs @parser/darwin']);
  });
});
