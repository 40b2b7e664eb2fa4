/** The doctor as a person runs it, with the SDK's real clients against a made-up account: what it asks, what it prints, and how it ends. */
import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endpointOf, json, jsonError } from '../../../local/aws-request.ts';
import { runDoctor } from '../../../operations/doctor/command.ts';
import { diagnose } from '../../../operations/doctor/diagnose.ts';
import { gatherFacts } from '../../../operations/doctor/gather/facts.ts';
import { parseOptions } from '../../../operations/doctor/options.ts';
import { type Stage, StageError } from '../../../operations/stage.ts';
import { type AwsAccount, openAccount, xmlError } from './aws-account.ts';
import { known, names, now, place, wellStage } from './stage-facts.ts';
import { answersOf, secondPhone, secretOfClinic } from './well-account.ts';

const credentials = { accessKeyId: 'madeup', secretAccessKey: 'madeup' };

const pages = createServer((request, response) => {
  const ours = request.url === '/c/doctor';
  response.writeHead(404, { 'content-type': ours ? 'text/html; charset=utf-8' : 'application/json' }).end();
});
let account: AwsAccount;
let pagesUrl = '';
let printed: string[] = [];
let complained: string[] = [];

beforeAll(async () => {
  account = await openAccount();
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  pagesUrl = endpointOf(pages);
});

afterAll(async () => {
  await account.stop();
  await new Promise((resolve) => pages.close(resolve));
});

beforeEach(() => {
  account.answers.clear();
  for (const [operation, answer] of answersOf(pagesUrl)) account.answers.set(operation, answer);
  account.called.clear();
  printed = [];
  complained = [];
});

function settings() {
  return { region: place.region, endpoint: account.endpoint, credentials };
}

function stage(): Stage {
  return { ...place, names, clock: { now: () => now }, settingsOf: settings };
}

function run(...args: string[]): Promise<number> {
  return runDoctor(args, {
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
    connect: async () => ({ stage: stage(), settings: settings() }),
  });
}

function gather() {
  return gatherFacts(stage(), settings(), { offline: false });
}

describe('the facts', () => {
  test('are what the services answer', async () => {
    const well = wellStage();

    const facts = await gather();

    const { clinics, queues, numbers, quotas, registrations } = facts;
    expect(facts).toEqual({ ...well, clinics, queues, numbers, quotas, registrations });
    const waiting = queues.filter(({ messages }) => messages.known && messages.value !== 0);
    expect(waiting).toEqual([{ name: 'booking-gate-dev-follow-up-failures', messages: known(3) }]);
    expect(queues).toHaveLength(6);
    expect(numbers.known && numbers.value.map(({ phone, status }) => [phone, status])).toEqual([
      ['+12125550190', 'ACTIVE'],
      [secondPhone, 'PENDING'],
    ]);
    expect(registrations).toEqual(known({ 'registration-2': 'REVIEWING' }));
    expect(quotas.sns).toEqual(known(expect.objectContaining({ 'SMS Message Spending in USD': 500 })));
    expect(clinics.clinics.map(({ id, secret, pages }) => ({ id, secret, pages }))).toEqual(
      ['birchwood', 'rosewater'].map((id) => ({
        id,
        secret: known({ secret: 'read', activeOf: { 'cal-com': 1 } }),
        pages: known({ status: 404, html: true }),
      })),
    );
  });

  test('never hold a secret', async () => {
    expect(JSON.stringify(await gather())).not.toContain(secretOfClinic);
  });

  test('of things that do not exist are that they do not', async () => {
    const missing = () => jsonError(404, 'ResourceNotFoundException', 'Not found');
    for (const operation of [
      'dynamodb:DescribeTable',
      'dynamodb:Scan',
      'dynamodb:BatchGetItem',
      'lambda:GetFunctionConfiguration',
      'lambda:GetAlias',
      'scheduler:GetScheduleGroup',
      'secretsmanager:GetSecretValue',
    ]) {
      account.answers.set(operation, missing);
    }
    account.answers.set('dynamodb:DescribeContinuousBackups', () =>
      jsonError(400, 'TableNotFoundException', 'No.'),
    );
    account.answers.set('sns:GetTopicAttributes', () => xmlError(404, 'NotFound'));
    account.answers.set('sqs:GetQueueUrl', () => {
      const error = jsonError(400, 'com.amazonaws.sqs#QueueDoesNotExist', 'No.');
      const header = { 'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender' };
      return error.kind === 'answer' ? { ...error, headers: { ...error.headers, ...header } } : error;
    });

    const facts = await gather();

    expect([facts.table, facts.recovery, facts.timerGroup]).toEqual(Array(3).fill(known(undefined)));
    expect(facts.functions.map(({ current, alias }) => [current, alias])).toEqual(
      facts.functions.map(() => [known(undefined), known(false)]),
    );
    expect(facts.topics.map(({ subscriptions }) => subscriptions)).toEqual(Array(2).fill(known(undefined)));
    expect(facts.queues.map(({ messages }) => messages)).toEqual(Array(6).fill(known(undefined)));
    expect(facts.clinics.clinics.map(({ secret, item }) => [secret, item])).toEqual(
      Array(2).fill([known({ secret: 'missing' }), known({ item: 'missing' })]),
    );
  });

  test('are of the table that the functions work on, also after a restore', async () => {
    const described: unknown[] = [];
    account.answers.set('dynamodb:DescribeTable', ({ body }) => {
      described.push(body.TableName);
      return json({ Table: { TableStatus: 'ACTIVE' } });
    });
    account.answers.set('lambda:GetFunctionConfiguration', () =>
      json({ State: 'Active', Environment: { Variables: { TABLE_NAME: 'booking-gate-dev-restored' } } }),
    );

    const { tableName } = await gather();

    expect([tableName, described]).toEqual(['booking-gate-dev-restored', ['booking-gate-dev-restored']]);
  });

  test('of a caller without any permission are so many refusals, and no crash', async () => {
    account.answers.clear();

    const findings = diagnose(await gather());

    expect(findings.filter(({ severity }) => severity !== 'unknown')).toEqual([]);
    for (const { todo } of findings) expect(todo).toMatch(/permissions that docs\/doctor\.md lists/);
  });

  test('tell a secret that is not in the form the functions read', async () => {
    account.answers.set('secretsmanager:GetSecretValue', () => json({ SecretString: '{"platforms":' }));

    const { clinics } = await gather();

    expect(clinics.clinics.map(({ secret }) => secret)).toEqual(
      Array(2).fill(known({ secret: 'unreadable' })),
    );
  });

  test('tell settings and numbers that another item stands for', async () => {
    const scan = account.answers.get('dynamodb:BatchGetItem');
    account.answers.set('dynamodb:BatchGetItem', (input) =>
      JSON.stringify(input.body).includes('clinic#')
        ? json({ Responses: { [names.table]: [{ pk: { S: 'clinic#rosewater' }, item: { B: 'AAAA' } }] } })
        : (scan?.(input) ?? json({})),
    );

    const { clinics } = await gather();

    expect(clinics.clinics.map(({ item }) => item)).toEqual([
      known({ item: 'missing' }),
      known({ item: 'unreadable', reason: 'item: invalid_type' }),
    ]);
  });
});

