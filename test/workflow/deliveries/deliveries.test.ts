/** One delivery at the real handler over memory ports: taken once, answered the same for ever, and nothing verified is lost. */
import { describe, expect, test } from 'vitest';
import { signCalCom } from '../../../shared/platforms/cal-com.ts';
import { keys } from '../../../shared/store/item.ts';
import { dayMs, secondMs } from '../../../shared/time/instant.ts';
import { crashingPorts } from '../../memory/crashing-ports.ts';
import { fixtureWith } from '../../platforms/fixture.ts';
import { fineAnswers, standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf, testSecrets, type World } from '../../world/world.ts';
import { arrival, idOf, send } from './posting.ts';
import { turnTaking } from './unreliable.ts';

const at = instantOf(arrival);
const start = '2026-12-14T15:00:00Z';
const body = standardBooking({ at, start });

function stored(world: World): string {
  return JSON.stringify(world.ports.store.items());
}

describe('a delivery that is taken', () => {
  test('is answered with the decision and the booking it is about', async () => {
    const world = await createWorld(arrival);
    const answer = await send(world.process(), { body, at });
    expect([answer.status, answer.body]).toEqual([
      200,
      { status: 'processed', bookingId: 'standard:visit-1', decision: 'allowed' },
    ]);
  });

  test('sent again gets the first answer, as a duplicate, and nothing new is stored', async () => {
    const world = await createWorld(arrival);
    await send(world.process(), { body, at });
    const before = stored(world);
    world.ports.clock.advance(10 * secondMs);
    const again = await send(world.process(), { body, at: at + 10 * secondMs });
    expect([again.status, again.body]).toEqual([
      200,
      { status: 'duplicate', bookingId: 'standard:visit-1', decision: 'allowed' },
    ]);
    expect(stored(world)).toBe(before);
  });

  test('sent again three days later, newly stamped, is still a duplicate', async () => {
    const world = await createWorld(arrival);
    await send(world.process(), { body, at });
    await world.advanceTo(at + 3 * dayMs);
    const before = stored(world);
    const again = await send(world.process(), { body, at: at + 3 * dayMs });
    expect(again.body).toMatchObject({ status: 'duplicate', decision: 'allowed' });
    expect(stored(world)).toBe(before);
  });

  test('sent again keeps its first answer also when the booking is decided otherwise by now', async () => {
    const world = await createWorld(arrival);
    await send(world.process(), { body, at });
    await world.post('standard', standardBooking({ at: at + secondMs, type: 'booking.cancelled', start }));
    const again = await send(world.process(), { body, at });
    expect(again.body).toMatchObject({ status: 'duplicate', decision: 'allowed' });
    expect((await world.booking('visit-1')).status).toBe('cancelled');
  });

  test('with the id of another one and another body is a conflict, and the first stays', async () => {
    const world = await createWorld(arrival);
    await send(world.process(), { body, at, id: 'msg_1' });
    const before = stored(world);
    const other = standardBooking({ at, start, uid: 'visit-2' });
    const answer = await send(world.process(), { body: other, at, id: 'msg_1' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ type: 'urn:booking-gate:problem:delivery-conflict', status: 409 });
    expect(stored(world)).toBe(before);
    expect(world.ports.journal.events()).toContainEqual(
      expect.objectContaining({ event: 'delivery-conflict', clinicId: 'rosewater', platform: 'standard' }),
    );
  });

  test('with the id of another one, refused or ignored, is a conflict as well', async () => {
    const world = await createWorld(arrival);
    await send(world.process(), { body: { type: 'invoice.paid' }, at, id: 'msg_1' });
    await send(world.process(), { body: { type: 'booking.created' }, at, id: 'msg_2' });
    for (const id of ['msg_1', 'msg_2']) {
      expect((await send(world.process(), { body, at, id })).status).toBe(409);
    }
  });

  test('with the same id at another clinic is another delivery', async () => {
    const world = await createWorld(arrival);
    await send(world.process(), { body, at, id: 'msg_1' });
    const other = { ...world.clinic, id: 'fernleaf', smsNumber: '+12125550191' };
    await world.ports.store.put(other, 'absent');
    const secrets = await world.ports.secrets.ofClinic('rosewater');
    if (secrets !== undefined) world.ports.secrets.set('fernleaf', secrets);
    const answer = await send(world.process(), { body, at, id: 'msg_1', clinicId: 'fernleaf' });
    expect(answer.body).toMatchObject({ status: 'processed' });
  });
});

