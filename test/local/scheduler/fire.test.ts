/** That schedules really fire: in order, at least once, with retries, and under the movable clock. */
import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { createSchedulerEndpoint } from '../../../local/scheduler/endpoint.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { clientConfig, instant, mount, refusalOf, temporaryFolder } from '../harness.ts';
import { create, createScheduler, creation, functionArn, start } from './scheduler.ts';

const role = 'arn:aws:iam::000000000000:role/scheduler';

describe('a schedule that falls due', () => {
  test('invokes its target once, in due order, and goes away where it says so', async () => {
    const { client, scheduler, invocations, time } = await createScheduler();
    await create(client, 'second', '2026-11-22T08:10:00');
    await create(client, 'first', '2026-11-22T08:05:00', { ActionAfterCompletion: 'NONE' });
    await create(client, 'disabled', '2026-11-22T08:06:00', { State: 'DISABLED' });
    await create(client, 'later', '2026-11-22T08:10:01');
    expect(scheduler.nextDueAt()).toBe(start + 5 * minuteMs);

    time.now = start + 10 * minuteMs;
    await scheduler.runDue(time.now);
    await scheduler.runDue(time.now);

    expect(invocations.map(({ arn, input }) => [arn, input])).toEqual([
      [functionArn, '{"name":"first"}'],
      [functionArn, '{"name":"second"}'],
    ]);
    expect(scheduler.nextDueAt()).toBe(start + 10 * minuteMs + 1_000);
    expect((await client.send(new GetScheduleCommand({ Name: 'first' }))).Name).toBe('first');
    expect(await refusalOf(client.send(new GetScheduleCommand({ Name: 'second' })))).toBe(
      'ResourceNotFoundException',
    );
  });

  test('replaces the context attributes in its input, and leaves other angle brackets alone', async () => {
    const { client, scheduler, invocations } = await createScheduler();
    const input = {
      at: '<aws.scheduler.scheduled-time>',
      arn: '<aws.scheduler.schedule-arn>',
      id: '<aws.scheduler.execution-id>',
      attempt: '<aws.scheduler.attempt-number>',
      other: '<aws.scheduler.nothing> <b>',
    };
    await create(client, 'a', '2026-11-22T08:05:00', {
      Target: { Arn: functionArn, RoleArn: role, Input: JSON.stringify(input) },
    });
    await scheduler.runDue(start + hourMs);
    expect(JSON.parse(invocations[0]?.input ?? '')).toEqual({
      at: '2026-11-22T08:05:00Z',
      arn: 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/a',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      attempt: '1',
      other: '<aws.scheduler.nothing> <b>',
    });
  });

  test('fires again after a restart when the process died before it could write that it had fired', async () => {
    const folder = temporaryFolder();
    const dying = createSchedulerEndpoint({ folder, now: () => start, invoke: () => new Promise(() => {}) });
    onTestFinished(() => dying.close());
    const { endpoint } = await mount(dying.handle);
    const client = new SchedulerClient(clientConfig(endpoint));
    await client.send(new CreateScheduleCommand(creation('a', '2026-11-22T08:05:00')));
    void dying.runDue(start + hourMs);
    await new Promise((resolve) => setTimeout(resolve, 20));

    const { scheduler, invocations } = await createScheduler(folder);
    await scheduler.runDue(start + hourMs);
    expect(invocations).toHaveLength(1);
    await scheduler.close();
    const third = await createScheduler(folder);
    expect(third.scheduler.nextDueAt()).toBeUndefined();
    client.destroy();
  });

  test('that is deleted before never fires', async () => {
    const { client, scheduler, invocations } = await createScheduler();
    await create(client, 'a', '2026-11-22T08:05:00');
    await client.send(new DeleteScheduleCommand({ Name: 'a' }));
    await scheduler.runDue(start + hourMs);
    expect(invocations).toEqual([]);
  });
});

