/** Bundles every Lambda function into a folder of its own: what is uploaded, what the tests start as Lambda does and what is measured are the same files. */
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, buildSync, type Metafile, type Plugin } from 'esbuild';
import { bundleBytesMax } from './bundle-budget.ts';

const functionsFolder = import.meta.dirname;
const projectFolder = dirname(functionsFolder);

/** Where the bundles go when nobody says otherwise: `.build/<function>/index.mjs`. */
export const buildFolder = join(projectFolder, '.build');

const formScriptEntry = join(functionsFolder, 'client-pages', 'script', 'form.ts');

/** What every browser of the last years runs that a client may hold. */
const browsers = ['es2022', 'chrome107', 'edge107', 'firefox104', 'safari16'];

let formScript: string | undefined;

/** The screening form's script as browsers get it; compiled once, for whoever runs the pages from their sources too. */
export function compileFormScript(): string {
  formScript ??= buildSync({
    entryPoints: [formScriptEntry],
    absWorkingDir: projectFolder,
    bundle: true,
    minify: true,
    format: 'iife',
    target: browsers,
    write: false,
    logLevel: 'warning',
  }).outputFiles[0]?.text;
  if (formScript === undefined) throw new Error("the form's script came out empty");
  return formScript;
}

/** Puts the compiled script where the sources have none. */
const formScriptInPlace: Plugin = {
  name: 'form-script',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]client-pages[\\/]form-script\.ts$/ }, () => ({
      contents: `export const formScript = ${JSON.stringify(compileFormScript())};`,
      loader: 'js',
    }));
  },
};

/** Some of AWS's dependencies are CommonJS inside and call `require`, which an ES module does not have. */
const requireForBundled = [
  "import { createRequire as createRequireForBundled } from 'node:module';",
  'const require = createRequireForBundled(import.meta.url);',
].join('');

export interface BuiltFunction {
  /** The function's folder name, such as `webhook`. */
  name: string;
  file: string;
  /** The entry and every chunk it loads at start: what a cold start has to read. */
  bytes: number;
  metafile: Metafile;
}

/** The functions that exist: the folders beside this file that have an entry. */
async function findEntries(): Promise<string[]> {
  const folders = await readdir(functionsFolder, { withFileTypes: true });
  return folders
    .filter((folder) => folder.isDirectory())
    .map((folder) => join(functionsFolder, folder.name, 'index.ts'))
    .filter((entry) => existsSync(entry))
    .sort();
}

function countBytes(outputs: Metafile['outputs'], file: string, seen: Set<string>): number {
  const output = outputs[file];
  if (seen.has(file) || output === undefined) return 0;
  seen.add(file);
  return output.imports
    .filter((chunk) => chunk.kind === 'import-statement' && chunk.external !== true)
    .reduce((bytes, chunk) => bytes + countBytes(outputs, chunk.path, seen), output.bytes);
}

async function buildFunction(entry: string, outdir: string): Promise<BuiltFunction> {
  const name = basename(dirname(entry));
  const file = join(outdir, name, 'index.mjs');
  // Chunks of a build before have other names.
  await rm(dirname(file), { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [entry],
    outdir: dirname(file),
    absWorkingDir: projectFolder,
    bundle: true,
    // What is loaded on demand, such as the SDK's ways to find credentials elsewhere, costs a cold start nothing.
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    mainFields: ['module', 'main'],
    banner: { js: requireForBundled },
    plugins: [formScriptInPlace],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const output = Object.keys(metafile.outputs).find((path) => resolve(projectFolder, path) === file);
  return { name, file, bytes: countBytes(metafile.outputs, output ?? '', new Set()), metafile };
}

/** Builds the given entries (by default all there are) into `outdir`, each into a folder that is emptied first. What else lies there stays: a stack may be serving the site from it. */
export async function buildFunctions({
  entries,
  outdir = buildFolder,
}: {
  entries?: readonly string[];
  outdir?: string;
} = {}): Promise<BuiltFunction[]> {
  const found = (entries ?? (await findEntries())).map((entry) => resolve(projectFolder, entry));
  return Promise.all(found.map((entry) => buildFunction(entry, outdir)));
}

async function printBuild(): Promise<void> {
  for (const { name, bytes } of await buildFunctions()) {
    const budget = new Map<string, number>(Object.entries(bundleBytesMax)).get(name) ?? 0;
    const isOver = bytes > budget;
    console.log(
      `${name.padEnd(20)}${kilobytes(bytes)} of ${kilobytes(budget)} KB${isOver ? '   over budget' : ''}`,
    );
    // Nothing that starts too slowly is to be deployed.
    if (isOver) process.exitCode = 1;
  }
}

function kilobytes(bytes: number): string {
  return (bytes / 1_024).toFixed(0).padStart(5);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await printBuild();
}