describe('the same delivery in two processes at the same moment', () => {
  test('is worked on by one, the other says accepted without a decision', async () => {
    const world = await createWorld(arrival);
    const [one, other] = [world.process(turnTaking(world.ports)), world.process(turnTaking(world.ports))];
    const answers = await Promise.all([send(one, { body, at }), send(other, { body, at })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 202]);
    expect(answers.find(({ status }) => status === 202)?.body).toEqual({ status: 'accepted' });
    const booking = await world.booking('visit-1');
    expect(booking.applied).toHaveLength(1);
    await world.advanceTo(at + 3_600_000);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
  });

  test('worked on by both, as after a lost lease, leaves one booking and one set of steps', async () => {
    const world = await createWorld(arrival);
    const dying = crashingPorts(world.ports, 8);
    await dying.run(() => send(world.process(dying.ports), { body, at }));
    world.ports.clock.advance(10 * 60 * secondMs);
    const sweeps = [world.process(turnTaking(world.ports)), world.process(turnTaking(world.ports))];
    await Promise.all(sweeps.map(({ sweep }) => sweep()));
    const booking = await world.booking('visit-1');
    expect(booking.applied).toHaveLength(1);
    expect(new Set(booking.steps.map(({ id }) => id)).size).toBe(booking.steps.length);
    await world.advanceTo(at + 3_600_000);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
  });
});

describe('a process that dies', () => {
  test('anywhere leaves a delivery whose retry is answered, and one booking, one set of steps, one text', async () => {
    let tried = 0;
    for (let point = 0; ; point += 1) {
      const world = await createWorld(arrival);
      const dying = crashingPorts(world.ports, point);
      const outcome = await dying.run(() => send(world.process(dying.ports), { body, at }));
      if (!outcome.crashed) break;
      tried += 1;
      const retry = await send(world.process(), { body, at });
      expect([200, 202], outcome.at).toContain(retry.status);
      await world.advanceTo(at + 3_600_000);
      const booking = await world.booking('visit-1');
      expect(booking.applied, outcome.at).toHaveLength(1);
      expect(new Set(booking.steps.map(({ id }) => id)).size).toBe(booking.steps.length);
      expect(
        world.texts().map(({ milestone }) => milestone),
        outcome.at,
      ).toEqual(['booked']);
      const last = await send(world.process(), { body, at: world.ports.clock.now() });
      expect(last.body, outcome.at).toMatchObject({ status: 'duplicate', bookingId: 'standard:visit-1' });
    }
    expect(tried).toBeGreaterThan(10);
  });
});

describe('what the gate does not use', () => {
  test('an unknown type of event is ignored with 200', async () => {
    const world = await createWorld(arrival);
    const answer = await send(world.process(), { body: { type: 'invoice.paid', data: { amount: 1 } }, at });
    expect([answer.status, answer.body]).toEqual([
      200,
      { status: 'ignored', reason: 'an event type that the gate does not use' },
    ]);
    expect(world.ports.store.items().filter(({ type }) => type === 'booking')).toEqual([]);
  });

  test('unknown fields of a known event are passed over and not stored', async () => {
    const world = await createWorld(arrival);
    const more = { ...body, campaign: 'spring-gala', data: { ...body.data, petName: 'Biscuit' } };
    expect((await send(world.process(), { body: more, at })).status).toBe(200);
    const booking = JSON.stringify(await world.booking('visit-1'));
    expect(booking).not.toContain('spring-gala');
    expect(booking).not.toContain('Biscuit');
  });

  test.each([
    ['ping', 'ping'],
    ['meeting-started', 'a clock passed the booked start: it does not say that anyone came'],
    ['paid', /a payment changes no booking/],
  ])('the Cal.com trigger of %s is ignored with 200', async (name, reason) => {
    const world = await createWorld(arrival);
    const answer = await send(world.process(), {
      platform: 'cal-com',
      body: fixtureWith('cal-com', name),
      at,
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'ignored', reason: expect.stringMatching(reason) });
  });
});

