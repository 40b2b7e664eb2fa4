/** The rule that drives the sweep, on the stack's clock: each minute as real time passes; when the clock jumps, only at the minutes at which something is overdue. */
import { overdueMinutes } from '../functions/workflow/sweep.ts';
import type { Store } from '../shared/ports.ts';
import { dueOf, dueShards, keyOf } from '../shared/store/item.ts';
import { type Instant, minuteMs } from '../shared/time/instant.ts';
import type { ClockSource } from './clock.ts';

export interface SweepRule {
  /** For jumps of the clock. */
  whenOverdue: ClockSource;
  /** Beside it as real time passes. */
  everyMinute: ClockSource;
}

/** What is due when, as far as this process knows: learned from the index at the start, then from each write. */
export interface DueWatch {
  store: Store;
  learn(): Promise<void>;
  earliest(): Instant | undefined;
}

/** As many as one query gives; what lies behind them is found by the run each minute. */
const learnedPerShardMax = 1_000;
/** A run that leaves the earliest item as overdue as it was is tried again after 1, 2, 4 ... minutes, up to this: a jump of weeks past a broken item stays short. */
const waitMinutesMax = 60;

export function watchDues(store: Store): DueWatch {
  const known = new Map<string, Instant>();

  function remember(key: string, due: Instant | undefined): void {
    if (due === undefined) known.delete(key);
    else known.set(key, due);
  }

  return {
    store: {
      ...store,
      async put(item, seen, attention) {
        const result = await store.put(item, seen, attention);
        if (result.put === 'stored') remember(keyOf(item), dueOf(item));
        return result;
      },
      async putBack(key, due) {
        await store.putBack(key, due);
        if (known.has(key)) remember(key, due);
      },
    },
    async learn() {
      for (let shard = 0; shard < dueShards; shard += 1) {
        const entries = await store.dueBefore(shard, Number.MAX_SAFE_INTEGER, learnedPerShardMax);
        for (const { key, due } of entries) if (!known.has(key)) remember(key, due);
      }
    },
    earliest() {
      let first: Instant | undefined;
      for (const due of known.values()) if (first === undefined || due < first) first = due;
      return first;
    },
  };
}

export function createSweepRule(
  watch: Pick<DueWatch, 'earliest'>,
  sweep: () => Promise<unknown>,
  startedAt: Instant,
): SweepRule {
  let ranAt = startedAt;
  let waitMinutes = 1;

  function overdueAt(): Instant | undefined {
    const earliest = watch.earliest();
    if (earliest === undefined) return undefined;
    return Math.max(nextMinute(earliest + overdueMinutes * minuteMs), ranAt + waitMinutes * minuteMs);
  }

  async function run(now: Instant): Promise<void> {
    const before = watch.earliest();
    ranAt = now;
    try {
      await sweep();
    } finally {
      const fruitless = before !== undefined && watch.earliest() === before;
      waitMinutes = fruitless ? Math.min(waitMinutes * 2, waitMinutesMax) : 1;
    }
  }

  return {
    whenOverdue: { nextDueAt: overdueAt, runDue: run },
    everyMinute: { nextDueAt: () => ranAt + minuteMs, runDue: run },
  };
}

/** The sweep looks for what is due before an instant: the first whole minute after it. */
function nextMinute(instant: Instant): Instant {
  return (Math.floor(instant / minuteMs) + 1) * minuteMs;
}
