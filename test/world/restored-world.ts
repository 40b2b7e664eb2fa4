/** A world whose table was put back to an earlier state of itself: timers, phones, secrets and the clock do not go back. */
import { attentionOf } from '../../shared/follow-up/notices.ts';
import type { Item } from '../../shared/store/item.ts';
import { memoryStore } from '../memory/memory-store.ts';
import { type World, worldOver } from './world.ts';

/** As point-in-time recovery keeps it. */
export function backupOf({ ports }: World): Item[] {
  return ports.store.items();
}

/** The restored table is another one; the world before stays what it was, as the table before does. */
export async function restoredWorld(before: World, backup: readonly Item[]): Promise<World> {
  const store = memoryStore();
  for (const item of backup) {
    const attention = item.type === 'booking' ? attentionOf(item, before.ports.clock.now()) : [];
    await store.put(item, 'absent', attention);
  }
  return worldOver({ ...before.ports, store }, before.clinic, 'inbound-restored');
}
