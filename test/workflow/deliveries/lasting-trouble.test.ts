/** Trouble that lasts, and trouble of one item or one sender: nothing verified is lost, and nobody else suffers. */
import { expect, test } from 'vitest';
import { StoreUnavailableError } from '../../../functions/errors.ts';
import { createRateLimiter } from '../../../functions/http/rate-limiter.ts';
import { createHandler as createWebhook, webhookRate } from '../../../functions/webhook/handler.ts';
import { keys } from '../../../shared/store/item.ts';
import { minuteMs } from '../../../shared/time/instant.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf, type World, webhookEvent } from '../../world/world.ts';

const at = '2026-11-30T15:00:00Z';
const start = '2026-12-14T15:00:00Z';

/** A minute at a time, as the sweep's rule does; timers that fail are the sweep's. */
async function sweepFor(world: World, minutes: number): Promise<void> {
  const { sweep } = world.process();
  for (let minute = 0; minute < minutes; minute += 1) {
    world.ports.clock.advance(minuteMs);
    await sweep();
  }
}

test('an index that is throttled for two hours keeps no delivery from being done', async () => {
  const world = await createWorld(at);
  const { visitsOf } = world.ports.store;
  world.ports.store.visitsOf = async () => {
    throw new StoreUnavailableError({ operation: 'query', code: 'ThrottlingException' });
  };
  const { status } = await world.post('standard', standardBooking({ at, start }));
  await sweepFor(world, 120);
  world.ports.store.visitsOf = visitsOf;
  await sweepFor(world, 120);
  expect(status).toBe(202);
  expect((await world.booking('visit-1')).decision?.outcome).toBe('allowed');
  expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
});

test('a booking that cannot be read does not silence the same client’s other one', async () => {
  const world = await createWorld(at);
  await world.post('standard', standardBooking({ at, start: '2026-12-24T15:00:00Z', uid: 'sick' }));
  const sick = await world.booking('sick');
  const key = keys.booking('rosewater', 'standard', 'sick');
  world.ports.store.plant(key, '{"type":"booking","version":');
  for (const timer of world.ports.timers.standing()) world.ports.timers.remove(timer.name);
  const { visitsOf } = world.ports.store;
  const { startAt } = sick;
  const listed = {
    key,
    platform: 'standard',
    uid: 'sick',
    startAt,
    treatment: 'microneedling',
    nameKey: 'nadia brook',
  };
  world.ports.store.visitsOf = async (kind, value) => {
    const others = (await visitsOf(kind, value)).filter((visit) => visit.key !== key);
    return [...others, { ...listed, status: 'accepted' }];
  };
  await world.post('standard', standardBooking({ at, start, uid: 'well' }));
  await world.advanceTo('2026-12-14T14:00:00Z');
  expect(world.texts().map(({ milestone }) => milestone)).toEqual([
    'booked',
    'three-days-before',
    'day-before',
    'morning-of',
  ]);
});

test('a contact that cannot be read for a moment costs no text: nothing was published', async () => {
  const world = await createWorld(at);
  await world.post('standard', standardBooking({ at, start }));
  const { get } = world.ports.store;
  let failures = 0;
  world.ports.store.get = async (wanted) => {
    if (failures === 0 && wanted[0]?.startsWith('contact#')) {
      failures += 1;
      throw new StoreUnavailableError({ operation: 'get', code: 'ThrottlingException' });
    }
    return get(wanted);
  };
  await world.advanceTo('2026-11-30T15:20:00Z');
  expect(failures).toBe(1);
  expect(world.texts().map(({ milestone }) => milestone)).toContain('booked');
});

test('a flood of forged requests locks no clinic out', async () => {
  const world = await createWorld(at);
  const limiter = createRateLimiter({ ...webhookRate, clock: world.ports.clock });
  const webhook = createWebhook({ ...world.process().deps, limiter });
  const now = world.ports.clock.now();
  const forged = webhookEvent('rosewater', 'standard', { any: 'body' }, now);
  forged.headers['webhook-signature'] = 'v1,AAAA';
  for (let request = 0; request <= webhookRate.burst; request += 1) {
    expect((await webhook(forged)).statusCode).toBe(401);
  }
  const genuine = webhookEvent('rosewater', 'standard', standardBooking({ at, start }), now);
  expect((await webhook(genuine)).statusCode).toBe(200);
});

test('two bookings that turn out to be one say the same thing once', async () => {
  const world = await createWorld(at);
  await world.post('standard', standardBooking({ at, start, uid: 'first' }));
  await world.advanceTo('2026-11-30T16:00:00Z');
  await world.post('standard', standardBooking({ at: '2026-11-30T16:00:00Z', start, uid: 'second' }));
  world.ports.clock.advance(1000);
  const moved = { type: 'booking.rescheduled', at: '2026-11-30T16:00:01Z', start };
  await world.post('standard', standardBooking({ ...moved, uid: 'second', previousUid: 'first' }));
  await world.advanceTo('2026-11-30T18:00:00Z');
  const said = world.texts().filter(({ milestone }) => milestone === 'booked');
  expect(said).toHaveLength(1);
});

test('a STOP from before is on a booking that the sweep took up', async () => {
  const world = await createWorld(at);
  await world.reply('+12125550117', 'STOP');
  const { put } = world.ports.store;
  world.ports.store.put = async (item, seen, attention) => {
    if (item.type === 'booking') throw new StoreUnavailableError({ operation: 'put', code: 'Throttled' });
    return put(item, seen, attention);
  };
  await world.post('standard', standardBooking({ at, start }));
  world.ports.store.put = put;
  await world.advanceTo(instantOf(at) + 20 * minuteMs);
  expect((await world.booking('visit-1')).optedOutAt).toBeDefined();
});
