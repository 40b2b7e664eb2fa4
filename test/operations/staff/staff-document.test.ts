/** docs/staff.md says what is so: its lines are read by the command, and its roles are all there are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseOptions as parseClinic } from '../../../operations/clinic/options.ts';
import { parseOptions } from '../../../operations/staff/options.ts';
import { roles } from '../../../shared/api/manager/role.ts';
import { resourceNames } from '../../../shared/deployment/resource-names.ts';

const project = join(import.meta.dirname, '../../..');
const document = readFileSync(join(project, 'docs/staff.md'), 'utf8');

test('Every line that it shows is one that the commands take', () => {
  const lines = [...document.matchAll(/^npm run (staff|clinic) -- (.+)$/gm)];
  expect(lines.length).toBeGreaterThan(6);
  for (const [line, name, args = ''] of lines) {
    const parse = name === 'staff' ? parseOptions : parseClinic;
    expect(parse(args.split(' ')).ask, line).toBe('run');
  }
});

test('It says of each role what it may', () => {
  const rows = [...document.matchAll(/^\| `(\w+)` \|/gm)].map(([, role]) => role);
  expect(rows).toEqual([...roles]);
});

test('The user pool is named as the stage’s is', () => {
  expect(document).toContain(resourceNames('STAGE').userPool);
});
