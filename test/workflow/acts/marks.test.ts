/** Staff say that a visit took place, or that the client did not come: after-care rests on it, and a platform that knows less does not undo it. */
import { describe, expect, test } from 'vitest';
import { fineAnswers, standardBooking } from '../../world/bodies.ts';
import { instantOf, type World } from '../../world/world.ts';
import { post, postEnd, said, worldWithVisit } from '../care-plan/story.ts';
import { done, refusal } from './acting.ts';

const start = '2026-12-16T15:00-05:00';
const blocking = { ...fineAnswers, 'last-botox': '2026-12-07' };
const aftercare = ['after-visit', 'day-1', 'day-2', 'day-3', 'two-weeks-after'];

async function begun(answers: Record<string, unknown> = fineAnswers): Promise<World> {
  const world = await worldWithVisit(start, '3 d', { booking: { answers } });
  await world.advanceTo('2026-12-16T15:40-05:00');
  return world;
}

async function saidAfterwards(world: World): Promise<string[]> {
  const before = world.texts().length;
  await world.advanceTo('2027-01-10T15:00-05:00');
  return said(world.texts())
    .slice(before)
    .map((line) => line.split(' ')[0] ?? '');
}

describe('A visit that staff mark completed', () => {
  test('though it was blocked brings its after-care: that it took place is what counts', async () => {
    const world = await begun(blocking);
    const booking = await done(world, { act: 'mark-visit', as: 'completed' });
    expect(booking).toMatchObject({ status: 'completed', atStart: 'blocked' });
    expect(await saidAfterwards(world)).toEqual(aftercare);
  });

  test('though it was blocked and nobody marked it brings none', async () => {
    expect(await saidAfterwards(await begun(blocking))).toEqual([]);
  });

  test('counts its after-care from the mark', async () => {
    const world = await begun();
    await done(world, { act: 'mark-visit', as: 'completed' });
    await world.advanceTo('2026-12-16T17:00-05:00');
    expect(said(world.texts()).at(-1)).toBe('after-visit Wed Dec 16 16:40');
  });

  test('the day after counts it from the booked end', async () => {
    const world = await begun(blocking);
    await world.advanceTo('2026-12-17T09:00-05:00');
    const booking = await done(world, { act: 'mark-visit', as: 'completed' });
    expect(booking.completedAt).toBe(instantOf('2026-12-16T16:00-05:00'));
    await world.advanceTo('2026-12-17T17:00-05:00');
    expect(said(world.texts()).slice(-2)).toEqual(['after-visit Thu Dec 17 09:01', 'day-1 Thu Dec 17 16:00']);
  });

  test('and then as missed, by the same or another person, brings no more', async () => {
    const world = await begun();
    await done(world, { act: 'mark-visit', as: 'completed' });
    const booking = await done(world, { act: 'mark-visit', as: 'no-show' });
    expect(booking).toMatchObject({ status: 'no-show' });
    expect(booking.completedAt).toBeUndefined();
    expect(await saidAfterwards(world)).toEqual([]);
  });
});

describe('A mark is refused', () => {
  test('before the visit begins', async () => {
    const world = await worldWithVisit(start, '3 d');
    await world.advanceTo('2026-12-16T14:59:59-05:00');
    for (const as of ['completed', 'no-show'] as const) {
      expect(await refusal(world, { act: 'mark-visit', as })).toEqual([
        'as: expected a visit that has begun',
      ]);
    }
  });

  test('of a visit that was called off', async () => {
    const world = await worldWithVisit(start, '3 d');
    await postEnd(world, 'booking.cancelled', { cancelledBy: 'clinic' });
    await world.advanceTo('2026-12-16T15:40-05:00');
    expect(await refusal(world, { act: 'mark-visit', as: 'completed' })).toEqual([
      'as: expected a visit that was not called off',
    ]);
  });

  test('that says what stands already', async () => {
    const world = await begun();
    await done(world, { act: 'mark-visit', as: 'no-show' });
    expect(await refusal(world, { act: 'mark-visit', as: 'no-show' })).toEqual([
      'as: expected a visit that is not marked so already',
    ]);
  });
});

describe('What the platform says after the mark', () => {
  /** Marked at 15:40; what the platform says comes at 15:50 with a stamp of its own. */
  async function marked(as: 'completed' | 'no-show'): Promise<World> {
    const world = await begun();
    await done(world, { act: 'mark-visit', as });
    await world.advanceTo('2026-12-16T15:50-05:00');
    return world;
  }

  async function saysLate(world: World, type: string, stamp: string, data: Record<string, unknown> = {}) {
    const body = { type, timestamp: new Date(stamp).toISOString(), data: { bookingId: 'visit-1', ...data } };
    return (await world.post('standard', body)).body.status;
  }

  test('but had stated before it changes nothing about it', async () => {
    const world = await marked('completed');
    expect(await saysLate(world, 'booking.no_show', '2026-12-16T15:30-05:00')).toBe('processed');
    expect(await world.booking('visit-1')).toMatchObject({ status: 'completed' });
    expect(await saysLate(world, 'booking.cancelled', '2026-12-16T15:39-05:00')).toBe('processed');
    expect(await world.booking('visit-1')).toMatchObject({
      status: 'completed',
      marked: { as: 'completed' },
    });
  });

  test('and states later holds: somebody said so on the platform', async () => {
    const world = await marked('no-show');
    await saysLate(world, 'booking.completed', '2026-12-16T15:45-05:00');
    const booking = await world.booking('visit-1');
    expect(booking).toMatchObject({ status: 'completed' });
    expect(booking.marked).toBeUndefined();
  });

  test('confirming the same visit once more leaves the mark as it is', async () => {
    const world = await marked('completed');
    await post(world, { start });
    expect(await world.booking('visit-1')).toMatchObject({
      status: 'completed',
      marked: { as: 'completed' },
    });
    expect(await saidAfterwards(world)).toEqual(aftercare);
  });

  test('moving the visit makes another one of it, also where it was moved before it was marked', async () => {
    const world = await marked('no-show');
    const at = '2026-12-16T14:30-05:00';
    const later = { type: 'booking.rescheduled', start: '2026-12-18T15:00-05:00' };
    await world.post('standard', standardBooking({ at, ...later }));
    const booking = await world.booking('visit-1');
    expect(booking).toMatchObject({ status: 'accepted', startAt: instantOf('2026-12-18T15:00-05:00') });
    expect(booking.marked).toBeUndefined();
  });
});

test('the client’s other bookings see at once that a visit took place', async () => {
  const world = await worldWithVisit(start, '3 d');
  await post(world, { uid: 'visit-2', start: '2026-12-20T15:00-05:00' });
  await world.advanceTo('2026-12-16T15:40-05:00');
  const booking = await done(world, { act: 'mark-visit', as: 'completed' });
  expect(booking.steps.map(({ id }) => id)).not.toContain('poke');
  expect(booking.steps.map(({ id }) => id)).toContain('poke-again');
});
