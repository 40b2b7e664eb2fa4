/** What docs/doctor.md promises: the checks and their reasons, the report of a fresh account word for word, and the permissions the doctor's calls need, no more and no fewer. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { checks, diagnose } from '../../../operations/doctor/diagnose.ts';
import { gatherFacts } from '../../../operations/doctor/gather/facts.ts';
import { printReport } from '../../../operations/doctor/print.ts';
import { resourceNames } from '../../../shared/deployment/resource-names.ts';
import { openAccount } from './aws-account.ts';
import { freshAccount, names, now, place } from './stage-facts.ts';
import { answersOf } from './well-account.ts';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/doctor.md'), 'utf8');

/** Not calls of the doctor's: services ask for it in the caller's name. */
const askedByServices = ['kms:Decrypt'];

const policySchema = z.object({
  Statement: z.array(
    z.strictObject({
      Sid: z.string(),
      Effect: z.literal('Allow'),
      Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
      Resource: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
      Condition: z.unknown().optional(),
    }),
  ),
});
const policy = policySchema.parse(JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''));

/** The operations a well stage with a waiting number is asked about: that is all of them. */
async function callAll(): Promise<string[]> {
  const account = await openAccount();
  for (const [operation, answer] of answersOf('https://visits.rosewater.example')) {
    account.answers.set(operation, answer);
  }
  const settings = {
    region: place.region,
    endpoint: account.endpoint,
    credentials: { accessKeyId: 'madeup', secretAccessKey: 'madeup' },
  };
  await gatherFacts({ ...place, names, clock: { now: () => now }, settingsOf: () => settings }, settings, {
    offline: true,
  });
  await account.stop();
  return [...account.called];
}

/** The names of the SDK's commands and paginators in the doctor's own sources. */
function commandsInSources(): string[] {
  const folder = join(root, 'operations/doctor');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const found = sources.flatMap((path) =>
    [
      ...readFileSync(join(folder, path), 'utf8').matchAll(/\bnew (\w+)Command\(|\bpaginate([A-Z]\w+)\(/g),
    ].map(([, command, paginator]) => command ?? paginator ?? ''),
  );
  return [...new Set(found)].sort();
}

describe('the permissions', () => {
  test('are those of the calls that are made', async () => {
    const allowed = policy.Statement.flatMap(({ Action }) => Action);

    expect(allowed.toSorted()).toEqual([...(await callAll()), ...askedByServices].sort());
  });

  test('cover each command that stands in the code', async () => {
    const called = (await callAll()).map((operation) => operation.split(':')[1]);
    const commands = commandsInSources();

    expect(commands).toContain('DescribePhoneNumbers');
    expect(commands).toContain('GetMetricData');
    expect(commands.filter((command) => !called.includes(command))).toEqual([]);
  });

  test('change nothing', () => {
    for (const action of policy.Statement.flatMap(({ Action }) => Action)) {
      expect(action).toMatch(/^[a-z-]+:(Describe|Get|List|Scan$|BatchGetItem$|Decrypt$)/);
    }
  });

  test('are for the stage alone wherever a resource can be named', () => {
    const staged = resourceNames('STAGE');
    const arn = (service: string, rest: string) => `arn:aws:${service}:REGION:ACCOUNT:${rest}`;
    const resources = policy.Statement.flatMap(({ Resource }) => Resource);

    expect(new Set(resources)).toEqual(
      new Set([
        arn('dynamodb', `table/${staged.table}`),
        arn('lambda', `function:${staged.prefix}-*`),
        arn('scheduler', `schedule-group/${staged.timerGroup}`),
        arn('sns', `${staged.prefix}-*`),
        arn('sqs', `${staged.prefix}-*`),
        arn('secretsmanager', `secret:${staged.clinicSecretPrefix}*`),
        arn('kms', 'key/*'),
        arn('logs', 'log-group:sns/REGION/ACCOUNT/DirectPublishToPhoneNumber*'),
        '*',
      ]),
    );
    expect(page).toContain(`"kms:ResourceAliases": "${staged.keyAlias}"`);
  });
});

describe('the page', () => {
  test('names each check with its reason', () => {
    const rows = checks.map(({ name, why, link }) => `| [${name}](${link}) | ${why} |`);

    expect(page.split('\n').filter((line) => line.startsWith('| ['))).toEqual(rows);
  });

  test('shows what is said of a fresh account', () => {
    const report = printReport(place, diagnose(freshAccount())).join('\n');

    expect(page).toContain(`\`\`\`\n${report}\n\`\`\``);
  });
});
