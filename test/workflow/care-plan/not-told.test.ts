/** A client who cannot be told in time: known when planning, told to staff at once, once, and listed until the visit. */
import { describe, expect, test } from 'vitest';
import { referenceOf } from '../../../shared/booking/reference.ts';
import { minuteMs } from '../../../shared/time/instant.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { done } from '../acts/acting.ts';
import { post, postEnd, said, skipped } from './story.ts';

const night = '2026-12-15T22:00-05:00';
const early = '2026-12-16T07:30-05:00';
const blocking = { ...fineAnswers, 'pregnant-nursing': true };
const { diabetes: _open, ...unfinished } = fineAnswers;

function notices(world: World): string[] {
  return world.ports.staffNotices.published().map(({ kind }) => kind);
}

async function listedKinds(world: World): Promise<readonly string[]> {
  const [entry] = await world.ports.store.attentionFrom(world.clinic.id, { startAt: 0 }, 10);
  return entry?.kinds ?? [];
}

describe('A booking made at night for the early morning', () => {
  test.each([
    ['allowed', fineAnswers],
    ['blocked', blocking],
    ['in review', { ...fineAnswers, 'active-breakout': true }],
    ['incomplete', unfinished],
  ])('%s: staff hear within two minutes, in the night, and once', async (_, answers) => {
    const world = await createWorld(night);
    await post(world, { start: early, answers });
    await world.advanceTo(world.ports.clock.now() + 2 * minuteMs);
    expect(notices(world)).toEqual(['client-not-told']);
    expect(await listedKinds(world)).toContain('client-not-told');
    await world.advanceTo('2026-12-17T12:00-05:00');
    expect(notices(world)).toEqual(['client-not-told']);
  });

  test('the notice names a booking and a time, and nobody', async () => {
    const world = await createWorld(night);
    await post(world, { start: early });
    await world.advanceTo(world.ports.clock.now() + 2 * minuteMs);
    expect(world.ports.staffNotices.published()).toEqual([
      {
        clinicId: 'rosewater',
        brand: 'Rosewater Skin',
        zone: 'America/New_York',
        kind: 'client-not-told',
        bookingId: 'standard:visit-1',
        ref: referenceOf({ platform: 'standard', uid: 'visit-1' }),
        startAt: Date.parse(early),
      },
    ]);
  });

  test('a block found in the night before a visit that was booked long ago', async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, { start: early });
    await world.advanceTo(night);
    expect(notices(world)).toEqual([]);
    await post(world, { type: 'booking.rescheduled', start: early, answers: blocking });
    await world.advanceTo('2026-12-16T07:00-05:00');
    expect(notices(world)).toEqual(['client-not-told']);
    expect(said(world.texts()).at(-1)).toBe('morning-of Tue Dec 15 18:00');
  });

  test("the clinic's cancel in the night", async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, { start: early });
    await world.advanceTo(night);
    await postEnd(world, 'booking.cancelled', { cancelledBy: 'clinic' });
    await world.advanceTo('2026-12-16T07:00-05:00');
    expect(notices(world)).toEqual(['client-not-told']);
  });

  test('a reschedule in the night to the early morning', async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, { start: '2026-12-18T15:00-05:00' });
    await world.advanceTo(night);
    await post(world, { type: 'booking.rescheduled', start: early });
    await world.advanceTo('2026-12-16T07:00-05:00');
    expect(notices(world)).toEqual(['client-not-told']);
  });
});

describe('Nobody is troubled', () => {
  test('where the late-booking text says in time what day-before would have said', async () => {
    const world = await createWorld('2026-12-15T16:00-05:00');
    await post(world, { start: '2026-12-16T12:00-05:00' });
    await world.advanceTo('2026-12-16T11:59-05:00');
    expect(said(world.texts())).toEqual(['late-booking Tue Dec 15 16:03', 'morning-of Wed Dec 16 09:00']);
    expect(notices(world)).toEqual([]);
  });

  test('where the client cancels what nobody had told them yet', async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, { start: early });
    await world.advanceTo(night);
    await postEnd(world, 'booking.cancelled', { cancelledBy: 'client' });
    await world.advanceTo('2026-12-16T07:00-05:00');
    expect(notices(world)).toEqual([]);
  });
});

