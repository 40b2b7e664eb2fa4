/** After-care: for whom it goes out, and from which end it counts. The visit is on a Wednesday from 15:00 to 16:00. */
import { describe, expect, test } from 'vitest';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { post, postEnd, said, skipped } from './story.ts';

const start = '2026-12-16T15:00-05:00';
const all = [
  'after-visit Wed Dec 16 17:00',
  'day-1 Thu Dec 17 16:00',
  'day-2 Fri Dec 18 16:00',
  'day-3 Sat Dec 19 16:00',
  'two-weeks-after Wed Dec 30 16:00',
];
const blocking = { ...fineAnswers, 'pregnant-nursing': true };
const { diabetes: _open, ...unfinished } = fineAnswers;

async function visited(answers: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<World> {
  const world = await createWorld('2026-12-15T10:00-05:00');
  await post(world, { start, answers, more });
  await world.advanceTo('2026-12-16T15:30-05:00');
  return world;
}

async function afterwards(world: World): Promise<string[]> {
  const before = world.texts().length;
  await world.advanceTo('2027-01-05T12:00-05:00');
  return said(world.texts()).slice(before);
}

describe('Who gets after-care', () => {
  test('a visit that was allowed when it began', async () => {
    expect(await afterwards(await visited(fineAnswers))).toEqual(all);
  });

  test.each([
    ['blocked', blocking, {}],
    ['in review', { ...fineAnswers, 'active-breakout': true }, {}],
    ['incomplete', unfinished, {}],
    ['only requested', fineAnswers, { status: 'pending' }],
  ])('not one that was %s', async (_, answers, more) => {
    expect(await afterwards(await visited(answers, more))).toEqual([]);
  });

  test('one that was blocked, once a person says it took place', async () => {
    const world = await visited(blocking);
    await world.advanceTo('2026-12-16T16:00-05:00');
    await postEnd(world, 'booking.completed');
    expect(await afterwards(world)).toEqual(all);
  });

  test('nothing of what happens after the start takes it away but its end', async () => {
    const world = await visited(fineAnswers);
    await post(world, { type: 'booking.rescheduled', start, answers: blocking });
    expect(await afterwards(world)).toEqual(all);
  });

  test.each(['booking.no_show', 'booking.cancelled'] as const)('%s drops what is left', async (type) => {
    const world = await visited(fineAnswers);
    await world.advanceTo('2026-12-17T18:00-05:00');
    await postEnd(world, type);
    expect(await afterwards(world)).toEqual([]);
    expect(said(world.texts()).slice(-2)).toEqual(all.slice(0, 2));
  });
});

describe('The end that after-care counts from', () => {
  test('is the time a person completed the visit at, also in the words', async () => {
    const world = await visited(fineAnswers);
    await world.advanceTo('2026-12-16T17:30-05:00');
    const before = said(world.texts()).at(-1);
    expect(before).toBe('after-visit Wed Dec 16 17:00');
    await postEnd(world, 'booking.completed');
    expect(await afterwards(world)).toEqual([
      'day-1 Thu Dec 17 17:30',
      'day-2 Fri Dec 18 17:30',
      'day-3 Sat Dec 19 17:30',
      'two-weeks-after Wed Dec 30 17:30',
    ]);
    const dayTwo = world.texts().find(({ milestone }) => milestone === 'day-2');
    expect(dayTwo?.body).toContain('Sat 5:30 PM');
  });

  test('completed early: everything comes that much earlier', async () => {
    const world = await visited(fineAnswers);
    await postEnd(world, 'booking.completed');
    expect((await afterwards(world)).slice(0, 2)).toEqual([
      'after-visit Wed Dec 16 16:30',
      'day-1 Thu Dec 17 15:30',
    ]);
  });

  test('an evening visit is followed up in the last allowed minute of that day', async () => {
    const world = await createWorld('2026-12-15T10:00-05:00');
    await post(world, { start: '2026-12-16T18:15-05:00' });
    await world.advanceTo('2026-12-17T12:00-05:00');
    expect(said(world.texts()).at(-1)).toBe('after-visit Wed Dec 16 19:59');
  });
});

describe('A visit that was over when it was first heard of', () => {
  test.each([
    ['three hours later', '2026-12-16T19:00-05:00', ['after-visit Wed Dec 16 19:01', ...all.slice(1)], []],
    [
      'the next evening',
      '2026-12-17T18:00-05:00',
      ['day-1 Thu Dec 17 18:01', ...all.slice(2)],
      ['after-visit'],
    ],
    ['a week later', '2026-12-22T10:00-05:00', all.slice(4), ['after-visit', 'day-1', 'day-2', 'day-3']],
  ])('%s: only after-care that is still in its window', async (_, heardAt, expected, missed) => {
    const world = await createWorld(heardAt);
    await post(world, { start });
    expect(await afterwards(world)).toEqual(expected);
    const skips = (await skipped(world)).filter((line) => !/before|morning/.test(line));
    expect(skips).toEqual(missed.map((milestone) => `${milestone}: too late`));
  });

  test('and nothing at all where it was blocked', async () => {
    const world = await createWorld('2026-12-16T19:00-05:00');
    await post(world, { start, answers: blocking });
    expect(await afterwards(world)).toEqual([]);
  });
});
