/** The webhook while the world is in trouble: the table throttled, an item broken, a clinic too busy, clocks apart. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StoreUnavailableError } from '../../../functions/errors.ts';
import { createRateLimiter } from '../../../functions/http/rate-limiter.ts';
import { createHandler as createWebhook, webhookRate } from '../../../functions/webhook/handler.ts';
import { attemptsMax } from '../../../functions/workflow/sweep.ts';
import { dueShardOf, keys } from '../../../shared/store/item.ts';
import { minuteMs, secondMs } from '../../../shared/time/instant.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, inboundEvent, instantOf, type World } from '../../world/world.ts';
import { arrival, requestOf, send } from './posting.ts';
import { failingCalls } from './unreliable.ts';

const at = instantOf(arrival);
const start = '2026-12-14T15:00:00Z';
const body = standardBooking({ at, start });

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a table that is throttled', () => {
  test('before the delivery is stored: 503 and when to come again, and the retry is a first delivery', async () => {
    const world = await createWorld(arrival);
    world.ports.store.breakDown();
    const answer = await send(world.process(), { body, at });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    world.ports.store.repair();
    expect((await send(world.process(), { body, at })).body).toMatchObject({ status: 'processed' });
  });

  test.each([
    ['reading', (name: string) => name === 'store.get'],
    ['looking up the client', (name: string) => name === 'store.visitsOf'],
    ['storing the booking', (name: string, nth: number) => name === 'store.put' && nth === 2],
    ['marking it done', (name: string, nth: number) => name === 'store.put' && nth > 2],
    [
      'doing anything',
      (name: string, nth: number) => name.startsWith('store.') && (name !== 'store.put' || nth > 1),
    ],
  ])('after it is stored, while %s: 202, and the sweep finishes', async (_doing, isFailing) => {
    const world = await createWorld(arrival);
    const throttled = world.process(failingCalls(world.ports, isFailing));
    const answer = await send(throttled, { body, at });
    expect([answer.status, answer.body]).toEqual([202, { status: 'accepted' }]);
    await world.advanceTo(at + 30 * minuteMs);
    expect((await world.booking('visit-1')).decision?.outcome).toBe('allowed');
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
    const again = await send(world.process(), { body, at: world.ports.clock.now() });
    expect(again.body).toMatchObject({ status: 'duplicate', decision: 'allowed' });
  });

  test('when it answers too late to say that it stored the delivery: 503, and the retry finds it', async () => {
    const world = await createWorld(arrival);
    const { put } = world.ports.store;
    const process = world.process({
      ...world.ports,
      store: {
        ...world.ports.store,
        put: async (item, seen, attention) => {
          await put(item, seen, attention);
          throw new StoreUnavailableError({ operation: 'put', code: 'TimeoutError' });
        },
      },
    });
    expect((await send(process, { body, at })).status).toBe(503);
    expect((await send(world.process(), { body, at })).status).toBe(202);
    await world.advanceTo(at + 30 * minuteMs);
    expect((await world.booking('visit-1')).applied).toHaveLength(1);
  });

  test('the timers gone as well: the booking is decided, stored, and told by the sweep', async () => {
    const world = await createWorld(arrival);
    world.ports.timers.fail({ kind: 'refuses', reason: 'ThrottlingException' });
    expect((await send(world.process(), { body, at })).body).toMatchObject({ status: 'processed' });
    expect((await world.booking('visit-1')).timer?.state).toBe('missing');
    await world.advanceTo(at + 30 * minuteMs);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
  });
});

/** The rule that drives the sweep, for so many minutes. */
async function sweepEveryMinute(world: World, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.ports.clock.advance(minuteMs);
    await world.process().sweep();
  }
}

describe('an item that cannot be read', () => {
  async function withBrokenBooking(): Promise<{ world: World; key: string }> {
    const world = await createWorld(arrival);
    const key = keys.booking('rosewater', 'standard', 'broken-1');
    const due = { shard: dueShardOf(key), at: at / secondMs };
    world.ports.store.plant(key, '{"type":"booking","version":', { due });
    return { world, key };
  }

  test('at the uid of a delivery: the delivery is kept, tried again, and shown when it is given up', async () => {
    const { world } = await withBrokenBooking();
    const answer = await send(world.process(), { body: standardBooking({ at, start, uid: 'broken-1' }), at });
    expect([answer.status, answer.body]).toEqual([202, { status: 'accepted' }]);
    await sweepEveryMinute(world, 4 * 60);
    const kept = world.ports.store.items().filter(({ type }) => type === 'delivery');
    expect(kept).toMatchObject([{ status: 'received' }]);
    const quarantined = world.ports.store.items().filter(({ type }) => type === 'quarantine');
    expect(quarantined).toHaveLength(2);
    const attention = await world.ports.store.attentionFrom('rosewater', { startAt: 0 }, 10);
    expect(attention.flatMap(({ kinds }) => kinds)).toEqual(['quarantined', 'quarantined']);
  });

  test('is put back with a growing wait and set aside after so many attempts, and stays as it is', async () => {
    const { world, key } = await withBrokenBooking();
    await sweepEveryMinute(world, 4 * 60);
    const record = await world.item(keys.quarantine(key));
    expect(record).toMatchObject({ type: 'quarantine', key, tries: attemptsMax });
    const events = world.ports.journal.events().map(({ event }) => event);
    expect(events.filter((event) => event === 'item-put-back')).toHaveLength(attemptsMax - 1);
    expect(events.filter((event) => event === 'item-quarantined')).toHaveLength(1);
    expect(await world.ports.store.get([key])).toMatchObject([{ type: 'unreadable', key }]);
  });

  test('does not keep the rest of its shard waiting', async () => {
    const { world, key } = await withBrokenBooking();
    const shard = dueShardOf(key);
    const uid = Array.from({ length: 200 }, (_, index) => `visit-${index}`).find(
      (one) => dueShardOf(keys.booking('rosewater', 'standard', one)) === shard,
    );
    world.ports.timers.fail({ kind: 'refuses', reason: 'ThrottlingException' });
    await send(world.process(), { body: standardBooking({ at, start, uid: uid ?? '' }), at });
    await world.advanceTo(at + 10 * minuteMs);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
  });

  test('a delivery for another booking of that moment is not touched by it', async () => {
    const { world } = await withBrokenBooking();
    expect((await send(world.process(), { body, at })).body).toMatchObject({ status: 'processed' });
  });
});

