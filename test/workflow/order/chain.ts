/** The events of one booking under several uids, told by either platform, and what must come of them whatever their order. */
import type { SignablePlatform } from '../../../local/send/sign.ts';
import { describeValue } from '../../../shared/screening/answer.ts';
import { dueOf, keyOf } from '../../../shared/store/item.ts';
import { formatInstant, hourMs, type Instant, minuteMs } from '../../../shared/time/instant.ts';
import { fineAnswers, standardBooking } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';

/** Stamps count minutes from here; the events arrive after the last of them. */
const day = Date.parse('2026-11-03T15:00:00Z');
const arrivalsBegin = day + 60 * minuteMs;
/** Visits begin in the hours after this. */
const visits = Date.parse('2026-11-24T15:00:00Z');

export interface ChainEvent {
  did: 'created' | 'requested' | 'rescheduled' | 'cancelled';
  uid: string;
  previousUid?: string;
  /** Minute of the platform's stamp. */
  stamp: number;
  /** The visit begins so many hours after the first possible start. */
  hour?: number;
  answers?: Record<string, unknown>;
  by?: 'client' | 'clinic';
}

/** What the gate knows in the end: nothing live, or one booking. */
export type ChainEnd = 'nothing live' | { start: string; status: string; answers: string[] };

export function created(
  uid: string,
  stamp: number,
  answers: Record<string, unknown> = fineAnswers,
): ChainEvent {
  return { did: 'created', uid, stamp, hour: stamp, answers };
}

/** Without answers where the platform does not send its form again with a move. */
export function moved(
  previousUid: string,
  uid: string,
  stamp: number,
  answers: Record<string, unknown> = {},
): ChainEvent {
  return { did: 'rescheduled', uid, previousUid, stamp, hour: stamp, answers };
}

export function cancelled(uid: string, stamp: number, by: 'client' | 'clinic' = 'client'): ChainEvent {
  return { did: 'cancelled', uid, stamp, by };
}

export function say({ did, uid, previousUid, stamp }: ChainEvent): string {
  return `${did} ${previousUid === undefined ? '' : `${previousUid}->`}${uid}@${stamp}`;
}

export function bodyOf(platform: SignablePlatform, event: ChainEvent): unknown {
  return platform === 'standard' ? standardBody(event) : calComBody(event);
}

function startOf({ hour = 0 }: ChainEvent): Instant {
  return visits + hour * hourMs;
}

function standardBody(event: ChainEvent) {
  const { did, uid, previousUid, stamp, answers, by } = event;
  const types = {
    created: 'created',
    requested: 'created',
    rescheduled: 'rescheduled',
    cancelled: 'cancelled',
  };
  return standardBooking({
    type: `booking.${types[did]}`,
    at: day + stamp * minuteMs,
    uid,
    ...(previousUid === undefined ? {} : { previousUid }),
    start: startOf(event),
    answers: answers ?? {},
    more: {
      ...(did === 'requested' ? { status: 'pending' } : {}),
      ...(by === undefined ? {} : { cancelledBy: by }),
    },
  });
}

function calComBody(event: ChainEvent) {
  const { did, uid, previousUid, stamp, answers, by } = event;
  const email = 'nadia.brook@example.com';
  const triggers = {
    created: 'BOOKING_CREATED',
    requested: 'BOOKING_REQUESTED',
    rescheduled: 'BOOKING_RESCHEDULED',
    cancelled: 'BOOKING_CANCELLED',
  };
  const statuses = {
    created: 'ACCEPTED',
    requested: 'PENDING',
    rescheduled: 'ACCEPTED',
    cancelled: 'CANCELLED',
  };
  const given = Object.entries(answers ?? {}).map(([slug, value]) => [slug, { label: slug, value }]);
  return {
    triggerEvent: triggers[did],
    createdAt: formatInstant(day + stamp * minuteMs),
    payload: {
      uid,
      type: 'microneedling',
      startTime: formatInstant(startOf(event)),
      endTime: formatInstant(startOf(event) + hourMs),
      attendees: [{ name: 'Nadia Brook', email, phoneNumber: '+12125550117', timeZone: 'America/New_York' }],
      responses: Object.fromEntries(given),
      status: statuses[did],
      ...(previousUid === undefined ? {} : { rescheduleUid: previousUid }),
      ...(by === undefined ? {} : { cancelledBy: by === 'client' ? email : 'desk@rosewater.example' }),
    },
  };
}

/** The newest event by the platform's stamps decides; each answer is the newest that was given. */
export function expectedEnd(events: readonly ChainEvent[]): ChainEnd {
  const inOrder = events.toSorted((a, b) => a.stamp - b.stamp);
  const newest = inOrder.at(-1);
  if (newest === undefined || newest.did === 'cancelled') return 'nothing live';
  const answers = Object.assign({}, ...inOrder.map((event) => event.answers ?? {}));
  return {
    start: formatInstant(startOf(newest)),
    status: newest.did === 'requested' ? 'pending' : 'accepted',
    answers: Object.entries(answers)
      .map(([question, value]) => sayAnswer(question, value))
      .sort(),
  };
}

function sayAnswer(question: string, value: unknown): string {
  return `${question}=${value === true ? 'yes' : value === false ? 'no' : value}`;
}

/** What stands in a world; more than one live booking is told apart from every right end. */
export function endOf(world: World): ChainEnd | { live: string[] } {
  const live = world.ports.store
    .items()
    .filter((item) => item.type === 'booking')
    .filter(({ status }) => status === 'accepted' || status === 'pending');
  const [booking, ...others] = live;
  if (booking === undefined) return 'nothing live';
  if (others.length > 0) return { live: live.map(keyOf) };
  const { answers, startAt, status } = booking;
  return {
    start: formatInstant(startAt),
    status,
    answers: Object.entries(answers)
      .map(([question, { value }]) => `${question}=${describeValue(value)}`)
      .sort(),
  };
}

/** Delivers the events in this order, one after the other, `pauses[n]` minutes after the nth. */
export async function live(
  platform: SignablePlatform,
  events: readonly ChainEvent[],
  pauses: readonly number[] = [],
): Promise<World> {
  const world = await createWorld(arrivalsBegin);
  for (const [index, event] of events.entries()) {
    const { status } = await world.post(platform, bodyOf(platform, event));
    if (status !== 200) throw new Error(`${say(event)} was answered ${status}`);
    await world.advanceTo(world.ports.clock.now() + (pauses[index] ?? 0) * minuteMs + 1_000);
  }
  return world;
}

/** What is left half done: a fold that carries on, a poke, a delivery, an item that nothing leads to work on. */
export function leftOvers(world: World): string[] {
  const now = world.ports.clock.now();
  return world.ports.store.items().flatMap((item) => {
    const isCarrying = item.type === 'alias' && item.carry !== undefined;
    const isOpen = item.type === 'delivery' && item.status !== 'done';
    const isOverdue = (dueOf(item) ?? Number.POSITIVE_INFINITY) < now - 5 * minuteMs;
    return isCarrying || isOpen || isOverdue ? [keyOf(item)] : [];
  });
}

export function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}
