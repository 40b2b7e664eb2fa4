/** The Scheduler's target: a fire is a hint that an item may be due, the item is the truth. */
import { timerInputSchema } from '../../shared/follow-up/timer.ts';
import { placeOfKey } from '../../shared/store/key-parts.ts';
import { parseInstant } from '../../shared/time/instant.ts';
import type { FollowUpDeps } from '../workflow/deps.ts';
import { runJob } from '../workflow/jobs/run-job.ts';
import { fire } from '../workflow/texts/fire.ts';

/** A fire that carries no item: thrown, so that it ends in the dead-letter queue with its input. */
export class TimerInputError extends Error {
  override readonly name = 'TimerInputError';
}

export function createHandler(deps: FollowUpDeps): (input: unknown) => Promise<void> {
  return async (input) => {
    const read = timerInputSchema.safeParse(input);
    if (!read.success) throw new TimerInputError('the timer carries no item');
    const { key, scheduled } = read.data;
    const place = placeOfKey(key);
    const scheduledFor = parseInstant(scheduled);
    if (place !== undefined) return fire(deps, place, scheduledFor);
    if (key.startsWith('job#')) return runJob(deps, key, Math.max(deps.clock.now(), scheduledFor ?? 0));
    throw new TimerInputError('the timer names no booking and no job');
  };
}
