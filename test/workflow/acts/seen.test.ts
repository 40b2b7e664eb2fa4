/** What an act is compared with before it is done: the page it was asked from, and the click it came with. */
import { describe, expect, test } from 'vitest';
import { exportClient } from '../../../functions/workflow/acts/export-client.ts';
import { minuteMs } from '../../../shared/time/instant.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { post } from '../care-plan/story.ts';
import { act, ana, ben, done, managerDeps, newClick, refusal, type Wish, why } from './acting.ts';

const start = '2026-12-16T15:00-05:00';
const { diabetes: _open, ...unfinished } = fineAnswers;

/** In review, with a question open. */
async function heldWorld(): Promise<World> {
  const world = await createWorld('2026-12-08T10:00-05:00');
  await post(world, { start, answers: { ...unfinished, 'active-breakout': true } });
  return world;
}

const approval: Wish & { act: 'approve-findings' } = {
  act: 'approve-findings',
  findings: ['active-breakout|answer:yes'],
};
const reveal = { act: 'reveal-phone' } as const;

test('whoever has only looked, or taken a copy, has changed nothing that another act would have to see', async () => {
  const world = await heldWorld();
  const { version } = await world.booking('visit-1');
  await done(world, { ...reveal, version });

  await done(world, { ...approval, version });

  expect((await world.booking('visit-1')).overrides).toHaveLength(1);
});

describe('a click', () => {
  test('of another act is refused, whatever that was: nothing is shown that is not on record', async () => {
    const world = await heldWorld();
    const click = newClick();
    await done(world, { ...approval, click });
    const { version } = await world.booking('visit-1');

    expect(await refusal(world, { ...reveal, click })).toEqual([
      expect.stringMatching(/^click: expected a new click/),
    ]);
    expect((await world.booking('visit-1')).version).toBe(version);
    expect(await exported(world, click)).toMatchObject({ acted: 'no', why: 'refused' });
  });

  test("is its maker's: sent by somebody else it is refused", async () => {
    const world = await heldWorld();
    const click = newClick();
    await done(world, { ...reveal, click });

    expect(await refusal(world, { ...reveal, click }, ben)).toEqual([expect.stringMatching(/^click: /)]);
    expect(await act(world, { ...reveal, click }, ana)).toMatchObject({ acted: 'repeated' });
  });

  test.each([
    'reveal-phone',
    'export-client',
  ])('of %s answers once more within ten minutes, and then no longer', async (name) => {
    const world = await heldWorld();
    const click = newClick();
    const asked = () => (name === 'reveal-phone' ? act(world, { ...reveal, click }) : exported(world, click));
    expect((await asked()).acted).toBe('done');
    world.ports.clock.advance(10 * minuteMs);
    expect((await asked()).acted).toBe('repeated');
    world.ports.clock.advance(1);
    expect(await asked()).toMatchObject({ acted: 'no', why: 'refused', mistakes: [{ path: 'click' }] });
  });

  test('of an act that hands nothing over is known for as long as it is on record', async () => {
    const world = await heldWorld();
    const click = newClick();
    await done(world, { ...approval, click });
    world.ports.clock.advance(60 * minuteMs);
    expect((await act(world, { ...approval, click })).acted).toBe('repeated');
  });

  async function exported(world: World, click: string) {
    const { clinicId, platform, uid, version } = await world.booking('visit-1');
    const who = { clinicId, staff: ana };
    const asked = { click, why, version };
    return exportClient(managerDeps(world), who, { clinicId, platform, uid }, asked, world.ports.clock.now());
  }
});

describe('an act on a page that is older than the booking', () => {
  test('is done where only the system wrote meanwhile', async () => {
    const world = await heldWorld();
    const { version } = await world.booking('visit-1');
    await world.advanceTo('2026-12-09T12:00-05:00');
    expect(world.texts()).not.toEqual([]);
    const { version: later } = await world.booking('visit-1');
    expect(later).toBeGreaterThan(version);

    expect((await act(world, { ...approval, version })).acted).toBe('done');
  });

  test('is told of what the client did, also where a text went out after that', async () => {
    const world = await heldWorld();
    await world.advanceTo('2026-12-08T11:00-05:00');
    const { version } = await world.booking('visit-1');
    const at = world.ports.clock.now();
    await world.reply('+12125550117', 'STOP');
    await world.advanceTo('2026-12-08T12:00-05:00');

    expect(await act(world, { ...approval, version })).toEqual({
      acted: 'no',
      why: 'conflict',
      latest: { did: 'The client said STOP', at },
    });
  });

  test('is told of the verdict that turned by itself', async () => {
    const world = await createWorld('2026-12-08T10:00-05:00');
    await post(world, { start, answers: { ...fineAnswers, 'active-breakout': true } });
    const seen = await world.booking('visit-1');
    world.ports.clock.advance(30 * minuteMs);
    await post(world, { start: '2026-12-11T15:00-05:00', uid: 'visit-2', treatment: 'botox' });
    expect(await act(world, { ...approval, version: seen.version })).toMatchObject({
      why: 'conflict',
      latest: { did: 'Decided: blocked', at: world.ports.clock.now() },
    });
  });

  test('is refused where the page is newer than what is stored, as after a restore', async () => {
    const world = await heldWorld();
    const { version } = await world.booking('visit-1');
    expect(await act(world, { ...approval, version: version + 1 })).toMatchObject({ why: 'conflict' });
  });
});
