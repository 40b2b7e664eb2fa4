/** Bundles every Lambda function in one go, so that they share their common parts: what is deployed, what `npm start` runs and what is measured are the same files. */
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Metafile } from 'esbuild';

const functionsFolder = import.meta.dirname;
const projectFolder = dirname(functionsFolder);

/** Where the bundles go when nobody says otherwise: `.build/<function>/index.mjs`. */
export const buildFolder = join(projectFolder, '.build');

/** Some of AWS's dependencies are CommonJS inside and call `require`, which an ES module does not have. */
const requireForBundled = [
  "import { createRequire as createRequireForBundled } from 'node:module';",
  'const require = createRequireForBundled(import.meta.url);',
].join('');

export interface BuiltFunction {
  /** The function's folder name, such as `webhook`. */
  name: string;
  file: string;
  /** The entry and every chunk it loads at start. */
  bytes: number;
}

export interface Build {
  functions: BuiltFunction[];
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

/** Chunks that are loaded on demand also count as entries to esbuild: only ours are functions. */
function listFunctions(metafile: Metafile, entries: readonly string[]): BuiltFunction[] {
  const built: BuiltFunction[] = [];
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    const entry = entryPoint === undefined ? undefined : resolve(projectFolder, entryPoint);
    if (entry === undefined || !entries.includes(entry)) continue;
    built.push({
      name: basename(dirname(entry)),
      file: resolve(projectFolder, file),
      bytes: countBytes(metafile.outputs, file, new Set()),
    });
  }
  return built;
}

/** Builds the given entries (by default all there are) into `outdir`. Only the default folder is emptied first: another one belongs to the caller. */
export async function buildFunctions({
  entries,
  outdir = buildFolder,
}: {
  entries?: readonly string[];
  outdir?: string;
} = {}): Promise<Build> {
  const entryPoints = (entries ?? (await findEntries())).map((entry) => resolve(projectFolder, entry));
  if (outdir === buildFolder) await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints,
    outdir,
    absWorkingDir: projectFolder,
    outbase: functionsFolder,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    mainFields: ['module', 'main'],
    banner: { js: requireForBundled },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return { functions: listFunctions(metafile, entryPoints), metafile };
}

async function printBuild(): Promise<void> {
  const { functions } = await buildFunctions();
  for (const { name, bytes } of functions) {
    console.log(`${name.padEnd(20)}${(bytes / 1_024).toFixed(0).padStart(8)} KB`);
  }
  if (functions.length === 0) console.log('There is no function to build.');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await printBuild();
}
