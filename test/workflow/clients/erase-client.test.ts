/** A client who is erased is gone from every item; what a number said of texts stays, and so does who of staff did what. */
import { describe, expect, test } from 'vitest';
import { exportClient } from '../../../functions/workflow/acts/export-client.ts';
import { eraseClient } from '../../../functions/workflow/erasure/erase-client.ts';
import { importDelivery } from '../../../functions/workflow/restore.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import type { Ports } from '../../../shared/ports.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import {
  aClick,
  arrival,
  asSeen,
  atDesk,
  book,
  bookedWorld,
  contactAt,
  contactOf,
  everything,
  foldedWorld,
  mara,
  phone,
  place,
  traces,
} from './acting.ts';

const later = { uid: 'visit-2', start: '2027-01-11T15:00:00Z' };
const daughter = {
  uid: 'visit-9',
  start: '2026-12-15T15:00:00Z',
  client: { name: 'Iris Brook', email: 'iris@example.com' },
};

type Asked = Partial<{ click: string; version: number; name: string; uid: string; ports: Ports }>;

async function erase(world: World, { uid = 'visit-1', ports, ...asked }: Asked = {}) {
  const seen =
    asked.version === undefined ? await asSeen(world, uid) : { why: 'asked', version: 0, click: aClick() };
  const what = { name: 'Nadia Brook', ...seen, ...asked };
  return eraseClient(atDesk(ports ?? world.ports), mara, { ...place, uid }, what, world.ports.clock.now());
}

describe('An erased client', () => {
  test('is in no item any more: bookings, contact, deliveries, pages, draft', async () => {
    const world = await bookedWorld({ ...later, answers: {} });
    await world.advanceTo('2026-11-16T17:00:00Z');
    const values = { 'last-botox': { is: 'unreadable', raw: 'as Nadia said' } } as const;
    const now = world.ports.clock.now();
    const typed = { values, at: now, openedAt: now, expiresAt: now + dayMs };
    await world.ports.store.put({ type: 'draft', ...place, version: 1, ...typed }, 'absent');
    expect(traces(world)).toEqual(['Nadia', 'nadia', phone, phone.slice(-10)]);
    expect(await erase(world)).toMatchObject({ acted: 'done', result: { accepted: true } });
    expect(traces(world)).toEqual([]);
    const erased = world.ports.store.items().filter((item) => item.type === 'erased');
    expect(erased.map(({ uid }) => uid).sort()).toEqual(['visit-1', 'visit-2']);
    const pages = world.ports.store.items().filter((item) => item.type === 'page');
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.every(({ expiresAt }) => expiresAt <= world.ports.clock.now())).toBe(true);
  });

  test('keeps the steps’ ids and states, and who of staff did what without why', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-11-16T17:00:00Z');
    const before = await world.booking('visit-1');
    await erase(world, { click: '11111111-1111-4111-8111-111111111111' });
    const item = await world.item('booking#rosewater#standard#visit-1');
    if (item?.type !== 'erased') throw new Error(`there stands ${item?.type}`);
    expect(item.steps).toEqual(before.steps.map(({ id, state }) => ({ id, status: state.status })));
    expect(item.audit?.at(-1)).toEqual({
      at: world.ports.clock.now(),
      did: 'erased the client',
      kind: 'act',
      by: 'mara',
      what: 'erase-client',
      click: '11111111-1111-4111-8111-111111111111',
    });
    expect(item.audit?.some(({ why }) => why !== undefined)).toBe(false);
    expect(item.audit?.some(({ kind }) => kind === 'decision')).toBe(false);
  });

  test('hears nothing more, whatever still comes for the booking, and nothing of it is kept', async () => {
    const world = await bookedWorld();
    await erase(world);
    world.ports.clock.advance(hourMs);
    const at = world.ports.clock.now();
    const types = ['booking.rescheduled', 'booking.created', 'booking.completed'] as const;
    for (const type of types) {
      const answer = await world.post('standard', standardBooking({ type, at, start: later.start }));
      expect(answer).toMatchObject({
        status: 200,
        body: { status: 'stale', reason: 'the client was erased' },
      });
    }
    expect(traces(world)).toEqual([]);
    await world.advanceTo('2026-12-20T15:00:00Z');
    expect([traces(world), world.texts()]).toEqual([[], []]);
  });

  test('who said STOP is not texted when they book anew', async () => {
    const world = await bookedWorld();
    await world.reply(phone, 'STOP');
    const { phoneKey = '' } = await world.booking('visit-1');
    await erase(world);
    expect(await contactAt(world, phoneKey)).toMatchObject({
      optedOut: { source: 'text' },
      slots: [],
      replies: [],
    });
    expect(traces(world)).toEqual([]);
    await world.advanceTo(world.ports.clock.now() + 2 * dayMs);
    await book(world, { uid: 'visit-5' });
    expect((await world.booking('visit-5')).optedOutAt).toBeDefined();
    await world.advanceTo('2026-12-20T15:00:00Z');
    expect(world.texts().map(({ milestone }) => milestone)).toEqual([]);
  });

  test('who did not is a client again, and is texted with the line that says how to stop', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-11-16T17:00:00Z');
    await erase(world);
    world.ports.clock.advance(hourMs);
    await book(world, { uid: 'visit-5', start: later.start });
    const count = world.texts().length;
    await world.advanceTo('2026-12-20T15:00:00Z');
    const [first] = world.texts().slice(count);
    expect(first).toMatchObject({ to: phone, milestone: 'booked' });
    expect(first?.body).toContain('STOP');
    expect((await contactOf(world, 'visit-5'))?.phone).toBe(phone);
  });

  test('does not take along who shares the number: their booking, their texts and the number stay', async () => {
    const world = await bookedWorld(daughter);
    await world.advanceTo('2026-11-16T17:00:00Z');
    const said = world.texts().length;
    await erase(world);
    const { client, decision } = await world.booking('visit-9');
    expect(client.name).toBe('Iris Brook');
    const contact = await contactOf(world, 'visit-9');
    expect([contact?.phone, contact?.slots.every(({ text }) => text.includes('visit-9'))]).toEqual([
      phone,
      true,
    ]);
    expect(decision?.outcome).toBe('allowed');
    await world.advanceTo('2026-12-20T15:00:00Z');
    expect(world.texts().length).toBeGreaterThan(said);
    expect(everything(world)).not.toContain('Nadia');
  });

  test('is found under every number and address they booked with', async () => {
    const world = await bookedWorld(
      { uid: 'by-mail', client: { phone: '+12125550155' } },
      { uid: 'other-mail', client: { phone: '+12125550155', email: 'n.b@example.com' } },
    );
    await world.advanceTo('2026-11-16T17:00:00Z');
    await erase(world);
    expect(traces(world)).toEqual([]);
    expect(everything(world)).not.toMatch(/2125550155|n\.b@example/);
  });

  test('is gone from a number that their booking had before', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-11-16T17:00:00Z');
    const before = await world.booking('visit-1');
    const at = world.ports.clock.now();
    const client = { phone: '+12125550155' };
    await world.post(
      'standard',
      standardBooking({ type: 'booking.rescheduled', at, start: later.start, client }),
    );
    expect((await world.booking('visit-1')).phoneKey).not.toBe(before.phoneKey);
    await erase(world);
    expect(await contactAt(world, before.phoneKey ?? '')).not.toHaveProperty('phone');
    expect(traces(world)).toEqual([]);
  });

  test('with more visits than one look shows is gone with all of them', async () => {
    const world = await bookedWorld();
    const { createdAt, ...first } = await world.booking('visit-1');
    for (let count = 0; count < 120; count += 1) {
      const startAt = first.startAt - (count + 1) * dayMs;
      const past: Booking = {
        ...first,
        createdAt,
        uid: `past-${count}`,
        startAt,
        status: 'completed',
        steps: [],
      };
      await world.ports.store.put(past, 'absent');
    }
    await erase(world);
    expect(traces(world)).toEqual([]);
  });
});

