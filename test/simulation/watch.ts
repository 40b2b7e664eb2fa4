/** Remembers the order in which a world's items and texts came to be: what was first decides who won. */
import type { Item } from '../../shared/store/item.ts';
import type { World } from '../world/world.ts';

/** The words for what is stored, each at its first time, and `published <milestone>` for every publish call, in order. */
export function watch(world: World, say: (item: Item) => string | undefined): string[] {
  const log: string[] = [];
  const { store, texting } = world.ports;
  const { put } = store;
  const { publish } = texting;
  store.put = async (item, seen, attention) => {
    const result = await put(item, seen, attention);
    const said = result.put === 'stored' ? say(item) : undefined;
    if (said !== undefined && !log.includes(said)) log.push(said);
    return result;
  };
  texting.publish = async (message) => {
    log.push(`published ${message.milestone}`);
    return publish(message);
  };
  return log;
}
