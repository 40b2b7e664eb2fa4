/** What a moved visit says again: its new time once, dated advice for the new date, undated advice never. */
import { describe, expect, test } from 'vitest';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld } from '../../world/world.ts';
import { post, said, skipped } from './story.ts';

const start = '2026-12-16T15:00-05:00';
const booked = '2026-11-23T10:00-05:00';

async function bookedWorld(answers: Record<string, unknown> = fineAnswers) {
  const world = await createWorld(booked);
  await post(world, { start, answers });
  return world;
}

describe('A reschedule after texts were sent', () => {
  test('to a near date: one new time, dated advice again where there is time, undated advice not again', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-12-14T10:00-05:00');
    expect(said(world.texts())).toEqual([
      'booked Mon Nov 23 10:03',
      'two-weeks-before Tue Dec 1 15:00',
      'three-days-before Sun Dec 13 15:00',
    ]);
    await post(world, { type: 'booking.rescheduled', start: '2026-12-21T15:00-05:00' });
    await world.advanceTo('2026-12-21T14:59-05:00');
    expect(said(world.texts()).slice(3)).toEqual([
      'new-time Mon Dec 14 10:03',
      'day-before Sun Dec 20 12:00',
      'morning-of Mon Dec 21 09:00',
    ]);
    expect(await skipped(world)).toEqual([
      'two-weeks-before: said in the other text',
      'three-days-before: already said',
    ]);
  });

  test('to a far date: the last day for Botox is said for the new date', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-12-14T10:00-05:00');
    await post(world, { type: 'booking.rescheduled', start: '2027-01-13T15:00-05:00' });
    await world.advanceTo('2027-01-13T14:59-05:00');
    expect(said(world.texts()).slice(3)).toEqual([
      'new-time Mon Dec 14 10:03',
      'two-weeks-before Tue Dec 29 15:00',
      'day-before Tue Jan 12 09:00',
      'morning-of Wed Jan 13 09:00',
    ]);
    const days = world.texts().filter(({ milestone }) => milestone === 'two-weeks-before');
    expect(days[0]?.body).toContain('Dec 2');
    expect(days[1]?.body).toContain('Dec 30');
    expect(await skipped(world)).toEqual(['three-days-before: already said']);
  });

  test('after day-before: it is asked again for the new day', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-12-15T12:00-05:00');
    await post(world, { type: 'booking.rescheduled', start: '2026-12-18T15:00-05:00' });
    await world.advanceTo('2026-12-18T14:59-05:00');
    expect(said(world.texts()).slice(3)).toEqual([
      'day-before Tue Dec 15 09:00',
      'new-time Tue Dec 15 12:03',
      'day-before Thu Dec 17 09:00',
      'morning-of Fri Dec 18 09:00',
    ]);
  });

  test('there and back: what was said of the first date is not said twice', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-12-02T10:00-05:00');
    await post(world, { type: 'booking.rescheduled', start: '2027-01-13T15:00-05:00' });
    await world.advanceTo('2026-12-02T12:00-05:00');
    await post(world, { type: 'booking.rescheduled', start });
    await world.advanceTo('2026-12-16T14:59-05:00');
    expect(said(world.texts())).toEqual([
      'booked Mon Nov 23 10:03',
      'two-weeks-before Tue Dec 1 15:00',
      'new-time Wed Dec 2 10:03',
      'new-time Wed Dec 2 12:03',
      'three-days-before Sun Dec 13 15:00',
      'day-before Tue Dec 15 09:00',
      'morning-of Wed Dec 16 09:00',
    ]);
  });

  test('a longer visit at the same start is no new time, and its after-care moves', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-12-14T10:00-05:00');
    await post(world, { type: 'booking.rescheduled', start, minutes: 120 });
    await world.advanceTo('2026-12-17T23:00-05:00');
    expect(said(world.texts()).slice(3)).toEqual([
      'day-before Tue Dec 15 09:00',
      'morning-of Wed Dec 16 09:00',
      'after-visit Wed Dec 16 18:00',
      'day-1 Thu Dec 17 17:00',
    ]);
  });

  test('after the visit began: after-care of the old time is dropped, the new time gets its own', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-12-16T15:30-05:00');
    const before = world.texts().length;
    await post(world, { type: 'booking.rescheduled', start: '2026-12-17T18:00-05:00' });
    await world.advanceTo('2026-12-18T22:00-05:00');
    expect(said(world.texts()).slice(before)).toEqual([
      'new-time Wed Dec 16 15:33',
      // 26 and a half hours ahead, so that there is still time to pause.
      'day-before Wed Dec 16 15:33',
      'morning-of Thu Dec 17 09:00',
      'after-visit Thu Dec 17 19:59',
      'day-1 Fri Dec 18 19:00',
    ]);
  });
});

describe('A reschedule that changes the verdict', () => {
  const botox = { ...fineAnswers, 'last-botox': '2026-12-05' };

  test('blocks: not-yet, and no guidance; clears: released, and the care plan starts', async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, { start: '2026-12-21T15:00-05:00', answers: botox });
    await world.advanceTo('2026-12-08T10:00-05:00');
    await post(world, { type: 'booking.rescheduled', start: '2026-12-16T15:00-05:00', answers: botox });
    await world.advanceTo('2026-12-14T10:00-05:00');
    await post(world, { type: 'booking.rescheduled', start: '2026-12-22T15:00-05:00', answers: botox });
    await world.advanceTo('2026-12-22T14:59-05:00');
    expect(said(world.texts())).toEqual([
      'booked Mon Dec 7 10:03',
      'two-weeks-before Mon Dec 7 10:03',
      'not-yet Tue Dec 8 10:03',
      'released Mon Dec 14 10:01',
      'three-days-before Sat Dec 19 15:00',
      'day-before Mon Dec 21 09:00',
      'morning-of Tue Dec 22 09:00',
    ]);
  });
});
