/** A clinic whose texts are paused: its clients get none, its staff hear of everybody who is not told, and what still holds is said when the texts go on. */
import { describe, expect, test } from 'vitest';
import { changeClinic } from '../../../functions/workflow/change-clinic.ts';
import { minuteMs } from '../../../shared/time/instant.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { done } from '../acts/acting.ts';
import { post, postEnd, said, skipped } from './story.ts';

const start = '2026-12-16T15:00-05:00';
const { diabetes: _open, ...unfinished } = fineAnswers;

async function setStatus(world: World, status: 'paused' | 'active' | 'removed'): Promise<void> {
  const changed = await changeClinic(world.process().deps, world.clinic.id, { settings: { status } });
  if (!changed.changed) throw new Error(JSON.stringify(changed));
  await wait(world, 3);
}

function wait(world: World, minutes: number): Promise<void> {
  return world.advanceTo(world.ports.clock.now() + minutes * minuteMs);
}

/** Told that all is set, then the texts stop. */
async function pausedAfterBooked(status: 'paused' | 'removed' = 'paused'): Promise<World> {
  const world = await createWorld('2026-12-08T10:00-05:00');
  await post(world, { start });
  await world.advanceTo('2026-12-08T11:00-05:00');
  expect(said(world.texts())).toEqual(['booked Tue Dec 8 10:03']);
  await setStatus(world, status);
  return world;
}

/** A visit first heard of while the texts are paused. */
async function bookedWhilePaused(answers: Record<string, unknown> = fineAnswers): Promise<World> {
  const world = await createWorld('2026-12-08T10:00-05:00', { status: 'paused' });
  await post(world, { start, answers });
  await wait(world, 30);
  expect(world.texts()).toEqual([]);
  return world;
}

function answer(world: World, said: 'yes' | 'no') {
  return done(world, { act: 'record-answers', answers: { 'active-infection': said } });
}

function notices(world: World): string[] {
  return world.ports.staffNotices.published().map(({ kind }) => kind);
}

async function listedKinds(world: World): Promise<readonly string[]> {
  const [entry] = await world.ports.store.attentionFrom(world.clinic.id, { startAt: 0 }, 10);
  return entry?.kinds ?? [];
}

/** What goes out from the end of the pause until the visit. */
async function goOn(world: World): Promise<string[]> {
  const before = world.texts().length;
  await setStatus(world, 'active');
  await world.advanceTo('2026-12-16T14:59-05:00');
  return said(world.texts()).slice(before);
}

describe('While the texts are paused', () => {
  test('staff hear at once that a visit is no longer fine, and that its client was not told', async () => {
    const world = await pausedAfterBooked();
    await world.advanceTo('2026-12-14T10:00-05:00');
    await answer(world, 'yes');
    await wait(world, 10);
    expect(notices(world)).toEqual(['no-longer-allowed', 'client-not-told']);
    expect(await listedKinds(world)).toEqual(['blocked', 'client-not-told']);
  });

  test('staff of a clinic that was removed hear nothing', async () => {
    const world = await pausedAfterBooked('removed');
    await answer(world, 'yes');
    await world.advanceTo(start);
    expect(notices(world)).toEqual([]);
  });

  test('a day-before that falls due is told to staff, and listed until the visit', async () => {
    const world = await pausedAfterBooked();
    await world.advanceTo('2026-12-15T08:00-05:00');
    expect([notices(world), await listedKinds(world)]).toEqual([[], []]);
    await world.advanceTo('2026-12-15T10:00-05:00');
    expect([notices(world), await listedKinds(world)]).toEqual([['client-not-told'], ['client-not-told']]);
    expect(await goOn(world)).toEqual(['morning-of Wed Dec 16 09:00']);
    expect(await listedKinds(world)).toEqual(['client-not-told']);
    await world.advanceTo(start);
    expect(await listedKinds(world)).toEqual([]);
  });

  test('a day-before that falls due for a visit that was called off is nobody’s to call about', async () => {
    const world = await pausedAfterBooked();
    await world.advanceTo('2026-12-15T10:00-05:00');
    await postEnd(world, 'booking.cancelled', { cancelledBy: 'client' });
    expect(await listedKinds(world)).toEqual([]);
  });

  test('a client who was told otherwise before hears nothing of what came and went, and nobody needs to call', async () => {
    const world = await pausedAfterBooked();
    await world.advanceTo('2026-12-10T10:00-05:00');
    await answer(world, 'yes');
    await wait(world, 10);
    await answer(world, 'no');
    expect(await listedKinds(world)).not.toContain('client-not-told');
    expect((await goOn(world)).map((line) => line.split(' ')[0])).toEqual([
      'three-days-before',
      'day-before',
      'morning-of',
    ]);
  });
});

describe('When the texts go on', () => {
  test('what still holds is said, and its client counts as told', async () => {
    const world = await pausedAfterBooked();
    await world.advanceTo('2026-12-14T10:00-05:00');
    await answer(world, 'yes');
    await world.advanceTo('2026-12-15T10:00-05:00');
    await setStatus(world, 'active');
    expect(said(world.texts()).at(-1)).toBe('not-yet Tue Dec 15 10:03');
    expect(await listedKinds(world)).toEqual(['blocked']);
    expect(notices(world)).toEqual(['no-longer-allowed', 'client-not-told']);
  });

  test('a first word is still the one of a visit far ahead, and guidance whose time is over is not repeated', async () => {
    const world = await bookedWhilePaused();
    expect([notices(world), await listedKinds(world)]).toEqual([['client-not-told'], ['client-not-told']]);
    await world.advanceTo('2026-12-15T10:00-05:00');
    expect(await goOn(world)).toEqual(['booked Tue Dec 15 10:03', 'morning-of Wed Dec 16 09:00']);
    expect(await skipped(world)).toEqual([
      'two-weeks-before: too late',
      'three-days-before: clinic paused',
      'day-before: clinic paused',
    ]);
  });

  test('at night, they wait for the morning', async () => {
    const world = await bookedWhilePaused();
    await world.advanceTo('2026-12-09T23:00-05:00');
    expect((await goOn(world))[0]).toBe('booked Thu Dec 10 09:00');
  });

  test('so late that no text can go out before the visit, the client stays on the list', async () => {
    const world = await createWorld('2026-12-15T12:00-05:00', { status: 'paused' });
    await post(world, { start: '2026-12-16T08:00-05:00' });
    await world.advanceTo('2026-12-15T22:00-05:00');
    await setStatus(world, 'active');
    await world.advanceTo('2026-12-16T07:59-05:00');
    expect(world.texts()).toEqual([]);
    expect(await listedKinds(world)).toEqual(['client-not-told']);
  });

  test('the form’s link is sent, and once more a day later, not twice at once', async () => {
    const world = await bookedWhilePaused(unfinished);
    await world.advanceTo('2026-12-11T10:00-05:00');
    expect(await goOn(world)).toEqual([
      'screening-needed Fri Dec 11 10:03',
      'screening-needed Sat Dec 12 10:03',
    ]);
  });

  test('and stop again before anything went out, nothing is lost', async () => {
    const world = await bookedWhilePaused();
    await world.advanceTo('2026-12-09T23:00-05:00');
    await setStatus(world, 'active');
    await setStatus(world, 'paused');
    await world.advanceTo('2026-12-10T12:00-05:00');
    expect(world.texts()).toEqual([]);
    await setStatus(world, 'active');
    expect(said(world.texts())).toEqual(['booked Thu Dec 10 12:03']);
  });
});
