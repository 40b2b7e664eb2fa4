/** The crash harness is an instrument: work that is known to be wrong shows that it would tell. */
import { expect, test } from 'vitest';
import type { Ports } from '../../shared/ports.ts';
import { standardBooking } from '../world/bodies.ts';
import { createWorld, type World } from '../world/world.ts';
import { crashAtEveryAwait } from './crash-at-every-await.ts';
import { createMachine } from './machine.ts';

const morning = '2026-11-03T15:00:00Z';
const until = '2026-11-03T16:00:00Z';
const mode = { comesAgain: true, timersFire: true };

function fresh(): Promise<World> {
  return createWorld(morning);
}

function acting(work: (ports: Ports) => Promise<unknown>) {
  return () => ({
    name: 'act',
    comesAgain: 'always' as const,
    invoke: ({ deps }: { deps: Ports }) => work(deps),
  });
}

const text = { to: '+12125550117', from: '+12125550190', body: 'Hello', milestone: 'booked' };
const tombstone = {
  type: 'tombstone',
  clinicId: 'rosewater',
  platform: 'standard',
  version: 1,
  ended: 'cancelled',
  by: 'client',
  order: { stamp: 0, rank: 5 },
  expiresAt: 0,
} as const;

test('a text published without a claim is said too often', async () => {
  const act = acting(async (ports) => {
    await ports.texting.publish(text);
    await ports.store.get(['page#none']);
  });
  const { wrong } = await crashAtEveryAwait({ name: 'unclaimed', before: fresh, act, until }, mode);
  expect(wrong).toContain('after texting.publish (1): said too often: +12125550117 booked: Hello');
  expect(wrong).toContain('before store.get (2): published too often: +12125550117 booked: Hello');
});

test('a second put that nobody makes up for is missing', async () => {
  const act = acting(async ({ store }) => {
    const put = await store.put({ ...tombstone, uid: 'first' }, 'absent');
    if (put.put === 'stored') await store.put({ ...tombstone, uid: 'second' }, 'absent');
  });
  const { points, wrong } = await crashAtEveryAwait({ name: 'halves', before: fresh, act, until }, mode);
  expect(points).toBe(4);
  expect(wrong).toEqual([
    'after store.put (1): missing: booking#rosewater#standard#second ended: cancelled at 0',
    'before store.put (2): missing: booking#rosewater#standard#second ended: cancelled at 0',
  ]);
});

test('work that throws is told', async () => {
  const act = acting(() => Promise.reject(new Error('broken')));
  const { wrong } = await crashAtEveryAwait({ name: 'throws', before: fresh, act, until }, mode);
  expect(wrong).toEqual(['without a death: act threw Error: broken']);
});

test('a world in which an item stays due for ever does not come to rest, and that is told', async () => {
  const world = await createWorld(morning);
  await world.post('standard', standardBooking({ at: morning, start: '2026-11-24T15:00:00Z' }));
  world.ports.store.putBack = async () => {};
  world.ports.staffNotices.publish = () => Promise.reject(new Error('broken'));
  world.ports.texting.isOptedOut = () => Promise.reject(new Error('broken'));
  world.ports.store.get = () => Promise.reject(new Error('broken'));
  await expect(createMachine(world).runOn('2026-11-24T15:00:00Z')).rejects.toThrow('come to rest');
});
