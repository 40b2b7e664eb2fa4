/** A clinic's texts are paused and go on by a click, with who and why on the clinic's record. */
import { describe, expect, test } from 'vitest';
import { type PauseAsked, pauseClinic } from '../../../functions/workflow/acts/pause-clinic.ts';
import { clinicActsMax } from '../../../shared/clinic/clinic.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { createWorld, type World } from '../../world/world.ts';
import { aClick, arrival, atDesk, bookedWorld, mara } from './acting.ts';

async function click(world: World, act: PauseAsked['act'], by = 'mara', asked = aClick()) {
  const who = { ...mara, staff: { ...mara.staff, by } };
  const what = { act, click: asked, why: 'snow storm' };
  return pauseClinic(atDesk(world.ports), who, what, world.ports.clock.now());
}

async function clinicOf(world: World) {
  const item = await world.item('clinic#rosewater');
  if (item?.type !== 'clinic') throw new Error('no clinic');
  return item;
}

describe('A pause', () => {
  test('stops what falls due, says who and why, and ends with the next click', async () => {
    const world = await bookedWorld();
    expect(await click(world, 'pause-texts')).toMatchObject({
      acted: 'done',
      result: { status: 'paused', acts: [{ did: 'paused', by: 'mara', why: 'snow storm' }] },
    });
    await world.advanceTo('2026-11-16T20:00:00Z');
    expect(world.texts()).toEqual([]);
    expect(await click(world, 'resume-texts', 'max')).toMatchObject({
      acted: 'done',
      result: { status: 'active', acts: [{ by: 'mara' }, { did: 'resumed', by: 'max' }] },
    });
    await world.advanceTo('2026-12-14T15:00:00Z');
    expect(world.texts().map(({ milestone }) => milestone)).toContain('day-before');
  });

  test('by the same click twice is one', async () => {
    const world = await createWorld(arrival);
    const id = aClick();
    await click(world, 'pause-texts', 'mara', id);
    await click(world, 'resume-texts');
    expect((await click(world, 'pause-texts', 'mara', id)).acted).toBe('repeated');
    expect((await clinicOf(world)).status).toBe('active');
  });

  test.each([
    ['of the other act', 'resume-texts', 'mara'],
    ['of somebody else', 'pause-texts', 'max'],
  ] as const)('is not what a click %s asked for', async (_, act, by) => {
    const world = await createWorld(arrival);
    const id = aClick();
    await click(world, 'pause-texts', 'mara', id);
    expect(await click(world, act, by, id)).toMatchObject({ why: 'refused', mistakes: [{ path: 'click' }] });
    expect((await clinicOf(world)).status).toBe('paused');
  });

  test('of two people at once is one person’s; the other sees who was first', async () => {
    const world = await createWorld(arrival);
    const both = await Promise.all([click(world, 'pause-texts', 'mara'), click(world, 'pause-texts', 'max')]);
    expect(both.map(({ acted }) => acted).sort()).toEqual(['done', 'no']);
    const [{ by } = { by: '' }] = (await clinicOf(world)).acts ?? [];
    expect(both.find(({ acted }) => acted === 'no')).toMatchObject({
      why: 'conflict',
      latest: { did: 'paused the texts', by },
    });
  });

  test.each(['restoring', 'removed'] as const)('is refused at a clinic that is %s', async (status) => {
    const world = await createWorld(arrival, { status });
    for (const act of ['pause-texts', 'resume-texts'] as const) {
      expect(await click(world, act)).toMatchObject({ why: 'refused', mistakes: [{ path: 'clinic' }] });
    }
    expect((await clinicOf(world)).status).toBe(status);
  });

  test('that the operator set is lifted by staff, and one set twice is refused', async () => {
    const world = await createWorld(arrival, { status: 'paused' });
    expect(await click(world, 'pause-texts')).toMatchObject({ why: 'refused' });
    expect(await click(world, 'resume-texts')).toMatchObject({ acted: 'done' });
  });
});

test('the record is bounded, the latest stay', async () => {
  const world = await createWorld(arrival);
  for (let count = 0; count < clinicActsMax; count += 1) {
    await click(world, 'pause-texts');
    world.ports.clock.advance(minuteMs);
    await click(world, 'resume-texts', `max ${count}`);
  }
  const acts = (await clinicOf(world)).acts ?? [];
  expect([acts.length, acts.at(-1)?.by]).toEqual([clinicActsMax, `max ${clinicActsMax - 1}`]);
});

test('open bookings are planned again after a pause', async () => {
  const world = await bookedWorld();
  await click(world, 'pause-texts');
  await world.advanceTo(world.ports.clock.now() + hourMs);
  await click(world, 'resume-texts');
  const jobs = world.ports.store.items().filter((item) => item.type === 'job' && item.work === 'replan');
  expect(jobs).toHaveLength(2);
});
