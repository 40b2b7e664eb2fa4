/** A process that dies at a chosen moment: before or after the effect of a chosen call. What it already did to the world stays done. */
import type { Ports } from '../../shared/ports.ts';
import { aroundCalls } from './around-calls.ts';

export type CrashOutcome<T> = { crashed: false; value: T } | { crashed: true; at: string };

export interface CrashingPorts {
  /** For the handler that is to die. */
  ports: Ports;
  /** Runs work over the ports until it ends or the process dies. Dead code stays dead: no later call has an effect, no `catch` and no `finally` runs. */
  run: <T>(work: () => Promise<T>) => Promise<CrashOutcome<T>>;
}

/** Point 0 is before the first call's effect, 1 after it, 2 before the second's, and so on. Try 0, 1, 2 ... until a run does not crash: then every point was tried. */
export function crashingPorts(ports: Ports, crashPoint: number): CrashingPorts {
  let points = 0;
  let isDead = false;
  let die: (at: string) => void = () => {};
  const death = new Promise<string>((resolve) => {
    die = resolve;
  });

  /** Passes a point alive, or never returns. */
  async function pass(at: string): Promise<void> {
    if (!isDead && points === crashPoint) {
      isDead = true;
      die(at);
    }
    points += 1;
    if (isDead) await new Promise<never>(() => {});
  }

  const mortal = aroundCalls(ports, async (name, effect) => {
    await pass(`before ${name}`);
    const settled = await settle(effect);
    await pass(`after ${name}`);
    if ('error' in settled) throw settled.error;
    return settled.value;
  });

  return {
    ports: { ...mortal, journal: { note: (event) => (isDead ? undefined : ports.journal.note(event)) } },
    run: (work) =>
      Promise.race([
        death.then((at) => ({ crashed: true as const, at })),
        work().then((value) => ({ crashed: false as const, value })),
      ]),
  };
}

async function settle<T>(effect: () => Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await effect() };
  } catch (error) {
    return { error };
  }
}
