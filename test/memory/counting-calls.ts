/** Counts what a piece of work asks of the world: how many calls, and how many of them one after the other. */
import type { Ports } from '../../shared/ports.ts';
import { aroundCalls, nextTurn } from './around-calls.ts';

export interface CountedCall {
  /** E.g. `store.put`. */
  name: string;
  /** How many calls were waited for, one after the other, up to and with this one. */
  depth: number;
}

export interface CallCount {
  ports: Ports;
  /** In the order they were started. */
  calls: () => CountedCall[];
  /** The longest chain of calls that waited for each other. */
  depth: () => number;
  reset: () => void;
}

export function countingCalls(ports: Ports): CallCount {
  let calls: CountedCall[] = [];
  /** The deepest call that has ended: whatever starts now may have waited for it. */
  let deepestEnded = 0;

  const counted = aroundCalls(ports, async (name, effect) => {
    const depth = deepestEnded + 1;
    calls.push({ name, depth });
    await nextTurn();
    try {
      return await effect();
    } finally {
      deepestEnded = Math.max(deepestEnded, depth);
    }
  });

  return {
    ports: counted,
    calls: () => [...calls],
    depth: () => Math.max(0, ...calls.map(({ depth }) => depth)),
    reset: () => {
      calls = [];
      deepestEnded = 0;
    },
  };
}
