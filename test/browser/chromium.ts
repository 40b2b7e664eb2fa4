/** The browser of the tests: the Chromium that comes inside an npm package, the same everywhere and quick to start; the machine's own Chrome where that one cannot run. Nothing is downloaded. */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import * as z from 'zod';

const systemNames = ['google-chrome', 'google-chrome-stable', 'chrome', 'chromium', 'chromium-browser'];

/** What a page in a test needs none of, and what a container does not have. */
const flags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findSystemChrome();
  try {
    return await launchPacked();
  } catch (error) {
    if (executablePath === undefined) throw error;
    return chromium.launch({ executablePath, args: flags });
  }
}

/** With the package's own fonts, so that pages look the same on every machine. */
async function launchPacked(): Promise<Browser> {
  // The package holds no other build.
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('install Chrome: the packed Chromium is for Linux on x64');
  }
  const folder = await unpackChromium();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: flags,
    env: { ...process.env, FONTCONFIG_FILE: join(folder, fontsFile) },
  });
}

/** Another one whenever what is written beside the browser changes. */
const unpackedAs = 2;
const fontsFile = 'own-fonts.conf';

/** The package's one family for whatever pages ask for; the machine's own only for signs that it lacks, such as arrows. */
function fontsConfig(folder: string): string {
  const families = ['system-ui', 'sans-serif', 'monospace'].map(
    (name) =>
      `<alias binding="strong"><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`,
  );
  const folders = [folder, '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`);
  return `<?xml version="1.0"?><fontconfig>${folders.join('')}<cachedir>${folder}-cache</cachedir>${families.join('')}</fontconfig>\n`;
}

function findSystemChrome(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = systemNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Once for each version: the package takes whatever lies in the temporary folder under its name. Unpacked aside and moved, for another process may be doing the same. */
async function unpackChromium(): Promise<string> {
  const folder = join(tmpdir(), `booking-gate-chromium-${packedVersion()}-${unpackedAs}`);
  if (existsSync(join(folder, 'chromium'))) return folder;
  mkdirSync(tmpdir(), { recursive: true });
  const aside = mkdtempSync(`${folder}-`);
  const before = process.env.TMPDIR;
  try {
    process.env.TMPDIR = aside;
    await packed.executablePath();
    writeFileSync(join(aside, fontsFile), fontsConfig(join(folder, 'fonts')));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    renameSync(aside, folder);
  } catch {
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}

function packedVersion(): string {
  const file = createRequire(import.meta.url)
    .resolve('@sparticuz/chromium')
    .replace(/\/build\/.*$/, '/package.json');
  return z.object({ version: z.string() }).parse(createRequire(import.meta.url)(file)).version;
}
