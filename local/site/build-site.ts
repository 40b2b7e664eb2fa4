/** Builds the manager's site where it is missing or older than what it is made of: so that `npm start` shows the site as its sources are. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const project = join(import.meta.dirname, '../..');

/** Where the built site lies. */
export const siteFolder = join(project, '.build/web');

/** What it is made of: its own sources, what they import from the core, and the packages. */
const sources = ['web', 'shared', 'package-lock.json'];

export type SiteBuilt =
  | { site: 'fresh' }
  | { site: 'built'; seconds: number }
  | { site: 'broken'; why: string };

/** `say` is told before a build begins, for it takes some seconds. */
export async function buildSite(say: (line: string) => void): Promise<SiteBuilt> {
  if (isFresh()) return { site: 'fresh' };
  say("Building the manager's site, which takes some seconds.");
  const startedMs = performance.now();
  // Made aside and put in place whole: another process may be serving the one before, or making the same.
  const aside = `${siteFolder}-${process.pid}`;
  const { code, output } = await runBuild(aside);
  if (code === 0) replaceFolder(siteFolder, aside);
  rmSync(aside, { recursive: true, force: true });
  if (code !== 0) return { site: 'broken', why: output.trim().slice(-whyCharsMax) };
  return { site: 'built', seconds: (performance.now() - startedMs) / 1_000 };
}

/** The end of what the builder says: there stands what is wrong. */
const whyCharsMax = 1_000;

function isFresh(): boolean {
  const builtAt = changedAt(join(siteFolder, 'index.html'));
  return builtAt !== undefined && sources.every((path) => newestIn(join(project, path)) <= builtAt);
}

function newestIn(path: string): number {
  const own = changedAt(path) ?? 0;
  if (path.endsWith('.json')) return own;
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  const times = entries
    .filter((entry) => entry.isFile())
    .map((entry) => changedAt(join(entry.parentPath, entry.name)) ?? 0);
  return Math.max(own, ...times);
}

function changedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function replaceFolder(folder: string, by: string): void {
  const before = `${by}-before`;
  if (existsSync(folder)) renameSync(folder, before);
  try {
    renameSync(by, folder);
  } catch (error) {
    // The other process was here in between.
    if (!existsSync(folder)) throw error;
  }
  rmSync(before, { recursive: true, force: true });
}

async function runBuild(outDir: string): Promise<{ code: unknown; output: string }> {
  const vite = join(project, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', 'web', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
  const child = spawn(process.execPath, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const [code]: unknown[] = await once(child, 'close');
  return { code, output };
}
