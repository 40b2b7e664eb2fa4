/** Two processes work on the same things at once: in every interleaving one of them wins, and nothing is said twice. */
import { expect, test } from 'vitest';
import { minuteMs } from '../../shared/time/instant.ts';
import { standardBooking } from '../world/bodies.ts';
import { createWorld, type World } from '../world/world.ts';
import { changeSettings, deliver, fireNow, sweepOnce, textFrom } from './acts.ts';
import { atOnce, forEachSeed, settle } from './at-once.ts';
import { createMachine } from './machine.ts';
import { watch } from './watch.ts';

const morning = '2026-11-03T15:00:00Z';
const start = '2026-11-24T15:00:00Z';
const evening = '2026-11-03T21:00:00Z';
const client = '+12125550117';
const created = standardBooking({ at: morning, start });
const cancelled = standardBooking({
  type: 'booking.cancelled',
  at: '2026-11-03T15:02:00Z',
  start,
  more: { cancelledBy: 'clinic' },
});

/** A booking whose first text is due now. */
async function dueWorld(): Promise<World> {
  const world = await createWorld(morning);
  await world.post('standard', created);
  await world.advanceTo('2026-11-03T15:02:30Z');
  world.ports.clock.set(Date.parse('2026-11-03T15:03:00Z'));
  return world;
}

function milestones(world: World): string[] {
  return world.ports.texting.arrived().map(({ milestone }) => milestone);
}

function answersOf(responses: readonly unknown[]): string[] {
  return responses.map((response) => {
    // The webhook's answer, whose body is always JSON of ours.
    const { statusCode, body } = response as { statusCode: number; body: string };
    return `${statusCode} ${JSON.parse(body).status}`;
  });
}

test('the same delivery twice at the same moment: one works, the other is accepted or a duplicate', async () => {
  const seen = new Set<string>();
  await forEachSeed(24, await createWorld(morning), async (world, seed) => {
    const answers = answersOf(await atOnce(world, seed, [deliver(world, created), deliver(world, created)]));
    expect(answers).toContain('200 processed');
    for (const answer of answers) seen.add(answer);
    expect(await settle(world, evening)).toEqual([]);
    expect(milestones(world)).toEqual(['booked']);
    expect((await world.booking('visit-1')).applied).toHaveLength(1);
  });
  expect([...seen].sort()).toEqual(['200 duplicate', '200 processed', '202 accepted']);
});

test('two sweeps and the platform take up a delivery whose worker died: it is worked on once', async () => {
  const trunk = await createWorld(morning);
  const dying = createMachine(trunk, { crashPoint: () => 7 });
  const { name, invoke } = deliver(trunk, created);
  expect(await dying.invoke(name, invoke)).toMatchObject({ ended: 'died' });
  trunk.ports.clock.advance(5 * minuteMs);
  await forEachSeed(20, trunk, async (world, seed) => {
    await atOnce(world, seed, [sweepOnce(), sweepOnce(), deliver(world, created)]);
    expect(await settle(world, evening)).toEqual([]);
    expect(milestones(world)).toEqual(['booked']);
    expect((await world.booking('visit-1')).applied).toHaveLength(1);
  });
});

test('two fires of the same timer and a sweep at once: exactly one publish', async () => {
  const trunk = await dueWorld();
  const booking = await trunk.booking('visit-1');
  await forEachSeed(20, trunk, async (world, seed) => {
    await atOnce(world, seed, [fireNow(world, booking), fireNow(world, booking), sweepOnce()]);
    expect(await settle(world, evening)).toEqual([]);
    expect(milestones(world)).toEqual(['booked']);
  });
});

