/** What a receipt does to its text: delivered or failed, once, whenever it comes. */
import { describe, expect, test } from 'vitest';
import type { Ports } from '../../../shared/ports.ts';
import { keys } from '../../../shared/store/item.ts';
import { dayMs, hourMs } from '../../../shared/time/instant.ts';
import { aroundCalls } from '../../memory/around-calls.ts';
import { crashingPorts } from '../../memory/crashing-ports.ts';
import { standardBooking } from '../../world/bodies.ts';
import { instantOf, type World } from '../../world/world.ts';
import { bookedWorld, phone, start } from '../replies/asking.ts';
import { bookedStep, firstId, notedSince, receive, sentAt, sentWorld } from './receipted.ts';

const unreachable = 'Phone carrier is currently unreachable/unavailable';

async function attention(world: World): Promise<readonly string[]> {
  const [entry] = await world.ports.store.attentionFrom('rosewater', { startAt: 0 }, 10);
  return entry?.kinds ?? [];
}

/** A fire of the booking right when its first text is due, over ports of the test's. */
async function fireFirst(world: World, ports: Ports = world.ports): Promise<void> {
  await world.advanceTo(sentAt - 1_000);
  world.ports.clock.set(sentAt);
  const key = keys.booking('rosewater', 'standard', 'visit-1');
  await world.process(ports).followUp({ v: 1, key, scheduled: '2026-11-16T15:03:00Z' });
}

describe('A receipt', () => {
  test('that a text arrived marks its step delivered', async () => {
    const world = await sentWorld();
    expect(await bookedStep(world)).toMatchObject({ status: 'sent', messageId: firstId });
    await receive(world, {});
    expect(await bookedStep(world)).toEqual({ status: 'delivered', at: sentAt, messageId: firstId });
    expect(await attention(world)).toEqual([]);
    expect(world.ports.journal.events().at(-1)).toMatchObject({
      event: 'text-delivered',
      bookingId: 'standard:visit-1',
      step: expect.stringContaining('booked@'),
    });
  });

  test('that comes twice, in one event and in two, is noted once and writes once', async () => {
    const world = await sentWorld();
    const before = world.ports.journal.events().length;
    await receive(world, {}, {});
    const { version } = await world.booking('visit-1');
    await receive(world, {});
    expect((await world.booking('visit-1')).version).toBe(version);
    expect(notedSince(world, before)).toEqual(['text-delivered']);
  });

  test('that comes 72 hours late still counts', async () => {
    const world = await sentWorld();
    await world.advanceTo(sentAt + 72 * hourMs);
    await receive(world, {});
    expect((await bookedStep(world))?.status).toBe('delivered');
  });

  test('that a text did not arrive fails its step, and staff see and hear of it', async () => {
    const world = await sentWorld();
    await receive(world, { failed: unreachable });
    expect(await bookedStep(world)).toEqual({ status: 'failed', at: sentAt, reason: unreachable });
    expect(await attention(world)).toEqual(['client-not-told', 'text-failed']);
    await world.advanceTo('2026-11-16T17:00:00Z');
    expect(world.ports.staffNotices.published().map(({ kind }) => kind)).toEqual(['client-not-told']);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
  });

  test('of a failure after one of a delivery changes nothing, and the other way round the delivery counts', async () => {
    const world = await sentWorld();
    await receive(world, {}, { failed: unreachable });
    expect((await bookedStep(world))?.status).toBe('delivered');
    const other = await sentWorld();
    await receive(other, { failed: unreachable }, {});
    expect((await bookedStep(other))?.status).toBe('delivered');
  });

  test('of a text that nobody knows waits eight days and says nothing of anybody', async () => {
    const world = await sentWorld();
    const before = world.ports.journal.events().length;
    await receive(world, { id: 'other-1', failed: `${phone} is no mobile` }, { id: 'other-1' });
    const item = await world.item(keys.message('other-1'));
    expect(item).toMatchObject({ holds: 'receipt', expiresAt: world.ports.clock.now() + 8 * dayMs });
    expect(JSON.stringify(item)).not.toContain('2125550117');
    expect(world.ports.journal.events().slice(before)).toEqual([
      { event: 'receipt-unknown', message: 'other-1' },
    ]);
  });

  test('of an answer to a client’s text belongs to no booking', async () => {
    const world = await sentWorld();
    await world.reply(phone, 'help');
    expect(world.ports.texting.calls()).toHaveLength(2);
    expect(await world.item(keys.message('message-2'))).toBeUndefined();
    await receive(world, { id: 'message-2' });
    expect(await world.item(keys.message('message-2'))).toMatchObject({ holds: 'receipt' });
  });
});

