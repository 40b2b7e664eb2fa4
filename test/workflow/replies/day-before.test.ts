/** 1 and 2 in answer to the day-before text: they reach the visit they were asked about, once, and never somebody else's. */
import { describe, expect, test } from 'vitest';
import { hourMs } from '../../../shared/time/instant.ts';
import { standardBooking } from '../../world/bodies.ts';
import { inboundEvent, type World } from '../../world/world.ts';
import { fineForm, screeningToken, submit } from '../pages/visiting.ts';
import { askedWorld, bookedWorld, phone, saidSince, start } from './asking.ts';

async function outcomeOf(world: World, uid = 'visit-1'): Promise<string | undefined> {
  return (await world.booking(uid)).decision?.outcome;
}

function didOf(world: World, uid = 'visit-1'): Promise<string[]> {
  return world.booking(uid).then(({ audit }) => audit.map(({ did }) => did));
}

describe('1, all fine', () => {
  test('is written down and changes nothing', async () => {
    const world = await askedWorld();
    const count = world.texts().length;
    await world.reply(phone, ' 1 ');
    expect([await outcomeOf(world), saidSince(world, count)]).toEqual(['allowed', []]);
    expect(await didOf(world)).toContain('client said all is fine');
  });

  test('delivered twice is written down once', async () => {
    const world = await askedWorld();
    const now = world.ports.clock.now();
    await world.reply(phone, '1', now, 'inbound-a');
    await world.reply(phone, '1', now, 'inbound-a');
    expect((await didOf(world)).filter((did) => did === 'client said all is fine')).toHaveLength(1);
  });
});

describe('2, something changed', () => {
  test('opens every answer, sends the link, tells staff, and the care texts wait', async () => {
    const world = await askedWorld();
    const count = world.texts().length;
    await world.reply(phone, '2');
    expect([await outcomeOf(world), saidSince(world, count)]).toEqual(['incomplete', ['changed']]);
    expect(world.texts().at(-1)?.body).toMatch(/\/s\/[0-9A-Za-z]{10}/);
    await world.advanceTo('2026-12-13T23:00:00Z');
    expect(world.ports.staffNotices.published().map(({ kind }) => kind)).toEqual(['changed-by-client']);
    await world.advanceTo(start);
    expect(saidSince(world, count)).not.toContain('morning-of');
  });

  test('answered by the form again lets the visit go on', async () => {
    const world = await askedWorld();
    await world.reply(phone, '2');
    world.ports.clock.advance(hourMs);
    const token = screeningToken(await world.booking('visit-1'));
    await submit(world.process(), token, fineForm);
    expect(await outcomeOf(world)).toBe('allowed');
    await world.advanceTo(start);
    expect(world.texts().map(({ milestone }) => milestone)).toContain('morning-of');
  });

  test('delivered twice opens the answers once, also after they were given again', async () => {
    const world = await askedWorld();
    const now = world.ports.clock.now();
    await world.reply(phone, '2', now, 'inbound-a');
    world.ports.clock.advance(hourMs);
    await submit(world.process(), screeningToken(await world.booking('visit-1')), fineForm);
    await world.reply(phone, '2', now, 'inbound-a');
    expect(await outcomeOf(world)).toBe('allowed');
  });

  test('that overtakes an earlier 1 holds', async () => {
    const world = await askedWorld();
    const now = world.ports.clock.now();
    await world.reply(phone, '2', now);
    await world.reply(phone, '1', now - 1_000);
    expect(await outcomeOf(world)).toBe('incomplete');
  });

  test('in the language of the client', async () => {
    const world = await askedWorld({
      uid: 'visit-2',
      client: { name: 'Inés Salas', phone: '+12125550118', email: 'ines@example.com', locale: 'es' },
    });
    await world.reply('+12125550118', '2');
    const answer = world.texts().findLast(({ to }) => to === '+12125550118');
    expect([answer?.milestone, answer?.body]).toEqual([
      'changed',
      expect.stringMatching(/formulario|preguntas|responda/i),
    ]);
  });
});

describe('a 1 or 2 that nobody asked for', () => {
  test('changes no booking and gets no answer', async () => {
    const world = await bookedWorld();
    await world.reply(phone, '2');
    expect([await outcomeOf(world), world.texts()]).toEqual(['allowed', []]);
  });

  test('once the visit has begun belongs to no question', async () => {
    const world = await askedWorld();
    await world.advanceTo('2026-12-14T15:30:00Z');
    const before = await world.booking('visit-1');
    await world.reply(phone, '2');
    expect((await world.booking('visit-1')).reopenedAt).toBe(before.reopenedAt);
  });

  test('for a visit that was cancelled after it was asked about changes nothing', async () => {
    const world = await askedWorld();
    await world.post(
      'standard',
      standardBooking({ at: world.ports.clock.now(), start, type: 'booking.cancelled' }),
    );
    const count = world.texts().length;
    await world.reply(phone, '2');
    expect((await world.booking('visit-1')).reopenedAt).toBeUndefined();
    expect(saidSince(world, count)).toEqual([]);
  });

  test('to the number of no clinic is noted without the number', async () => {
    const world = await bookedWorld();
    await world.process().inboundText(
      inboundEvent({
        from: phone,
        to: '+12125550155',
        body: '2',
        at: world.ports.clock.now(),
        id: 'inbound-a',
      }),
    );
    expect(world.ports.journal.events().at(-1)).toEqual({
      event: 'reply-taken',
      clinicId: 'unknown',
      meaning: 'number of no clinic',
    });
  });
});

describe('two visits of one number', () => {
  const second = { uid: 'visit-2', start: '2026-12-14T17:00:00Z' };

  test('of one person: the answer goes to the one that was asked about last', async () => {
    const world = await askedWorld({ ...second, start: '2026-12-14T18:00:00Z' });
    await world.reply(phone, '2');
    const outcomes = [await outcomeOf(world), await outcomeOf(world, 'visit-2')];
    expect(outcomes.filter((outcome) => outcome === 'incomplete')).toHaveLength(1);
  });

  test('of two people: both wait for a person', async () => {
    const world = await askedWorld({
      ...second,
      client: { name: 'Owen Tarrant', email: 'owen@example.com' },
    });
    await world.reply(phone, '1');
    for (const uid of ['visit-1', 'visit-2']) {
      const { decision } = await world.booking(uid);
      expect(decision?.outcome).toBe('review');
      expect(decision?.findings.map(({ rule }) => rule)).toContain('ambiguous-reply');
    }
  });
});

test('a text that cannot be read is thrown, so that it ends where it can be looked at, and names no words of it', async () => {
  const world = await bookedWorld();
  const event = inboundEvent({ from: 'Biscuit', to: world.clinic.smsNumber, body: 'hello', at: 0, id: 'a' });
  const thrown = await world
    .process()
    .inboundText(event)
    .catch((error: unknown) => error);
  expect(String(thrown)).toBe('InboundTextError: an inbound text cannot be read: originationNumber');
});