describe('the end of a meeting that a clock fired', () => {
  const created = fixtureWith('cal-com', 'created', { 'payload.uid': 'cal-1' });

  test.each([
    ['for the time the visit has', {}],
    [
      'for a time it had before it moved',
      { startTime: '2026-11-20T15:00:00Z', endTime: '2026-11-20T16:00:00Z' },
    ],
  ])('%s completes nothing', async (_which, times) => {
    const world = await createWorld(arrival);
    await world.post('cal-com', created);
    const before = await world.booking('cal-1', 'cal-com');
    await world.advanceTo('2026-11-30T15:00:00Z');
    const ended = fixtureWith('cal-com', 'meeting-ended', { uid: 'cal-1', ...times });
    const answer = await world.post('cal-com', ended);
    expect(answer.body).toMatchObject({ status: 'ignored' });
    expect((await world.booking('cal-1', 'cal-com')).status).toBe(before.status);
  });

  test('of a blocked visit brings no after-care', async () => {
    const world = await createWorld(arrival);
    await world.post(
      'standard',
      standardBooking({ at, start, answers: { ...fineAnswers, 'pregnant-nursing': true } }),
    );
    await world.advanceTo('2026-12-20T15:00:00Z');
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['not-yet']);
  });
});

describe('a delivery that is verified and cannot be read', () => {
  const broken = { ...body, data: { ...body.data, startAt: 'next Monday', client: { name: 'Nadia Brook' } } };

  test('is kept as refused, shown to staff, and answered with the fields that are wrong', async () => {
    const world = await createWorld(arrival);
    const answer = await send(world.process(), { body: broken, at, id: 'msg_1' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      type: 'urn:booking-gate:problem:unreadable-delivery',
      errors: [
        {
          path: 'data.startAt',
          expected: 'an ISO 8601 instant with a zone, between the years 2000 and 2099',
        },
        { path: 'data.client.smsConsent', expected: 'true or false' },
      ],
    });
    expect(await world.item(keys.delivery('rosewater', 'standard', 'msg_1'))).toMatchObject({
      status: 'refused',
    });
    const attention = await world.ports.store.attentionFrom('rosewater', { startAt: 0 }, 10);
    expect(attention.map(({ kinds }) => kinds)).toEqual([['refused-delivery']]);
  });

  test('sent again is answered the same, and stored once', async () => {
    const world = await createWorld(arrival);
    const first = await send(world.process(), { body: broken, at });
    const before = stored(world);
    const again = await send(world.process(), { body: broken, at: at + secondMs });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(stored(world)).toBe(before);
  });

  test.each([
    ['no JSON', 'not json at all', /not valid JSON/],
    ['nested a thousand deep', `${'['.repeat(1_000)}${']'.repeat(1_000)}`, /nested deeper/],
    ['a custom template', JSON.stringify(fixtureWith('cal-com', 'custom-template')), /default template/],
  ])('because it is %s says so', async (_what, text, detail) => {
    const world = await createWorld(arrival);
    const answer = await send(world.process(), { platform: 'cal-com', body: text, at });
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringMatching(detail)]);
  });

  test('because it is no UTF-8 says so', async () => {
    const world = await createWorld(arrival);
    // A lone continuation byte: signed as it is sent, and no text.
    const bytes = Buffer.from([0x7b, 0x80, 0x7d]);
    const answer = await send(world.process(), {
      platform: 'cal-com',
      body: '{}',
      at,
      headers: { 'x-cal-signature-256': signCalCom(bytes, testSecrets['cal-com']) },
      parts: { body: bytes.toString('base64'), isBase64Encoded: true },
    });
    expect([answer.status, answer.body.detail]).toEqual([422, 'the body is not valid UTF-8']);
  });
});

test('a question answered twice in two ways is open, whatever names the platform gives it', async () => {
  const world = await createWorld(arrival);
  const answers = { ...fineAnswers, hemophilia: true };
  await world.post('standard', standardBooking({ at, start, answers }));
  const { decision } = await world.booking('visit-1');
  expect([decision?.outcome, decision?.open]).toEqual(['incomplete', ['bleeding-disorder']]);
});

test('the body is stored under the id that was signed, and never under a made-up one', async () => {
  const world = await createWorld(arrival);
  await send(world.process(), { body, at });
  expect(await world.item(keys.delivery('rosewater', 'standard', idOf(JSON.stringify(body))))).toMatchObject({
    status: 'done',
    answer: { status: 'processed' },
  });
});