describe('A receipt that came before its text was written down', () => {
  test.each([
    [{}, 'delivered'],
    [{ failed: unreachable }, 'failed'],
  ])('is found waiting and counts (%j)', async (receipt, status) => {
    const world = await bookedWorld();
    await receive(world, receipt);
    await fireFirst(world);
    expect((await bookedStep(world))?.status).toBe(status);
    expect(await world.item(keys.message(firstId))).toMatchObject({ holds: 'text', version: 2 });
    expect(notedSince(world, 0)).toEqual(expect.arrayContaining(['receipt-unknown', 'text-sent']));
  });

  test('and before the record of the publish is not undone by it', async () => {
    const world = await bookedWorld();
    let received = false;
    const ports = aroundCalls(world.ports, async (name, effect) => {
      const isPublished = world.ports.texting.calls().length === 1;
      if (name === 'store.put' && isPublished && !received) {
        received = true;
        await receive(world, {});
      }
      return effect();
    });
    await fireFirst(world, ports);
    expect(received).toBe(true);
    expect((await bookedStep(world))?.status).toBe('delivered');
  });
});

describe('A text whose process died after the publish', () => {
  test('is unknown until its receipt says that it arrived', async () => {
    const world = await worldThatDied();
    await world.advanceTo('2026-11-16T16:00:00Z');
    expect(await bookedStep(world)).toMatchObject({ status: 'unknown' });
    await receive(world, {});
    expect(await bookedStep(world)).toMatchObject({ status: 'delivered', messageId: firstId });
    expect(await attention(world)).toEqual([]);
  });
});

/** Of the points at which the fire may die, the first one with the message id written down and the step not. */
async function worldThatDied(): Promise<World> {
  for (let point = 0; point < 100; point += 1) {
    const world = await bookedWorld();
    const crashing = crashingPorts(world.ports, point);
    const { crashed } = await crashing.run(() => fireFirst(world, crashing.ports));
    const isLinked = (await world.item(keys.message(firstId))) !== undefined;
    if (crashed && isLinked && (await bookedStep(world))?.status === 'claimed') return world;
  }
  throw new Error('the fire died at no such point');
}

describe('A message id that cannot be written down', () => {
  test('loses its receipt, never the record of its text', async () => {
    const world = await bookedWorld();
    const { store } = world.ports;
    const broken = {
      ...world.ports,
      store: {
        ...store,
        put: async (...given: Parameters<typeof store.put>) => {
          if (given[0].type === 'message') throw new Error('no such luck');
          return store.put(...given);
        },
      },
    };
    await fireFirst(world, broken);
    expect(await bookedStep(world)).toMatchObject({ status: 'sent', messageId: firstId });
    expect(world.ports.journal.events()).toContainEqual(
      expect.objectContaining({ event: 'text-unlinked', bookingId: 'standard:visit-1', reason: 'Error' }),
    );
    await receive(world, {});
    expect((await bookedStep(world))?.status).toBe('sent');
  });
});

describe('A receipt finds a booking', () => {
  test('that moved to another uid since', async () => {
    const world = await sentWorld();
    const at = world.ports.clock.now();
    const moved = { type: 'booking.rescheduled', uid: 'visit-2', previousUid: 'visit-1', at };
    await world.post('standard', standardBooking({ ...moved, start: '2026-12-16T15:00:00Z' }));
    await receive(world, {});
    const { steps } = await world.booking('visit-1');
    expect(steps.find(({ act }) => act.what === 'booked')?.state.status).toBe('delivered');
  });

  test('that became part of another one since', async () => {
    const world = await sentWorld();
    const at = instantOf('2026-11-16T15:01:00Z');
    const moved = { type: 'booking.rescheduled', start: '2026-12-16T15:00:00Z' };
    await world.post(
      'standard',
      standardBooking({ ...moved, at: at + 1, uid: 'visit-3', previousUid: 'visit-2' }),
    );
    await world.post('standard', standardBooking({ ...moved, at, uid: 'visit-2', previousUid: 'visit-1' }));
    expect(await world.item(keys.booking('rosewater', 'standard', 'visit-1'))).toMatchObject({
      type: 'alias',
    });
    await receive(world, {});
    expect((await bookedStep(world, 'visit-3'))?.status).toBe('delivered');
  });

  test('that is cancelled, and changes no more than the step', async () => {
    const world = await sentWorld();
    const at = world.ports.clock.now();
    await world.post('standard', standardBooking({ type: 'booking.cancelled', at, start }));
    await receive(world, {});
    expect(await world.booking('visit-1')).toMatchObject({ status: 'cancelled' });
    expect((await bookedStep(world))?.status).toBe('delivered');
  });
});