describe('a clinic that sends too much at once', () => {
  function limited(world: World) {
    const { deps } = world.process();
    const limiter = createRateLimiter({ ...webhookRate, clock: world.ports.clock });
    const webhook = createWebhook({ ...deps, limiter });
    return {
      post: (clinicId: string, count: number) =>
        send({ webhook }, { body: { type: 'ping', count }, at, clinicId }),
    };
  }

  test('gets 429 and when to come again, and another clinic is served meanwhile', async () => {
    const world = await createWorld(arrival);
    const secrets = await world.ports.secrets.ofClinic('rosewater');
    if (secrets !== undefined) world.ports.secrets.set('fernleaf', secrets);
    const { post } = limited(world);
    for (let count = 0; count < webhookRate.burst; count += 1) {
      expect((await post('rosewater', count)).status).toBe(200);
    }
    const refused = await post('rosewater', webhookRate.burst);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1']);
    expect((await post('fernleaf', 0)).status).toBe(200);
  });

  test('what was refused costs no call, and is taken when it comes again', async () => {
    const world = await createWorld(arrival);
    const { post } = limited(world);
    for (let count = 0; count < webhookRate.burst; count += 1) await post('rosewater', count);
    const before = world.ports.store.items().length;
    await post('rosewater', 1_000);
    expect(world.ports.store.items()).toHaveLength(before);
    world.ports.clock.advance(secondMs);
    expect((await post('rosewater', 1_000)).status).toBe(200);
  });
});

describe('machines whose clocks are five minutes apart', () => {
  const apart = 5 * minuteMs;

  /** A process of the same world whose clock goes wrong by so much. */
  function processAt(world: World, offset: number) {
    return world.process({ ...world.ports, clock: { now: () => world.ports.clock.now() + offset } });
  }

  test('a platform that is ahead or behind is still believed', async () => {
    for (const offset of [-apart, apart]) {
      const world = await createWorld(arrival);
      const answer = await send(world.process(), {
        body: standardBooking({ at: at + offset, start }),
        at: at + offset,
      });
      expect(answer.body).toMatchObject({ status: 'processed', decision: 'allowed' });
    }
  });

  test('a delivery taken by one and its retry by another is one delivery', async () => {
    const world = await createWorld(arrival);
    await send(processAt(world, apart), { body, at: at + minuteMs });
    const again = await send(processAt(world, -apart + 2 * minuteMs), { body, at: at - minuteMs });
    expect(again.body).toMatchObject({ status: 'duplicate' });
  });

  test('a text planned by one and sent by the other goes out once and inside the hours', async () => {
    for (const offset of [-apart, apart]) {
      const world = await createWorld(arrival);
      await send(processAt(world, -offset), { body, at });
      const other = processAt(world, offset);
      for (let minute = 0; minute < 20; minute += 1) {
        for (const { key, at: due } of world.ports.timers.takeDue(world.ports.clock.now())) {
          await other.followUp({ v: 1, key, scheduled: new Date(due).toISOString() });
        }
        await other.sweep();
        world.ports.clock.advance(minuteMs);
      }
      expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
    }
  });

  test('"something changed" is heard although its envelope is stamped before the question', async () => {
    const world = await createWorld(arrival);
    await send(world.process(), { body, at });
    await world.advanceTo('2026-12-13T02:00:00Z');
    const question = world.texts().find(({ milestone }) => milestone === 'day-before');
    if (question === undefined) throw new Error('nothing was asked');
    const { inboundText } = world.process();
    const said = { from: question.to, to: world.clinic.smsNumber, body: '2', id: 'inbound-1' };
    await inboundText(inboundEvent({ ...said, at: instantOf(question.at) - apart + minuteMs }));
    expect((await world.booking('visit-1')).decision?.outcome).toBe('incomplete');
  });
});

test('a clinic that has secrets and no settings is told so, and its delivery is kept', async () => {
  const world = await createWorld(arrival);
  const secrets = await world.ports.secrets.ofClinic('rosewater');
  if (secrets !== undefined) world.ports.secrets.set('fernleaf', secrets);
  const { webhook } = world.process();
  const answer = await webhook(requestOf({ body, at, clinicId: 'fernleaf' }));
  expect([answer.statusCode, JSON.parse(answer.body ?? '')]).toEqual([
    200,
    { status: 'ignored', reason: 'the clinic has no settings here' },
  ]);
});
