/** What was allowed can become blocked: staff hear of it at once, once for each change, and not of what they know. */
import { describe, expect, test } from 'vitest';
import { minuteMs } from '../../../shared/time/instant.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { post } from '../care-plan/story.ts';
import { done } from './acting.ts';

const start = '2026-12-16T15:00-05:00';

function notices(world: World): string[] {
  return world.ports.staffNotices.published().map(({ kind }) => kind);
}

async function toldGood(answers: Record<string, unknown> = fineAnswers): Promise<World> {
  const world = await createWorld('2026-12-08T10:00-05:00');
  await post(world, { start, answers });
  await world.advanceTo('2026-12-08T11:00-05:00');
  return world;
}

function answer(world: World, said: 'yes' | 'no') {
  return done(world, { act: 'record-answers', answers: { 'active-infection': said } });
}

function wait(world: World, minutes: number): Promise<void> {
  return world.advanceTo(world.ports.clock.now() + minutes * minuteMs);
}

describe('A visit that the client was told is fine', () => {
  test('and that an answer blocks is told to staff once', async () => {
    const world = await toldGood();
    await answer(world, 'yes');
    await wait(world, 2);
    expect(notices(world)).toEqual(['no-longer-allowed']);
    await world.advanceTo('2026-12-16T14:00-05:00');
    expect(notices(world)).toEqual(['no-longer-allowed']);
  });

  test('and that another booking of theirs blocks is told as well', async () => {
    const world = await toldGood();
    await post(world, { uid: 'botox-1', treatment: 'botox', start: '2026-12-10T15:00-05:00', answers: {} });
    await wait(world, 5);
    expect(world.ports.staffNotices.published()).toMatchObject([
      { kind: 'no-longer-allowed', bookingId: 'standard:visit-1' },
    ]);
  });

  test('is told again when it turns again after another good word, with what else came within the hour', async () => {
    const world = await toldGood();
    await answer(world, 'yes');
    await wait(world, 10);
    await answer(world, 'no');
    await wait(world, 10);
    await answer(world, 'yes');
    await wait(world, 10);
    expect(notices(world)).toEqual(['no-longer-allowed']);
    await wait(world, 60);
    expect(world.ports.staffNotices.gathered()).toMatchObject([
      { kind: 'no-longer-allowed', gathered: { count: 1 } },
    ]);
  });

  test('and that is fine again before anybody could be told is no news', async () => {
    const world = await toldGood();
    await answer(world, 'yes');
    await answer(world, 'no');
    await wait(world, 10);
    expect(notices(world)).toEqual([]);
  });

  test('and goes from bad to worse is told once', async () => {
    const world = await toldGood();
    await done(world, { act: 'record-answers', answers: { 'active-breakout': 'yes' } });
    // Staff have heard of it, the client not yet.
    await wait(world, 2);
    await answer(world, 'yes');
    await wait(world, 5);
    expect(notices(world)).toEqual(['no-longer-allowed']);
  });

  test('within its last day is told once, not twice for one change', async () => {
    const world = await toldGood();
    await world.advanceTo('2026-12-16T10:00-05:00');
    await answer(world, 'yes');
    await wait(world, 30);
    expect(notices(world)).toEqual(['no-longer-allowed']);
  });
});

describe('A visit that nobody called fine yet', () => {
  test('is not told of when it is blocked days before: the list has it', async () => {
    const world = await toldGood({ ...fineAnswers, 'last-botox': '2026-12-07' });
    expect(notices(world)).toEqual([]);
  });

  test('within a day is told of when it is found blocked, and not again while it stays so', async () => {
    const world = await createWorld('2026-12-15T16:00-05:00');
    await post(world, { start, answers: { ...fineAnswers, 'last-botox': '2026-12-07' } });
    await wait(world, 2);
    expect(notices(world)).toEqual(['held-soon']);
    await world.advanceTo('2026-12-16T14:00-05:00');
    expect(notices(world)).toEqual(['held-soon']);
  });

  test('blocked long ago is no news as its last day comes', async () => {
    const world = await toldGood({ ...fineAnswers, 'last-botox': '2026-12-07' });
    await world.advanceTo('2026-12-16T14:00-05:00');
    expect(notices(world)).toEqual([]);
  });
});
