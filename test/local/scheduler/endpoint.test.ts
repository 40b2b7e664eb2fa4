/** The Scheduler API behind a real client: what it takes and what it refuses. */
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListSchedulesCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { describe, expect, test } from 'vitest';
import { refusalOf, temporaryFolder } from '../harness.ts';
import { create, createScheduler, creation, functionArn } from './scheduler.ts';

const later = '2026-11-22T09:30:15';

describe('a schedule', () => {
  test('is created, read back, listed and deleted', async () => {
    const { client, scheduler } = await createScheduler();
    const { ScheduleArn } = await create(client, 'follow-up.1', later);
    expect(ScheduleArn).toBe('arn:aws:scheduler:us-east-1:000000000000:schedule/default/follow-up.1');

    const read = await client.send(new GetScheduleCommand({ Name: 'follow-up.1' }));
    expect(read).toMatchObject({
      Name: 'follow-up.1',
      GroupName: 'default',
      State: 'ENABLED',
      ScheduleExpression: `at(${later})`,
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      CreationDate: new Date('2026-11-22T08:00:00Z'),
    });
    expect(read.Target).toMatchObject(creation('follow-up.1', later).Target ?? {});
    expect(scheduler.waiting()).toMatchObject([{ name: 'follow-up.1', dueAt: Date.parse(`${later}Z`) }]);

    await client.send(new DeleteScheduleCommand({ Name: 'follow-up.1' }));
    expect(await refusalOf(client.send(new GetScheduleCommand({ Name: 'follow-up.1' })))).toBe(
      'ResourceNotFoundException',
    );
    expect(await refusalOf(client.send(new DeleteScheduleCommand({ Name: 'follow-up.1' })))).toBe(
      'ResourceNotFoundException',
    );
  });

  test('is listed page by page, by prefix, state and group', async () => {
    const { client } = await createScheduler();
    for (const name of ['a1', 'a2', 'a3', 'b1']) await create(client, name, later);
    await create(client, 'a4', later, { State: 'DISABLED' });

    const first = await client.send(new ListSchedulesCommand({ NamePrefix: 'a', MaxResults: 3 }));
    expect(first.Schedules?.map(({ Name }) => Name)).toEqual(['a1', 'a2', 'a3']);
    const second = await client.send(
      new ListSchedulesCommand({ NamePrefix: 'a', MaxResults: 3, NextToken: first.NextToken }),
    );
    expect(second.Schedules?.map(({ Name }) => Name)).toEqual(['a4']);
    expect(second.NextToken).toBeUndefined();
    const disabled = await client.send(new ListSchedulesCommand({ State: 'DISABLED' }));
    expect(disabled.Schedules).toMatchObject([{ Name: 'a4', Target: { Arn: functionArn } }]);
    const elsewhere = await client.send(new ListSchedulesCommand({ GroupName: 'other' }));
    expect(elsewhere.Schedules).toEqual([]);
    expect(await refusalOf(client.send(new ListSchedulesCommand({ MaxResults: 101 })))).toBe(
      'ValidationException',
    );
  });

  test('may stand in a group that exists, once per name there', async () => {
    const { client } = await createScheduler();
    const inGroup = { GroupName: 'texts' };
    expect(await refusalOf(create(client, 'a', later, inGroup))).toBe('ResourceNotFoundException');

    await client.send(new CreateScheduleGroupCommand({ Name: 'texts' }));
    await create(client, 'a', later, inGroup);
    await create(client, 'a', later);

    expect((await client.send(new GetScheduleCommand({ Name: 'a', ...inGroup }))).GroupName).toBe('texts');
    expect(await client.send(new GetScheduleGroupCommand({ Name: 'texts' }))).toMatchObject({
      State: 'ACTIVE',
    });
    expect(await refusalOf(client.send(new CreateScheduleGroupCommand({ Name: 'texts' })))).toBe(
      'ConflictException',
    );
    expect(await refusalOf(client.send(new GetScheduleGroupCommand({ Name: 'none' })))).toBe(
      'ResourceNotFoundException',
    );
  });

  test('conflicts with another of its name, but a repeat of the same request is answered again', async () => {
    const { client } = await createScheduler();
    const request = creation('a', later, { ClientToken: 'token-1' });
    const first = await client.send(new CreateScheduleCommand(request));
    const repeat = await client.send(new CreateScheduleCommand(request));
    expect(repeat.ScheduleArn).toBe(first.ScheduleArn);

    const conflict = client.send(new CreateScheduleCommand({ ...request, ClientToken: 'token-2' }));
    await expect(conflict).rejects.toMatchObject({
      name: 'ConflictException',
      $metadata: { httpStatusCode: 409 },
      message: 'Schedule a already exists.',
    });
  });

  test('keeps its wall time in its zone', async () => {
    const { client, scheduler } = await createScheduler();
    await create(client, 'a', '2026-12-01T09:00:30', { ScheduleExpressionTimezone: 'America/New_York' });
    expect(scheduler.waiting()[0]?.dueAt).toBe(Date.parse('2026-12-01T14:00:30Z'));
  });

  test('survives a restart', async () => {
    const folder = temporaryFolder();
    const first = await createScheduler(folder);
    await first.client.send(new CreateScheduleGroupCommand({ Name: 'texts' }));
    await create(first.client, 'a', later, { GroupName: 'texts' });
    await create(first.client, 'gone', later);
    await first.client.send(new DeleteScheduleCommand({ Name: 'gone' }));
    // No close: as after a kill.

    const second = await createScheduler(folder);
    expect(second.scheduler.waiting()).toMatchObject([{ name: 'a', group: 'texts' }]);
  });
});

