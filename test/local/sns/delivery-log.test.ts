/** The delivery log: a line for each text that was taken, handed over seconds later, packed as CloudWatch Logs does. */
import { gunzipSync } from 'node:zlib';
import type { CloudWatchLogsEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readReceipt } from '../../../shared/follow-up/receipt.ts';
import { hourMs, minuteMs, secondMs } from '../../../shared/time/instant.ts';
import { temporaryFolder } from '../harness.ts';
import { createSns, phone, publish, start } from './sns.ts';

const other = '+12125550102';
const dueAt = start + 5 * secondMs;

const logData = z.object({
  messageType: z.literal('DATA_MESSAGE'),
  logGroup: z.string(),
  logEvents: z.array(z.object({ id: z.string(), timestamp: z.number(), message: z.string() })),
});

function unpacked({ awslogs }: CloudWatchLogsEvent) {
  const data = logData.parse(JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString()));
  return { group: data.logGroup, receipts: data.logEvents.map(({ message }) => readReceipt(message)) };
}

async function runAt({ sns, time }: Awaited<ReturnType<typeof createSns>>, now: number): Promise<void> {
  time.now = now;
  await sns.deliveryLog.runDue(now);
}

describe('The delivery log', () => {
  test('tells of a text that arrived, five seconds later and once', async () => {
    const stack = await createSns();
    const messageId = await publish(stack.client, phone, 'hello');
    expect(stack.sns.deliveryLog.nextDueAt()).toBe(dueAt);
    await runAt(stack, dueAt - 1);
    expect(stack.logEvents).toEqual([]);
    await runAt(stack, dueAt);
    await runAt(stack, dueAt + hourMs);
    expect(stack.logEvents.map(unpacked)).toEqual([
      {
        group: 'sns/us-east-1/000000000000/DirectPublishToPhoneNumber',
        receipts: [{ read: 'receipt', receipt: { outcome: 'delivered', messageId, at: start } }],
      },
    ]);
    expect(stack.sns.deliveryLog.nextDueAt()).toBeUndefined();
  });

  test('tells of failures in a group of their own: a number that is off, and a phone that cannot be reached', async () => {
    const stack = await createSns();
    await stack.sns.receive({ from: phone, body: 'STOP' });
    stack.sns.faults.undeliverable.set(other, 'Phone has blocked SMS');
    for (const to of [phone, other, '+12125550103']) await publish(stack.client, to, 'hello');
    await runAt(stack, dueAt);
    const [failures, successes] = stack.logEvents.map(unpacked);
    expect(failures?.group).toMatch(/DirectPublishToPhoneNumber\/Failure$/);
    expect(failures?.receipts).toMatchObject([
      { receipt: { reason: 'opted out', optedOut: true } },
      { receipt: { reason: 'Phone has blocked SMS', optedOut: false } },
    ]);
    expect(successes?.receipts).toMatchObject([{ receipt: { outcome: 'delivered' } }]);
    expect(stack.sns.texts().map(({ to }) => to)).toEqual(['+12125550103']);
  });

  test('tells of a text whose answer was lost, and of none that was refused', async () => {
    const stack = await createSns();
    stack.sns.faults.publish = { kind: 'throttle' };
    await publish(stack.client, phone, 'hello').catch(() => undefined);
    expect(stack.sns.deliveryLog.nextDueAt()).toBeUndefined();
    stack.sns.faults.publish = { kind: 'cut', arrives: true };
    await publish(stack.client, phone, 'hello').catch(() => undefined);
    expect(stack.sns.deliveryLog.nextDueAt()).toBe(dueAt);
  });

  test('is offered again each minute while Lambda does not take it, for a day', async () => {
    const stack = await createSns();
    await publish(stack.client, phone, 'hello');
    stack.target.failures = 2;
    await runAt(stack, dueAt);
    expect(stack.sns.deliveryLog.nextDueAt()).toBe(dueAt + minuteMs);
    await runAt(stack, dueAt + minuteMs);
    await runAt(stack, dueAt + 2 * minuteMs);
    expect([stack.logEvents.length, stack.sns.deliveryLog.nextDueAt()]).toEqual([3, undefined]);

    await publish(stack.client, phone, 'hello');
    stack.target.failures = 1;
    await runAt(stack, dueAt + 25 * hourMs);
    expect(stack.sns.deliveryLog.nextDueAt()).toBeUndefined();
  });

  test('survives a restart before it was handed over', async () => {
    const folder = temporaryFolder();
    const before = await createSns(folder);
    const messageId = await publish(before.client, phone, 'hello');
    const after = await createSns(folder);
    await runAt(after, dueAt);
    expect(after.logEvents.map(unpacked)).toMatchObject([{ receipts: [{ receipt: { messageId } }] }]);
  });
});
