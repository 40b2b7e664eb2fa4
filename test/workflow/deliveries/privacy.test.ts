/** What leaves the gate beside its texts: no refusal says back what was sent, and no line of a log names a person, an answer, a secret or a token. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { problemSchema } from '../../../shared/api/problem.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { httpEvent } from '../../http/event.ts';
import { fixtureWith } from '../../platforms/fixture.ts';
import { fineAnswers, standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf, testSecrets, type World } from '../../world/world.ts';
import { arrival, send } from './posting.ts';

const at = instantOf(arrival);
const start = '2026-12-14T15:00:00Z';
const seed = 20261116;

let logged: MockInstance<typeof console.error>;

beforeEach(() => {
  logged = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A word that stands nowhere in the product: found in an answer, it came from the request. */
const planted = 'Zyxquark';

describe('a refusal', () => {
  test('never says back a value that was sent, whatever was sent where', async () => {
    const world = await createWorld(arrival);
    const process = world.process();
    const value = fc.oneof(
      fc.constant(planted),
      fc.string({ maxLength: 20 }).map((text) => `${planted}${text}`),
      fc.array(fc.constant(planted), { maxLength: 3 }),
      fc.record({ inner: fc.constant(planted) }),
      fc.constantFrom(null, true, 12),
    );
    const spoiled = fc.record(
      {
        type: fc.constantFrom('booking.created', 'booking.rescheduled', 'booking.completed', planted),
        timestamp: value,
        data: fc.record(
          {
            bookingId: value,
            treatment: value,
            startAt: value,
            endAt: value,
            client: fc.oneof(
              value,
              fc.record({ name: value, phone: value, email: value, smsConsent: value }, { requiredKeys: [] }),
            ),
            answers: fc.oneof(
              value,
              fc.record({ 'last-botox': value, diabetes: value }, { requiredKeys: [] }),
            ),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(spoiled, async (body) => {
        const answer = await send(process, { body, at });
        expect(answer.text).not.toContain(planted);
        if (answer.status >= 400) problemSchema.parse(answer.body);
      }),
      { seed, numRuns: 300 },
    );
  });

  test('carries no secret, signature, id or header of the request', async () => {
    const world = await createWorld(arrival);
    const body = standardBooking({ at, start });
    const answers = [
      await send(world.process(), { body, at, id: `${planted}.1` }),
      await send(world.process(), { body, at, headers: { 'webhook-signature': `v1,${planted}` } }),
      await send(world.process(), { body, at, headers: { 'content-type': `text/${planted}` } }),
      await send(world.process(), { body, at, clinicId: planted.toLowerCase() }),
      await send(world.process(), { body, at, parts: { path: `/v1/${planted}` } }),
      await send(world.process(), { body, at, parts: { method: planted } }),
    ];
    for (const { status, text } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text.toLowerCase()).not.toContain(planted.toLowerCase());
      expect(text).not.toContain(testSecrets.standard);
    }
  });

  test('is never cached, framed or sniffed', async () => {
    const world = await createWorld(arrival);
    const { headers } = await send(world.process(), { body: {}, at });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });
});

describe('the journal, the log and the timers', () => {
  /** Everything of a person that went in, and everything secret that was made. */
  async function secretsOf(world: World): Promise<string[]> {
    const { pages, phoneKey, emailKey } = await world.booking('visit-1');
    const own = [pages.screening, pages.care, phoneKey, emailKey].filter((one) => one !== undefined);
    return [
      'Nadia',
      'Brook',
      '2125550117',
      '5550117',
      'nadia.brook@example.com',
      '2026-11-05',
      'last-botox',
      'pregnant',
      'Isotretinoin since May',
      testSecrets.standard,
      testSecrets['cal-com'],
      testSecrets.clientKey,
      ...own,
    ];
  }

  /** Booked, screened, told, asked, opted out and in, refused, forged, cancelled. */
  async function livedThrough(): Promise<World> {
    const world = await createWorld(arrival);
    const process = world.process();
    const answers = { ...fineAnswers, 'last-botox': '2026-11-05', autoimmune: 'Isotretinoin since May' };
    const phone = '+12125550117';
    await world.post('standard', standardBooking({ at, start, answers }));
    await world.advanceTo(at + hourMs);
    const { pages } = await world.booking('visit-1');
    const fields = {
      ...Object.fromEntries(Object.keys(fineAnswers).map((name) => [name, 'no'])),
      autoimmune: 'no',
    };
    const page = await process.pages(
      httpEvent({
        method: 'POST',
        path: `/s/${pages.screening}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...fields, 'last-botox': 'never' }).toString(),
      }),
    );
    expect(page.statusCode).toBe(303);
    await world.advanceTo('2026-12-13T16:00:00Z');
    for (const word of ['2', 'Isotretinoin since May', 'PARAR', 'start', 'help']) {
      world.ports.clock.advance(minuteMs);
      await world.reply(phone, word);
    }
    world.ports.texting.script({ result: { published: 'unknown', reason: 'TimeoutError' } });
    await world.advanceTo('2026-12-13T18:00:00Z');
    const now = world.ports.clock.now();
    await send(process, {
      body: standardBooking({ at: now, start }),
      at: now,
      secret: `whsec_${'A'.repeat(43)}=`,
    });
    await send(process, {
      body: { ...standardBooking({ at: now, start }), data: { bookingId: 'visit-1' } },
      at: now,
    });
    await world.post('cal-com', fixtureWith('cal-com', 'custom-template'));
    world.ports.store.breakDown();
    await send(process, { body: standardBooking({ at: now + minuteMs, start }), at: now });
    world.ports.store.repair();
    await world.post('standard', {
      ...standardBooking({ at: now + minuteMs, start, type: 'booking.cancelled' }),
    });
    await world.advanceTo('2026-12-20T16:00:00Z');
    return world;
  }

  test('name no person, answer, secret or token in a whole life of a booking', async () => {
    const world = await livedThrough();
    const events = world.ports.journal.events();
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining([
        'booking-decided',
        'contact-opted-in',
        'contact-opted-out',
        'delivery-answered',
        'delivery-rejected',
        'notice-sent',
        'reply-taken',
        'text-sent',
      ]),
    );
    const written = JSON.stringify([events, logged.mock.calls, world.ports.staffNotices.published()]);
    for (const secret of await secretsOf(world)) expect(written).not.toContain(secret);
  });

  test('a timer carries a key and an instant and nothing of the person', async () => {
    const world = await createWorld(arrival);
    await world.post('standard', standardBooking({ at, start }));
    const timers = JSON.stringify(world.ports.timers.standing());
    expect(timers).toContain('booking#rosewater#standard#visit-1');
    for (const secret of await secretsOf(world)) expect(timers).not.toContain(secret);
  });

  test('a text tells the phone nothing of what the client answered', async () => {
    const world = await livedThrough();
    for (const { body } of world.texts())
      expect(body).not.toMatch(/2026-11-05|Isotretinoin|pregnan|autoimmun/i);
  });
});
