/** Bookings of one client that arrive, move, join and are answered at the same moment: what each means for the other is found in any interleaving. */
import { describe, expect, test } from 'vitest';
import type { Ports } from '../../shared/ports.ts';
import { minuteMs } from '../../shared/time/instant.ts';
import { takingTurns } from '../memory/taking-turns.ts';
import { fineAnswers, type StandardBooking, standardBooking } from '../world/bodies.ts';
import { createWorld, type World } from '../world/world.ts';
import { type Act, deliver, fireNow, sendForm, textFrom } from './acts.ts';
import { atOnce, forEachSeed, settle } from './at-once.ts';
import { createMachine } from './machine.ts';

const morning = '2026-11-03T15:00:00Z';
const start = '2026-11-24T15:00:00Z';
const evening = '2026-11-03T21:00:00Z';
const client = '+12125550117';

const needling = standardBooking({ at: morning, uid: 'needling', start });
const botox = standardBooking({
  at: morning,
  uid: 'botox',
  treatment: 'botox',
  start: '2026-11-17T15:00:00Z',
  answers: {},
});

function milestones(world: World): string[] {
  return world.ports.texting.arrived().map(({ milestone }) => milestone);
}

async function expectGapFound(world: World): Promise<void> {
  const { decision } = await world.booking('needling');
  expect(decision).toMatchObject({ outcome: 'blocked', eligibleFrom: Date.parse('2026-12-01T05:00:00Z') });
  expect(milestones(world).filter((one) => one !== 'not-yet')).toEqual(['booked']);
  const [booked] = world.ports.texting.arrived().filter(({ milestone }) => milestone === 'booked');
  expect(booked?.bookingId).toBe('standard:botox');
}

describe('Botox and microneedling of one client arriving together: the gap is found', () => {
  test('in every interleaving', async () => {
    await forEachSeed(24, await createWorld(morning), async (world, seed) => {
      await atOnce(world, seed, [deliver(world, needling), deliver(world, botox)]);
      expect((await world.booking('needling')).decision?.outcome).toBe('blocked');
      expect(await settle(world, evening)).toEqual([]);
      await expectGapFound(world);
    });
  });

  test('after the second poke, while the indexes stand still until then', async () => {
    await forEachSeed(20, await createWorld(morning), async (world, seed) => {
      world.ports.store.freezeIndexes();
      await atOnce(world, seed, [deliver(world, needling), deliver(world, botox)]);
      await createMachine(world).runOn(world.ports.clock.now() + 1.5 * minuteMs);
      expect((await world.booking('needling')).decision?.outcome).toBe('allowed');
      world.ports.store.thawIndexes();
      await createMachine(world).runOn(world.ports.clock.now() + minuteMs);
      expect((await world.booking('needling')).decision?.outcome).toBe('blocked');
      expect(await settle(world, evening)).toEqual([]);
      await expectGapFound(world);
    });
  });

  test('whenever the indexes catch up', async () => {
    await forEachSeed(20, await createWorld(morning), async (world, seed) => {
      world.ports.store.freezeIndexes();
      const works = [deliver(world, needling), deliver(world, botox)].map(
        ({ invoke }) =>
          (ports: Ports) =>
            invoke(world.process(ports)),
      );
      await takingTurns(world.ports, seed, [...works, (ports) => thawLater(ports, world)]);
      expect(await settle(world, evening)).toEqual([]);
      await expectGapFound(world);
    });
  });

  test('without any timer, by the sweep', async () => {
    await forEachSeed(20, await createWorld(morning), async (world, seed) => {
      world.ports.timers.fail({ kind: 'refuses', reason: 'down' });
      world.ports.store.freezeIndexes();
      await atOnce(world, seed, [deliver(world, needling), deliver(world, botox)]);
      world.ports.store.thawIndexes();
      expect(await settle(world, evening)).toEqual([]);
      expect((await world.booking('needling')).decision?.outcome).toBe('blocked');
    });
  });
});

