/** The build as a deployment needs it: every entry, shared parts once, AWS's clients inside, CommonJS dependencies alive. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildFunctions } from '../../functions/build.ts';

const projectFolder = dirname(dirname(import.meta.dirname));
const run = promisify(execFile);

let folder = '';

/** Inside the project, so that imports of packages resolve as they do for the real functions. */
beforeAll(async () => {
  await mkdir(join(projectFolder, '.local'), { recursive: true });
  folder = await mkdtemp(join(projectFolder, '.local', 'build-test-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function writeEntry(name: string, source: string): Promise<string> {
  await mkdir(join(folder, name), { recursive: true });
  const entry = join(folder, name, 'index.ts');
  await writeFile(entry, source);
  return entry;
}

describe('building made-up functions', () => {
  test('bundles the AWS client once for two functions, and what was CommonJS still finds require', async () => {
    await writeFile(
      join(folder, 'store.ts'),
      "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nexport const client: DynamoDBClient = new DynamoDBClient({ region: 'us-east-1' });\n",
    );
    await writeFile(join(folder, 'old.cjs'), "module.exports = require('node:os').EOL.length;\n");
    const source =
      "import length from '../old.cjs';\nimport { client } from '../store.ts';\nexport const handler = (): string => String(client.config !== undefined) + length;\n";
    const entries = [await writeEntry('first', source), await writeEntry('second', source)];
    const outdir = join(folder, 'out');

    const built = await buildFunctions({ entries, outdir });

    expect(built.functions.map(({ name }) => name)).toEqual(['first', 'second']);
    const shared = (await readdir(join(outdir, 'chunks'))).length;
    expect(shared).toBeGreaterThan(0);
    const [first, second] = built.functions;
    if (first === undefined || second === undefined) throw new Error('two functions were to be built');
    const allBytes = Object.values(built.metafile.outputs).reduce((bytes, output) => bytes + output.bytes, 0);
    expect(allBytes).toBeLessThan(first.bytes + second.bytes);

    // Far from the project no package can be found: all must be in the bundle.
    const { stdout } = await run(
      process.execPath,
      ['--input-type=module', '-e', `console.log((await import(${JSON.stringify(first.file)})).handler())`],
      { cwd: '/' },
    );
    expect(stdout.trim()).toBe('true1');
    expect(
      Object.values(built.metafile.outputs)
        .flatMap(({ imports }) => imports)
        .filter(isPackage),
    ).toEqual([]);
  });
});

function isPackage({ path, external }: { path: string; external?: boolean }): boolean {
  return external === true && !path.startsWith('node:') && !builtinModules.includes(path);
}

describe('building the real functions', () => {
  test('builds each folder of functions/ that has an entry', async () => {
    const functionsFolder = join(projectFolder, 'functions');
    const folders = await readdir(functionsFolder, { recursive: true });
    const withEntry = folders
      .filter((path) => /^[^/]+\/index\.ts$/.test(path))
      .map((path) => dirname(path))
      .sort();

    const { functions } = await buildFunctions({ outdir: join(folder, 'real') });

    expect(functions.map(({ name }) => name).sort()).toEqual(withEntry);
  });
});