describe('a target that throws', () => {
  test('is invoked again after one and two minutes with the same event', async () => {
    const { client, scheduler, invocations, target, time } = await createScheduler();
    await create(client, 'a', '2026-11-22T08:05:00', {
      Target: { Arn: functionArn, RoleArn: role, Input: '{"id":"<aws.scheduler.execution-id>"}' },
    });
    target.failures = 2;
    for (let due = scheduler.nextDueAt(); due !== undefined; due = scheduler.nextDueAt()) {
      time.now = due;
      await scheduler.runDue(due);
    }
    expect(invocations.map(({ at }) => (at - start) / minuteMs)).toEqual([5, 6, 8]);
    expect(new Set(invocations.map(({ input }) => input)).size).toBe(1);
    expect(scheduler.deadLetters()).toEqual([]);
  });

  test('is given up on after three attempts, kept as a dead letter, also over restarts', async () => {
    const folder = temporaryFolder();
    let { scheduler, client, target, time, invocations } = await createScheduler(folder);
    await create(client, 'a', '2026-11-22T08:05:00');
    await create(client, 'b', '2026-11-22T08:30:00');
    let attempts = 0;
    for (const minute of [5, 6, 8, 30]) {
      target.failures = minute === 30 ? 0 : 1;
      time.now = start + minute * minuteMs;
      await scheduler.runDue(time.now);
      attempts += invocations.length;
      await scheduler.close();
      ({ scheduler, client, target, time, invocations } = await createScheduler(folder));
    }
    expect(attempts).toBe(4);
    expect(scheduler.deadLetters()).toMatchObject([
      {
        targetArn: functionArn,
        input: '{"name":"a"}',
        attempts: 3,
        error: 'the function threw',
        at: start + 8 * minuteMs,
      },
    ]);
    expect(scheduler.nextDueAt()).toBeUndefined();
    await scheduler.close();
  });

  test('does not keep others from firing', async () => {
    const { client, scheduler, invocations, target, time } = await createScheduler();
    await create(client, 'a', '2026-11-22T08:05:00');
    await create(client, 'b', '2026-11-22T08:05:00');
    target.failures = 1;
    time.now = start + 5 * minuteMs;
    await scheduler.runDue(time.now);
    expect(invocations.map(({ input }) => input)).toEqual(['{"name":"a"}', '{"name":"b"}']);
  });
});

describe('faults of firing', () => {
  test('a dropped fire uses the schedule up', async () => {
    const { client, scheduler, invocations } = await createScheduler();
    scheduler.faults.dropFires = true;
    await create(client, 'a', '2026-11-22T08:05:00');
    await scheduler.runDue(start + hourMs);
    expect(invocations).toEqual([]);
    expect(scheduler.nextDueAt()).toBeUndefined();
  });

  test('a double fire has two execution ids', async () => {
    const { client, scheduler, invocations } = await createScheduler();
    scheduler.faults.fireTwice = true;
    await create(client, 'a', '2026-11-22T08:05:00', {
      Target: { Arn: functionArn, RoleArn: role, Input: '{"id":"<aws.scheduler.execution-id>"}' },
    });
    await scheduler.runDue(start + hourMs);
    expect(new Set(invocations.map(({ input }) => input)).size).toBe(2);
  });

  test('a late Scheduler fires late', async () => {
    const { client, scheduler } = await createScheduler();
    scheduler.faults.lateMs = 30 * minuteMs;
    await create(client, 'a', '2026-11-22T08:05:00');
    expect(scheduler.nextDueAt()).toBe(start + 35 * minuteMs);
  });
});

describe('under the movable clock', () => {
  test('schedules fire in order at their own times, also those that a fire makes', async () => {
    const clock = createClock({ file: undefined, realNow: () => start });
    const fired: string[] = [];
    const scheduler = createSchedulerEndpoint({
      folder: undefined,
      now: clock.now,
      async invoke(_, input) {
        fired.push(`${new Date(clock.now()).toISOString()} ${input}`);
        if (input === '{"name":"a"}') await create(client, 'made-by-a', '2026-11-23T09:00:00');
      },
    });
    const { endpoint } = await mount(scheduler.handle);
    const client = new SchedulerClient(clientConfig(endpoint));
    await create(client, 'b', '2026-11-24T10:00:00');
    await create(client, 'a', '2026-11-22T20:00:00');
    await create(client, 'beyond', '2026-12-30T10:00:00');

    await clock.moveTo(instant('2026-12-06T08:00:00Z'), [scheduler]);

    expect(fired).toEqual([
      '2026-11-22T20:00:00.000Z {"name":"a"}',
      '2026-11-23T09:00:00.000Z {"name":"made-by-a"}',
      '2026-11-24T10:00:00.000Z {"name":"b"}',
    ]);
    client.destroy();
  });
});
