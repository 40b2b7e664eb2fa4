/** The stack's movable clock: real time plus an offset. A move jumps from due instant to due instant, so that each timer fires at its own time. */
import * as z from 'zod';
import { formatInstant, type Instant } from '../shared/time/instant.ts';
import { createState } from './disk.ts';

/** Something with timers: the Scheduler endpoint, the sweep's rule. */
export interface ClockSource {
  /** The earliest instant at which it has something to fire; may lie in the past. */
  nextDueAt(): Instant | undefined;
  /** Fires everything due at or before `now`. Afterwards `nextDueAt()` lies later, or there is none. */
  runDue(now: Instant): Promise<void>;
}

type ClockMoved =
  | { ok: true; from: Instant; to: Instant; stops: number }
  | { ok: false; field: 'to'; expected: string };

export interface Clock {
  now(): Instant;
  /** Fires what falls due on the way, in order, while the clock reads exactly that instant; then lands on `to`. One move at a time: a second one waits. */
  moveTo(to: Instant, sources: readonly ClockSource[]): Promise<ClockMoved>;
  /** Fires what has become due by real time passing; waits for a running move. */
  runDue(sources: readonly ClockSource[]): Promise<void>;
}

export interface ClockOptions {
  /** Where the offset is kept; undefined: in memory. */
  file: string | undefined;
  /** The machine's own clock; a parameter for tests. */
  realNow?: () => Instant;
}

/** A source that is still due after this many runs at one instant will never be done. */
const runsAtOneInstantMax = 1_000;

/** `seenAt` is the last instant acted on: after a restart the clock never reads earlier, even if the machine's clock was set back. */
const stored = z.object({ offsetMs: z.number(), seenAt: z.number() });

export function createClock({ file, realNow = Date.now }: ClockOptions): Clock {
  const state = createState(file, stored, { offsetMs: 0, seenAt: 0 });
  let latest = state.read().seenAt;
  let heldAt: Instant | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  function now(): Instant {
    latest = Math.max(latest, heldAt ?? realNow() + state.read().offsetMs);
    return latest;
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  async function hold(at: Instant): Promise<void> {
    heldAt = at;
    await state.write({ offsetMs: Math.max(state.read().offsetMs, at - realNow()), seenAt: at });
  }

  async function move(to: Instant, sources: readonly ClockSource[]): Promise<ClockMoved> {
    const from = now();
    if (to < from) return { ok: false, field: 'to', expected: notBefore(from) };
    let stops = 0;
    let runsHere = 0;
    try {
      for (let source = earliest(sources, to); source; source = earliest(sources, to)) {
        const at = Math.max(source.dueAt, heldAt ?? from);
        runsHere = at === heldAt ? runsHere + 1 : 0;
        if (runsHere > runsAtOneInstantMax) throw new Error(`a timer stays due at ${formatInstant(at)}`);
        if (at !== heldAt) {
          await hold(at);
          stops += 1;
        }
        await source.runDue(at);
      }
      await hold(to);
    } finally {
      heldAt = undefined;
    }
    return { ok: true, from, to, stops };
  }

  async function runDue(sources: readonly ClockSource[]): Promise<void> {
    for (const source of sources) {
      const dueAt = source.nextDueAt();
      if (dueAt !== undefined && dueAt <= now()) await source.runDue(now());
    }
  }

  return {
    now,
    moveTo: (to, sources) => inTurn(() => move(to, sources)),
    runDue: (sources) => inTurn(() => runDue(sources)),
  };
}

/** Fires what becomes due as real time passes. Stopping waits for the round under way. */
export function startTicker(
  clock: Clock,
  sources: readonly ClockSource[],
  { everyMs, onError }: { everyMs: number; onError: (error: unknown) => void },
): { stop(): Promise<void> } {
  let round: Promise<void> = Promise.resolve();
  let idle = true;
  const timer = setInterval(() => {
    if (!idle) return;
    idle = false;
    round = clock
      .runDue(sources)
      .catch(onError)
      .finally(() => {
        idle = true;
      });
  }, everyMs);
  return {
    stop() {
      clearInterval(timer);
      return round;
    },
  };
}

export function notBefore(now: Instant): string {
  return `an instant that is not before the clock, which reads ${formatInstant(now)} and never goes back`;
}

/** The source that is due first, at `to` at the latest; of two at the same instant the one listed first. */
function earliest(
  sources: readonly ClockSource[],
  to: Instant,
): { dueAt: Instant; runDue(at: Instant): Promise<void> } | undefined {
  let first: { dueAt: Instant; source: ClockSource } | undefined;
  for (const source of sources) {
    const dueAt = source.nextDueAt();
    if (dueAt === undefined || dueAt > to) continue;
    if (first === undefined || dueAt < first.dueAt) first = { dueAt, source };
  }
  if (first === undefined) return undefined;
  const { dueAt, source } = first;
  return { dueAt, runDue: (at) => source.runDue(at) };
}
