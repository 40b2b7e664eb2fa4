/** Reads the recorded-shape bodies that stand beside their platform's name under test/fixtures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export function fixtureBytes(platform: 'standard' | 'cal-com', name: string): Buffer {
  return readFileSync(join(import.meta.dirname, '../fixtures', platform, `${name}.json`));
}

/** The body as JSON with some of its fields replaced; `undefined` removes one. A path is written with dots. */
export function fixtureWith(
  platform: 'standard' | 'cal-com',
  name: string,
  changes: Record<string, unknown> = {},
): unknown {
  const body: unknown = JSON.parse(fixtureBytes(platform, name).toString('utf8'));
  for (const [path, value] of Object.entries(changes)) change(body, path.split('.'), value);
  return body;
}

function change(target: unknown, [name = '', ...rest]: string[], value: unknown): void {
  if (typeof target !== 'object' || target === null) throw new Error(`nothing to change at ${name}`);
  if (rest.length > 0) change(Reflect.get(target, name), rest, value);
  else if (value === undefined) Reflect.deleteProperty(target, name);
  else Reflect.set(target, name, value);
}
