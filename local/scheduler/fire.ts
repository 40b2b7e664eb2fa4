/** Fires schedules as they fall due: at least once, in due order. What the target does not take is offered again as the schedule's retry policy says, and then goes to its dead-letter queue. */
import { randomUUID } from 'node:crypto';
import { dayMs, formatInstant, type Instant, minuteMs, secondMs } from '../../shared/time/instant.ts';
import type { ClockSource } from '../clock.ts';
import type { NewMessage } from '../sqs/message.ts';
import { type HandOver, type Schedule, scheduleKey } from './schedule.ts';
import type { SchedulerStore } from './store.ts';

/** What a test or a person can make the firing do; all off by default. */
export interface FireFaults {
  /** Schedules are used up without invoking anything. */
  dropFires: boolean;
  /** Each hand-over happens twice, with different execution ids. */
  fireTwice: boolean;
  /** Everything fires this much after its time. */
  lateMs: number;
}

export interface FireTargets {
  /** Hands the rendered input to the target; throws where it was not taken. What the target then makes of it is its own. */
  invoke: (targetArn: string, input: string) => Promise<void>;
  sendToQueue: (queueArn: string, message: NewMessage) => Promise<void>;
}

/** AWS backs off in steps that it does not name: here a minute, doubled each time. */
const retryDelayMs = minuteMs;
/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html: where a schedule says nothing. */
const retriesMaxDefault = 185;
const ageSecondsMaxDefault = dayMs / secondMs;

export function createFiring(
  store: SchedulerStore,
  faults: FireFaults,
  { invoke, sendToQueue }: FireTargets,
  now: () => Instant,
): ClockSource {
  let round: Promise<void> = Promise.resolve();

  async function attempt(work: HandOver): Promise<void> {
    try {
      await invoke(work.target.Arn, work.input);
    } catch (error) {
      const tried = { ...work, attempts: work.attempts + 1 };
      const exhausted = exhaustedCondition(tried, error, now());
      if (exhausted === undefined) {
        await store.handOvers.put(work.id, { ...tried, dueAt: now() + retryDelayMs * 2 ** work.attempts });
        return;
      }
      const queueArn = work.target.DeadLetterConfig?.Arn;
      if (queueArn !== undefined) await sendToQueue(queueArn, deadLetter(tried, error, exhausted));
    }
    await store.handOvers.remove(work.id);
  }

  async function fire(due: Schedule): Promise<void> {
    const handOvers = faults.dropFires ? 0 : faults.fireTwice ? 2 : 1;
    for (let count = 0; count < handOvers; count += 1) await attempt(handOverOf(due, now()));
    // Only now: a kill before this line fires it again after the restart.
    const key = scheduleKey(due.group, due.name);
    if (store.schedules.get(key) !== due) return;
    if (due.actionAfterCompletion === 'DELETE') await store.schedules.remove(key);
    else await store.schedules.put(key, { ...due, status: 'completed' });
  }

  function next(): { dueAt: Instant; run: () => Promise<void> } | undefined {
    let first: { dueAt: Instant; run: () => Promise<void> } | undefined;
    for (const [, waiting] of store.schedules.entries()) {
      if (waiting.status !== 'waiting') continue;
      const dueAt = waiting.dueAt + faults.lateMs;
      if (first === undefined || dueAt < first.dueAt) first = { dueAt, run: () => fire(waiting) };
    }
    for (const [, again] of store.handOvers.entries()) {
      if (first === undefined || again.dueAt < first.dueAt)
        first = { dueAt: again.dueAt, run: () => attempt(again) };
    }
    return first;
  }

  async function fireAll(until: Instant): Promise<void> {
    for (let first = next(); first && first.dueAt <= until; first = next()) await first.run();
  }

  return {
    nextDueAt: () => next()?.dueAt,
    runDue(until) {
      round = round.catch(() => undefined).then(() => fireAll(until));
      return round;
    },
  };
}

type Exhausted = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds' | 'none';

/** Undefined while it is worth another try; `none` where no try can help, as with a target that does not exist. */
function exhaustedCondition({ target, attempts, firstAt }: HandOver, error: unknown, now: Instant) {
  const { MaximumRetryAttempts = retriesMaxDefault, MaximumEventAgeInSeconds = ageSecondsMaxDefault } =
    target.RetryPolicy ?? {};
  const nextAt = now + retryDelayMs * 2 ** (attempts - 1);
  if (codeOf(error) === 'ResourceNotFoundException') return 'none';
  if (attempts > MaximumRetryAttempts) return 'MaximumRetryAttempts';
  if (nextAt - firstAt > MaximumEventAgeInSeconds * secondMs) return 'MaximumEventAgeInSeconds';
  return undefined;
}

/** The target's input, and why it lies there. https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html */
function deadLetter(work: HandOver, error: unknown, exhausted: Exhausted): NewMessage {
  return {
    body: work.input,
    attributes: {
      ERROR_CODE: codeOf(error),
      ERROR_MESSAGE: error instanceof Error ? error.message : String(error),
      EXECUTION_ID: work.id,
      ...(exhausted === 'none' ? {} : { EXHAUSTED_RETRY_CONDITION: exhausted }),
      IS_PAYLOAD_TRUNCATED: 'false',
      RETRY_ATTEMPTS: String(work.attempts - 1),
      SCHEDULED_TIME: wholeSecond(work.scheduledAt),
      SCHEDULE_ARN: work.scheduleArn,
      TARGET_ARN: work.target.Arn,
    },
  };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  return 'code' in error ? String(error.code) : error.name;
}

function handOverOf(due: Schedule, now: Instant): HandOver {
  const id = randomUUID();
  return {
    id,
    scheduleArn: due.arn,
    target: due.target,
    input: renderInput(due, id),
    scheduledAt: due.dueAt,
    firstAt: now,
    attempts: 0,
    dueAt: now,
  };
}

/** The context attributes that Scheduler replaces in a target's input. A hand-over that is repeated carries the same event, so `attempt-number` stays 1. */
function renderInput(due: Schedule, executionId: string): string {
  const values: Record<string, string> = {
    'schedule-arn': due.arn,
    'scheduled-time': wholeSecond(due.dueAt),
    'execution-id': executionId,
    'attempt-number': '1',
  };
  const input = due.target.Input ?? '{}';
  return input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (found, name: string) => values[name] ?? found);
}

function wholeSecond(instant: Instant): string {
  return formatInstant(instant).replace(/\.\d{3}Z$/, 'Z');
}
