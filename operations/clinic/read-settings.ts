/** Settings as a command line gives them: a JSON file, and what is written beside it on top. */
import { readFileSync } from 'node:fs';
import { readFileSettings, readPairs, type Settings, type SettingsRead } from './settings.ts';

/** The fields that are given; a map that a pair adds to keeps the rest of what it is in the file, else in `base`. */
export function readSettings(
  file: string | undefined,
  pairs: readonly string[],
  base: Settings,
): SettingsRead {
  const fromFile: SettingsRead = file === undefined ? { ok: true, settings: {} } : readFile(file);
  if (!fromFile.ok) return fromFile;
  const fromPairs = readPairs({ ...base, ...fromFile.settings }, pairs);
  return fromPairs.ok ? { ok: true, settings: { ...fromFile.settings, ...fromPairs.settings } } : fromPairs;
}

function readFile(file: string): SettingsRead {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return { ok: false, mistakes: [{ path: file, expected: 'there is no such file' }] };
  }
  const read = readFileSettings(bytes);
  return read.ok
    ? read
    : {
        ok: false,
        mistakes: read.mistakes.map(({ path, expected }) => ({
          path: path === '' ? file : `${file}: ${path}`,
          expected,
        })),
      };
}
