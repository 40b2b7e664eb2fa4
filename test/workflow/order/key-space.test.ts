/** What stands at an uid beside a booking, and which of two events is the newer: each case of the order told through the webhook. */
import { describe, expect, test } from 'vitest';
import { type Item, keyOf, keys } from '../../../shared/store/item.ts';
import { dayMs, formatInstant, hourMs, type Instant, minuteMs } from '../../../shared/time/instant.ts';
import { fineAnswers, type StandardBooking, standardBooking } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { bodyOf, type ChainEvent, cancelled, created, endOf, moved } from './chain.ts';

const now = Date.parse('2026-11-03T16:00:00Z');
const start = '2026-11-24T15:00:00Z';

function place(uid: string, platform = 'standard') {
  return { clinicId: 'rosewater', platform, uid, version: 1 };
}

function keyAt(uid: string, platform = 'standard'): string {
  return keys.booking('rosewater', platform, uid);
}

async function tell(world: World, booking: Partial<StandardBooking>): Promise<unknown> {
  const { body } = await world.post('standard', standardBooking({ at: now, start, ...booking }));
  return body.status;
}

function types(world: World): Record<string, string> {
  const items = world.ports.store.items().filter((item) => keyOf(item).startsWith('booking#'));
  return Object.fromEntries(items.map((item) => [keyOf(item).split('#')[3] ?? '', item.type]));
}

describe('an end before its booking', () => {
  test('a cancel before the create leaves a tombstone; the late create is stale, and nothing is said', async () => {
    const world = await createWorld(now);
    expect(await tell(world, { type: 'booking.cancelled', uid: 'a', more: { cancelledBy: 'clinic' } })).toBe(
      'processed',
    );
    expect(types(world)).toEqual({ a: 'tombstone' });
    expect(await tell(world, { uid: 'a', at: now - minuteMs })).toBe('stale');
    await world.advanceTo(now + 2 * dayMs);
    expect(types(world)).toEqual({ a: 'tombstone' });
    expect(world.ports.texting.calls()).toEqual([]);
  });

  test('a tombstone gives way to a newer create', async () => {
    const world = await createWorld(now);
    await tell(world, { type: 'booking.cancelled', uid: 'a' });
    expect(await tell(world, { uid: 'a', at: now + minuteMs })).toBe('processed');
    expect((await world.booking('a')).status).toBe('accepted');
  });

  test.each([
    ['booking.completed', 'completed'],
    ['booking.no_show', 'no-show'],
  ])('%s before the create: the visit is known and over', async (type, status) => {
    const world = await createWorld(now);
    const over = { uid: 'a', start: now - 2 * hourMs };
    const { body } = await world.post('standard', {
      type,
      timestamp: formatInstant(now),
      data: { bookingId: 'a' },
    });
    expect(body.status).toBe('processed');
    expect(await tell(world, { ...over, at: now - dayMs })).toBe('processed');
    expect((await world.booking('a')).status).toBe(status);
  });

  test('pointers and tombstones outlive the visit by thirty days', async () => {
    const world = await createWorld(now);
    await tell(world, { type: 'booking.rescheduled', uid: 'b', previousUid: 'a' });
    await tell(world, { type: 'booking.rescheduled', uid: 'c', previousUid: 'b', at: now + 1 });
    await tell(world, { type: 'booking.cancelled', uid: 'z' });
    const longest = Date.parse(start) + hourMs + 30 * dayMs;
    for (const uid of ['a', 'c']) {
      const pointer = await world.item(keyAt(uid));
      expect(pointer?.type).not.toBe('booking');
      expect(pointer).toHaveProperty('expiresAt', longest);
    }
    expect(await world.item(keyAt('z'))).toHaveProperty('expiresAt', now + 60 * dayMs);
  });
});

