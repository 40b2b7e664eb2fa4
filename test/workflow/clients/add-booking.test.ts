/** A booking that staff write down is one like any other, and says who wrote it down. */
import { describe, expect, test } from 'vitest';
import type { ActingStaff } from '../../../functions/workflow/acts/acted.ts';
import { addBooking } from '../../../functions/workflow/acts/add-booking.ts';
import { signHeaders } from '../../../local/send/sign.ts';
import type { NewBooking } from '../../../shared/api/manager/act.ts';
import { bookingIdOf } from '../../../shared/booking/booking.ts';
import { minuteMs } from '../../../shared/time/instant.ts';
import { httpEvent } from '../../http/event.ts';
import { createWorld, instantOf, testSecrets, type World } from '../../world/world.ts';
import { aClick, arrival, atDesk, bookedWorld, mara, phone } from './acting.ts';

function asked(changes: Partial<NewBooking> = {}): NewBooking {
  return {
    click: aClick(),
    why: 'booked by telephone',
    treatment: 'microneedling',
    start: '2026-12-14T10:30',
    lasts: 60,
    name: 'Wendy Walker',
    phone: '(212) 555-0144',
    language: 'en',
    consent: true,
    ...changes,
  };
}

async function add(world: World, what: NewBooking) {
  return addBooking(atDesk(world.ports), mara, what, world.ports.clock.now());
}

async function added(world: World, what: NewBooking) {
  const acted = await add(world, what);
  if (acted.acted === 'no') throw new Error(JSON.stringify(acted));
  return acted.result.booking;
}

describe('A booking made by telephone', () => {
  test('has the clinic’s own time, keys, decision and texts, and who wrote it down', async () => {
    const world = await createWorld(arrival);
    const booking = await added(world, asked());
    expect(booking).toMatchObject({
      platform: 'clinic',
      treatment: 'microneedling',
      status: 'accepted',
      startAt: instantOf('2026-12-14T15:30:00Z'),
      endAt: instantOf('2026-12-14T16:30:00Z'),
      client: { name: 'Wendy Walker', phone: '+12125550144', language: 'en' },
      consent: { given: true, source: 'staff' },
      decision: { outcome: 'incomplete' },
    });
    expect(booking.audit.map(({ did, kind, by, why }) => ({ did, kind, by, why }))).toContainEqual({
      did: 'added the booking',
      kind: 'act',
      by: 'mara',
      why: 'booked by telephone',
    });
    await world.advanceTo('2026-11-16T17:00:00Z');
    expect(world.texts().map(({ to, milestone }) => [to, milestone])).toEqual([
      ['+12125550144', 'screening-needed'],
    ]);
  });

  test('sees the client’s other visits, and they see it', async () => {
    const world = await bookedWorld();
    await added(world, asked({ treatment: 'botox', start: '2026-12-11T09:00', name: 'Nadia Brook', phone }));
    const { decision } = await world.booking('visit-1');
    expect(decision?.outcome).toBe('blocked');
  });

  test('of a number that said STOP shows it from the first moment on', async () => {
    const world = await bookedWorld();
    await world.reply(phone, 'STOP');
    const booking = await added(world, asked({ name: 'Nadia Brook', phone }));
    expect(booking.optedOutAt).toBeDefined();
    expect(world.texts()).toEqual([]);
  });

  test('without consent texts nobody', async () => {
    const world = await createWorld(arrival);
    const booking = await added(world, asked({ consent: false }));
    expect(booking.consent).toMatchObject({ given: false, source: 'staff' });
    await world.advanceTo('2026-11-18T15:00:00Z');
    expect(world.texts()).toEqual([]);
  });

  test('by the same click twice is one booking, also in two processes at once', async () => {
    const world = await createWorld(arrival);
    const what = asked();
    const both = await Promise.all([add(world, what), add(world, what)]);
    const third = await add(world, what);
    const ids = [...both, third].map((acted) =>
      acted.acted === 'no' ? acted.why : bookingIdOf(acted.result.booking),
    );
    expect(new Set(ids).size).toBe(1);
    expect(third.acted).toBe('repeated');
    const bookings = world.ports.store.items().filter(({ type }) => type === 'booking');
    expect(bookings).toHaveLength(1);
    const another = await added(world, { ...what, click: aClick() });
    expect(ids).not.toContain(bookingIdOf(another));
  });

  test('by somebody else’s click is not answered with theirs, also at the same moment', async () => {
    const world = await createWorld(arrival);
    const what = asked();
    const omar = { ...mara, staff: { ...mara.staff, by: 'omar' } };
    const adding = (by: ActingStaff) => addBooking(atDesk(world.ports), by, what, world.ports.clock.now());
    const both = await Promise.all([adding(mara), adding(omar)]);
    expect(both.map(({ acted }) => acted).sort()).toEqual(['done', 'no']);
    const other = both[0]?.acted === 'done' ? omar : mara;
    expect(await adding(other)).toMatchObject({ why: 'refused', mistakes: [{ path: 'click' }] });
  });

  test('of a visit within the day is no news to staff, one of whom wrote it down just now', async () => {
    const world = await createWorld(arrival);
    const { phone: _, ...without } = asked({ start: '2026-11-16T10:30' });
    await added(world, without);
    await added(world, asked({ start: '2026-11-16T10:40' }));
    await world.advanceTo('2026-11-16T15:20:00Z');
    expect(world.ports.staffNotices.published()).toEqual([]);
  });

  test('that was written down without a phone or an e-mail stands all the same', async () => {
    const world = await createWorld(arrival);
    const { phone: _, ...without } = asked();
    const booking = await added(world, without);
    expect([booking.phoneKey, booking.emailKey]).toEqual([undefined, undefined]);
  });
});