describe('a schedule is refused as AWS refuses it', () => {
  const target = creation('a', later).Target;
  const roleArn = 'arn:aws:iam::000000000000:role/scheduler';
  const changes: [string, Partial<CreateScheduleCommandInput>][] = [
    ['name with a colon', { Name: 'a:b' }],
    ['name of 65 characters', { Name: 'a'.repeat(65) }],
    ['no flexible time window', { FlexibleTimeWindow: undefined }],
    ['flexible window without its length', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }],
    ['length without a flexible window', { FlexibleTimeWindow: { Mode: 'OFF', MaximumWindowInMinutes: 5 } }],
    ['at() with a zone', { ScheduleExpression: `at(${later}Z)` }],
    ['at() with milliseconds', { ScheduleExpression: `at(${later}.000)` }],
    ['at() on a day that does not exist', { ScheduleExpression: 'at(2027-02-29T08:00:00)' }],
    ['at() at 24:00', { ScheduleExpression: 'at(2026-12-01T24:00:00)' }],
    ['at() in the past', { ScheduleExpression: 'at(2026-11-22T07:59:59)' }],
    ['no expression', { ScheduleExpression: undefined }],
    ['unknown zone', { ScheduleExpressionTimezone: 'America/Nowhere' }],
    ['token with a space', { ClientToken: 'a b' }],
    ['token of 65 characters', { ClientToken: 'a'.repeat(65) }],
    ['no target', { Target: undefined }],
    ['no target ARN', { Target: { Arn: undefined, RoleArn: roleArn } }],
    ['no role', { Target: { Arn: functionArn, RoleArn: undefined } }],
    ['role that is none', { Target: { Arn: functionArn, RoleArn: functionArn } }],
    [
      'input that is not JSON for a function',
      { Target: { Arn: functionArn, RoleArn: roleArn, Input: 'hello' } },
    ],
    [
      'input over 256 KB',
      { Target: { Arn: functionArn, RoleArn: roleArn, Input: JSON.stringify('x'.repeat(256 * 1024)) } },
    ],
    [
      'too many attempts',
      { Target: { Arn: functionArn, RoleArn: roleArn, RetryPolicy: { MaximumRetryAttempts: 186 } } },
    ],
    [
      'an event age under a minute',
      { Target: { Arn: functionArn, RoleArn: roleArn, RetryPolicy: { MaximumEventAgeInSeconds: 59 } } },
    ],
  ];

  test.each(changes)('%s', async (_, change) => {
    const { client, scheduler } = await createScheduler();
    const request = { ...creation('a', later), Target: target, ...change };
    await expect(client.send(new CreateScheduleCommand(request))).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
    expect(scheduler.waiting()).toEqual([]);
  });

  test('names at the limits are taken', async () => {
    const { client } = await createScheduler();
    await create(client, `A-z_0.${'9'.repeat(58)}`, later);
    await create(client, 'b', later, { ClientToken: 'T'.repeat(64) });
  });

  test('an operation that is not there', async () => {
    const { client } = await createScheduler();
    const update = new UpdateScheduleCommand({ ...creation('a', later) });
    expect(await refusalOf(client.send(update))).toBe('UnknownOperationException');
  });
});

describe('switched-on faults', () => {
  test.each([
    ['Throttling', 'ThrottlingException', 429],
    ['Internal', 'InternalServerException', 500],
    ['Quota', 'ServiceQuotaExceededException', 402],
  ] as const)('%s refuses creations until it is switched off', async (fault, name, httpStatusCode) => {
    const { client, scheduler } = await createScheduler();
    scheduler.faults.refuseCreates = fault;
    await expect(create(client, 'a', later)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    expect(scheduler.waiting()).toEqual([]);
    scheduler.faults.refuseCreates = 'none';
    await create(client, 'a', later);
  });

  test('a lost answer leaves the schedule, so that the retry conflicts', async () => {
    const { client, scheduler } = await createScheduler();
    scheduler.faults.loseCreateAnswers = true;
    await expect(create(client, 'a', later)).rejects.toThrow();
    scheduler.faults.loseCreateAnswers = false;
    expect(await refusalOf(create(client, 'a', later))).toBe('ConflictException');
  });

  test('a past time may be taken and never fire', async () => {
    const { client, scheduler, invocations } = await createScheduler();
    scheduler.faults.pastAt = 'never-fires';
    await create(client, 'a', '2026-11-22T07:00:00');
    await scheduler.runDue(Number.MAX_SAFE_INTEGER);
    expect(invocations).toEqual([]);
    expect((await client.send(new GetScheduleCommand({ Name: 'a' }))).Name).toBe('a');
  });
});