describe("the platform's order", () => {
  test('version 3 before version 2: 2 is stale and changes nothing', async () => {
    const world = await createWorld(now);
    await tell(world, { uid: 'a', at: now - 3 * minuteMs });
    await tell(world, {
      type: 'booking.rescheduled',
      uid: 'a',
      at: now - minuteMs,
      start: '2026-11-26T15:00:00Z',
    });
    const before = await world.booking('a');
    const second = {
      type: 'booking.rescheduled',
      uid: 'a',
      at: now - 2 * minuteMs,
      start: '2026-11-25T15:00:00Z',
    };
    expect(await tell(world, second)).toBe('stale');
    expect(await world.booking('a')).toEqual(before);
  });

  test.each([
    'as they happened',
    'the other way round',
  ])('a request and its confirmation with one stamp, %s: the confirmation holds', async (order) => {
    const events = [{ ...created('a', 1), did: 'requested' as const }, created('a', 1)];
    if (order !== 'as they happened') events.reverse();
    const world = await createWorld(now);
    for (const event of events) await world.post('cal-com', bodyOf('cal-com', event));
    expect((await world.booking('a', 'cal-com')).status).toBe('accepted');
  });

  test.each([
    'as they happened',
    'the other way round',
  ])('a move and a cancel with one stamp, %s: the cancel holds', async (order) => {
    const events = [moved('a', 'a', 2), cancelled('a', 2)];
    if (order !== 'as they happened') events.reverse();
    const world = await createWorld(now);
    for (const event of [created('a', 1), ...events]) await world.post('standard', bodyOf('standard', event));
    expect(endOf(world)).toBe('nothing live');
  });

  test('an event that was overtaken adds the answers that only it told, as of its own time, and once', async () => {
    const world = await createWorld(now);
    await tell(world, { type: 'booking.rescheduled', uid: 'a', answers: {} });
    expect((await world.booking('a')).decision?.outcome).toBe('incomplete');
    const late = { uid: 'a', at: now - hourMs, start: '2026-11-20T15:00:00Z' };
    expect(await tell(world, late)).toBe('processed');
    const after = await world.booking('a');
    expect(after).toMatchObject({ startAt: Date.parse(start), decision: { outcome: 'allowed' } });
    expect(after.answers['blood-thinners']).toEqual({
      value: { is: 'no' },
      at: now - hourMs,
      source: 'platform',
    });
    expect(await tell(world, { ...late, more: { note: 'told again' } })).toBe('stale');
    expect(await world.booking('a')).toEqual(after);
  });

  test('of two moves with one stamp the one received later holds', async () => {
    const world = await createWorld(now);
    await tell(world, { uid: 'a', at: now - minuteMs });
    await tell(world, { type: 'booking.rescheduled', uid: 'a', start: '2026-11-25T15:00:00Z' });
    expect(await tell(world, { type: 'booking.rescheduled', uid: 'a', start: '2026-11-26T15:00:00Z' })).toBe(
      'processed',
    );
    expect((await world.booking('a')).startAt).toBe(Date.parse('2026-11-26T15:00:00Z'));
  });

  test('moved twice under new uids, a late event for the first uid reaches the live booking or is stale', async () => {
    for (const [stamp, status, ended] of [
      [2.5, 'stale', false],
      [3.5, 'processed', true],
    ] as const) {
      const world = await createWorld(now);
      for (const event of [created('a', 1), moved('a', 'b', 2), moved('b', 'c', 3)]) {
        await world.post('cal-com', bodyOf('cal-com', event));
      }
      const { body } = await world.post('cal-com', bodyOf('cal-com', cancelled('a', stamp)));
      expect(body).toMatchObject({ status, bookingId: 'cal-com:a' });
      expect(endOf(world) === 'nothing live').toBe(ended);
    }
  });
});

