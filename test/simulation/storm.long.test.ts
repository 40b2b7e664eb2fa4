/** Bad weather: fifty moves of one booking in a minute, and processes that die at random all through a care plan. */
import { expect, test } from 'vitest';
import { dueOf, keyOf } from '../../shared/store/item.ts';
import { ceilToSecond, formatInstant, hourMs, secondMs } from '../../shared/time/instant.ts';
import { seededNumbers } from '../memory/taking-turns.ts';
import { type StandardBooking, standardBooking } from '../world/bodies.ts';
import { createWorld, type World } from '../world/world.ts';
import { type Act, deliver } from './acts.ts';
import { atOnce } from './at-once.ts';
import { branch } from './branch.ts';
import { differences, endStateOf } from './end-state.ts';
import { createMachine } from './machine.ts';

const morning = '2026-11-03T15:00:00Z';
const first = Date.parse('2026-11-24T15:00:00Z');
const moves = 50;

/** The move that comes as the nth in its minute; the visit begins n hours later each time. */
function move(n: number, uids: 'same' | 'new'): StandardBooking {
  return {
    type: 'booking.rescheduled',
    at: Date.parse(morning) + n * secondMs,
    start: first + n * hourMs,
    ...(uids === 'new' ? { uid: `visit-${n}`, previousUid: `visit-${n - 1}` } : { uid: 'visit-0' }),
  };
}

function liveBookings(world: World) {
  return world.ports.store
    .items()
    .filter((item) => item.type === 'booking')
    .filter(({ status }) => status === 'accepted');
}

async function expectOneAgenda(world: World): Promise<void> {
  const live = liveBookings(world);
  expect(live.map(({ startAt }) => formatInstant(startAt))).toEqual([formatInstant(first + moves * hourMs)]);
  const [booking] = live;
  if (booking === undefined) throw new Error('no live booking');
  const due = ceilToSecond(dueOf(booking) ?? 0);
  const timers = world.ports.timers.standing().filter((timer) => timer.key === keyOf(booking));
  expect(timers.filter(({ at }) => at === due)).toHaveLength(1);
}

test.each([
  'same',
  'new',
] as const)('50 moves in a minute, one after the other under the %s uid: one agenda, one timer at its due instant, each text once', async (uids) => {
  const world = await createWorld(morning);
  await world.post('standard', standardBooking({ at: morning, uid: 'visit-0', start: first }));
  const machine = createMachine(world);
  for (let n = 1; n <= moves; n += 1) {
    await machine.runOn(Date.parse(morning) + n * secondMs);
    await world.post('standard', standardBooking(move(n, uids)));
  }
  await machine.runOn('2026-11-03T15:10:00Z');
  await expectOneAgenda(world);
  await machine.runOn('2026-11-05T15:00:00Z');
  expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
});

test('50 moves at the same moment, in any interleaving: the newest holds, and nothing is said twice', async () => {
  const trunk = await createWorld(morning);
  await trunk.post('standard', standardBooking({ at: morning, uid: 'visit-0', start: first }));
  trunk.ports.clock.advance(60 * secondMs);
  for (const seed of [1, 2, 3]) {
    const world = await branch(trunk);
    const storm = Array.from({ length: moves }, (_, n) =>
      deliver(world, standardBooking(move(n + 1, 'same'))),
    );
    await atOnce(world, seed, storm);
    const machine = createMachine(world);
    await machine.runOn('2026-11-03T15:20:00Z');
    await expectOneAgenda(world);
    await machine.runOn('2026-11-05T15:00:00Z');
    expect(world.ports.texting.arrived().map(({ milestone }) => milestone)).toEqual(['booked']);
    expect(endStateOf(world).items.filter((line) => line.startsWith('delivery#'))).toHaveLength(moves + 1);
    expect(endStateOf(world).items.filter((line) => / received /.test(line))).toEqual([]);
  }
});

const booked = standardBooking({ at: morning, start: first });
const rescheduled = standardBooking({
  type: 'booking.rescheduled',
  at: '2026-11-06T15:00:00Z',
  uid: 'visit-2',
  previousUid: 'visit-1',
  start: '2026-11-27T15:00:00Z',
});
const course: [at: string, act: (world: World) => Act][] = [
  [morning, (world) => deliver(world, booked)],
  ['2026-11-06T15:00:00Z', (world) => deliver(world, rescheduled)],
];

/** The whole course of a booking that is moved once. Each invocation dies with this chance, at one of its first calls; the platform comes again until it is answered. */
async function live(chance: number, seed: number): Promise<World> {
  const random = seededNumbers(seed);
  const world = await createWorld(morning);
  const machine = createMachine(world, {
    crashPoint: () => (random() < chance ? Math.floor(random() * 24) : undefined),
  });
  for (const [at, act] of course) {
    await machine.runOn(at);
    const { name, invoke } = act(world);
    for (let attempt = 1; (await machine.invoke(name, invoke)).ended === 'died'; attempt += 1) {
      await machine.runOn(Date.parse(at) + attempt * 60 * secondMs);
    }
  }
  await machine.runOn('2026-12-20T15:00:00Z');
  return world;
}

test('processes that die at random through a whole care plan lose nothing but what a death leaves unknown', async () => {
  const right = endStateOf(await live(0, 0));
  expect([...right.texts.values()].reduce((sum, count) => sum + count, 0)).toBe(11);
  for (let seed = 1; seed <= 12; seed += 1) {
    const wrong = differences(right, endStateOf(await live(0.25, seed)));
    expect(wrong, `seed ${seed}`).toEqual([]);
  }
});
