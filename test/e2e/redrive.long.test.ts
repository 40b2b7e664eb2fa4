/** What fails for good ends in a queue, and is brought through by the operator's command once the cause is mended: each text once, however often. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { calComBody } from '../../local/demo/bodies.ts';
import { runCommand } from '../../operations/command-line.ts';
import { failureQueues } from '../../operations/failure-queues.ts';
import { openCalls } from '../../operations/redrive/calls.ts';
import { redriveCommand } from '../../operations/redrive/command.ts';
import { discardLetters } from '../../operations/redrive/discard-letters.ts';
import { openStage, type Stage } from '../../operations/stage.ts';
import { instant } from '../local/harness.ts';
import { type RunningStack, runStack } from './running-stack.ts';

const bookedAt = '2026-11-02T15:00:00.000Z';
const phone = '+12125550171';
const key = 'booking#demo#cal-com#rose7';

async function bookedStack(): Promise<{ stack: RunningStack; stage: Stage }> {
  const stack = await runStack(bookedAt);
  const startAt = instant('2026-12-01T20:00:00Z');
  const visit = { uid: 'rose7', at: instant(bookedAt), startAt, name: 'Nadia Brook', phone };
  expect((await stack.post('cal-com', calComBody('BOOKING_CREATED', visit))).body).toMatchObject({
    decision: 'allowed',
  });
  return { stack, stage: await openStage({ stage: 'local', url: stack.url }) };
}

async function redrive(stack: RunningStack, ...args: string[]) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const all = ['--stage', 'local', '--url', stack.url, ...args];
  const code = await runCommand(redriveCommand, all, { print: say, complain: say });
  return { code, said: said.join('\n') };
}

/** Where what lies. */
async function deadLetters(stack: RunningStack): Promise<unknown[]> {
  return (await stack.list('/local/dead-letters')).map(({ queue }) => queue);
}

async function invokeFollowUp(stage: Stage, payload: unknown): Promise<void> {
  const client = new LambdaClient(stage.settingsOf('lambda'));
  onTestFinished(() => client.destroy());
  const FunctionName = stage.names.functionOf('follow-up');
  const Payload = Buffer.from(JSON.stringify(payload));
  await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
}

async function milestones(stack: RunningStack): Promise<(string | undefined)[]> {
  return (await stack.texts(phone)).map(({ milestone }) => milestone);
}

test('A timer that failed while the table was away is redriven: its text goes out once, and redriving again changes nothing', async () => {
  const { stack, stage } = await bookedStack();
  await stack.faults.table.refuse();
  // Due at 15:02, tried until 15:05; a minute later the sweep would come.
  await stack.moveTo('2026-11-02T15:05:30Z');
  stack.faults.table.resume();
  expect(await deadLetters(stack)).toEqual(['booking-gate-local-follow-up-failures']);

  const dry = await redrive(stack, '--dry-run');
  expect(dry).toMatchObject({ code: 0, said: expect.stringContaining('1 would be redriven, 0 left') });
  expect(await deadLetters(stack)).toHaveLength(1);
  const first = await redrive(stack);
  expect([first.code, await deadLetters(stack)]).toEqual([0, []]);
  expect(first.said).toMatch(
    new RegExp(
      `event for follow-up, StoreUnavailableError, here since 2026-11-02T15:05:00.000Z, ${key}: redriven`,
    ),
  );
  await stack.moveTo('2026-11-02T15:05:31Z');
  expect(await milestones(stack)).toEqual(['booked']);
  // The carrier's receipt comes some seconds later.
  await stack.moveTo('2026-11-02T15:10:00Z');
  const before = await stack.booking('cal-com:rose7');

  expect(await redrive(stack)).toMatchObject({
    code: 0,
    said: expect.stringContaining('0 redriven, 0 left'),
  });
  await invokeFollowUp(stage, { v: 1, key, scheduled: '2026-11-02T15:03:00Z' });
  await stack.moveTo('2026-11-02T15:30:00Z');
  expect(await milestones(stack)).toEqual(['booked']);
  expect(await stack.booking('cal-com:rose7')).toEqual(before);
  expect(await deadLetters(stack)).toEqual([]);
});

