/** The policies that the documents give to operators: each allows what the command's code calls, on what it is called on, and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCommands, readIndexes } from '../infra/aws-commands.ts';
import { compareGrants, type Difference, grantsOf } from '../infra/grants.ts';
import { documentSchema } from '../lambda/iam.ts';
import { type Calls, type CommandName, commandNames, filesOf, neededGrants } from './operator-grants.ts';

const project = join(import.meta.dirname, '../..');

const calls = new Map<CommandName, Calls>(commandNames.map((name) => [name, readCalls(filesOf(name))]));

function readCalls(files: readonly string[]): Calls {
  const sources = files.map((path) => ({ path, text: readFileSync(join(project, path), 'utf8') }));
  const indexNames = sources
    .filter(({ path }) => path.startsWith('functions/adapters/'))
    .flatMap(({ path, text }) => readIndexes(path, text));
  return {
    commands: sources.flatMap(({ path, text }) => readCommands(path, text)),
    indexNames: [...new Set(indexNames)],
  };
}

function callsOf(name: CommandName): Calls {
  const found = calls.get(name);
  if (found === undefined) throw new Error(`${name} was not read`);
  return found;
}

/** The policy in docs/NAME.md. */
function writtenFor(name: CommandName): string {
  const page = readFileSync(join(project, `docs/${name}.md`), 'utf8');
  const section = page.split('## What the command may do on AWS\n')[1] ?? '';
  return /```json\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
}

function compare(name: CommandName, made = callsOf(name), written = writtenFor(name)): Difference {
  const statements = documentSchema.parse(JSON.parse(written)).Statement;
  const granted = grantsOf(statements.map((statement) => ({ ...statement, policy: `docs/${name}.md` })));
  return compareGrants(neededGrants(name, made), granted);
}

test.each(commandNames)('%s may do exactly what its code calls', (name) => {
  expect(callsOf(name).commands.length).toBeGreaterThan(4);
  expect(compare(name)).toEqual({ missing: [], unused: [] });
});

test('only a restore queries, by the indexes of clients', () => {
  const indexes = commandNames.map((name) => [name, callsOf(name).indexNames]);
  expect(indexes.filter(([, found]) => found?.length !== 0)).toEqual([['restore', ['phone', 'email']]]);
});

describe('a planted mistake', () => {
  const planted = readCommands(
    'operations/redrive/planted.ts',
    "import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';\nexport const made = new GetQueueUrlCommand({ QueueName: 'x' });\n",
  );

  test('a call that no policy allows is missing', () => {
    const made = { ...callsOf('staff'), commands: [...callsOf('staff').commands, ...planted] };
    expect(compare('staff', made).missing).toContain(
      'sqs:GetQueueUrl | arn:aws:sqs:REGION:ACCOUNT:booking-gate-STAGE-sweep-failures',
    );
  });

  test('a call that is no longer made leaves its grants unused', () => {
    const commands = callsOf('redrive').commands.filter(({ operation }) => operation !== 'ReceiveMessage');
    const { missing, unused } = compare('redrive', { commands, indexNames: [] });
    expect(missing).toEqual([]);
    expect(unused.map((one) => one.split(' | ')[0]?.split(':')[0])).toEqual([...Array(6).fill('sqs'), 'kms']);
  });

  test('a policy for more than the stage’s own is not what is needed', () => {
    const wide = writtenFor('restore').replaceAll('"arn:aws:dynamodb:REGION:ACCOUNT:table/OLD"', '"*"');
    expect(compare('restore', callsOf('restore'), wide).unused).toContain('dynamodb:Scan | *');
  });
});
