/** Moves the clock from one due instant to the next until a text arrives: what a person who watches a phone waits for. */
import { dayMs } from '../../shared/time/instant.ts';
import type { Clock, ClockSource } from '../clock.ts';

/** Further ahead than any text of a care plan lies behind the one before it. */
const searchDaysMax = 60;

/** `count`: how many texts there are. False where none arrived, and the clock then stands behind what was due. */
export async function moveToNextText(
  clock: Clock,
  sources: readonly ClockSource[],
  count: () => number,
): Promise<boolean> {
  const before = count();
  const until = clock.now() + searchDaysMax * dayMs;
  while (count() === before) {
    const due = sources.map((source) => source.nextDueAt()).filter((at) => at !== undefined);
    const next = Math.min(...due);
    if (next > until) return false;
    await clock.moveTo(Math.max(next, clock.now()), sources);
  }
  return true;
}
