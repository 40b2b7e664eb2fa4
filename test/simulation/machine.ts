/** Runs a world on processes that may die: every invocation of a function is a process of its own, and time moves from timer to timer and from sweep to sweep. */
import { overdueMinutes } from '../../functions/workflow/sweep.ts';
import { dueShards } from '../../shared/store/item.ts';
import { formatInstant, type Instant, minuteMs } from '../../shared/time/instant.ts';
import { crashingPorts } from '../memory/crashing-ports.ts';
import type { MemoryPorts } from '../memory/memory-ports.ts';
import { instantOf, type Process, type World } from '../world/world.ts';

/** More invocations than any scenario needs: a world that goes on for longer never comes to rest. */
const invocationsMax = 3_000;

/** What became of one invocation. */
export type Outcome =
  | { ended: 'returned'; value: unknown }
  | { ended: 'threw'; error: unknown }
  /** The call before or after which the process died. */
  | { ended: 'died'; diedAt: string };

export type Invocation = { name: string; at: Instant } & Outcome;

export interface MachineOptions {
  /** The point at which this invocation dies: 0 before its first call, 1 after it, and so on. `undefined`: it lives. */
  crashPoint?: (name: string) => number | undefined;
  /** `false`: no timer ever fires, the sweep is alone. */
  timersFire?: boolean;
}

export interface Machine {
  world: World;
  /** One invocation, in a process that starts with it. */
  invoke: (name: string, work: (process: Process) => Promise<unknown>) => Promise<Outcome>;
  /** Moves the clock there; on the way every timer fires at its time, and the sweep runs in each minute in which the due index shows something for it. */
  runOn: (to: Instant | string) => Promise<void>;
  invocations: () => Invocation[];
}

export function createMachine(world: World, options: MachineOptions = {}): Machine {
  const { crashPoint = () => undefined, timersFire = true } = options;
  const { ports } = world;
  const invocations: Invocation[] = [];
  let sweptAt = 0;

  async function invoke(name: string, work: (process: Process) => Promise<unknown>): Promise<Outcome> {
    if (invocations.length >= invocationsMax) throw new Error('the world does not come to rest');
    const at = ports.clock.now();
    const outcome = await outcomeOf(world, crashPoint(name), work);
    invocations.push({ name, at, ...outcome });
    return outcome;
  }

  async function fireDue(now: Instant): Promise<void> {
    for (const timer of ports.timers.takeDue(now)) {
      const input = { v: 1, key: timer.key, scheduled: formatInstant(timer.at) };
      await invoke('fire', ({ followUp }) => followUp(input));
    }
  }

  async function runOn(to: Instant | string): Promise<void> {
    const end = instantOf(to);
    for (;;) {
      const timerAt = timersFire ? firstTimer(ports) : Number.POSITIVE_INFINITY;
      const sweepAt = Math.max(await firstSweep(ports), sweptAt + minuteMs);
      const next = Math.min(timerAt, sweepAt);
      if (next > end) break;
      ports.clock.set(Math.max(next, ports.clock.now()));
      if (timerAt <= sweepAt) await fireDue(next);
      else {
        sweptAt = next;
        await invoke('sweep', ({ sweep }) => sweep());
      }
    }
    ports.clock.set(Math.max(end, ports.clock.now()));
  }

  return { world, invoke, runOn, invocations: () => [...invocations] };
}

async function outcomeOf(
  world: World,
  crashPoint: number | undefined,
  work: (process: Process) => Promise<unknown>,
): Promise<Outcome> {
  const crashing = crashingPorts(world.ports, crashPoint ?? Number.POSITIVE_INFINITY);
  try {
    const outcome = await crashing.run(() => work(world.process(crashing.ports)));
    return outcome.crashed
      ? { ended: 'died', diedAt: outcome.at }
      : { ended: 'returned', value: outcome.value };
  } catch (error) {
    return { ended: 'threw', error };
  }
}

function firstTimer(ports: MemoryPorts): Instant {
  return Math.min(Number.POSITIVE_INFINITY, ...ports.timers.standing().map(({ at }) => at));
}

/** The first full minute at which the sweep finds something, as the due index shows it. */
async function firstSweep(ports: MemoryPorts): Promise<Instant> {
  const shards = Array.from({ length: dueShards }, (_, shard) => shard);
  const found = await Promise.all(
    shards.map((shard) => ports.store.dueBefore(shard, Number.MAX_SAFE_INTEGER, 1)),
  );
  const dues = found.flat().map(({ due }) => due);
  if (dues.length === 0) return Number.POSITIVE_INFINITY;
  const minute = Math.floor((Math.min(...dues) + overdueMinutes * minuteMs) / minuteMs) + 1;
  return Math.max(minute * minuteMs, ports.clock.now());
}
