/** Staff at work on one booking: acts as the manager's API makes them, each with a click of its own, on the booking as it stands unless a test says otherwise. */

import { actOnBooking } from '../../../functions/workflow/acts/act-on-booking.ts';
import type { Acted } from '../../../functions/workflow/acts/acted.ts';
import type { Standpoint } from '../../../functions/workflow/change-booking.ts';
import type { EraseDeps } from '../../../functions/workflow/deps.ts';
import { createPolicies } from '../../../functions/workflow/policies.ts';
import type { BookingAct, Staff } from '../../../shared/booking/asked-act.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import type { Step } from '../../../shared/follow-up/step.ts';
import type { Ports } from '../../../shared/ports.ts';
import { guardedStore } from '../../memory/guarded-store.ts';
import type { World } from '../../world/world.ts';

export const ana: Staff = { by: 'ana', role: 'manager' };
export const ben: Staff = { by: 'ben', role: 'manager' };
export const cora: Staff = { by: 'cora', role: 'clinician' };

export const why = 'seen in person';

/** What a test says of an act; click, reason and version are made for it. */
export type Wish = BookingAct extends infer Each
  ? Each extends BookingAct
    ? Omit<Each, 'click' | 'why' | 'version'> & { click?: string; version?: number }
    : never
  : never;

let clicks = 0;

/** A UUID whose first letters differ each time. */
export function newClick(): string {
  clicks += 1;
  return `${clicks.toString(16).padStart(8, '0')}-5d0b-4a53-9a44-2d7d7a4f1a01`;
}

/** With the rights of the manager's API. */
export function managerDeps(world: World, ports: Ports = world.ports): EraseDeps {
  const store = guardedStore(ports.store, 'manager-api');
  return { ...ports, store, policies: createPolicies(store) };
}

export async function act(
  world: World,
  wish: Wish,
  staff: Staff = ana,
  ports: Ports = world.ports,
): Promise<Acted<Standpoint>> {
  const { clinicId, platform, uid, version } = await world.booking('visit-1');
  // The wish has every field of its act but those filled in here.
  const asked = { click: newClick(), why, version, ...wish } as BookingAct;
  const place = { clinicId, platform, uid };
  return actOnBooking(managerDeps(world, ports), { clinicId, staff }, place, asked, ports.clock.now());
}

/** The booking after an act that is expected to be done. */
export async function done(world: World, wish: Wish, staff: Staff = ana): Promise<Booking> {
  const acted = await act(world, wish, staff);
  if (acted.acted !== 'done') throw new Error(JSON.stringify(acted));
  return acted.result.booking;
}

/** The fields that were refused, with what was expected of them. */
export async function refusal(world: World, wish: Wish, staff: Staff = ana): Promise<string[]> {
  const acted = await act(world, wish, staff);
  if (acted.acted !== 'no' || acted.why !== 'refused') throw new Error(JSON.stringify(acted));
  return acted.mistakes.map(({ path, expected }) => `${path}: ${expected}`);
}

export function stepsOf({ steps }: Booking, milestone: string): Step[] {
  return steps.filter(({ act: { what } }) => what === milestone);
}

/** `not-yet failed, not-yet planned`: how far the texts of a milestone got. */
export function states(booking: Booking, milestone: string): string[] {
  return stepsOf(booking, milestone).map(({ state }) => state.status);
}
