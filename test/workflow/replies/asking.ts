/** A world in which a client was asked the day before whether all is fine. */
import { type StandardBooking, standardBooking } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';

export const phone = '+12125550117';
export const arrival = '2026-11-16T15:00:00Z';
export const start = '2026-12-14T15:00:00Z';
/** The day before at noon in the clinic; the question went out the evening before that. */
export const dayBefore = '2026-12-13T14:00:00Z';

export async function bookedWorld(...more: Partial<StandardBooking>[]): Promise<World> {
  const world = await createWorld(arrival);
  for (const one of [{}, ...more]) {
    await world.post('standard', standardBooking({ at: world.ports.clock.now(), start, ...one }));
  }
  return world;
}

export async function askedWorld(...more: Partial<StandardBooking>[]): Promise<World> {
  const world = await bookedWorld(...more);
  await world.advanceTo(dayBefore);
  return world;
}

/** The milestones of what arrived at phones since so many texts. */
export function saidSince(world: World, count: number): string[] {
  return world
    .texts()
    .slice(count)
    .map(({ milestone }) => milestone);
}
