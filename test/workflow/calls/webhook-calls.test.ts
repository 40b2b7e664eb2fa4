/** What one delivery asks of the world, counted: a bill and a latency that nobody may raise unseen. */
import { describe, expect, test } from 'vitest';
import { countingCalls } from '../../memory/counting-calls.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf } from '../../world/world.ts';
import { arrival, send } from '../deliveries/posting.ts';
import { type Counted, figureOf, warmWorld } from './counted.ts';

const at = instantOf(arrival);
const start = '2026-12-14T15:00:00Z';
const body = standardBooking({ at, start });

function post({ process, world }: Counted, posted: unknown): Promise<unknown> {
  return send(process, { body: posted, at: world.ports.clock.now() });
}

describe('a booked delivery on a warm function', () => {
  const delivery = [
    '1 store.put',
    '1 store.get',
    '1 store.visitsOf',
    '1 store.visitsOf',
    '2 timers.create',
    '3 store.put',
  ];

  test('is 7 calls, 4 in sequence, and the look at the client’s other bookings 3 more, 2 in sequence', async () => {
    const counted = await warmWorld();
    const calls = await counted.count(() => post(counted, body));
    const poke = ['4 store.visitsOf', '4 store.visitsOf', '5 store.put'];
    const done = '6 store.put';
    expect(calls).toEqual([...delivery, ...poke, done]);
    expect([delivery.length + 1, poke.length]).toEqual([7, 3]);
  });

  test('of a client with another booking looks at that one with 4 calls more', async () => {
    const counted = await warmWorld();
    await post(counted, body);
    const botox = standardBooking({ at, start: '2026-12-10T15:00:00Z', uid: 'botox-1', treatment: 'botox' });
    const calls = await counted.count(() => post(counted, botox));
    const neighbour = ['5 store.get', '6 store.visitsOf', '6 store.visitsOf', '7 store.put'];
    expect(calls).toEqual([
      ...delivery,
      '4 store.visitsOf',
      '4 store.visitsOf',
      ...neighbour,
      '8 store.put',
      '9 store.put',
    ]);
  });

  test('without phone and e-mail asks for no other visits at all', async () => {
    const counted = await warmWorld();
    const client = { phone: undefined, email: undefined };
    const calls = await counted.count(() => post(counted, standardBooking({ at, start, client })));
    expect(calls.filter((call) => call.endsWith('visitsOf'))).toEqual([]);
  });
});

test('the first delivery a function takes for a clinic reads the settings before it can look further', async () => {
  const world = await createWorld(arrival, { id: 'never-seen-before' });
  const counting = countingCalls(world.ports);
  const process = world.process({ ...counting.ports, secrets: world.ports.secrets });
  await send(process, { body, at, clinicId: 'never-seen-before' });
  expect(counting.calls().map(({ name, depth }) => `${depth} ${name}`)).toEqual([
    '1 store.put',
    '1 store.get',
    '2 store.visitsOf',
    '2 store.visitsOf',
    '2 store.get',
    '3 timers.create',
    '4 store.put',
    '5 store.visitsOf',
    '5 store.visitsOf',
    '6 store.put',
    '7 store.put',
  ]);
});

describe('another delivery', () => {
  test.each<[string, Record<string, unknown>, { calls: number; inSequence: number }]>([
    [
      'that moves the visit',
      { type: 'booking.rescheduled', start: '2026-12-15T15:00:00Z' },
      { calls: 10, inSequence: 6 },
    ],
    [
      'that moves it to another id',
      { type: 'booking.rescheduled', start: '2026-12-15T15:00:00Z', uid: 'visit-2', previousUid: 'visit-1' },
      { calls: 11, inSequence: 7 },
    ],
    ['that cancels the visit', { type: 'booking.cancelled' }, { calls: 10, inSequence: 7 }],
    ['that says the visit took place', { type: 'booking.completed' }, { calls: 10, inSequence: 6 }],
  ])('%s', async (_what, changes, figure) => {
    const counted = await warmWorld();
    await post(counted, body);
    counted.world.ports.clock.advance(1_000);
    const now = counted.world.ports.clock.now();
    const calls = await counted.count(() => post(counted, standardBooking({ at: now, start, ...changes })));
    expect(figureOf(calls)).toEqual(figure);
  });

  test('that was taken before costs what the first look costs, and one read', async () => {
    const counted = await warmWorld();
    await post(counted, body);
    const calls = await counted.count(() => post(counted, body));
    expect(figureOf(calls)).toEqual({ calls: 5, inSequence: 2 });
  });

  test.each([
    ['is ignored', { type: 'invoice.paid' }],
    ['cannot be read', { type: 'booking.created' }],
  ])('that %s is one put', async (_what, posted) => {
    const counted = await warmWorld();
    expect(await counted.count(() => post(counted, posted))).toEqual(['1 store.put']);
  });

  test('that is stale is stored, looked at and settled', async () => {
    const counted = await warmWorld();
    await post(counted, body);
    const older = standardBooking({
      at: at - 60_000,
      start: '2026-12-16T15:00:00Z',
      type: 'booking.rescheduled',
    });
    expect(figureOf(await counted.count(() => post(counted, older)))).toEqual({ calls: 5, inSequence: 2 });
  });

  test('that is forged costs nothing once the secrets are remembered', async () => {
    const counted = await warmWorld();
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const forge = () => send(counted.process, { body, at, secret });
    expect(await counted.count(forge)).toEqual([]);
  });
});
