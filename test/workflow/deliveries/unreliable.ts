/** Ports of a world in which some calls fail, or in which calls take turns, for what a process meets when it is not alone or the table is in trouble. */
import { StoreUnavailableError } from '../../../functions/errors.ts';
import type { Ports } from '../../../shared/ports.ts';
import { aroundCalls, nextTurn } from '../../memory/around-calls.ts';

/** Calls that the choice names fail as a throttled table does, without effect. `nth` counts calls of that name, from 1. */
export function failingCalls(ports: Ports, isFailing: (name: string, nth: number) => boolean): Ports {
  const counts = new Map<string, number>();
  return aroundCalls(ports, async (name, effect) => {
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    await nextTurn();
    if (isFailing(name, nth)) throw new StoreUnavailableError({ operation: name, code: 'Throttled' });
    return effect();
  });
}

/** Each call waits a turn before it takes effect: two processes over these ports interleave. */
export function turnTaking(ports: Ports): Ports {
  return aroundCalls(ports, async (_name, effect) => {
    await nextTurn();
    return effect();
  });
}
