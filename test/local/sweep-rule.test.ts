/** When the sweep runs: at the minutes at which something is overdue, however far the clock jumps, and each minute of real time. */
import { describe, expect, test } from 'vitest';
import { createClock } from '../../local/clock.ts';
import { createSweepRule, watchDues } from '../../local/sweep-rule.ts';
import { dayMs, formatInstant, type Instant, minuteMs } from '../../shared/time/instant.ts';
import { aJob } from '../contract/items.ts';
import { memoryStore } from '../memory/memory-store.ts';
import { instant } from './harness.ts';

const start = instant('2026-11-02T15:00:30Z');

/** A rule over one due instant that a sweep moves, or not. */
function rule(first: Instant | undefined, after: (due: Instant) => Instant | undefined) {
  const runs: string[] = [];
  let due = first;
  const clock = createClock({ file: undefined, realNow: () => start });
  const made = createSweepRule(
    { earliest: () => due },
    async () => {
      runs.push(formatInstant(clock.now()));
      due = due === undefined ? undefined : after(due);
    },
    start,
  );
  return { runs, made, jump: (to: Instant) => clock.moveTo(to, [made.whenOverdue]) };
}

describe('a jump of the clock', () => {
  test('runs no sweep while nothing is overdue', async () => {
    const { runs, jump } = rule(start + 30 * dayMs, () => undefined);
    await jump(start + 29 * dayMs);
    expect(runs).toEqual([]);
  });

  test('runs it in the first whole minute after three minutes have passed', async () => {
    const { runs, jump } = rule(instant('2026-11-16T20:00:00Z'), () => undefined);
    await jump(start + 30 * dayMs);
    expect(runs).toEqual(['2026-11-16T20:04:00.000Z']);
  });

  test('runs it again a minute later while it gets on', async () => {
    const { runs, jump } = rule(start - dayMs, (due) => (due < start - dayMs + 2 ? due + 1 : undefined));
    await jump(start + dayMs);
    expect(runs).toEqual([
      '2026-11-02T15:01:30.000Z',
      '2026-11-02T15:02:30.000Z',
      '2026-11-02T15:03:30.000Z',
    ]);
  });

  test('past something that never gets done stays short', async () => {
    const { runs, jump } = rule(start - dayMs, (due) => due);
    await jump(start + 14 * dayMs);
    expect(runs.length).toBeGreaterThan(14 * 24 - 10);
    expect(runs.length).toBeLessThan(14 * 24 + 10);
  });
});

test('As real time passes it runs each minute, whatever is due', async () => {
  const { made, runs } = rule(undefined, () => undefined);
  expect(made.everyMinute.nextDueAt()).toBe(start + minuteMs);
  await made.everyMinute.runDue(start + minuteMs);
  expect(made.everyMinute.nextDueAt()).toBe(start + 2 * minuteMs);
  expect(runs).toHaveLength(1);
});

describe('the watch of what is due', () => {
  test('knows what stood in the index before, and what was written since', async () => {
    const store = memoryStore();
    await store.put(aJob({ id: 'later', dueAt: start + 2 * dayMs }), 'absent');
    const watch = watchDues(store);
    await watch.learn();
    expect(watch.earliest()).toBe(instant(formatInstant(start + 2 * dayMs)));

    await watch.store.put(aJob({ id: 'sooner', dueAt: start + dayMs }), 'absent');
    expect(watch.earliest()).toBe(start + dayMs);
    await watch.store.putBack('job#rosewater#sooner', start + 3 * dayMs);
    expect(watch.earliest()).toBe(start + 2 * dayMs);
    await watch.store.putBack('job#rosewater#later', undefined);
    expect(watch.earliest()).toBe(start + 3 * dayMs);
  });

  test('takes no note of a write that another one beat', async () => {
    const watch = watchDues(memoryStore());
    await watch.store.put(aJob({ id: 'a', dueAt: start + dayMs }), 'absent');
    expect(await watch.store.put(aJob({ id: 'a', dueAt: start }), 'absent')).toEqual({ put: 'conflict' });
    expect(watch.earliest()).toBe(start + dayMs);
  });
});
