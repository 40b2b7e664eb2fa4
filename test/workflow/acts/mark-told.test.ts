/** What no text could say and staff said instead comes off the list, for the facts as they are; what cannot be said later is listed anew. */
import { describe, expect, test } from 'vitest';
import { minuteMs } from '../../../shared/time/instant.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { post, postEnd } from '../care-plan/story.ts';
import { act, done, refusal, states, stepsOf, why } from './acting.ts';

const noon = '2026-12-14T12:00-05:00';
const start = '2026-12-16T15:00-05:00';
const blocking = { ...fineAnswers, 'pregnant-nursing': true };
const recentBotox = { ...fineAnswers, 'last-botox': '2026-12-07' };
const refusedForGood = { published: 'no', passing: false, reason: 'InvalidParameter' } as const;
const unknown = { published: 'unknown', reason: 'TimeoutError' } as const;
const noText = ['no-usable-number', 'no-consent', 'opted-out'];
const untold = ['client-not-told', 'text-failed', 'text-unknown', ...noText];

async function kinds(world: World): Promise<readonly string[]> {
  const [entry] = await world.ports.store.attentionFrom(world.clinic.id, { startAt: 0 }, 10);
  return (entry?.kinds ?? []).filter((kind) => untold.includes(kind));
}

async function later(world: World, minutes: number): Promise<void> {
  await world.advanceTo(world.ports.clock.now() + minutes * minuteMs);
}

/** A visit whose first text met with something. */
async function worldWhere(
  result: typeof refusedForGood | typeof unknown,
  answers: Record<string, unknown> = blocking,
): Promise<World> {
  const world = await createWorld(noon);
  world.ports.texting.script({ result, arrives: false });
  await post(world, { start, answers });
  await later(world, 30);
  return world;
}

describe('A client whom staff told', () => {
  test.each([
    ['of a text that failed', refusedForGood, ['client-not-told', 'text-failed']],
    ['of a text whose fate is unknown', unknown, ['text-unknown']],
  ] as const)('%s leaves the list, with who told them on record', async (_, result, listed) => {
    const world = await worldWhere(result);
    expect(await kinds(world)).toEqual(listed);
    const booking = await done(world, { act: 'mark-told' });
    expect(await kinds(world)).toEqual([]);
    expect(states(booking, 'not-yet')).toEqual([result === unknown ? 'unknown' : 'failed', 'told']);
    expect(booking.audit.at(-1)).toMatchObject({ did: 'told the client', kind: 'act', by: 'ana', why });
    await later(world, 24 * 60);
    expect(world.texts()).toEqual([]);
  });

  test('who takes no texts leaves the list too', async () => {
    const world = await createWorld(noon);
    await post(world, { start, answers: blocking, client: { smsConsent: false } });
    await later(world, 30);
    expect(await kinds(world)).toEqual(['client-not-told', 'no-consent']);
    await done(world, { act: 'mark-told' });
    expect(await kinds(world)).toEqual([]);
  });

  test('who takes no texts and has questions open was asked', async () => {
    const world = await createWorld(noon);
    await post(world, { start, answers: {}, client: { smsConsent: false } });
    await later(world, 30);
    expect(await kinds(world)).toEqual(['client-not-told', 'no-consent']);
    await done(world, { act: 'mark-told' });
    expect(await kinds(world)).toEqual([]);
  });

  test('is believed to know it: that all is set after all is said anew', async () => {
    const world = await worldWhere(refusedForGood, recentBotox);
    const told = await done(world, { act: 'mark-told' });
    const findings = (told.decision?.findings ?? []).flatMap(({ id, outcome }) =>
      outcome === 'blocked' ? [id] : [],
    );
    await done(world, { act: 'approve-findings', findings });
    await later(world, 30);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['released', 'three-days-before']);
  });

  test('of a block knows of it: another answer does not lift it silently', async () => {
    const world = await worldWhere(refusedForGood);
    expect((await world.booking('visit-1')).shown).toEqual([]);
    const { shown } = await done(world, { act: 'mark-told' });
    expect(shown).toEqual(['pregnant-nursing']);
  });

  test('from when to pause was told so, if that was in time', async () => {
    const retinoids = { ...fineAnswers, 'uses-retinoids': true, 'retinoids-last-use': 'still' };
    const world = await createWorld('2026-12-10T12:00-05:00');
    await post(world, { start: '2026-12-16T10:00-05:00', answers: retinoids });
    await world.advanceTo('2026-12-14T09:00-05:00');
    const before = (await world.booking('visit-1')).decision?.conditions ?? [];
    expect(before.map(({ toldAt }) => toldAt)).toEqual([undefined]);
    world.ports.texting.script({ result: refusedForGood });
    await world.advanceTo((before[0]?.pauseBy ?? 0) - minuteMs);
    expect(await kinds(world)).toEqual(['client-not-told', 'text-failed']);
    await done(world, { act: 'mark-told' });
    await later(world, 30);
    const { decision } = await world.booking('visit-1');
    expect(decision?.outcome).toBe('allowed');
    expect(decision?.conditions[0]?.toldAt).toBeDefined();
  });
});

