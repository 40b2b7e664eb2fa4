/** Events that nobody waits for: tried up to three times as Lambda does, on the stack's clock, and then put into the function's queue of failures. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import {
  type AsyncFunctionName,
  asyncFunctionNames,
  type FunctionName,
  functionNames,
} from '../../shared/deployment/resource-names.ts';
import { type Instant, minuteMs } from '../../shared/time/instant.ts';
import type { ClockSource } from '../clock.ts';
import { createCollection } from '../journal.ts';
import { failureOf, failureRecord } from './failure.ts';
import type { Target } from './target.ts';

export interface AsyncInvocations extends ClockSource {
  /** Kept; the first attempt is made as soon as the clock's sources run. */
  accept(target: Target, payload: unknown): Promise<void>;
  /** The first attempt is made at once: for callers that keep the event themselves until this returns. */
  run(target: Target, payload: unknown): Promise<void>;
  close(): Promise<void>;
}

export interface AsyncOptions {
  /** Undefined: in memory. */
  file: string | undefined;
  now: () => Instant;
  /** Throws what the function throws. */
  invoke: (name: FunctionName, payload: unknown) => Promise<unknown>;
  /** Where an event goes that failed every time. Functions that are not invoked this way have no queue: theirs is dropped, as on AWS. */
  keepFailure: (name: AsyncFunctionName, record: unknown) => Promise<void>;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html: two more attempts, after one minute and after two. */
const retryDelaysMs = [minuteMs, 2 * minuteMs];

const invocation = z.object({
  id: z.string(),
  name: z.enum(functionNames),
  arn: z.string(),
  payload: z.unknown(),
  /** Made so far. */
  attempts: z.number(),
  dueAt: z.number(),
});
type Invocation = z.infer<typeof invocation>;

export function createAsyncInvocations({ file, now, invoke, keepFailure }: AsyncOptions): AsyncInvocations {
  const waiting = createCollection(file, invocation);
  let round: Promise<void> = Promise.resolve();

  async function attempt(work: Invocation): Promise<void> {
    const attempts = work.attempts + 1;
    try {
      await invoke(work.name, work.payload);
    } catch (error) {
      const delayMs = retryDelaysMs[attempts - 1];
      if (delayMs !== undefined) {
        await waiting.put(work.id, { ...work, attempts, dueAt: now() + delayMs });
        return;
      }
      const { id, name, arn, payload } = work;
      const failure = failureOf(error);
      const record = failureRecord({ id, functionArn: arn, payload, attempts, failure, at: now() });
      if (isAsync(name)) await keepFailure(name, record);
    }
    // Only now: a kill before this line tries the event again after the restart.
    await waiting.remove(work.id);
  }

  function next(): Invocation | undefined {
    let first: Invocation | undefined;
    for (const [, one] of waiting.entries()) if (first === undefined || one.dueAt < first.dueAt) first = one;
    return first;
  }

  async function runAll(until: Instant): Promise<void> {
    for (let first = next(); first && first.dueAt <= until; first = next()) await attempt(first);
  }

  function newInvocation({ name, arn }: Target, payload: unknown): Invocation {
    return { id: randomUUID(), name, arn, payload, attempts: 0, dueAt: now() };
  }

  return {
    async accept(target, payload) {
      const accepted = newInvocation(target, payload);
      await waiting.put(accepted.id, accepted);
    },
    run: (target, payload) => attempt(newInvocation(target, payload)),
    nextDueAt: () => next()?.dueAt,
    runDue(until) {
      round = round.catch(() => undefined).then(() => runAll(until));
      return round;
    },
    close: waiting.close,
  };
}

function isAsync(name: FunctionName): name is AsyncFunctionName {
  const known: readonly FunctionName[] = asyncFunctionNames;
  return known.includes(name);
}