/** Looks at nothing a few times, then lets the indexes catch up. */
async function thawLater(ports: Ports, world: World): Promise<void> {
  for (let look = 0; look < 8; look += 1) await ports.store.get(['page#none']);
  world.ports.store.thawIndexes();
}

test('a Botox visit that is cancelled while the microneedling arrives blocks nothing', async () => {
  const trunk = await createWorld(morning);
  await trunk.post('standard', botox);
  await trunk.advanceTo('2026-11-03T15:30:00Z');
  const at = '2026-11-03T15:30:00Z';
  const cancelled = standardBooking({ type: 'booking.cancelled', at, uid: 'botox', start });
  await forEachSeed(20, trunk, async (world, seed) => {
    await atOnce(world, seed, [deliver(world, needling), deliver(world, cancelled)]);
    expect(await settle(world, evening)).toEqual([]);
    expect((await world.booking('needling')).decision?.outcome).toBe('allowed');
    expect(milestones(world).filter((one) => one === 'booked')).toHaveLength(1);
  });
});

describe('answers', () => {
  const form = Object.fromEntries(
    Object.keys(fineAnswers).map((id) => [id, id === 'last-botox' ? 'never' : 'no']),
  );

  async function twoOpenBookings(): Promise<World> {
    const world = await createWorld(morning);
    await world.post('standard', standardBooking({ at: morning, uid: 'first', start, answers: {} }));
    const second = { at: morning, uid: 'second', start: '2026-12-24T15:00:00Z', answers: {} };
    await world.post('standard', standardBooking(second));
    await world.advanceTo('2026-11-03T15:30:00Z');
    return world;
  }

  async function pathOf(world: World, uid: string): Promise<string> {
    return `/s/${(await world.booking(uid)).pages.screening}`;
  }

  test('to two bookings at once stay with the booking they were given for', async () => {
    const trunk = await twoOpenBookings();
    const [first, second] = [await pathOf(trunk, 'first'), await pathOf(trunk, 'second')];
    await forEachSeed(20, trunk, async (world, seed) => {
      const expecting = { ...form, 'pregnant-nursing': 'yes' };
      await atOnce(world, seed, [sendForm(first, form), sendForm(second, expecting)]);
      expect(await settle(world, evening)).toEqual([]);
      expect((await world.booking('first')).decision?.outcome).toBe('allowed');
      expect((await world.booking('second')).decision?.outcome).toBe('blocked');
      expect(milestones(world).sort()).toEqual(['booked', 'not-yet']);
    });
  });

  test('of one form sent twice at once are those of the one that came last, whole', async () => {
    const trunk = await twoOpenBookings();
    const path = await pathOf(trunk, 'first');
    const outcomes = new Set<string>();
    await forEachSeed(20, trunk, async (world, seed) => {
      const worse = Object.fromEntries(
        Object.keys(form).map((id) => [id, id === 'last-botox' ? 'never' : 'yes']),
      );
      await atOnce(world, seed, [sendForm(path, form), sendForm(path, worse)]);
      expect(await settle(world, evening)).toEqual([]);
      const { answers, decision } = await world.booking('first');
      const said = Object.entries(answers).filter(([id]) => id !== 'last-botox');
      expect(new Set(said.map(([, { value }]) => value.is)).size).toBe(1);
      outcomes.add(decision?.outcome ?? 'none');
    });
    // A block the client was shown and answered away in the same moment is for a person.
    expect([...outcomes].sort()).toEqual(['blocked', 'review']);
  });

  test('given while the booking moves survive the move', async () => {
    const trunk = await twoOpenBookings();
    const path = await pathOf(trunk, 'first');
    const moved = standardBooking({
      type: 'booking.rescheduled',
      at: '2026-11-03T15:30:00Z',
      uid: 'third',
      previousUid: 'first',
      start: '2026-11-26T15:00:00Z',
      answers: {},
    });
    await forEachSeed(20, trunk, async (world, seed) => {
      await atOnce(world, seed, [sendForm(path, form), deliver(world, moved)]);
      expect(await settle(world, evening)).toEqual([]);
      const booking = await world.booking('first');
      expect(booking.startAt).toBe(Date.parse('2026-11-26T15:00:00Z'));
      expect(booking.decision?.outcome).toBe('allowed');
      expect(milestones(world)).toEqual(['booked']);
    });
  });

  test('2 to a number with the open questions of two people is for a person, also when it comes twice at once', async () => {
    const world = await createWorld(morning);
    await world.post('standard', standardBooking({ at: morning, uid: 'nadia', start }));
    const other = { name: 'Iris Fell', email: 'iris.fell@example.com' };
    const second = { at: morning, uid: 'iris', start: '2026-11-24T16:00:00Z', client: other };
    await world.post('standard', standardBooking(second));
    await world.advanceTo('2026-11-23T14:30:00Z');
    await forEachSeed(20, world, async (one, seed) => {
      await atOnce(one, seed, [textFrom(one, client, '2', 'a'), textFrom(one, client, '2', 'b')]);
      expect(await settle(one, '2026-11-23T16:00:00Z')).toEqual([]);
      expect((await one.booking('nadia')).decision?.outcome).toBe('review');
      expect((await one.booking('iris')).decision?.outcome).toBe('review');
    });
  });
});

