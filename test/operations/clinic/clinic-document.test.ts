/** docs/clinic.md says what is so: its examples are run in their order, and its policy lets the command at the kinds of items that it needs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { createPolicies } from '../../../functions/workflow/policies.ts';
import { addClinic } from '../../../operations/clinic/add.ts';
import { clinicCommand } from '../../../operations/clinic/command.ts';
import { parseOptions } from '../../../operations/clinic/options.ts';
import { setClinic } from '../../../operations/clinic/set.ts';
import { openStaffTopics } from '../../../operations/clinic/staff-topics.ts';
import { openVault } from '../../../operations/clinic/vault.ts';
import { runCommand } from '../../../operations/command-line.ts';
import { openSettings } from '../../../operations/open-settings.ts';
import { openStage } from '../../../operations/stage.ts';
import { keyOf } from '../../../shared/store/item.ts';
import { runStack } from '../../e2e/running-stack.ts';

const project = join(import.meta.dirname, '../../..');
const document = readFileSync(join(project, 'docs/clinic.md'), 'utf8');
const start = '2026-11-02T15:00:00.000Z';

interface Example {
  args: string[];
  output: string;
}

function examplesIn(text: string): Example[] {
  return [...text.matchAll(/```console\n\$ npm run clinic -- ((?:.*\\\n)*.*)\n([\s\S]*?)\n?```/g)].map(
    ([, line = '', output = '']) => ({ args: argsOf(line.replaceAll('\\\n', ' ')), output }),
  );
}

/** As a shell would take the words apart; the examples quote with double quotes only. */
function argsOf(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ''));
}

/** The seconds that a test takes do not count. */
function withoutSeconds(text: string): string {
  return text.replace(/(\d\d:\d\d):\d\d UTC/g, '$1 UTC');
}

test('Every example prints what the document shows, one after the other', async () => {
  const stack = await runStack(start);
  const examples = examplesIn(document);
  expect(examples.length).toBeGreaterThan(5);
  for (const { args, output } of examples) {
    if (args.includes('--retire-old')) await stack.moveTo('2026-11-02T15:06:00Z');
    const lines: string[] = [];
    const say = (line: string) => lines.push(line);
    await runCommand(clinicCommand, [...args, '--url', stack.url], { print: say, complain: say });
    const printed = lines
      .join('\n')
      .replaceAll(stack.url, 'http://localhost:3000')
      .replace(/^( {2}secret {5})[\w-]{43}$/m, '$1<the new secret>');
    expect(withoutSeconds(printed), args.join(' ')).toBe(withoutSeconds(output));
  }
});

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const statement = z.object({
  Effect: z.literal('Allow'),
  Action: oneOrMore,
  Resource: z.string(),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).optional(),
});
const policy = z
  .object({ Statement: z.array(statement) })
  .parse(JSON.parse(/```json\n([\s\S]*?)```/.exec(document)?.[1] ?? ''));

test('The policy lets it at the kinds of items it reads and writes, and no other', async () => {
  const stack = await runStack(start);
  const stage = await openStage({ stage: 'local', url: stack.url });
  const { deps, close } = openSettings(stage, stage.names.table);
  const vault = openVault(stage);
  const topics = openStaffTopics(stage);
  onTestFinished(() => {
    close();
    vault.close();
    topics.close();
  });
  const { store } = deps;
  const [read, put] = [new Set<string>(), new Set<string>()];
  const watched: typeof store = {
    ...store,
    get(keys) {
      for (const key of keys) read.add(kindOf(key));
      return store.get(keys);
    },
    put(item, ...more) {
      put.add(kindOf(keyOf(item)));
      return store.put(item, ...more);
    },
  };
  const silent = { print: () => undefined, complain: () => undefined };
  const open = { stage, vault, topics, deps: { ...deps, store: watched }, ...silent };
  const given = parseOptions([...(examplesIn(document)[0]?.args ?? [])]);
  if (given.ask !== 'run' || given.options.verb !== 'add') throw new Error('the first example adds');
  expect(await addClinic(given.options, open)).toBe(0);
  const pairs = ['smsNumber=+12125550151'];
  const set = { verb: 'set', stage: { stage: 'local' }, id: 'rose', file: undefined, pairs } as const;
  expect(await setClinic(set, open)).toBe(0);
  // A policy of the clinic's own is read where the settings name one.
  await setClinic(
    { ...set, pairs: ['policies.botox=100'] },
    { ...open, deps: { ...open.deps, policies: createPolicies(watched) } },
  );

  expect([...read].sort()).toEqual(leadingKeysOf('dynamodb:BatchGetItem'));
  expect([...put].sort()).toEqual(leadingKeysOf('dynamodb:PutItem'));
});

function leadingKeysOf(action: string): string[] | undefined {
  const found = policy.Statement.find(({ Action }) => Action.includes(action));
  return found?.Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']?.sort();
}

function kindOf(key: string): string {
  return `${key.split('#')[0]}#*`;
}
