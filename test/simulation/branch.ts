/** A second world that stands where the first one does: what came before a crash is lived through once, and every crash starts from there. */
import { keyOf } from '../../shared/store/item.ts';
import { seededRandomness } from '../memory/memory-ports.ts';
import { createWorld, type World } from '../world/world.ts';

/** Tokens and message ids of a branch begin here, far from those of its trunk. */
const branchSeed = 100_000;

/** What SNS says to a branch's nth publish. */
export function branchedMessageId(nth: number): string {
  return `message-${branchSeed + nth}`;
}

/** Items, timers and the carrier's opt-outs are taken over, texts and notices begin anew. Work on it with processes of its own (`process`): its `post` and `reply` would repeat the trunk's tokens. */
export async function branch(trunk: World): Promise<World> {
  const world = await createWorld(trunk.ports.clock.now(), trunk.clinic);
  const { ports } = world;
  for (const item of trunk.ports.store.items()) {
    ports.store.remove(keyOf(item));
    await ports.store.put(item, 'absent');
  }
  for (const timer of trunk.ports.timers.standing()) await ports.timers.create(timer);
  for (const phone of trunk.ports.texting.optedOut) ports.texting.optedOut.add(phone);
  ports.randomness = seededRandomness(branchSeed);
  ports.texting.countFrom(branchSeed);
  return world;
}