describe('What an erasure does not see at once it sees later', () => {
  test('a booking that the indexes did not show yet', async () => {
    const world = await bookedWorld();
    world.ports.store.freezeIndexes();
    await book(world, later);
    await erase(world);
    expect((await world.booking('visit-2')).client.name).toBe('Nadia Brook');
    world.ports.store.thawIndexes();
    await world.advanceTo(world.ports.clock.now() + 3 * minuteMs);
    expect(traces(world)).toEqual([]);
  });

  test('a booking whose delivery was held up until the next morning', async () => {
    const world = await bookedWorld();
    const booked = standardBooking({ at: arrival, ...later });
    await erase(world);
    await world.advanceTo(world.ports.clock.now() + 20 * hourMs);
    await world.post('standard', booked);
    expect(traces(world)).not.toEqual([]);
    await world.advanceTo(world.ports.clock.now() + 5 * hourMs);
    expect(traces(world)).toEqual([]);
  });

  test('but not who booked anew since', async () => {
    const world = await bookedWorld();
    await erase(world);
    world.ports.clock.advance(hourMs);
    await book(world, later);
    await world.advanceTo(world.ports.clock.now() + 2 * dayMs);
    expect((await world.booking('visit-2')).client.name).toBe('Nadia Brook');
    expect((await contactOf(world, 'visit-2'))?.phone).toBe(phone);
  });

  test('and in the end nothing leads to the person from the job either', async () => {
    const world = await bookedWorld();
    await erase(world);
    const running = world.ports.store.items().find((item) => item.type === 'job' && item.work === 'erase');
    expect(running).toMatchObject({ passes: 1, phoneKeys: [expect.any(String)] });
    await world.advanceTo(world.ports.clock.now() + 2 * dayMs);
    const done = world.ports.store.items().find((item) => item.type === 'job' && item.work === 'erase');
    expect(done).toMatchObject({ passes: 3, person: '', phoneKeys: [], emailKeys: [] });
    expect(done).not.toHaveProperty('dueAt');
  });
});