describe('an event of a booking nobody knows', () => {
  test.each([
    ['seven days old', 7 * dayMs, 'processed'],
    ['a millisecond older', 7 * dayMs + 1, 'stale'],
    ['older by years', 700 * dayMs, 'stale'],
  ])('%s by its stamp', async (_, age, status) => {
    const world = await createWorld(now);
    expect(await tell(world, { uid: 'a', at: now - age })).toBe(status);
    expect(await tell(world, { type: 'booking.cancelled', uid: 'b', at: now - age })).toBe(status);
    expect(Object.keys(types(world))).toEqual(status === 'stale' ? [] : ['a', 'b']);
  });

  test('is not too old where something stands: then only the order decides', async () => {
    const world = await createWorld(now - 9 * dayMs);
    await tell(world, { uid: 'a', at: now - 9 * dayMs });
    await world.advanceTo(now);
    expect(await tell(world, { type: 'booking.cancelled', uid: 'a', at: now - 8 * dayMs })).toBe('processed');
    expect((await world.booking('a')).status).toBe('cancelled');
  });

  test('stamped by a clock that runs ahead is taken', async () => {
    const world = await createWorld(now);
    expect(await tell(world, { uid: 'a', at: now + 5 * minuteMs })).toBe('processed');
  });
});

describe('a meeting whose booked end passed', () => {
  function ended(uid: string, from: Instant, wrapped: boolean) {
    const fields = {
      uid,
      startTime: formatInstant(from),
      endTime: formatInstant(from + hourMs),
      status: 'ACCEPTED',
    };
    const envelope = { triggerEvent: 'MEETING_ENDED', createdAt: formatInstant(now - dayMs) };
    return wrapped ? { ...envelope, payload: fields } : { ...envelope, ...fields };
  }

  test.each([
    true,
    false,
  ])('completes nothing, neither for its own time nor for an old one (wrapped: %s)', async (wrapped) => {
    const world = await createWorld(now);
    await world.post('cal-com', bodyOf('cal-com', created('a', 1)));
    await world.post('cal-com', bodyOf('cal-com', moved('a', 'b', 2)));
    const before = await world.booking('a', 'cal-com');
    for (const [uid, from] of [
      ['a', before.startAt - hourMs],
      ['a', before.startAt],
      ['b', before.startAt],
      ['nobody', before.startAt],
    ] as const) {
      const { status, body } = await world.post('cal-com', ended(uid, from, wrapped));
      expect([status, body.status]).toEqual([200, 'ignored']);
    }
    expect(await world.booking('a', 'cal-com')).toEqual(before);
  });

  test('of a blocked visit completes nothing and starts no after-care', async () => {
    const world = await createWorld(now);
    const blocked = created('a', 1, { ...fineAnswers, 'pregnant-nursing': true });
    await world.post('cal-com', bodyOf('cal-com', blocked));
    const { startAt } = await world.booking('a', 'cal-com');
    await world.advanceTo(startAt + 2 * hourMs);
    await world.post('cal-com', ended('a', startAt, false));
    await world.advanceTo(startAt + 20 * dayMs);
    expect((await world.booking('a', 'cal-com')).status).toBe('accepted');
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['not-yet']);
  });
});

