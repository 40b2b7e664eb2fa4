/** That schedules really fire: in order, at least once, with retries, and under the movable clock. */
import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { HandOverError } from '../../../local/lambda/endpoint.ts';
import { createSchedulerEndpoint } from '../../../local/scheduler/endpoint.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { clientConfig, instant, mount, refusalOf, temporaryFolder } from '../harness.ts';
import { create, createScheduler, creation, functionArn, queueArn, start } from './scheduler.ts';

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
    const dying = createSchedulerEndpoint({
      folder,
      now: () => start,
      invoke: () => new Promise(() => {}),
      sendToQueue: async () => undefined,
    });
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

/** Runs until nothing is due any more; the clock stands at each due instant. */
async function runOut({ scheduler, time }: Awaited<ReturnType<typeof createScheduler>>): Promise<void> {
  for (let due = scheduler.nextDueAt(); due !== undefined; due = scheduler.nextDueAt()) {
    time.now = due;
    await scheduler.runDue(due);
  }
}

describe('a target that does not take the event', () => {
  test('is offered it again, later each time, with the same input', async () => {
    const setup = await createScheduler();
    const { client, invocations, target, deadLetters } = setup;
    await create(client, 'a', '2026-11-22T08:05:00', {
      Target: {
        Arn: functionArn,
        RoleArn: role,
        Input: '{"id":"<aws.scheduler.execution-id>"}',
        DeadLetterConfig: { Arn: queueArn },
      },
    });
    target.failures = 3;
    await runOut(setup);

    expect(invocations.map(({ at }) => (at - start) / minuteMs)).toEqual([5, 6, 8, 12]);
    expect(new Set(invocations.map(({ input }) => input)).size).toBe(1);
    expect(deadLetters).toEqual([]);
  });

  test('is given up on after the attempts of its retry policy: the input lies in the queue, with what is needed to know why', async () => {
    const setup = await createScheduler();
    const { client, invocations, target, deadLetters } = setup;
    await create(client, 'a', '2026-11-22T08:05:00');
    target.failures = Number.POSITIVE_INFINITY;
    target.error = new HandOverError('TooManyRequestsException', 'Rate Exceeded.');
    await runOut(setup);

    expect(invocations).toHaveLength(4);
    expect(deadLetters).toEqual([
      {
        queueArn,
        message: {
          body: '{"name":"a"}',
          attributes: {
            ERROR_CODE: 'TooManyRequestsException',
            ERROR_MESSAGE: 'Rate Exceeded.',
            EXECUTION_ID: expect.stringMatching(/^[0-9a-f-]{36}$/),
            EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
            IS_PAYLOAD_TRUNCATED: 'false',
            RETRY_ATTEMPTS: '3',
            SCHEDULED_TIME: '2026-11-22T08:05:00Z',
            SCHEDULE_ARN: 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/a',
            TARGET_ARN: functionArn,
          },
        },
      },
    ]);
  });

  test('is given up on when the event is too old', async () => {
    const setup = await createScheduler();
    const { client, invocations, target, deadLetters } = setup;
    await create(client, 'a', '2026-11-22T08:05:00', {
      Target: {
        Arn: functionArn,
        RoleArn: role,
        DeadLetterConfig: { Arn: queueArn },
        RetryPolicy: { MaximumEventAgeInSeconds: 600 },
      },
    });
    target.failures = Number.POSITIVE_INFINITY;
    await runOut(setup);

    expect(invocations.map(({ at }) => (at - start) / minuteMs)).toEqual([5, 6, 8, 12]);
    expect(deadLetters.map(({ message }) => message.attributes.EXHAUSTED_RETRY_CONDITION)).toEqual([
      'MaximumEventAgeInSeconds',
    ]);
  });

  test('is not offered it again where it does not exist', async () => {
    const setup = await createScheduler();
    const { client, invocations, target, deadLetters } = setup;
    await create(client, 'a', '2026-11-22T08:05:00');
    target.failures = 1;
    target.error = new HandOverError('ResourceNotFoundException', 'Function not found');
    await runOut(setup);

    expect(invocations).toHaveLength(1);
    expect(deadLetters[0]?.message.attributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
  });

  test('loses the event where the schedule names no queue', async () => {
    const setup = await createScheduler();
    await create(setup.client, 'a', '2026-11-22T08:05:00', {
      Target: { Arn: functionArn, RoleArn: role, RetryPolicy: { MaximumRetryAttempts: 0 } },
    });
    setup.target.failures = Number.POSITIVE_INFINITY;
    await runOut(setup);
    expect([setup.invocations.length, setup.deadLetters]).toEqual([1, []]);
  });

  test('is offered it again after a restart', async () => {
    const folder = temporaryFolder();
    const first = await createScheduler(folder);
    await create(first.client, 'a', '2026-11-22T08:05:00');
    first.target.failures = 1;
    first.time.now = start + 5 * minuteMs;
    await first.scheduler.runDue(first.time.now);
    await first.scheduler.close();

    const second = await createScheduler(folder);
    await second.scheduler.runDue(start + hourMs);
    expect(second.invocations.map(({ input }) => input)).toEqual(['{"name":"a"}']);
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
      sendToQueue: async () => undefined,
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