describe('An erasure is refused', () => {
  test('where another name was typed; without case, accents and middle names it is the same', async () => {
    const world = await bookedWorld();
    expect(await erase(world, { name: 'Nadja Brook' })).toMatchObject({ mistakes: [{ path: 'name' }] });
    expect(await erase(world, { name: '' })).toMatchObject({ mistakes: [{ path: 'name' }] });
    expect(traces(world)).not.toEqual([]);
    expect((await erase(world, { name: ' nádia  BROOK' })).acted).toBe('done');
  });

  test('where somebody else acted since the page was seen', async () => {
    const world = await bookedWorld();
    expect(await erase(world, { version: 0 })).toMatchObject({
      why: 'conflict',
      latest: { did: expect.any(String) },
    });
    expect(traces(world)).not.toEqual([]);
  });

  test('where nothing stands, and where the client is erased already by another click', async () => {
    const world = await bookedWorld();
    const click = aClick();
    expect(await erase(world, { uid: 'none', version: 0 })).toEqual({ acted: 'no', why: 'unknown' });
    expect((await erase(world, { click })).acted).toBe('done');
    expect((await erase(world, { click, version: 0 })).acted).toBe('repeated');
    expect(await erase(world, { version: 0 })).toEqual({ acted: 'no', why: 'unknown' });
  });
});

test('a click of another act, or of somebody else, is not an erasure that was done', async () => {
  const world = await bookedWorld();
  const { ports } = world;
  const seen = await asSeen(world);
  await exportClient(atDesk(ports), mara, place, seen, ports.clock.now());
  const click = aClick();
  await erase(world, { click });
  const refused = { why: 'refused', mistakes: [{ path: 'click' }] };
  expect(await erase(world, { click: seen.click, version: 0 })).toMatchObject(refused);
  const omar = { ...mara, staff: { ...mara.staff, by: 'omar' } };
  const again = { ...seen, click, name: 'Nadia Brook' };
  expect(await eraseClient(atDesk(ports), omar, place, again, ports.clock.now())).toMatchObject(refused);
});

test('a delivery that an erasure emptied is no work for a restore', async () => {
  const world = await bookedWorld();
  await erase(world);
  const emptied = world.ports.store.items().find((item) => item.type === 'delivery');
  if (emptied?.type !== 'delivery') throw new Error('no delivery was stored');
  const restored = await createWorld(arrival);
  expect(await importDelivery(restored.process().deps, emptied)).toBe('kept');
});

test.each([
  ['Anna  Maria\u00a0Lopez', 'Anna Maria Lopez', 'Anna Lopes'],
  ['\u202eannA', 'annA', 'Hanna'],
  ['An\u0000na', 'Anna', 'Hanna'],
  ['*\u200b*\u00a0*', '***', '**'],
])('a name is typed as it is seen: %j as %j', async (name, typed, other) => {
  const world = await createWorld(arrival);
  await book(world, { uid: 'visit-1', client: { name } });

  expect(await erase(world, { name: other })).toMatchObject({ mistakes: [{ path: 'name' }] });
  expect((await erase(world, { name: typed })).acted).toBe('done');
});

test('a name of which nothing is seen cannot be typed, and keeps nobody from being erased', async () => {
  const world = await createWorld(arrival);
  await book(world, { uid: 'visit-1', client: { name: '\u202e\u200b' } });

  expect((await erase(world, { name: 'without a name' })).acted).toBe('done');
});

test('a name without letters is nobody else’s: that booking alone goes', async () => {
  const world = await bookedWorld(
    { uid: 'star-1', client: { name: '***' } },
    { uid: 'star-2', client: { name: '***' } },
  );
  await erase(world, { uid: 'star-1', name: '***' });
  expect((await world.item('booking#rosewater#standard#star-1'))?.type).toBe('erased');
  expect((await world.booking('star-2')).client.name).toBe('***');
});

test('other uids of an erased booking stay what they lead to, and the deliveries of them all are emptied', async () => {
  const world = await bookedWorld();
  for (const [previousUid, uid] of [
    ['visit-1', 'moved-b'],
    ['moved-b', 'moved-c'],
  ] as const) {
    world.ports.clock.advance(minuteMs);
    const at = world.ports.clock.now();
    await world.post(
      'standard',
      standardBooking({ type: 'booking.rescheduled', at, start: later.start, previousUid, uid }),
    );
  }
  await erase(world);
  const kinds = ['visit-1', 'moved-b', 'moved-c'].map(
    async (uid) => (await world.item(`booking#rosewater#standard#${uid}`))?.type,
  );
  expect(await Promise.all(kinds)).toEqual(['erased', 'erased', 'erased']);
  expect(traces(world)).toEqual([]);
});

test('what was typed under a uid that the booking had before goes with it', async () => {
  const world = await foldedWorld();
  expect((await world.item('booking#rosewater#standard#visit-1'))?.type).toBe('alias');
  await erase(world, { uid: 'visit-2' });
  expect(await world.item('draft#rosewater#standard#visit-1')).toMatchObject({ values: {} });
  expect(traces(world)).toEqual([]);
});
