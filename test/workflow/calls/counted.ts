/** A warm process whose calls are counted: the clinic's secrets are remembered, as they are for five minutes, and the clinic was served before. */
import { countingCalls } from '../../memory/counting-calls.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, type Process, type World } from '../../world/world.ts';
import { arrival, send } from '../deliveries/posting.ts';

export interface Figure {
  calls: number;
  /** How many of them waited for one another. */
  inSequence: number;
}

export interface Counted {
  world: World;
  process: Process;
  /** The calls of a piece of work: how deep each stands, and its name. */
  count: (work: () => Promise<unknown>) => Promise<string[]>;
}

export async function warmWorld(): Promise<Counted> {
  const world = await createWorld(arrival);
  const counting = countingCalls(world.ports);
  const process = world.process({ ...counting.ports, secrets: world.ports.secrets });
  const at = world.ports.clock.now();
  const other = { name: 'Owen Tarrant', phone: '+12125550133', email: 'owen.tarrant@example.com' };
  const body = standardBooking({ at, start: '2026-12-14T18:00:00Z', uid: 'other-1', client: other });
  await send(process, { body, at });
  return {
    world,
    process,
    count: async (work) => {
      counting.reset();
      await work();
      return counting.calls().map(({ name, depth }) => `${depth} ${name}`);
    },
  };
}

export function figureOf(calls: readonly string[]): Figure {
  return { calls: calls.length, inSequence: Math.max(0, ...calls.map((call) => Number.parseInt(call, 10))) };
}