test('A poison event lies there with all that is needed, is brought back whole, and lies there again', async () => {
  const { stack, stage } = await bookedStack();
  await invokeFollowUp(stage, { v: 1, key: 'nothing of ours', scheduled: '' });
  await stack.moveTo('2026-11-02T15:10:00Z');
  const poison = {
    queue: 'booking-gate-local-follow-up-failures',
    body: {
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: { v: 1, key: 'nothing of ours', scheduled: '' },
      responsePayload: { errorType: 'TimerInputError' },
    },
  };
  expect(await stack.list('/local/dead-letters')).toMatchObject([poison]);

  expect((await redrive(stack)).said).toContain('TimerInputError');
  expect(await deadLetters(stack)).toEqual([]);
  await stack.moveTo('2026-11-02T15:20:00Z');
  expect(await stack.list('/local/dead-letters')).toMatchObject([poison]);
  expect(await milestones(stack)).toEqual(['booked']);
});

test('A client’s wish to get no more texts that Lambda did not take waits in its queue, and counts when it is redriven', async () => {
  const { stack } = await bookedStack();
  await stack.moveTo('2026-11-16T19:00:00Z');
  stack.faults.lambda.refuse = true;
  expect((await stack.send('/local/replies', { from: phone, body: 'opt out' })).status).toBe(200);
  expect(await deadLetters(stack)).toEqual(['booking-gate-local-inbound-failures']);
  const refused = await redrive(stack, '--queue', 'inbound-failures');
  expect([refused.code, await deadLetters(stack)]).toEqual([1, ['booking-gate-local-inbound-failures']]);
  expect(refused.said).toContain('TooManyRequestsException');

  stack.faults.lambda.refuse = false;
  expect((await redrive(stack, '--queue', 'inbound-failures')).said).toMatch(
    /text for inbound-text, .*: redriven/,
  );
  await stack.moveTo('2026-12-20T00:00:00Z');
  expect(await milestones(stack)).toEqual(['booked', 'stop']);
  expect((await stack.booking('cal-com:rose7')).texts).toMatchObject({ optedOut: true });
});

test('A timer that was never handed over is redriven from its own queue', async () => {
  const { stack } = await bookedStack();
  stack.faults.lambda.refuse = true;
  // The hand-overs end after 1 + 2 + 4 minutes; the sweep, which does not need them, has long sent the text.
  await stack.moveTo('2026-11-02T15:11:00Z');
  stack.faults.lambda.refuse = false;
  expect([await deadLetters(stack), await milestones(stack)]).toEqual([
    ['booking-gate-local-timer-failures'],
    ['booked'],
  ]);

  expect((await redrive(stack)).said).toMatch(
    new RegExp(`timer for follow-up, TooManyRequestsException, .*${key}: redriven`),
  );
  await stack.moveTo('2026-11-02T15:30:00Z');
  expect([await deadLetters(stack), await milestones(stack)]).toEqual([[], ['booked']]);
});

/** By the messages' ids. */
async function putInto(stage: Stage, bodies: readonly string[]): Promise<string[]> {
  const client = new SQSClient(stage.settingsOf('sqs'));
  onTestFinished(() => client.destroy());
  const QueueUrl = `${stage.settingsOf('sqs').endpoint}/000000000000/${stage.names.timerFailures}`;
  const ids: string[] = [];
  for (const MessageBody of bodies) {
    ids.push((await client.send(new SendMessageCommand({ QueueUrl, MessageBody }))).MessageId ?? '');
  }
  return ids;
}

