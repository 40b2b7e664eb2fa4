/** What items cost: a typical booking stays within three write units of DynamoDB, and nothing that is posted brings an item near the limit. */
import { describe, expect, test } from 'vitest';
import { textOf } from '../../functions/adapters/stored-item.ts';
import { bodyBytesMax } from '../../functions/webhook/handler.ts';
import { bookingSchema } from '../../shared/booking/booking.ts';
import { decide, withDecided } from '../../shared/booking/decide.ts';
import type { BookingEvent } from '../../shared/booking/event.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import { contactSchema, questionsMax, repliesMax, slotsMax } from '../../shared/follow-up/contact.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { Item } from '../../shared/store/item.ts';
import { dayMs, hourMs, minuteMs } from '../../shared/time/instant.ts';
import { fineAnswers, standardBooking } from '../world/bodies.ts';
import { aClinic, createWorld, type World } from '../world/world.ts';
import { bytesOf, rowBytes, rowBytesMax } from './row-size.ts';

const morning = '2026-11-03T15:00:00Z';
const start = '2026-11-24T15:00:00Z';
/** Three units of a write. */
const typicalBytesMax = 3 * 1024;
/** Whatever happens: a quarter of what a row may have. */
const worstBytesMax = rowBytesMax / 4;

test('the bytes of a row are those of its names and values', () => {
  const row = { pk: { S: 'clé' }, due: { N: '1793718210' }, item: { B: new Uint8Array(10) } };
  expect(bytesOf({ ...row, attention: { L: [{ S: 'blocked' }] } })).toBe(
    2 + 4 + 3 + 7 + 4 + 10 + 9 + 3 + 1 + 7,
  );
});

describe('a typical booking', () => {
  const answered = {
    ...fineAnswers,
    'uses-retinoids': true,
    'retinoids-last-use': '2026-10-20',
    'last-botox': '2026-08-01',
    'blood-thinners': true,
  };

  test.each([
    ['answered, all fine', fineAnswers],
    ['answered with some findings', answered],
    ['without answers', {}],
  ])('%s costs three write units at most, from the booking to the last text', async (_, answers) => {
    const world = await createWorld(morning);
    await world.post('standard', standardBooking({ at: morning, start, answers }));
    const sizes: number[] = [];
    for (let day = 0; day < 45; day += 3) {
      sizes.push(rowBytes(await world.booking('visit-1')));
      await world.advanceTo(Date.parse(morning) + (day + 3) * dayMs);
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(typicalBytesMax);
  });

  test('and its client’s contact, pages, message ids and delivery stay small', async () => {
    const world = await createWorld(morning);
    await world.post('standard', standardBooking({ at: morning, start }));
    await world.advanceTo('2026-12-20T15:00:00Z');
    const sizes = Object.fromEntries(world.ports.store.items().map((item) => [item.type, rowBytes(item)]));
    expect(sizes.contact).toBeLessThan(2 * 1024);
    expect(sizes.page).toBeLessThan(1024);
    // One for each text: within one write unit.
    expect(sizes.message).toBeLessThan(1024);
    expect(sizes.delivery).toBeLessThan(2 * 1024);
    expect(sizes.clinic).toBeLessThan(2 * 1024);
  });
});

/** Letters that neither deflate nor fit one byte: the worst a person can type. */
function noise(chars: number, seed: number): string {
  let state = seed + 1;
  const letters = Array.from({ length: chars }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return String.fromCharCode(0x4e00 + ((state >>> 8) % 20_000));
  });
  return letters.join('');
}

function expectFar(item: Item): void {
  expect(rowBytes(item)).toBeLessThan(worstBytesMax);
  expect(Buffer.byteLength(textOf(item))).toBeLessThan(rowBytesMax / 2);
}

