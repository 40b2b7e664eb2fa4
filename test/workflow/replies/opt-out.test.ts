/** STOP and START: taken by the time of their envelope, confirmed at most once, and obeyed by everything that comes after. */
import { describe, expect, test } from 'vitest';
import { keys } from '../../../shared/store/item.ts';
import { hourMs, minuteMs, secondMs } from '../../../shared/time/instant.ts';
import { standardBooking } from '../../world/bodies.ts';
import { inboundEvent, type World } from '../../world/world.ts';
import { askedWorld, bookedWorld, phone, saidSince } from './asking.ts';

async function isOptedOut(world: World): Promise<boolean> {
  const { phoneKey = '', optedOutAt } = await world.booking('visit-1');
  const contact = await world.item(keys.contact('rosewater', phoneKey));
  const onContact = contact?.type === 'contact' && contact.optedOut !== undefined;
  expect(optedOutAt !== undefined).toBe(onContact);
  return onContact;
}

describe('STOP', () => {
  test.each([
    'STOP',
    'Stop.',
    'unsubscribe',
    'end',
    'quit',
    'cancel',
    'opt-out',
    'remove',
    'TD',
    'arret',
  ])('%s is a word that AWS answers itself: taken, and not confirmed a second time', async (word) => {
    const world = await bookedWorld();
    await world.reply(phone, word);
    expect([await isOptedOut(world), world.texts()]).toEqual([true, []]);
  });

  test.each([
    'revoke',
    'opt out',
    'stop all',
    'parar',
    'ALTO',
    'baja',
    'cancelar',
  ])('%s is none that AWS knows: taken, and confirmed once', async (word) => {
    const world = await bookedWorld();
    await world.reply(phone, word);
    expect([await isOptedOut(world), saidSince(world, 0)]).toEqual([true, ['stop']]);
    await world.reply(phone, word);
    expect(saidSince(world, 0)).toEqual(['stop']);
  });

  test.each([
    "don't stop",
    'stop by Tuesday?',
    'please cancel my visit',
    'the end',
  ])('"%s" is no opt-out', async (words) => {
    const world = await bookedWorld();
    await world.reply(phone, words);
    expect([await isOptedOut(world), world.texts()]).toEqual([false, []]);
  });

  test('keeps every later text from going out', async () => {
    const world = await bookedWorld();
    await world.reply(phone, 'STOP');
    await world.advanceTo('2026-12-20T15:00:00Z');
    expect(world.texts()).toEqual([]);
  });

  test('is shown to staff on every booking of the number', async () => {
    const world = await bookedWorld({ uid: 'visit-2', start: '2026-12-21T15:00:00Z' });
    await world.reply(phone, 'STOP');
    const listed = await world.ports.store.attentionFrom('rosewater', { startAt: 0 }, 10);
    expect(listed.map(({ kinds }) => kinds)).toEqual([['opted-out'], ['opted-out']]);
  });

  test('of an opted-out number answers neither HELP nor 2: nothing is published to it', async () => {
    const world = await askedWorld();
    await world.reply(phone, 'STOP');
    const count = world.ports.texting.calls().length;
    await world.reply(phone, 'help');
    await world.reply(phone, '2');
    expect(world.ports.texting.calls()).toHaveLength(count);
    expect((await world.booking('visit-1')).decision?.outcome).toBe('incomplete');
  });

  test('from a number without a booking is remembered for the first one', async () => {
    const world = await bookedWorld();
    await world.reply('+12125550118', 'STOP');
    await world.post(
      'standard',
      standardBooking({
        at: world.ports.clock.now(),
        start: '2026-12-14T17:00:00Z',
        uid: 'visit-2',
        client: { name: 'Owen Tarrant', phone: '+12125550118', email: 'owen@example.com' },
      }),
    );
    await world.advanceTo('2026-12-13T15:00:00Z');
    expect(world.texts().filter(({ to }) => to === '+12125550118')).toEqual([]);
  });
});

describe('START', () => {
  test.each([
    'START',
    'unstop',
    'alta',
    'Comenzar',
  ])('%s after a STOP turns the texts on again, and says so', async (word) => {
    const world = await bookedWorld();
    await world.reply(phone, 'STOP');
    world.ports.clock.advance(minuteMs);
    await world.reply(phone, word);
    expect([await isOptedOut(world), saidSince(world, 0)]).toEqual([false, ['start']]);
    await world.advanceTo(world.ports.clock.now() + hourMs);
    expect(saidSince(world, 1)).toEqual(['booked']);
  });

  test('lifts what AWS holds of the number', async () => {
    const world = await bookedWorld();
    world.ports.texting.optedOut.add(phone);
    await world.reply(phone, 'STOP');
    world.ports.clock.advance(minuteMs);
    await world.reply(phone, 'START');
    expect([await isOptedOut(world), world.ports.texting.optedOut.size, saidSince(world, 0)]).toEqual([
      false,
      0,
      ['start'],
    ]);
  });

  test('for a number that AWS keeps holding changes nothing but is shown to staff, and promises nothing', async () => {
    const world = await bookedWorld();
    world.ports.texting.optedOut.add(phone);
    world.ports.texting.optIn = async () => ({ lifted: false, reason: 'once in 30 days' });
    await world.reply(phone, 'START');
    expect([await isOptedOut(world), world.ports.texting.calls()]).toEqual([true, []]);
    const [listed] = await world.ports.store.attentionFrom('rosewater', { startAt: 0 }, 10);
    expect(listed?.kinds).toContain('opted-out');
  });
});

