/** docs/staff.md says what is so: its lines are read by the command, its roles are all there are, and its policy allows what the command calls and no more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
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

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const policy = z
  .object({ Statement: z.array(z.object({ Action: oneOrMore, Resource: z.string() })) })
  .parse(JSON.parse(/```json\n([\s\S]*?)```/.exec(document)?.[1] ?? ''));

/** The calls that a file can make, as IAM names them. */
function actionsIn(path: string, prefix: string): string[] {
  const text = readFileSync(join(project, path), 'utf8');
  const calls = [...text.matchAll(/new (\w+)Command\(|\bpaginate([A-Z]\w+)\(/g)];
  return calls.map(([, command, paginator]) => `${prefix}:${command ?? paginator}`);
}

test('The policy allows every call of the command, and no other', () => {
  const called = [
    ...actionsIn('operations/staff/directory.ts', 'cognito-idp'),
    ...actionsIn('operations/table-in-use.ts', 'lambda'),
    ...actionsIn('functions/adapters/dynamodb-get.ts', 'dynamodb'),
  ];
  const allowed = policy.Statement.flatMap(({ Action }) => Action);
  const own = allowed.filter((action) => !action.startsWith('kms:'));
  expect(own.toSorted()).toEqual([...new Set(called)].sort());
});

test("The user pool and the key are named as the stage's are", () => {
  const names = resourceNames('STAGE');
  for (const name of [names.userPool, names.keyAlias, names.functionOf('webhook'), names.table]) {
    expect(document).toContain(name);
  }
});
