/** Several pieces of work at once in an order that a seed decides: every call of a port waits for its turn, so that the same seed is the same interleaving. */
import type { Ports } from '../../shared/ports.ts';
import { aroundCalls, nextTurn } from './around-calls.ts';

/** How much more often one work may get its turn than another: some run far ahead, some side by side. */
const weights = [1, 1, 4, 32];

interface Waiting {
  work: number;
  go: () => void;
}

/** Runs every work over ports of its own; the values in the order of the works. What one throws is thrown once all have ended. */
export async function takingTurns<T>(
  ports: Ports,
  seed: number,
  works: readonly ((ports: Ports) => Promise<T>)[],
): Promise<T[]> {
  const random = seededNumbers(seed);
  const weightOf = works.map(() => weights[Math.floor(random() * weights.length)] ?? 1);
  const waiting: Waiting[] = [];
  let running = works.length;
  const ends = works.map(async (run, work) => {
    const turned = aroundCalls(ports, async (_, effect) => {
      await new Promise<void>((go) => waiting.push({ work, go }));
      return effect();
    });
    try {
      return await run(turned);
    } finally {
      running -= 1;
    }
  });
  const all = Promise.allSettled(ends);
  while (running > 0) {
    await nextTurn();
    pick(waiting, weightOf, random())?.go();
  }
  await all;
  return Promise.all(ends);
}

/** Takes one of the waiting away, by the weights of their works; `chance` from 0 to 1. */
function pick(waiting: Waiting[], weightOf: readonly number[], chance: number): Waiting | undefined {
  const total = waiting.reduce((sum, { work }) => sum + (weightOf[work] ?? 1), 0);
  let left = chance * total;
  const index = waiting.findIndex(({ work }) => {
    left -= weightOf[work] ?? 1;
    return left < 0;
  });
  return waiting.splice(index, 1)[0];
}

/** Numbers from 0 to 1 that look random and repeat with the seed (a 32-bit multiply-and-shift generator). */
export function seededNumbers(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