describe('the command', () => {
  test('prints the report and ends with 1 while something is broken', async () => {
    expect(await run('--stage', 'dev')).toBe(1);
    expect(printed[0]).toBe('Stage dev in us-east-1, account 111122223333');
    expect(printed).toContain(
      `  numbers: ${secondPhone} is PENDING, not ACTIVE; its registration is REVIEWING.`,
    );
    expect(printed).toContain('  dead letters: About 3 messages lie in booking-gate-dev-follow-up-failures.');
    expect(printed.join('\n')).not.toContain(secretOfClinic);
  });

  test('asks nobody but AWS with --offline', async () => {
    await run('--stage', 'dev', '--offline');

    expect(printed.filter((line) => line.startsWith('  pages:'))).toEqual([]);
  });

  test('ends with 2 where the stage cannot be looked at', async () => {
    const code = await runDoctor(['--stage', 'dev'], {
      print: (line) => printed.push(line),
      complain: (line) => complained.push(line),
      connect: () => Promise.reject(new StageError('AWS does not know who you are.')),
    });

    expect([code, complained, printed]).toEqual([2, ['AWS does not know who you are.'], []]);
  });

  test('ends with 2 for a local stack, and says what to use instead', async () => {
    expect(await run('--stage', 'local')).toBe(2);
    expect(complained.join('\n')).toMatch(/The doctor looks at AWS.*npm run clinic -- list --stage local/s);
    expect(account.called.size).toBe(0);
  });

  test('explains itself', async () => {
    expect(await run('--help')).toBe(0);
    expect(printed.join('\n')).toContain('npm run doctor -- --stage NAME');
  });

  test.each([
    [[], 'Say which --stage: such as dev or prod.'],
    [['--stage'], /^--stage: expected a value/],
    [['--stage', 'dev', '--nonsense'], /nonsense/],
    [['dev'], /^"dev": expected options only/],
  ])('refuses %j', (args, reason) => {
    const parsed = parseOptions(args);

    expect(parsed).toEqual({ ask: 'wrong', reason: expect.stringMatching(reason) });
  });

  test('takes a region', () => {
    expect(parseOptions(['--stage', 'prod', '--region', 'us-west-2', '--offline'])).toEqual({
      ask: 'run',
      options: { stage: { stage: 'prod', region: 'us-west-2' }, offline: true },
    });
  });
});