test('a cancel while a text is claimed: whichever commits first wins', async () => {
  const trunk = await dueWorld();
  const booking = await trunk.booking('visit-1');
  const orders = new Set<string>();
  await forEachSeed(20, trunk, async (world, seed) => {
    const log = watch(world, (item) => {
      if (item.type !== 'booking') return undefined;
      if (item.status === 'cancelled') return 'cancelled';
      return item.steps.some(({ state }) => state.status === 'claimed') ? 'claimed' : undefined;
    });
    await atOnce(world, seed, [fireNow(world, booking), deliver(world, cancelled)]);
    const claimedFirst = log.indexOf('claimed') !== -1 && log.indexOf('claimed') < log.indexOf('cancelled');
    orders.add(claimedFirst ? 'claimed first' : 'cancelled first');
    expect(log.includes('published booked')).toBe(claimedFirst);
    expect(await settle(world, evening)).toEqual([]);
    expect((await world.booking('visit-1')).status).toBe('cancelled');
    expect(milestones(world).filter((one) => one === 'cancelled')).toHaveLength(1);
  });
  expect(orders.size).toBe(2);
});

test.each(['STOP', 'parar'])('%s while a text is on its way: no publish begins after it', async (word) => {
  const trunk = await dueWorld();
  const booking = await trunk.booking('visit-1');
  const orders = new Set<string>();
  await forEachSeed(20, trunk, async (world, seed) => {
    const log = watch(world, (item) => {
      if (item.type !== 'contact') return undefined;
      if (item.optedOut !== undefined) return 'opted out';
      return item.slots.length > 0 ? 'slot' : undefined;
    });
    await atOnce(world, seed, [fireNow(world, booking), textFrom(world, client, word)]);
    const slotFirst = log.indexOf('slot') !== -1 && log.indexOf('slot') < log.indexOf('opted out');
    orders.add(slotFirst ? 'slot first' : 'opt-out first');
    expect(log.includes('published booked')).toBe(slotFirst);
    expect(await settle(world, '2026-11-25T15:00:00Z')).toEqual([]);
    const said = milestones(world).filter((one) => one !== 'booked');
    expect(said).toEqual(word === 'STOP' ? [] : ['stop']);
    expect((await world.booking('visit-1')).optedOutAt).toBeDefined();
  });
  expect(orders.size).toBe(2);
});

test('STOP and START at once: the later one by their own times holds', async () => {
  const trunk = await dueWorld();
  await forEachSeed(20, trunk, async (world, seed) => {
    const stop = textFrom(world, client, 'parar', 'stop-1');
    world.ports.clock.advance(1_000);
    const begin = textFrom(world, client, 'START', 'start-1');
    await atOnce(world, seed, seed % 2 === 0 ? [stop, begin] : [begin, stop]);
    expect(await settle(world, evening)).toEqual([]);
    const contact = world.ports.store.items().find((item) => item.type === 'contact');
    expect(contact).not.toHaveProperty('optedOut');
    expect((await world.booking('visit-1')).optedOutAt).toBeUndefined();
  });
});

test('a booking that arrives while its client says STOP gets no text', async () => {
  const trunk = await dueWorld();
  await trunk.advanceTo('2026-11-03T15:30:00Z');
  const second = standardBooking({
    at: '2026-11-03T15:30:00Z',
    uid: 'visit-2',
    start: '2026-12-24T15:00:00Z',
  });
  await forEachSeed(20, trunk, async (world, seed) => {
    await atOnce(world, seed, [deliver(world, second), textFrom(world, client, 'STOP')]);
    expect(await settle(world, evening)).toEqual([]);
    expect(milestones(world)).toEqual([]);
  });
});

test('a change of the hours while a text is due: the booking is planned once, the text said once', async () => {
  const trunk = await dueWorld();
  const booking = await trunk.booking('visit-1');
  const afternoons = Array.from({ length: 7 }, () => ({ from: 14 * 60, until: 19 * 60 }));
  await forEachSeed(20, trunk, async (world, seed) => {
    const change = changeSettings(world, { settings: { textHours: afternoons } });
    await atOnce(world, seed, [fireNow(world, booking), change]);
    expect(await settle(world, evening)).toEqual([]);
    expect(milestones(world)).toEqual(['booked']);
    const dayBefore = (await world.booking('visit-1')).steps.find(({ act }) => act.what === 'day-before');
    expect(dayBefore?.state).toMatchObject({ dueAt: Date.parse('2026-11-23T00:00:00Z') - minuteMs });
  });
});