describe('pointers', () => {
  function movesOf(count: number): ChainEvent[] {
    return Array.from({ length: count }, (_, n) => moved(`visit-${n}`, `visit-${n + 1}`, n + 2));
  }

  /** Pairs that are joined later: every joining adds a hop to the oldest uids. */
  function oddFirst(moves: readonly ChainEvent[]): ChainEvent[] {
    return [
      ...moves.filter((_, n) => n % 2 === 0),
      created('visit-0', 1),
      ...moves.filter((_, n) => n % 2 === 1),
    ];
  }

  test.each([
    ['twenty moves told as they happened', 20, [created('visit-0', 1), ...movesOf(20)]],
    ['twenty moves told backwards', 20, [...movesOf(20).reverse(), created('visit-0', 1)]],
    ['nine moves told in pairs that are joined later', 9, oddFirst(movesOf(9))],
  ])('of %s: a cancel of any uid reaches the one live booking', async (_, count, events) => {
    for (const uid of ['visit-0', 'visit-5', `visit-${count}`]) {
      const world = await createWorld(now);
      for (const event of events) {
        const { status } = await world.post('standard', bodyOf('standard', event));
        expect(status).toBe(200);
      }
      expect(endOf(world)).toMatchObject({ start: formatInstant(Date.parse(start) + (count + 1) * hourMs) });
      await world.post('standard', bodyOf('standard', cancelled(uid, 30)));
      expect(endOf(world)).toBe('nothing live');
    }
  });

  function pointer(type: 'alias' | 'moved', uid: string, target: string): Item {
    return { type, ...place(uid), target, expiresAt: now + dayMs };
  }

  test.each(['alias', 'moved'] as const)('of kind %s are followed for five hops', async (type) => {
    const world = await createWorld(now);
    await tell(world, { uid: 'end', at: now - minuteMs });
    const chain = ['a', 'b', 'c', 'd', 'e', 'end'];
    for (const [index, target] of chain.slice(1).entries()) {
      await world.ports.store.put(pointer(type, chain[index] ?? 'none', target), 'absent');
    }
    expect(await tell(world, { type: 'booking.cancelled', uid: 'a' })).toBe('processed');
    expect((await world.booking('end')).status).toBe('cancelled');
  });

  test('that run in a circle stop the work on their delivery alone: it is put back, given up and shown', async () => {
    const world = await createWorld(now);
    await world.ports.store.put(pointer('alias', 'a', 'b'), 'absent');
    await world.ports.store.put(pointer('alias', 'b', 'a'), 'absent');
    const answer = await world.post('standard', standardBooking({ at: now, uid: 'a', start }));
    expect(answer).toMatchObject({ status: 202, body: { status: 'accepted' } });
    await tell(world, { uid: 'other' });
    const { sweep } = world.process();
    for (let minute = 4; minute < 300; minute += 1) {
      world.ports.clock.set(now + minute * minuteMs);
      await sweep();
    }
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
    const given = world.ports.store.items().filter((item) => item.type === 'quarantine');
    expect(given).toMatchObject([{ tries: 6, reason: expect.stringContaining('ContentionError') }]);
    expect(given[0]).not.toHaveProperty('retryAt');
  });
});

describe('what was erased', () => {
  const erased: Item = {
    type: 'erased',
    ...place('a'),
    at: now - dayMs,
    steps: [{ id: 'booked', status: 'sent' }],
  };
  const events: Partial<StandardBooking>[] = [
    { uid: 'a', at: now },
    { type: 'booking.rescheduled', uid: 'a', at: now + 1 },
    { type: 'booking.rescheduled', uid: 'b', previousUid: 'a', at: now + 2 },
    { type: 'booking.cancelled', uid: 'b', at: now + 3 },
    { type: 'booking.rescheduled', uid: 'c', previousUid: 'b', at: now + 4 },
    { type: 'booking.completed', uid: 'a', at: now + 5 },
  ];

  test('stays erased, whatever is told of its uids', async () => {
    const world = await createWorld(now);
    await world.ports.store.put(erased, 'absent');
    for (const event of events) expect(await tell(world, event)).toBe('stale');
    await world.advanceTo(now + 40 * dayMs);
    expect(await world.item(keyAt('a'))).toEqual(erased);
    expect(Object.values(types(world)).filter((type) => type === 'booking')).toEqual([]);
    expect(world.ports.texting.calls()).toEqual([]);
  });

  test('is reached by no answer, no fire and no page', async () => {
    const world = await createWorld(now);
    await tell(world, { uid: 'a', answers: {} });
    await world.advanceTo(now + hourMs);
    const booking = await world.booking('a');
    world.ports.store.remove(keyOf(booking));
    await world.ports.store.put(erased, 'absent');
    await world.advanceTo(now + 40 * dayMs);
    await world.reply('+12125550117', '2');
    expect(await world.item(keyAt('a'))).toEqual(erased);
    expect(world.texts()).toHaveLength(1);
  });
});
