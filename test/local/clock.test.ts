/** The movable clock: moves, order of fires, persistence, and the ticker beside it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ClockSource, createClock, startTicker } from '../../local/clock.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../../shared/time/instant.ts';
import { instant, temporaryFolder } from './harness.ts';

const start = instant('2026-11-22T08:00:00Z');

/** Timers that write down their name and the time the clock read when they fired. */
function createTimers(read: () => number, fired: string[] = []) {
  const timers: { name: string; dueAt: number; onFire?: () => void }[] = [];
  const source: ClockSource = {
    nextDueAt: () => timers.map(({ dueAt }) => dueAt).sort((one, other) => one - other)[0],
    async runDue(now) {
      const due = timers.filter(({ dueAt }) => dueAt <= now).sort((one, other) => one.dueAt - other.dueAt);
      for (const timer of due) {
        timers.splice(timers.indexOf(timer), 1);
        await new Promise((resolve) => setTimeout(resolve, 2));
        fired.push(`${timer.name} +${(read() - start) / minuteMs}`);
        timer.onFire?.();
      }
    },
  };
  return { timers, fired, source };
}

describe('the movable clock', () => {
  test('follows real time before and after a move', async () => {
    let real = start;
    const clock = createClock({ file: undefined, realNow: () => real });
    expect(clock.now()).toBe(start);
    await clock.moveTo(start + dayMs, []);
    expect(clock.now()).toBe(start + dayMs);
    real += 5 * secondMs;
    expect(clock.now()).toBe(start + dayMs + 5 * secondMs);
  });

  test('never goes back, even when the machine does', () => {
    let real = start;
    const clock = createClock({ file: undefined, realNow: () => real });
    clock.now();
    real -= hourMs;
    expect(clock.now()).toBe(start);
  });

  test('refuses a move back and says what it reads', async () => {
    const clock = createClock({ file: undefined, realNow: () => start });
    const moved = await clock.moveTo(start - 1, []);
    expect(moved).toEqual({
      ok: false,
      field: 'to',
      expected: expect.stringContaining('2026-11-22T08:00:00.000Z'),
    });
    expect(clock.now()).toBe(start);
  });

  test('fires what falls due on the way in order, each at its own time, from all sources', async () => {
    let real = start;
    const clock = createClock({ file: undefined, realNow: () => (real += 1) });
    const fired: string[] = [];
    const one = createTimers(clock.now, fired);
    const other = createTimers(clock.now, fired);
    one.timers.push({ name: 'a', dueAt: start + 30 * minuteMs }, { name: 'late', dueAt: start - minuteMs });
    one.timers.push({ name: 'beyond', dueAt: start + 2 * hourMs });
    other.timers.push({ name: 'b', dueAt: start + 10 * minuteMs }, { name: 'c', dueAt: start + hourMs });

    const moved = await clock.moveTo(start + hourMs, [one.source, other.source]);

    expect(fired.map((line) => line.split(' ')[0])).toEqual(['late', 'b', 'a', 'c']);
    expect(fired.slice(1)).toEqual(['b +10', 'a +30', 'c +60']);
    expect(moved).toMatchObject({ ok: true, to: start + hourMs, stops: 4 });
    expect(one.timers.map(({ name }) => name)).toEqual(['beyond']);
  });

  test('fires a timer that a fire makes on the way', async () => {
    const clock = createClock({ file: undefined, realNow: () => start });
    const { timers, fired, source } = createTimers(clock.now);
    timers.push({
      name: 'first',
      dueAt: start + 10 * minuteMs,
      onFire: () => timers.push({ name: 'second', dueAt: start + 20 * minuteMs }),
    });
    await clock.moveTo(start + hourMs, [source]);
    expect(fired).toEqual(['first +10', 'second +20']);
  });

  test('makes a second move wait for the first', async () => {
    const clock = createClock({ file: undefined, realNow: () => start });
    const { timers, fired, source } = createTimers(clock.now);
    timers.push({ name: 'a', dueAt: start + 10 * minuteMs }, { name: 'b', dueAt: start + 90 * minuteMs });
    const [first, second] = await Promise.all([
      clock.moveTo(start + hourMs, [source]),
      clock.moveTo(start + 2 * hourMs, [source]),
    ]);
    expect(first).toMatchObject({ from: start, to: start + hourMs });
    expect(second).toMatchObject({ from: start + hourMs, to: start + 2 * hourMs });
    expect(fired).toEqual(['a +10', 'b +90']);
  });

  test('gives up on a timer that stays due, and goes on afterwards', async () => {
    const clock = createClock({ file: undefined, realNow: () => start });
    const stuck: ClockSource = { nextDueAt: () => start + minuteMs, runDue: async () => {} };
    await expect(clock.moveTo(start + hourMs, [stuck])).rejects.toThrow(
      'stays due at 2026-11-22T08:01:00.000Z',
    );
    await expect(clock.moveTo(start + hourMs, [])).resolves.toMatchObject({ ok: true });
  });

  test('stands where a failing fire left it', async () => {
    const file = join(temporaryFolder(), 'clock.json');
    const clock = createClock({ file, realNow: () => start });
    const failing: ClockSource = {
      nextDueAt: () => start + minuteMs,
      runDue: () => Promise.reject(new Error('the target broke')),
    };
    await expect(clock.moveTo(start + hourMs, [failing])).rejects.toThrow('the target broke');
    expect(clock.now()).toBe(start + minuteMs);
    expect(createClock({ file, realNow: () => start }).now()).toBe(start + minuteMs);
  });

  test('keeps its offset for the next start, and what it has read even if the machine was set back', async () => {
    const file = join(temporaryFolder(), 'clock.json');
    await createClock({ file, realNow: () => start }).moveTo(start + dayMs, []);
    expect(createClock({ file, realNow: () => start + hourMs }).now()).toBe(start + dayMs + hourMs);
    expect(createClock({ file, realNow: () => start - 3 * dayMs }).now()).toBe(start + dayMs);
  });

  test('says which file is broken', () => {
    const file = join(temporaryFolder(), 'clock.json');
    writeFileSync(file, '{"offsetMs":"a day"}');
    expect(() => createClock({ file })).toThrow(file);
  });
});

describe('the ticker', () => {
  test('fires what becomes due by real time, and survives a failing round', async () => {
    const clock = createClock({ file: undefined });
    const { timers, fired, source } = createTimers(clock.now);
    timers.push({ name: 'soon', dueAt: Date.now() + 20 });
    const errors: unknown[] = [];
    let rounds = 0;
    const failing: ClockSource = {
      nextDueAt: () => (rounds === 0 ? 0 : undefined),
      runDue() {
        rounds += 1;
        return Promise.reject(new Error('once'));
      },
    };
    const ticker = startTicker(clock, [failing, source], {
      everyMs: 5,
      onError: (error) => errors.push(error),
    });
    await expect.poll(() => fired.length).toBe(1);
    await ticker.stop();
    expect(errors).toEqual([new Error('once')]);
  });

  test('does not fire into a running move', async () => {
    const clock = createClock({ file: undefined, realNow: () => start });
    const { timers, fired, source } = createTimers(clock.now);
    for (let minute = 1; minute <= 20; minute += 1) {
      timers.push({ name: String(minute), dueAt: start + minute * minuteMs });
    }
    const ticker = startTicker(clock, [source], { everyMs: 1, onError: () => {} });
    await clock.moveTo(start + hourMs, [source]);
    await ticker.stop();
    expect(fired).toEqual(Array.from({ length: 20 }, (_, index) => `${index + 1} +${index + 1}`));
  });
});