describe('What cannot be is refused by its field', () => {
  test.each([
    ['a treatment the clinic does not have', { treatment: 'peeling' }, 'treatment'],
    ['a treatment named like an inherited property', { treatment: 'constructor' }, 'treatment'],
    ['a day that does not exist', { start: '2027-02-30T10:00' }, 'start'],
    ['an hour that does not exist', { start: '2026-12-14T24:30' }, 'start'],
    ['a year before every zone', { start: '0001-12-14T10:30' }, 'start'],
    ['a time the clocks skip', { start: '2027-03-14T02:30' }, 'start'],
    ['yesterday', { start: '2026-11-15T10:00' }, 'start'],
    ['a slip of the year', { start: '2206-12-14T10:30' }, 'start'],
    ['a number that cannot be', { phone: '12' }, 'phone'],
    ['a number of another country', { phone: '+49 151 23456789' }, 'phone'],
  ])('%s', async (_, changes, path) => {
    const world = await createWorld(arrival);
    const acted = await add(world, asked(changes));
    expect(acted).toMatchObject({ acted: 'no', why: 'refused', mistakes: [{ path }] });
    expect(world.ports.store.items().some(({ type }) => type === 'booking')).toBe(false);
  });

  test('a number and a year in words that fit', async () => {
    const world = await createWorld(arrival);

    expect(await add(world, asked({ start: '0001-12-14T10:30', phone: '12' }))).toMatchObject({
      mistakes: [
        { path: 'start', expected: 'expected a date and time that exist' },
        { path: 'phone', expected: 'expected a US mobile number' },
      ],
    });
  });

  test('every mistake is named at once', async () => {
    const world = await createWorld(arrival);
    const acted = await add(world, asked({ treatment: 'peeling', start: '2026-11-15T10:00', phone: '12' }));
    expect(acted).toMatchObject({
      mistakes: [{ path: 'treatment' }, { path: 'start' }, { path: 'phone' }],
    });
  });
});

test('a visit that has begun is not written down: nobody could be asked or approved any more', async () => {
  const world = await createWorld(arrival);
  expect((await added(world, asked({ start: '2026-11-16T10:01' }))).startAt).toBe(
    instantOf(arrival) + minuteMs,
  );
  for (const start of ['2026-11-16T10:00', '2026-11-16T09:50']) {
    expect(await add(world, asked({ start }))).toMatchObject({
      why: 'refused',
      mistakes: [{ path: 'start', expected: expect.stringContaining('some minutes from now') }],
    });
  }
});

test('nobody can post to the clinic’s own platform, whatever it is signed with', async () => {
  const world = await createWorld(arrival);
  world.ports.secrets.set('rosewater', {
    platforms: { clinic: [testSecrets.standard], standard: [testSecrets.standard] },
    clientKey: testSecrets.clientKey,
  });
  const body = '{}';
  const event = httpEvent({
    method: 'POST',
    path: '/v1/clinics/rosewater/webhooks/clinic',
    headers: signHeaders('standard', body, testSecrets.standard, world.ports.clock.now()),
    body,
  });
  expect((await world.process().webhook(event)).statusCode).toBe(404);
});

test('at a clinic that is not there nothing is added', async () => {
  const world = await createWorld(arrival);
  const elsewhere = { ...mara, clinicId: 'nowhere' };
  expect(await addBooking(atDesk(world.ports), elsewhere, asked(), world.ports.clock.now())).toEqual({
    acted: 'no',
    why: 'unknown',
  });
});
