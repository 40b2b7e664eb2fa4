/** The manager's site as it is served: how much a first visit loads, and that nothing in it needs what the site's policy forbids. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  cacheControlOf,
  contentSecurityPolicy,
  hashedFilesFolder,
} from '../../shared/deployment/site-headers.ts';
import { type BuiltFile, firstLoadBytes, firstLoadBytesMax } from '../../web/first-load-budget.ts';
import { projectRoot } from '../structure/source.ts';

const run = promisify(execFile);

/** Of each screen that is loaded when it is gone to. */
const laterScreenBytesMax = 100_000;

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().default(false),
    isDynamicEntry: z.boolean().default(false),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);
type Manifest = z.infer<typeof manifestSchema>;

let folder = '';
let manifest: Manifest = {};
let html = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'booking-gate-site-'));
  await run(
    process.execPath,
    [
      join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js'),
      'build',
      'web',
      '--outDir',
      folder,
      '--manifest',
      '--logLevel',
      'error',
    ],
    // As it is deployed: React's other build is twice as heavy.
    { cwd: projectRoot, env: { ...process.env, NODE_ENV: 'production' } },
  );
  manifest = manifestSchema.parse(JSON.parse(await readSite('.vite/manifest.json')));
  html = await readSite('index.html');
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function readSite(path: string): Promise<string> {
  return await readFile(join(folder, path), 'utf8');
}

/** The files that come with a part of the site, its static imports included. */
function filesWith(name: string, found = new Set<string>()): Set<string> {
  const part = manifest[name];
  if (part === undefined || found.has(part.file)) return found;
  for (const file of [part.file, ...part.css]) found.add(file);
  for (const imported of part.imports) filesWith(imported, found);
  return found;
}

async function weigh(files: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += brotliCompressSync(await readFile(join(folder, file))).length;
  return bytes;
}

describe('the built site', () => {
  test('loads less than 200 KB, compressed, at first', async () => {
    const bytes = await weigh(['index.html', ...filesWith('index.html')]);

    console.info(`first load: ${bytes} bytes of ${firstLoadBytesMax}`);
    expect(filesWith('index.html').size).toBeGreaterThan(1);
    expect(bytes).toBeLessThan(firstLoadBytesMax);
  });

  test('loads little more for any other screen', async () => {
    const first = filesWith('index.html');
    const screens = Object.keys(manifest).filter((name) => manifest[name]?.isDynamicEntry === true);

    expect(screens.length).toBeGreaterThan(3);
    for (const screen of screens) {
      const bytes = await weigh([...filesWith(screen)].filter((file) => !first.has(file)));
      console.info(`${screen}: ${bytes} bytes more`);
      expect(bytes, screen).toBeLessThan(laterScreenBytesMax);
    }
  });

  test('has nothing inline in its page', () => {
    expect(html).toMatch(/<script type="module"[^>]* src="\/assets\/[^"]+"><\/script>/);
    expect(html).not.toMatch(/<script(?![^>]* src=)/);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });

  test('serves no source maps, and keeps for good only what is named after its content', async () => {
    const files = await readdir(folder, { recursive: true });

    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
    for (const file of filesWith('index.html')) {
      expect(file).toMatch(new RegExp(`^${hashedFilesFolder}/.+-[\\w-]{8}\\.(js|css)$`));
      expect(cacheControlOf(file)).toContain('immutable');
    }
    expect(cacheControlOf('index.html')).toBe('no-cache');
  });

  test('brings no validator, no time library and no code made from strings', async () => {
    for (const { file } of Object.values(manifest)) {
      if (!file.endsWith('.js')) continue;
      const text = await readSite(file);
      expect(text.includes('_zod'), `${file} has zod`).toBe(false);
      expect(text.includes('PlainDateTime'), `${file} has Temporal`).toBe(false);
      expect(/\beval\(|new Function\(/.test(text), `${file} makes code`).toBe(false);
    }
  });
});

test('a build that takes more is ended: the page, its scripts and what these import count, later screens do not', () => {
  const text = (letters: number) => Array.from({ length: letters }, (_, at) => (at * 7_919) % 997).join('');
  const chunk = (fileName: string, more: Partial<BuiltFile> = {}): BuiltFile => ({
    type: 'chunk',
    fileName,
    code: text(2_000),
    ...more,
  });
  const page: BuiltFile = { type: 'asset', fileName: 'index.html', source: '<!doctype html>' };
  const style: BuiltFile = { type: 'asset', fileName: 'a.css', source: text(2_000) };
  const entry = chunk('a.js', {
    isEntry: true,
    imports: ['b.js'],
    viteMetadata: { importedCss: new Set(['a.css']) },
  });
  const all = [page, style, entry, chunk('b.js', { imports: ['a.js'] }), chunk('later.js')];
  const bytes = (files: readonly BuiltFile[]) =>
    firstLoadBytes(Object.fromEntries(files.map((file) => [file.fileName, file])));

  expect(bytes(all)).toBe(bytes(all.slice(0, 4)));
  const alone = bytes([page, chunk('a.js', { isEntry: true })]);
  expect(bytes(all)).toBeGreaterThan(2.9 * (alone - bytes([page])));
});

describe("the site's policy", () => {
  test('lets it call its own origin and the sign-in, and nothing inline', () => {
    const policy = contentSecurityPolicy('https://sign-in.example');

    expect(policy).toContain("connect-src 'self' https://sign-in.example;");
    expect(policy).toContain("default-src 'none';");
    expect(policy).not.toMatch(/unsafe|\*|http:/);
  });
});
