/** The build as a deployment needs it: every entry whole in a folder of its own, AWS's clients inside, CommonJS dependencies alive. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltFunction, buildFunctions } from '../../functions/build.ts';
import { bundleBytesMax } from '../../functions/bundle-budget.ts';
import { functionNames } from '../../shared/deployment/resource-names.ts';

const projectFolder = dirname(dirname(import.meta.dirname));
const run = promisify(execFile);

/** Seven bundles: a machine on which others build at the same time takes long. */
const buildMsMax = 120_000;

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
  test('leaves nothing of the build before in its own folder, and everything that lies beside it', async () => {
    const entry = await writeEntry('again', 'export const handler = (): number => 1;\n');
    const outdir = join(folder, 'twice');
    for (const place of ['again/chunks', 'web']) {
      await mkdir(join(outdir, place), { recursive: true });
      await writeFile(join(outdir, place, 'old.mjs'), '');
    }

    await buildFunctions({ entries: [entry], outdir });

    const files = await readdir(outdir, { recursive: true });
    expect(files.sort()).toEqual(['again', 'again/index.mjs', 'web', 'web/old.mjs']);
  });

  test('bundles each whole into a folder of its own, and what was CommonJS still finds require', async () => {
    await writeFile(
      join(folder, 'store.ts'),
      "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nexport const client: DynamoDBClient = new DynamoDBClient({ region: 'us-east-1' });\n",
    );
    await writeFile(join(folder, 'old.cjs'), "module.exports = require('node:os').EOL.length;\n");
    const source =
      "import length from '../old.cjs';\nimport { client } from '../store.ts';\nconst late = () => import('../late.ts');\nexport const handler = async (): Promise<string> => String(client.config !== undefined) + length + (await late()).late.length;\n";
    await writeFile(join(folder, 'late.ts'), `export const late = '${'x'.repeat(2_000)}';\n`);
    const entries = [await writeEntry('first', source), await writeEntry('second', source)];
    const outdir = join(folder, 'out');

    const built = await buildFunctions({ entries, outdir });

    expect(built.map(({ name }) => name)).toEqual(['first', 'second']);
    const [first] = built;
    if (first === undefined) throw new Error('two functions were to be built');
    expect(await readdir(join(outdir, 'first'))).toEqual(['chunks', 'index.mjs']);
    // What is loaded later is in the folder and costs the start nothing.
    const allBytes = Object.values(first.metafile.outputs).reduce((bytes, output) => bytes + output.bytes, 0);
    expect(first.bytes).toBeLessThan(allBytes - 2_000);

    // Far from the project no package can be found: all must be in the bundle.
    const { stdout } = await run(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `console.log(await (await import(${JSON.stringify(first.file)})).handler())`,
      ],
      { cwd: '/' },
    );
    expect(stdout.trim()).toBe('true12000');
    expect(
      Object.values(first.metafile.outputs)
        .flatMap(({ imports }) => imports)
        .filter(isPackage),
    ).toEqual([]);
  });
});

function isPackage({ path, external }: { path: string; external?: boolean }): boolean {
  return external === true && !path.startsWith('node:') && !builtinModules.includes(path);
}

describe('building the real functions', () => {
  let built: BuiltFunction[] = [];

  beforeAll(async () => {
    built = await buildFunctions({ outdir: join(folder, 'real') });
  }, buildMsMax);

  test('builds each folder of functions/ that has an entry', async () => {
    const functionsFolder = join(projectFolder, 'functions');
    const folders = await readdir(functionsFolder, { recursive: true });
    const withEntry = folders
      .filter((path) => /^[^/]+\/index\.ts$/.test(path))
      .map((path) => dirname(path))
      .sort();

    expect(built.map(({ name }) => name).sort()).toEqual(withEntry);
    expect([...functionNames].sort()).toEqual(withEntry);
  });

  test.each(functionNames)('keeps %s within its budget', (name) => {
    const bytes = built.find((one) => one.name === name)?.bytes ?? 0;
    console.log(`${name}: ${Math.round(bytes / 1_024)} of ${bundleBytesMax[name] / 1_024} KB`);

    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(bundleBytesMax[name]);
  });
});
