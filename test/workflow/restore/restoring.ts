/** A clinic that is brought through a restore as an operator does it: the world before goes on until it is replaced, then the restored one. */

import {
  importContact,
  importDelivery,
  markRestored,
  resumeTexts,
} from '../../../functions/workflow/restore.ts';
import type { Contact } from '../../../shared/follow-up/contact.ts';
import type { Item } from '../../../shared/store/item.ts';
import { hourMs, type Instant } from '../../../shared/time/instant.ts';
import { sayText } from '../../simulation/end-state.ts';
import { backupOf, restoredWorld } from '../../world/restored-world.ts';
import { instantOf, type World } from '../../world/world.ts';

export interface Course {
  /** The point the table is put back to. */
  backupAt: Instant | string;
  /** When the restored table takes over. */
  restoredAt: Instant | string;
  /** What happens at the world before in between. */
  between?: (world: World) => Promise<void>;
}

/** The restored world, marked and holding its texts. */
export async function restore(world: World, { backupAt, restoredAt, between }: Course): Promise<World> {
  await world.advanceTo(backupAt);
  const backup: Item[] = backupOf(world);
  await between?.(world);
  // What the world before does at that very instant it does no more.
  await world.advanceTo(instantOf(restoredAt) - 1);
  world.ports.clock.set(instantOf(restoredAt));
  const restored = await restoredWorld(world, backup);
  const marked = await markRestored(restored.process().deps, world.clinic.id, instantOf(restoredAt));
  if (marked.moved !== 'changed') throw new Error(`the clinic was not marked: ${JSON.stringify(marked)}`);
  return restored;
}

export function contactsOf({ ports }: World): Contact[] {
  return ports.store.items().filter((item) => item.type === 'contact');
}

export async function importFrom(before: World, restored: World): Promise<void> {
  const { deps } = restored.process();
  for (const contact of contactsOf(before)) await importContact(deps, contact);
}

export async function goOn(restored: World): Promise<void> {
  const resumed = await resumeTexts(restored.process().deps, restored.clinic.id);
  if (resumed.moved !== 'changed') throw new Error(`the texts did not go on: ${JSON.stringify(resumed)}`);
}

/** The texts go on an hour later. */
export async function resume(restored: World): Promise<void> {
  await restored.advanceTo(restored.ports.clock.now() + hourMs);
  await goOn(restored);
}

/** Whether it was the first text to its number or not: the line that ends such a one may begin as a sentence. */
export function wordsOf(text: { to: string; milestone: string; body: string }): string {
  return sayText(text).replace(/\.$/, '');
}

/** Texts that reached a phone more than once, over both worlds. */
export function saidTwice({ ports }: World): string[] {
  const said = ports.texting.arrived().map(wordsOf);
  return said.filter((text, index) => said.indexOf(text) !== index);
}

/** The sweep works on them within minutes. */
export async function importDeliveriesFrom(before: World, restored: World): Promise<void> {
  const { deps } = restored.process();
  for (const item of before.ports.store.items()) {
    if (item.type === 'delivery') await importDelivery(deps, item);
  }
}

/** `booked: unknown`, in the order of the agenda; without looks and what planning gave up. */
export async function fates(world: World, uid = 'visit-1'): Promise<string[]> {
  const { steps } = await world.booking(uid);
  return steps.flatMap(({ act, state }) =>
    act.kind === 'check' || state.status === 'skipped' ? [] : [`${act.what}: ${state.status}`],
  );
}
