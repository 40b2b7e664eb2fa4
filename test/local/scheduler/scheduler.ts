/** A Scheduler endpoint with a clock that stands still, a real client, the invocations it made and what it gave up on. */
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { onTestFinished } from 'vitest';
import { createSchedulerEndpoint } from '../../../local/scheduler/endpoint.ts';
import type { NewMessage } from '../../../local/sqs/message.ts';
import { clientConfig, instant, mount } from '../harness.ts';

export const start = instant('2026-11-22T08:00:00Z');
export const queueArn = 'arn:aws:sqs:us-east-1:000000000000:timer-failures';
export const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:follow-up';

export async function createScheduler(folder?: string) {
  const time = { now: start };
  const invocations: { arn: string; input: string; at: number }[] = [];
  const target: { failures: number; error: Error } = { failures: 0, error: new Error('Rate Exceeded.') };
  const deadLetters: { queueArn: string; message: NewMessage }[] = [];
  const scheduler = createSchedulerEndpoint({
    folder,
    now: () => time.now,
    async invoke(arn, input) {
      invocations.push({ arn, input, at: time.now });
      if (target.failures > 0) {
        target.failures -= 1;
        throw target.error;
      }
    },
    async sendToQueue(queueArn, message) {
      deadLetters.push({ queueArn, message });
    },
  });
  onTestFinished(() => scheduler.close());
  const { endpoint } = await mount(scheduler.handle);
  const client = new SchedulerClient(clientConfig(endpoint));
  onTestFinished(() => client.destroy());
  return { scheduler, client, time, invocations, target, deadLetters };
}

/** A schedule as the application makes one; `expression` is what stands within `at()`. */
export function creation(
  name: string,
  expression: string,
  changes: Partial<CreateScheduleCommandInput> = {},
): CreateScheduleCommandInput {
  return {
    Name: name,
    ScheduleExpression: `at(${expression})`,
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: functionArn,
      RoleArn: 'arn:aws:iam::000000000000:role/scheduler',
      Input: JSON.stringify({ name }),
      DeadLetterConfig: { Arn: queueArn },
      RetryPolicy: { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 3 },
    },
    ...changes,
  };
}

export function create(
  client: SchedulerClient,
  name: string,
  expression: string,
  changes: Partial<CreateScheduleCommandInput> = {},
) {
  return client.send(new CreateScheduleCommand(creation(name, expression, changes)));
}
