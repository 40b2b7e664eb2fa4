/** Several processes at once, in as many interleavings as there are seeds; a seed that goes wrong is named. */
import { aroundCalls } from '../memory/around-calls.ts';
import { takingTurns } from '../memory/taking-turns.ts';
import type { World } from '../world/world.ts';
import type { Act } from './acts.ts';
import { branch } from './branch.ts';
import { endStateOf } from './end-state.ts';
import { createMachine } from './machine.ts';

/** Every act in a process of its own, all of them at once; their values in order. */
export function atOnce(world: World, seed: number, acts: readonly Act[]): Promise<unknown[]> {
  return takingTurns(
    world.ports,
    seed,
    acts.map(
      ({ invoke }) =>
        (ports) =>
          invoke(world.process(ports)),
    ),
  );
}

/** The same in a branch of the trunk for each seed from 0 on. */
export async function forEachSeed(
  seeds: number,
  trunk: World,
  check: (world: World, seed: number) => Promise<void>,
): Promise<void> {
  for (let seed = 0; seed < seeds; seed += 1) {
    try {
      await check(await branch(trunk), seed);
    } catch (cause) {
      throw new Error(`seed ${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }
}

/** Lets timers fire and sweeps run until then, and says what no interleaving may lead to. */
export async function settle(world: World, until: string): Promise<string[]> {
  const machine = createMachine(world);
  await machine.runOn(until);
  const end = endStateOf(world);
  return [
    ...machine.invocations().flatMap((one) => (one.ended === 'threw' ? [`${one.name}: ${one.error}`] : [])),
    ...[...end.publishes].filter(([, count]) => count > 1).map(([text]) => `published twice: ${text}`),
    ...end.overdue.map((key) => `overdue for ever: ${key}`),
    ...end.items.filter((line) => line.startsWith('delivery#') && !line.includes(' done')),
    ...end.items.filter((line) => / and carries$|"pokes":[1-9]|quarantined/.test(line)),
  ];
}

/** Runs one act, and at its nth call, before it takes effect, another from beginning to end. Whether there was an nth call. */
export async function interrupted(world: World, act: Act, nth: number, by: Act): Promise<boolean> {
  let calls = 0;
  const ports = aroundCalls(world.ports, async (_, effect) => {
    calls += 1;
    if (calls === nth) await by.invoke(world.process());
    return effect();
  });
  await act.invoke(world.process(ports));
  return calls >= nth;
}
