/** Bookings of made-up people for the browser's tests, posted as the platforms would. */

import { calComBody, type DemoVisit, standardBody } from '../../local/demo/bodies.ts';
import { answers, type Cast, dayAhead, localDay } from '../../local/demo/scenes.ts';
import type { BrowserWorld } from './browser-world.ts';

export type Wanted = Partial<DemoVisit> & Pick<DemoVisit, 'uid' | 'name'>;

let people = 0;

function visitOf(world: BrowserWorld, wanted: Wanted): DemoVisit {
  people += 1;
  return {
    at: world.now(),
    startAt: dayAhead(castOf(world), 16),
    phone: `+121255501${String(people).padStart(2, '0')}`,
    ...wanted,
  };
}

/** Returns the number that its texts go to. */
export async function book(world: BrowserWorld, wanted: Wanted): Promise<string> {
  const visit = visitOf(world, wanted);
  await post(world, 'standard', standardBody(visit));
  return visit.phone ?? '';
}

export async function bookOnCalCom(world: BrowserWorld, wanted: Wanted, payload = {}): Promise<string> {
  const visit = visitOf(world, wanted);
  await post(world, 'cal-com', calComBody('BOOKING_CREATED', visit, payload));
  return visit.phone ?? '';
}

async function post(world: BrowserWorld, platform: 'standard' | 'cal-com', body: unknown): Promise<void> {
  const answer = await world.post(platform, body);
  if (answer.status !== 200) throw new Error(`not booked: ${JSON.stringify(answer.body)}`);
}

/** Held back until a person approves it. */
export function botoxLately(world: BrowserWorld) {
  const cast = castOf(world);
  return { startAt: dayAhead(cast, 10), ...answers({ 'last-botox': localDay(cast, 0) }) };
}

/** Fine by the policy that the stack begins with, and by another gap not. */
export function botoxDaysBefore(world: BrowserWorld, days: number) {
  const cast = castOf(world);
  return { startAt: dayAhead(cast, 10), ...answers({ 'last-botox': localDay(cast, 10 - days) }) };
}

/** For a clinician only. */
export const pregnant = answers({ 'pregnant-nursing': true });

function castOf(world: BrowserWorld): Cast {
  return { now: world.now(), run: 'browser', phone: () => '' };
}
