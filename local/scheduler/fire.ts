/** Fires schedules as they fall due: at least once, in due order, with Lambda's own retries when the target throws. */
import { randomUUID } from 'node:crypto';
import { formatInstant, type Instant, minuteMs } from '../../shared/time/instant.ts';
import type { ClockSource } from '../clock.ts';
import { type Retry, type Schedule, scheduleKey } from './schedule.ts';
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

/** Calls the target with the rendered input; throws when the function threw. */
export type Invoke = (targetArn: string, input: string) => Promise<void>;

/** Lambda retries an asynchronous invocation twice, after about one and two minutes. */
const retryDelaysMs = [minuteMs, 2 * minuteMs];

export function createFiring(
  store: SchedulerStore,
  faults: FireFaults,
  invoke: Invoke,
  now: () => Instant,
): ClockSource {
  let round: Promise<void> = Promise.resolve();

  async function attempt(work: Omit<Retry, 'dueAt'>): Promise<void> {
    const attempts = work.attempts + 1;
    try {
      await invoke(work.targetArn, work.input);
    } catch (error) {
      const delayMs = retryDelaysMs[attempts - 1];
      if (delayMs !== undefined) {
        await store.retries.put(work.id, { ...work, attempts, dueAt: now() + delayMs });
        return;
      }
      const letter = {
        ...work,
        attempts,
        error: error instanceof Error ? error.message : String(error),
        at: now(),
      };
      await store.deadLetters.put(work.id, letter);
    }
    if (work.attempts > 0) await store.retries.remove(work.id);
  }

  async function fire(due: Schedule): Promise<void> {
    const handOvers = faults.dropFires ? 0 : faults.fireTwice ? 2 : 1;
    for (let count = 0; count < handOvers; count += 1) {
      const id = randomUUID();
      const input = renderInput(due, id);
      await attempt({ id, scheduleArn: due.arn, targetArn: due.target.Arn, input, attempts: 0 });
    }
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
    for (const [, again] of store.retries.entries()) {
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

/** The context attributes that Scheduler replaces in a target's input. A retry by Lambda carries the same event, so `attempt-number` stays 1. */
function renderInput(due: Schedule, executionId: string): string {
  const values: Record<string, string> = {
    'schedule-arn': due.arn,
    'scheduled-time': formatInstant(due.dueAt).replace(/\.\d{3}Z$/, 'Z'),
    'execution-id': executionId,
    'attempt-number': '1',
  };
  const input = due.target.Input ?? '{}';
  return input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (found, name: string) => values[name] ?? found);
}
