/** The Scheduler in memory: keeps what was created, by name, and fails when told to. */
import type { TimerResult, Timers } from '../../shared/ports.ts';
import type { Instant } from '../../shared/time/instant.ts';

export interface MemoryTimer {
  name: string;
  at: Instant;
  key: string;
}

/** `unheard`: the timer stands, but its creator is told it is missing. */
export type TimerOutage = { kind: 'refuses' | 'unheard'; reason: string };

export interface MemoryTimers extends Timers {
  /** What stands, oldest creation first. */
  standing: () => MemoryTimer[];
  /** Takes the timers due by then away, soonest first, as firing does. */
  takeDue: (now: Instant) => MemoryTimer[];
  /** `undefined`: all is well again. */
  fail: (outage: TimerOutage | undefined) => void;
  /** As a hand in the console does. */
  remove: (name: string) => void;
}

export function memoryTimers(): MemoryTimers {
  const timers = new Map<string, MemoryTimer>();
  let outage: TimerOutage | undefined;

  async function create(timer: MemoryTimer): Promise<TimerResult> {
    if (outage?.kind === 'refuses') return { timer: 'missing', reason: outage.reason };
    if (!timers.has(timer.name)) timers.set(timer.name, { ...timer });
    return outage === undefined ? { timer: 'armed' } : { timer: 'missing', reason: outage.reason };
  }

  function takeDue(now: Instant): MemoryTimer[] {
    const due = [...timers.values()].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    for (const { name } of due) timers.delete(name);
    return due;
  }

  return {
    create,
    standing: () => [...timers.values()],
    takeDue,
    fail: (next) => {
      outage = next;
    },
    remove: (name) => {
      timers.delete(name);
    },
  };
}