describe('A visit that is near when its client hears that it is fine', () => {
  const morning = '2026-12-16T09:00-05:00';
  const sameDay = '2026-12-16T15:00-05:00';

  async function approve(world: World): Promise<void> {
    const { decision } = await world.booking('visit-1');
    const findings = (decision?.findings ?? []).flatMap(({ id, outcome }) =>
      outcome === 'advisory' ? [] : [id],
    );
    await done(world, { act: 'approve-findings', findings });
  }

  test('released: one text that leads to what no other can say in time, and nobody is called', async () => {
    const world = await createWorld(morning);
    await post(world, { start: sameDay, answers: { ...fineAnswers, 'last-botox': '2026-12-14' } });
    await world.advanceTo('2026-12-16T12:30-05:00');
    await approve(world);
    await world.advanceTo('2026-12-16T12:45-05:00');
    expect(said(world.texts())).toEqual(['not-yet Wed Dec 16 09:03', 'released Wed Dec 16 12:31']);
    expect(world.texts().at(-1)?.body).toMatch(
      /all set for Wed Dec 16, 3:00 PM. How to prepare: http.*\/c\//,
    );
    expect(await listedKinds(world)).toEqual([]);
    await world.advanceTo(sameDay);
    expect(await skipped(world)).toContain('day-before: said in the other text');
    expect(notices(world)).toEqual(['held-soon']);
    expect(world.texts()).toHaveLength(2);
  });

  test('moved: the same, also where the morning’s text would be due at once', async () => {
    const world = await createWorld('2026-12-02T10:00-05:00');
    await post(world, { start: '2026-12-23T15:00-05:00' });
    await world.advanceTo(morning);
    await post(world, { type: 'booking.rescheduled', start: sameDay });
    await world.advanceTo(sameDay);
    expect(said(world.texts()).slice(1)).toEqual([
      'two-weeks-before Tue Dec 8 15:00',
      'new-time Wed Dec 16 09:03',
    ]);
    expect(world.texts().at(-1)?.body).toMatch(/now on Wed Dec 16, 3:00 PM. How to prepare: http.*\/c\//);
    expect(notices(world)).toEqual([]);
    expect(await listedKinds(world)).toEqual([]);
  });

  test('released a day and a half before: what is in time is said in its own text', async () => {
    const world = await createWorld('2026-12-14T10:00-05:00');
    await post(world, { start: sameDay, answers: { ...fineAnswers, 'last-botox': '2026-12-14' } });
    await world.advanceTo('2026-12-15T12:00-05:00');
    await approve(world);
    await world.advanceTo(sameDay);
    expect(said(world.texts()).map((line) => line.split(' ')[0])).toEqual([
      'not-yet',
      'released',
      'day-before',
      'morning-of',
    ]);
  });

  test('of a treatment without guidance is led nowhere', async () => {
    const world = await createWorld('2026-12-02T10:00-05:00');
    const botox = { treatment: 'botox', answers: {} };
    await post(world, { start: '2026-12-23T15:00-05:00', ...botox });
    await world.advanceTo(morning);
    await post(world, { type: 'booking.rescheduled', start: sameDay, ...botox });
    await world.advanceTo(sameDay);
    expect(world.texts().at(-1)?.body).toMatch(/has moved to Wed Dec 16, 3:00 PM. Questions\? Call/);
  });
});

describe('A client without a number', () => {
  test('is told to staff, and gets no text', async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, { start: early, client: { phone: '12' } });
    await world.advanceTo('2026-12-17T12:00-05:00');
    expect(notices(world)).toEqual(['no-usable-number']);
    expect(world.ports.texting.calls()).toEqual([]);
  });

  test('or without consent gets none either, and is listed', async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, { start: early, client: { smsConsent: false } });
    expect(await listedKinds(world)).toEqual(['no-consent']);
    await world.advanceTo('2026-12-17T12:00-05:00');
    expect(world.ports.texting.calls()).toEqual([]);
  });
});

describe('A client whom no text reaches', () => {
  const midday = '2026-12-15T12:00-05:00';

  test.each([
    [
      'whose number is refused for good',
      { published: 'no', passing: false, reason: 'InvalidParameter' } as const,
    ],
  ])('%s is told of a block by a person', async (_, result) => {
    const world = await createWorld(midday);
    world.ports.texting.script({ result });
    await post(world, { start: early, answers: blocking });
    await world.advanceTo(world.ports.clock.now() + 10 * minuteMs);
    expect(notices(world)).toEqual(['held-soon', 'client-not-told']);
    expect(await listedKinds(world)).toEqual(expect.arrayContaining(['client-not-told', 'text-failed']));
  });

  test('who is opted out at the carrier is told of a block by a person', async () => {
    const world = await createWorld(midday);
    world.ports.texting.optedOut.add('+12125550117');
    await post(world, { start: early, answers: blocking });
    await world.advanceTo(world.ports.clock.now() + 10 * minuteMs);
    expect(notices(world)).toEqual(['held-soon', 'client-not-told']);
  });

  test('who gave no consent is told of a block by a person; of a plain booking the platform told them', async () => {
    const world = await createWorld(midday);
    await post(world, { start: early, answers: blocking, client: { smsConsent: false } });
    const client = {
      smsConsent: false,
      name: 'Owen Tarrant',
      phone: '+12125550142',
      email: 'owen@example.com',
    };
    await post(world, { uid: 'visit-2', start: early, client });
    await world.advanceTo(world.ports.clock.now() + 10 * minuteMs);
    expect(world.ports.staffNotices.published().map(({ kind, bookingId }) => [kind, bookingId])).toEqual([
      ['client-not-told', 'standard:visit-1'],
    ]);
  });
});

describe('The list of what needs a person', () => {
  test('lets go of a blocked visit a week after it, without any further event', async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, { start: early, answers: blocking });
    await world.advanceTo('2026-12-22T12:00-05:00');
    expect(await listedKinds(world)).toContain('blocked');
    await world.advanceTo('2026-12-24T12:00-05:00');
    expect(await listedKinds(world)).toEqual([]);
  });
});