test('A message that nobody understands stays and is said, and others go past it, at most as many as asked', async () => {
  const { stack, stage } = await bookedStack();
  const timer = JSON.stringify({ v: 1, key, scheduled: '2026-11-02T15:03:00Z' });
  await putInto(stage, ['what is this', timer, timer]);

  const first = await redrive(stack, '--max', '2');
  expect([first.code, (await deadLetters(stack)).length]).toEqual([1, 2]);
  expect(first.said).toMatch(/not understood, for its body is not JSON, .*: left[\s\S]*1 redriven, 1 left/);
  expect((await redrive(stack)).said).toContain('1 redriven, 1 left');
  expect((await redrive(stack, '--queue', 'no-such')).code).toBe(1);
  await stack.moveTo('2026-11-02T15:30:00Z');
  expect(await milestones(stack)).toEqual(['booked']);
});

describe('discarding', () => {
  const why = 'its booking was made up';

  async function poisonedStack() {
    const stack = await runStack(bookedAt);
    const stage = await openStage({ stage: 'local', url: stack.url });
    const [poison = '', other = ''] = await putInto(stage, ['what is this', 'nor this']);
    const folder = mkdtempSync(join(tmpdir(), 'booking-gate-discard-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return { stack, stage, poison, other, file: join(folder, 'kept.jsonl') };
  }

  function linesOf(file: string): unknown[] {
    return readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  test('takes out what is named and nothing else, and keeps it in a file of the operator’s own', async () => {
    const { stack, poison, other, file } = await poisonedStack();
    const asked = ['discard', '--id', poison, '--why', why, '--file', file];
    const dry = await redrive(stack, ...asked, '--dry-run');
    expect([dry.code, existsSync(file), (await deadLetters(stack)).length]).toEqual([0, false, 2]);
    expect(dry.said).toMatch(new RegExp(`${poison}: not understood, .*: would be discarded`));

    const done = await redrive(stack, ...asked);
    expect(done).toEqual({
      code: 0,
      said: expect.stringMatching(`${poison}: not understood, .*: discarded, kept in ${file}`),
    });
    expect(await stack.list('/local/dead-letters')).toMatchObject([{ id: other }]);
    expect(linesOf(file)).toEqual([
      {
        discardedAt: expect.stringMatching(/^2026-11-02T15:0/),
        why,
        queue: 'booking-gate-local-timer-failures',
        id: poison,
        since: expect.stringMatching(/^2026-11-02T15:0/),
        attributes: {},
        body: 'what is this',
      },
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o644);

    const again = await redrive(stack, ...asked, '--id', other, '--queue', 'timer-failures');
    expect(again).toEqual({
      code: 1,
      said: expect.stringContaining(`--id: ${poison} is not in this queue.`),
    });
    expect([await deadLetters(stack), linesOf(file).length]).toEqual([[], 2]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('that dies before the message is gone loses nothing, and is done again', async () => {
    const { stack, stage, poison, file } = await poisonedStack();
    const calls = openCalls(stage);
    onTestFinished(() => calls.close());
    const asked = { stage: { stage: 'local' }, queue: undefined, dryRun: false, messagesMax: 10 };
    const work = {
      calls: { ...calls, remove: () => Promise.reject(new Error('the machine went away')) },
      stage,
      options: { verb: 'discard', ...asked, ids: [poison], why, file },
      io: { print: () => undefined, complain: () => undefined },
    } as const;
    await expect(discardLetters(work, failureQueues(stage.names))).rejects.toThrow('the machine went away');
    expect([(await deadLetters(stack)).length, linesOf(file).length]).toEqual([2, 1]);

    expect(await discardLetters({ ...work, calls }, failureQueues(stage.names))).toBe(true);
    expect([(await deadLetters(stack)).length, linesOf(file).length]).toEqual([1, 2]);
  });

  test('into a file that cannot be written leaves the message where it is', async () => {
    const { stack, poison, file } = await poisonedStack();
    const nowhere = join(file, 'no-such-folder', 'kept.jsonl');
    const refused = await redrive(stack, 'discard', '--id', poison, '--why', why, '--file', nowhere);
    expect(refused).toEqual({ code: 1, said: expect.stringContaining('--file: ') });
    expect(await deadLetters(stack)).toHaveLength(2);
  });
});