describe('STOP and START that arrive out of order', () => {
  test('a START from before the STOP changes nothing, lifts nothing and promises nothing', async () => {
    const world = await bookedWorld();
    const now = world.ports.clock.now();
    world.ports.texting.optedOut.add(phone);
    await world.reply(phone, 'STOP', now);
    await world.reply(phone, 'START', now - minuteMs);
    expect(await isOptedOut(world)).toBe(true);
    expect(world.ports.texting.optedOut.has(phone)).toBe(true);
    expect(world.ports.texting.calls()).toEqual([]);
  });

  test('a STOP from before the START changes nothing and is not confirmed', async () => {
    const world = await bookedWorld();
    const now = world.ports.clock.now();
    await world.reply(phone, 'START', now);
    const count = world.texts().length;
    await world.reply(phone, 'parar', now - minuteMs);
    expect([await isOptedOut(world), saidSince(world, count)]).toEqual([false, []]);
  });

  test('of the same second the STOP holds, whichever comes first', async () => {
    for (const words of [
      ['parar', 'start'],
      ['start', 'parar'],
    ]) {
      const world = await bookedWorld();
      const now = world.ports.clock.now();
      for (const word of words) await world.reply(phone, word, now);
      expect(await isOptedOut(world)).toBe(true);
    }
  });

  test('each of them twice is each of them once', async () => {
    const world = await bookedWorld();
    const now = world.ports.clock.now();
    const said: [string, number, string][] = [
      ['parar', now, 'inbound-a'],
      ['start', now + secondMs, 'inbound-b'],
      ['parar', now, 'inbound-a'],
      ['start', now + secondMs, 'inbound-b'],
    ];
    for (const [word, at, id] of said) await world.reply(phone, word, at, id);
    expect([await isOptedOut(world), saidSince(world, 0)]).toEqual([false, ['stop', 'start']]);
  });
});

describe('an answer of ours', () => {
  test('to HELP says who we are', async () => {
    const world = await bookedWorld();
    await world.reply(phone, 'help');
    const [text] = world.texts();
    expect([text?.milestone, text?.body]).toEqual(['help', expect.stringContaining('+1 212 555 0199')]);
  });

  test('that would come late is not sent', async () => {
    const world = await bookedWorld();
    await world.reply(phone, 'help', world.ports.clock.now() - 6 * minuteMs);
    expect(world.texts()).toEqual([]);
  });

  test('is not sent again by itself when nobody knows whether it went out', async () => {
    const world = await bookedWorld();
    world.ports.texting.script({ result: { published: 'unknown', reason: 'TimeoutError' }, arrives: false });
    const now = world.ports.clock.now();
    await world.reply(phone, 'help', now, 'inbound-a');
    await world.reply(phone, 'help', now, 'inbound-a');
    expect(world.ports.texting.calls()).toHaveLength(1);
  });

  test('stops after ten in a day: two machines may not talk to each other for ever', async () => {
    const world = await bookedWorld();
    for (let count = 0; count < 15; count += 1) {
      world.ports.clock.advance(minuteMs);
      await world.reply(phone, 'help');
    }
    expect(saidSince(world, 0).filter((milestone) => milestone === 'help')).toHaveLength(10);
  });
});

describe('A client who said STOP and comes back with another number', () => {
  test('is texted at the new one', async () => {
    const world = await bookedWorld();
    await world.reply(phone, 'STOP');
    const at = world.ports.clock.now();
    const client = { phone: '+12125550118' };
    const { startAt } = await world.booking('visit-1');
    await world.post(
      'standard',
      standardBooking({ type: 'booking.rescheduled', at, start: startAt + 24 * hourMs, client }),
    );
    expect((await world.booking('visit-1')).optedOutAt).toBeUndefined();
    await world.advanceTo(world.ports.clock.now() + 10 * minuteMs);
    expect(world.texts().map(({ to }) => to)).toContain('+12125550118');
  });
});

test.each(['HELP', 'parar'])('%s delivered twice at the same moment is answered once', async (word) => {
  const world = await bookedWorld();
  await world.advanceTo(world.ports.clock.now() + 10 * minuteMs);
  const before = world.texts().length;
  const at = world.ports.clock.now();
  const text = () => inboundEvent({ from: phone, to: world.clinic.smsNumber, body: word, at, id: 'same' });
  const [one, other] = [world.process(), world.process()];
  await Promise.all([one.inboundText(text()), other.inboundText(text())]);
  expect(saidSince(world, before)).toHaveLength(1);
});
