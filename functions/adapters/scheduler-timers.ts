/** Timers as one-time EventBridge schedules that delete themselves; never updated, never deleted by us. */
import { ConflictException, CreateScheduleCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import type { TimerResult, Timers } from '../../shared/ports.ts';
import { ceilToSecond, formatInstant, type Instant } from '../../shared/time/instant.ts';
import { timerTimeoutMs } from '../time-limits.ts';
import { errorName } from './error-name.ts';

/** After an hour the sweep has long done what the timer was for. https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html */
const eventAgeSecondsMax = 3_600;
/** Hand-overs to the function beside the first; AWS's default of 185 would go on for a day. */
const retriesMax = 3;

export interface TimerTarget {
  functionArn: string;
  /** The role the Scheduler takes to invoke it. */
  roleArn: string;
  deadLetterArn?: string;
  groupName?: string;
}

export function schedulerTimers(client: SchedulerClient, target: TimerTarget): Timers {
  async function create(timer: { name: string; at: Instant; key: string }): Promise<TimerResult> {
    try {
      const abortSignal = AbortSignal.timeout(timerTimeoutMs);
      await client.send(createScheduleCommand(timer, target), { abortSignal });
      return { timer: 'armed' };
    } catch (error) {
      if (error instanceof ConflictException) return { timer: 'armed' };
      return { timer: 'missing', reason: errorName(error) };
    }
  }

  return { create };
}

function createScheduleCommand(
  timer: { name: string; at: Instant; key: string },
  { functionArn, roleArn, deadLetterArn, groupName }: TimerTarget,
): CreateScheduleCommand {
  return new CreateScheduleCommand({
    Name: timer.name,
    ...(groupName === undefined ? {} : { GroupName: groupName }),
    ScheduleExpression: `at(${wholeSecond(timer.at)})`,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    /** The same name is the same timer, so a repeated call is the same call. */
    ClientToken: timer.name,
    Target: {
      Arn: functionArn,
      RoleArn: roleArn,
      Input: JSON.stringify({ v: 1, key: timer.key, scheduled: '<aws.scheduler.scheduled-time>' }),
      RetryPolicy: { MaximumEventAgeInSeconds: eventAgeSecondsMax, MaximumRetryAttempts: retriesMax },
      ...(deadLetterArn === undefined ? {} : { DeadLetterConfig: { Arn: deadLetterArn } }),
    },
  });
}

/** `2026-11-22T08:30:00`: the Scheduler takes neither milliseconds nor a zone. */
function wholeSecond(at: Instant): string {
  return formatInstant(ceilToSecond(at)).slice(0, 19);
}
