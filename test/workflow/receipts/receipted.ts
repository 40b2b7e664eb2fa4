/** A world in which a booking's first text was sent, and receipts of it. */
import type { Step } from '../../../shared/follow-up/step.ts';
import { keys } from '../../../shared/store/item.ts';
import { type LoggedText, logEvent, logLine } from '../../world/delivery-log.ts';
import { instantOf, type World } from '../../world/world.ts';
import { bookedWorld, phone } from '../replies/asking.ts';

/** When the booked text goes out, and its id: the first one that the world's SNS gives. */
export const sentAt = instantOf('2026-11-16T15:03:00Z');
export const firstId = 'message-1';
export const saysOptedOut = `${phone} is opted out`;

export async function sentWorld(...more: Parameters<typeof bookedWorld>): Promise<World> {
  const world = await bookedWorld(...more);
  await world.advanceTo('2026-11-16T16:00:00Z');
  return world;
}

/** Hands receipts of the first text to the function, unless they name another. */
export async function receive(world: World, ...texts: Partial<LoggedText>[]): Promise<void> {
  const lines = texts.map((text) => logLine({ id: firstId, at: sentAt, ...text }));
  await world.process().receipts(logEvent(lines));
}

export async function bookedStep(world: World, uid = 'visit-1'): Promise<Step['state'] | undefined> {
  const { steps } = await world.booking(uid);
  return steps.find(({ act }) => act.what === 'booked')?.state;
}

export async function isOff(world: World, phoneKey?: string): Promise<boolean> {
  const key = phoneKey ?? (await world.booking('visit-1')).phoneKey ?? '';
  const contact = await world.item(keys.contact('rosewater', key));
  return contact?.type === 'contact' && contact.optedOut !== undefined;
}

/** Names of what the journal was told since so many events. */
export function notedSince(world: World, count: number): string[] {
  return world.ports.journal
    .events()
    .slice(count)
    .map(({ event }) => event);
}
