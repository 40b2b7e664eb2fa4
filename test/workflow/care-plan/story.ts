/** What a booking's care plan came to, as lines that stand in tables: texts by the clinic's wall clock as they were published, then what was skipped, with the reason. */
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { bookingMilestoneIds } from '../../../shared/follow-up/milestone.ts';
import { dayMs, hourMs, type Instant, minuteMs } from '../../../shared/time/instant.ts';
import { type StandardBooking, standardBooking } from '../../world/bodies.ts';
import { type ArrivedText, createWorld, instantOf, type World } from '../../world/world.ts';

export const newYork = 'America/New_York';

/** `Mon Nov 16 09:00`, by Intl: nothing of the product says what time it is. */
export function wallClock(instant: Instant | string, zone = newYork): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instantOf(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value;
  return `${part('weekday')} ${part('month')} ${part('day')} ${part('hour')}:${part('minute')}`;
}

/** `booked Mon Oct 19 09:00`, in the order of publishing. */
export function said(texts: readonly ArrivedText[], zone = newYork): string[] {
  return texts.map((text) => `${text.milestone} ${wallClock(text.at, zone)}`);
}

/** `day-before: too late`, in the order of the care plan. */
export async function skipped(world: World, uid = 'visit-1'): Promise<string[]> {
  const { steps } = await world.booking(uid);
  return bookingMilestoneIds.flatMap((id) =>
    steps.flatMap(({ act, state }) =>
      act.what === id && state.status === 'skipped' ? [`${id}: ${state.reason}`] : [],
    ),
  );
}

/** `40 h`, `20 min` or `30 d` (calendar days in New York) before an instant. */
export function ahead(of: Instant | string, lead: string): Instant {
  const start = instantOf(of);
  const [amount = '', unit] = lead.split(' ');
  const count = Number(amount);
  if (unit === 'min') return start - count * minuteMs;
  if (unit === 'h') return start - count * hourMs;
  const sameClock = (at: Instant) => wallClock(at).slice(-5) === wallClock(start).slice(-5);
  const found = [0, hourMs, -hourMs].map((shift) => start - count * dayMs + shift).find(sameClock);
  if (found === undefined) throw new RangeError(`no such wall time ${lead} before`);
  return found;
}

/** A clinic's world in which one visit is booked, that far ahead. */
export async function worldWithVisit(
  start: Instant | string,
  lead: string,
  { booking = {}, clinic = {} }: { booking?: Partial<StandardBooking>; clinic?: Partial<Clinic> } = {},
): Promise<World> {
  const at = ahead(start, lead);
  const world = await createWorld(at, clinic);
  await post(world, { start, ...booking });
  return world;
}

/** Posts one standard booking event, made now. */
export async function post(world: World, booking: Omit<StandardBooking, 'at'>) {
  const posted = await world.post('standard', standardBooking({ at: world.ports.clock.now(), ...booking }));
  if (posted.status !== 200) throw new Error(`answered ${posted.status}: ${JSON.stringify(posted.body)}`);
  return posted.body;
}

/** A cancel, a no-show or a completion, which need no details. */
export async function postEnd(
  world: World,
  type: 'booking.cancelled' | 'booking.no_show' | 'booking.completed',
  more: Record<string, unknown> = {},
) {
  const timestamp = new Date(world.ports.clock.now()).toISOString();
  const posted = await world.post('standard', { type, timestamp, data: { bookingId: 'visit-1', ...more } });
  if (posted.status !== 200) throw new Error(`answered ${posted.status}: ${JSON.stringify(posted.body)}`);
  return posted.body;
}

/** What was said and skipped until the start. */
export async function liveUntil(
  world: World,
  start: Instant | string,
  uid = 'visit-1',
): Promise<{ before: string[]; skipped: string[] }> {
  await world.advanceTo(instantOf(start) - 1);
  return { before: said(world.texts()), skipped: await skipped(world, uid) };
}

/** The whole plan lived through: what was said and skipped until the start, and what was said after it. */
export async function liveThrough(
  world: World,
  start: Instant | string,
  uid = 'visit-1',
): Promise<{ before: string[]; skipped: string[]; after: string[] }> {
  const until = await liveUntil(world, start, uid);
  await world.advanceTo(instantOf(start) + 25 * dayMs);
  return { ...until, after: said(world.texts()).slice(until.before.length) };
}
