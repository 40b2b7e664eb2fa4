/** The call that creates a timer, and what it makes of a Scheduler that fails; the local Scheduler proves the rest. */
import {
  ConflictException,
  CreateScheduleCommand,
  InternalServerException,
  SchedulerClient,
  ServiceQuotaExceededException,
  ThrottlingException,
} from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { schedulerTimers } from '../../functions/adapters/scheduler-timers.ts';
import { timerInputSchema, timerName } from '../../shared/follow-up/timer.ts';
import { visitStart } from '../contract/items.ts';

const client = new SchedulerClient({ region: 'us-east-1' });
const scheduler = mockClient(client);
const target = { functionArn: 'arn:follow-up', roleArn: 'arn:role', deadLetterArn: 'arn:queue' };
const timers = schedulerTimers(client, target);
const key = 'booking#rosewater#standard#visit-1';
const timer = { name: timerName(key, visitStart), at: visitStart + 1, key };
const answer = { $metadata: {}, message: 'made up', Message: 'made up' };

beforeEach(() => {
  scheduler.reset();
});

test('a timer is a one-time schedule in UTC on the next whole second that deletes itself', async () => {
  scheduler.on(CreateScheduleCommand).resolves({});
  expect(await timers.create(timer)).toEqual({ timer: 'armed' });

  const input = scheduler.commandCalls(CreateScheduleCommand)[0]?.args[0].input;
  expect(input).toMatchObject({
    Name: timer.name,
    ScheduleExpression: 'at(2026-11-20T18:00:01)',
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: 'arn:follow-up',
      RoleArn: 'arn:role',
      DeadLetterConfig: { Arn: 'arn:queue' },
      RetryPolicy: { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 3 },
    },
  });
  expect(input?.ClientToken).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
  expect(timerInputSchema.parse(JSON.parse(input?.Target?.Input ?? ''))).toMatchObject({ v: 1, key });
});

test('a conflict means that the timer is there', async () => {
  scheduler.rejects(new ConflictException(answer));
  expect(await timers.create(timer)).toEqual({ timer: 'armed' });
});

test.each([
  ['ThrottlingException', new ThrottlingException(answer)],
  ['InternalServerException', new InternalServerException(answer)],
  ['ServiceQuotaExceededException', new ServiceQuotaExceededException(answer)],
  ['TimeoutError', Object.assign(new Error('no answer'), { name: 'TimeoutError' })],
  ['ECONNREFUSED', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
])('%s leaves the timer missing, says why, and throws nothing', async (reason, error) => {
  scheduler.rejects(error);
  expect(await timers.create(timer)).toEqual({ timer: 'missing', reason });
});