describe('one booking under several uids, its events arriving together', () => {
  function moved(uid: string, previousUid: string, minute: number, day: number): StandardBooking {
    return {
      type: 'booking.rescheduled',
      at: `2026-11-03T15:0${minute}:00Z`,
      uid,
      previousUid,
      start: `2026-11-${day}T15:00:00Z`,
    };
  }
  const first = { at: morning, uid: 'a', start };
  const chain = [first, moved('b', 'a', 1, 25), moved('c', 'b', 2, 26)];
  const cancelled = { type: 'booking.cancelled', at: '2026-11-03T15:03:00Z', uid: 'b', start };

  function live(world: World) {
    return world.ports.store
      .items()
      .filter((item) => item.type === 'booking')
      .filter(({ status }) => status === 'accepted' || status === 'pending');
  }

  function delivered(world: World, bookings: readonly StandardBooking[]): Act[] {
    return bookings.map((booking) => deliver(world, standardBooking(booking)));
  }

  test('the newest move holds, and its time is said once', async () => {
    const trunk = await createWorld('2026-11-03T15:05:00Z');
    await forEachSeed(24, trunk, async (world, seed) => {
      await atOnce(world, seed, delivered(world, chain));
      expect(await settle(world, evening)).toEqual([]);
      expect(live(world).map(({ startAt }) => startAt)).toEqual([Date.parse('2026-11-26T15:00:00Z')]);
      expect(milestones(world)).toEqual(['booked']);
    });
  });

  test('a newer cancel of any of its uids ends it, and nothing is said', async () => {
    const trunk = await createWorld('2026-11-03T15:05:00Z');
    await forEachSeed(24, trunk, async (world, seed) => {
      await atOnce(world, seed, delivered(world, [...chain, cancelled]));
      expect(await settle(world, evening)).toEqual([]);
      expect(live(world)).toEqual([]);
      expect(milestones(world)).toEqual([]);
    });
  });

  test('two live bookings joining while their texts are due: each text is published once', async () => {
    const trunk = await createWorld(morning);
    await trunk.post('standard', standardBooking(first));
    await trunk.post('standard', standardBooking(moved('c', 'b', 2, 26)));
    trunk.ports.clock.set(Date.parse('2026-11-03T15:03:00Z'));
    const [a, c] = [await trunk.booking('a'), await trunk.booking('c')];
    await forEachSeed(24, trunk, async (world, seed) => {
      const join = delivered(world, [moved('b', 'a', 1, 25)]);
      await atOnce(world, seed, [...join, fireNow(world, a), fireNow(world, c)]);
      expect(await settle(world, evening)).toEqual([]);
      expect(live(world).map(({ startAt }) => startAt)).toEqual([Date.parse('2026-11-26T15:00:00Z')]);
      const bodies = world.ports.texting.arrived().map(({ body }) => body);
      expect(new Set(bodies).size).toBe(bodies.length);
    });
  });
});