describe('whatever is posted, far from the limit stays', () => {
  const worst = Object.fromEntries(Object.keys(fineAnswers).map((id, n) => [id, noise(1_000, n)]));
  const client = { name: noise(200, 99), email: `${'a'.repeat(240)}@example.com` };

  function largest(uid: string, at: number) {
    const many = Array.from({ length: 45 }, (_, n) => [`question-${n}-${'x'.repeat(400)}`, 'no']);
    return standardBooking({ at, uid, start, client, answers: { ...worst, ...Object.fromEntries(many) } });
  }

  async function postedWorld(): Promise<World> {
    const world = await createWorld(morning);
    const answer = await world.post('standard', largest('u'.repeat(128), Date.parse(morning)));
    expect(answer.status).toBe(200);
    return world;
  }

  test('the booking, its delivery and what leads to it', async () => {
    const world = await postedWorld();
    await world.advanceTo('2026-11-25T15:00:00Z');
    for (const item of world.ports.store.items()) expectFar(item);
  });

  test('a delivery with a body of the largest size', async () => {
    const world = await createWorld(morning);
    const body = largest('a', Date.parse(morning));
    const room = bodyBytesMax - Buffer.byteLength(JSON.stringify({ ...body, more: '' }));
    const answer = await world.post('standard', { ...body, more: noise(Math.floor(room / 3), 7) });
    expect(answer.status).toBe(200);
    const delivery = world.ports.store.items().find((item) => item.type === 'delivery');
    if (delivery === undefined) throw new Error('no delivery was stored');
    expect(textOf(delivery).length).toBeGreaterThan(80_000);
    expectFar(delivery);
  });

  test('a booking after a thousand moves, answers, claims and opt-outs', async () => {
    const world = await postedWorld();
    const [first] = world.ports.store.items().filter((item) => item.type === 'booking');
    if (first === undefined) throw new Error('no booking was stored');
    let booking = first;
    for (let n = 0; n < 1_000; n += 1) {
      const at = Date.parse(morning) + n * minuteMs;
      for (const event of eventsOf(booking, n, at)) booking = evolve(booking, event);
      if (n % 10 === 0) {
        booking = withDecided(booking, decide(booking, { visits: [] }, microneedlingPolicy, aClinic(), at));
      }
    }
    expect(bookingSchema.safeParse(booking).error).toBeUndefined();
    expectFar(booking);
    const carry = { carry: booking, carriedSince: booking.startAt, target: 'u'.repeat(128), expiresAt: 0 };
    const { clinicId, platform, uid, version } = booking;
    expectFar({ type: 'alias', clinicId, platform, uid, version, ...carry });
  });

  type Stored = Extract<Item, { type: 'booking' }>;

  function eventsOf(booking: Stored, n: number, at: number): BookingEvent[] {
    const { client: person, service, people, consent, endAt } = booking;
    const startAt = booking.startAt + hourMs;
    const answers = Object.fromEntries(
      Object.keys(fineAnswers).map((id, index) => [
        id,
        { value: { is: 'unreadable', raw: noise(80, n + index) }, at, source: 'form' } as const,
      ]),
    );
    const visit = {
      service,
      treatment: 'microneedling',
      startAt,
      endAt: endAt + hourMs,
      client: person,
      people,
      consent,
      answers,
    };
    const order = { stamp: at, rank: 3 };
    const step = booking.steps.find(({ state }) => state.status === 'planned')?.id ?? 'none';
    const click = `${n}`.padStart(36, '0');
    const act = {
      what: 'send-earliest-date',
      by: 'm'.repeat(100),
      role: 'manager',
      why: noise(200, n + 1),
      click,
      at,
    } as const;
    const approved: BookingEvent = { type: 'approved', findings: [noise(200, n)], act };
    return [
      { type: 'rescheduled', pending: false, visit, order, delivery: `delivery-${n}`, at },
      { type: 'answered', answers, at, by: 'form' },
      { type: 'step-claimed', step, at, expiresAt: at + minuteMs },
      { type: 'step-unknown', step, at, reason: 'x'.repeat(60) },
      { type: 'opt-changed', stoppedBy: n % 2 === 0 ? 'carrier' : undefined, at },
      { type: 'outcome-shown', rules: [`rule-${n}`], at },
      { type: 'told-to-pause', pauseFrom: at, at },
      // Staff approve far less often than platforms move.
      ...(n % 25 === 0 ? [approved] : []),
    ];
  }

  test('a contact with all it remembers', () => {
    const uid = 'u'.repeat(128);
    const contact = contactSchema.parse({
      type: 'contact',
      clinicId: 'c'.repeat(64),
      phoneKey: 'k'.repeat(22),
      version: 1,
      phone: '+12125550117',
      firstText: noise(300, 1),
      slots: Array.from({ length: slotsMax }, (_, n) => ({
        text: noise(300, n),
        content: noise(80, n),
        kind: 'care',
        at: n,
      })),
      questions: Array.from({ length: questionsMax }, () => ({
        platform: 'standard',
        uid,
        askedAt: 1,
        expiresAt: 2,
      })),
      replies: Array.from({ length: repliesMax }, (_, n) => ({ id: noise(100, n), at: n, state: 'taken' })),
    });
    expectFar(contact);
  });

  test('a message id with the longest names, and one with a receipt that waits', () => {
    const base = { type: 'message', id: noise(100, 1), version: 1, expiresAt: 1 } as const;
    const places = { clinicId: 'c'.repeat(64), platform: 'p'.repeat(40), uid: noise(128, 2) };
    expectFar({ ...base, holds: 'text', ...places, step: noise(80, 3), phoneKey: 'k'.repeat(40) });
    const failed = {
      outcome: 'failed',
      messageId: base.id,
      at: 1,
      reason: noise(60, 4),
      optedOut: true,
    } as const;
    expectFar({ ...base, holds: 'receipt', receipt: failed });
  });

  test('a clinic with the most services and names of questions', () => {
    const services = Object.fromEntries(
      Array.from({ length: 200 }, (_, n) => [noise(200, n), 'microneedling']),
    );
    const names = Object.fromEntries(
      Array.from({ length: 200 }, (_, n) => [noise(200, 300 + n), 'diabetes']),
    );
    const clinic = aClinic({ services: { standard: services }, questionNames: names });
    expect(rowBytes(clinic)).toBeLessThan(rowBytesMax * 0.7);
    expect(Buffer.byteLength(textOf(clinic))).toBeLessThan(rowBytesMax * 0.7);
  });
});