describe('A client whom no text reaches, and staff did', () => {
  test.each([
    ['without a usable number', { phone: '12' }, 'no-usable-number'],
    ['without consent', { smsConsent: false }, 'no-consent'],
  ] as const)('%s leaves the list until there is something else to say', async (_, client, kind) => {
    const world = await createWorld(noon);
    await post(world, { start, client });
    expect(await kinds(world)).toEqual([kind]);
    const booking = await done(world, { act: 'mark-told' });
    expect(states(booking, 'booked')).toEqual(['told']);
    await later(world, 30);
    expect(await kinds(world)).toEqual([]);
    await done(world, { act: 'record-answers', answers: { 'pregnant-nursing': 'yes' } });
    expect(await kinds(world)).toContain(kind);
    await done(world, { act: 'mark-told' });
    expect(await kinds(world)).toEqual([]);
    await post(world, { type: 'booking.rescheduled', start: '2026-12-18T15:00-05:00', client });
    expect(await kinds(world)).toContain(kind);
    expect(world.texts()).toEqual([]);
  });

  test('who said STOP leaves it too, and is not texted for that', async () => {
    const world = await createWorld(noon);
    await post(world, { start });
    await later(world, 30);
    await world.reply('+12125550117', 'STOP');
    expect(await kinds(world)).toEqual(['opted-out']);
    const booking = await done(world, { act: 'mark-told' });
    expect(await kinds(world)).toEqual([]);
    expect(booking.audit.at(-1)).toMatchObject({ did: 'reached the client', kind: 'act', by: 'ana', why });
    expect(booking.optedOutAt).toBeDefined();
    const before = world.texts().length;
    await world.advanceTo(start);
    expect(world.texts()).toHaveLength(before);
  });

  test('who says STOP after START is somebody to reach anew', async () => {
    const world = await createWorld(noon);
    await post(world, { start });
    for (const word of ['STOP', 'START', 'STOP']) {
      await later(world, 1);
      await world.reply('+12125550117', word);
      if (word === 'STOP') {
        expect(await kinds(world)).toEqual(['opted-out']);
        await done(world, { act: 'mark-told' });
      }
      expect(await kinds(world)).toEqual([]);
    }
  });

  test('was also told from when to pause, where the visit rests on that', async () => {
    const retinoids = { ...fineAnswers, 'uses-retinoids': true, 'retinoids-last-use': 'still' };
    const world = await createWorld('2026-12-10T12:00-05:00');
    await post(world, { start, answers: retinoids, client: { smsConsent: false } });
    await later(world, 30);
    expect(await kinds(world)).toEqual(['client-not-told', 'no-consent']);
    await done(world, { act: 'mark-told' });
    await world.advanceTo(start);
    expect((await world.booking('visit-1')).atStart).toBe('allowed');
    expect(world.ports.staffNotices.published().map(({ kind }) => kind)).toEqual(['client-not-told']);
  });
});

describe('It holds for the facts as they were', () => {
  test('a text that fails later is listed anew', async () => {
    const world = await worldWhere(refusedForGood);
    await done(world, { act: 'mark-told' });
    world.ports.texting.script({ result: refusedForGood });
    await postEnd(world, 'booking.cancelled', { cancelledBy: 'clinic' });
    await later(world, 30);
    expect(await kinds(world)).toEqual(['client-not-told', 'text-failed']);
    await done(world, { act: 'mark-told' });
    expect(await kinds(world)).toEqual([]);
  });

  test('of another time nobody was told', async () => {
    const world = await createWorld(noon);
    await post(world, { start, answers: blocking, client: { smsConsent: false } });
    await done(world, { act: 'mark-told' });
    const moved = { type: 'booking.rescheduled', start: '2026-12-18T15:00-05:00' } as const;
    await post(world, { ...moved, answers: blocking, client: { smsConsent: false } });
    expect(await kinds(world)).toEqual(['client-not-told', 'no-consent']);
  });

  test('the text is not sent again, also where that was asked for before', async () => {
    const world = await worldWhere(unknown);
    const [lost] = stepsOf(await world.booking('visit-1'), 'not-yet');
    const step = lost?.id ?? '';
    await done(world, { act: 'mark-told' });
    expect(await refusal(world, { act: 'resend-text', step })).toEqual([
      'step: expected a text that was not sent again since',
    ]);
  });
});

describe('Nothing is to be marked', () => {
  test('where every text arrived', async () => {
    const world = await createWorld(noon);
    await post(world, { start, answers: fineAnswers });
    await later(world, 30);
    expect(await refusal(world, { act: 'mark-told' })).toEqual([
      'act: expected a text that did not arrive, or that cannot go out',
    ]);
  });

  test('twice, and the same click is taken once', async () => {
    const world = await worldWhere(refusedForGood);
    const click = '7f4df6a3-0ec1-4f0e-9a52-2d6a7c1f9b10';
    const first = await done(world, { act: 'mark-told', click });
    const again = await act(world, { act: 'mark-told', click });
    expect(again).toMatchObject({ acted: 'repeated', result: { booking: { steps: first.steps } } });
    expect(await refusal(world, { act: 'mark-told' })).toHaveLength(1);
  });
});
