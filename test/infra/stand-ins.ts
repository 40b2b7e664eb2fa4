/** What a build leaves, as empty files: for looking at the deployment without building anything. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionNames } from '../../shared/deployment/resource-names.ts';

/** A bundle for each function, and the site. */
export function writeStandIns(folder: string): string {
  for (const name of functionNames) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'index.mjs'), `export const handler = '${name}';\n`);
  }
  writeSite(folder);
  return folder;
}

export function writeSite(folder: string): void {
  mkdirSync(join(folder, 'web'), { recursive: true });
  writeFileSync(join(folder, 'web', 'index.html'), '<!doctype html>\n');
}
