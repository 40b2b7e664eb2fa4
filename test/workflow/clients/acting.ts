/** Staff at work in a world: their acts over what the manager's function is granted, each by a click of its own unless a test says otherwise. */

import type { ActingStaff } from '../../../functions/workflow/acts/acted.ts';
import type { Deps } from '../../../functions/workflow/deps.ts';
import { createPolicies } from '../../../functions/workflow/policies.ts';
import type { Contact } from '../../../shared/follow-up/contact.ts';
import type { Ports } from '../../../shared/ports.ts';
import { keys } from '../../../shared/store/item.ts';
import { dayMs, minuteMs } from '../../../shared/time/instant.ts';
import { guardedStore } from '../../memory/guarded-store.ts';
import { type StandardBooking, standardBooking } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';

export const arrival = '2026-11-16T15:00:00Z';
export const start = '2026-12-14T15:00:00Z';
export const phone = '+12125550117';
export const place = { clinicId: 'rosewater', platform: 'standard', uid: 'visit-1' };

export const mara: ActingStaff = { clinicId: 'rosewater', staff: { by: 'mara', role: 'manager' } };

let clicks = 0;
export function aClick(): string {
  clicks += 1;
  return `00000000-0000-4000-8000-${String(clicks).padStart(12, '0')}`;
}

/** As the manager's API runs: with its own view of the table. */
export function atDesk(ports: Ports): Deps {
  const store = guardedStore(ports.store, 'manager-api');
  return { ...ports, store, policies: createPolicies(store) };
}

export async function bookedWorld(...more: Partial<StandardBooking>[]): Promise<World> {
  const world = await createWorld(arrival);
  for (const one of [{}, ...more]) await book(world, one);
  return world;
}

export async function book(world: World, booking: Partial<StandardBooking> = {}) {
  return world.post('standard', standardBooking({ at: world.ports.clock.now(), start, ...booking }));
}

export async function contactOf(world: World, uid = 'visit-1'): Promise<Contact | undefined> {
  const { phoneKey = '' } = await world.booking(uid);
  return contactAt(world, phoneKey);
}

export async function contactAt(world: World, phoneKey: string): Promise<Contact | undefined> {
  const item = await world.item(keys.contact('rosewater', phoneKey));
  return item?.type === 'contact' ? item : undefined;
}

export async function asSeen(world: World, uid = 'visit-1') {
  const { version } = await world.booking(uid);
  return { click: aClick(), why: 'asked at the desk', version };
}

/** visit-1, and a booking under another uid that it turns out to be; what was typed while it was one of its own. */
export async function foldedWorld(): Promise<World> {
  const world = await bookedWorld();
  const now = world.ports.clock.now();
  const values = { 'last-botox': { is: 'unreadable', raw: 'as Nadia said' } } as const;
  const { phoneKey = '' } = await world.booking('visit-1');
  const typed = { phoneKey, values, at: now, openedAt: now, expiresAt: now + dayMs };
  await world.ports.store.put({ type: 'draft', ...place, version: 1, ...typed }, 'absent');
  await book(world, { uid: 'visit-2' });
  world.ports.clock.advance(minuteMs);
  await book(world, { type: 'booking.rescheduled', previousUid: 'visit-1', uid: 'visit-2' });
  return world;
}

/** Everything that any item says, raw bodies decoded. */
export function everything({ ports }: World): string {
  return ports.store
    .items()
    .map((item) => {
      const body = item.type === 'delivery' ? Buffer.from(item.body ?? '', 'base64') : '';
      return `${JSON.stringify(item)} ${body}`;
    })
    .join('\n');
}

/** What the items still say of the client: empty once nothing does. */
export function traces(world: World): string[] {
  const all = everything(world);
  return ['Nadia', 'nadia', phone, phone.slice(-10)].filter((trace) => all.includes(trace));
}
