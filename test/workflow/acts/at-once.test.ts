/** Two people at one booking at the same moment: in every interleaving one act is done, the other hears of it, and nothing is lost or said twice. */
import { expect, test } from 'vitest';
import { actOnBooking } from '../../../functions/workflow/acts/act-on-booking.ts';
import type { Acted } from '../../../functions/workflow/acts/acted.ts';
import type { Standpoint } from '../../../functions/workflow/change-booking.ts';
import type { BookingAct, Staff } from '../../../shared/booking/asked-act.ts';
import type { Ports } from '../../../shared/ports.ts';
import { takingTurns } from '../../memory/taking-turns.ts';
import { type Act, deliver, sendForm } from '../../simulation/acts.ts';
import { forEachSeed, settle } from '../../simulation/at-once.ts';
import { fineAnswers, standardBooking } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { post } from '../care-plan/story.ts';
import { fineForm, screeningToken } from '../pages/visiting.ts';
import { ana, ben, managerDeps, newClick, type Wish, why } from './acting.ts';

const start = '2026-12-16T15:00-05:00';
const evening = '2026-12-08T20:00-05:00';
const { diabetes: _open, ...unfinished } = fineAnswers;

/** Blocked by Botox, with a question open, and the client's link out. */
async function heldWorld(): Promise<World> {
  const world = await createWorld('2026-12-08T10:00-05:00');
  await post(world, { start, answers: { ...unfinished, 'active-breakout': true } });
  await world.advanceTo('2026-12-08T11:00-05:00');
  return world;
}

const approval: Wish = { act: 'approve-findings', findings: ['active-breakout|answer:yes'] };
const answers: Wish = { act: 'record-answers', answers: { diabetes: 'no' } };

/** An act on the booking as it stands before anybody begins. */
async function asSeen(world: World, wish: Wish, staff: Staff, click = newClick()) {
  const { clinicId, platform, uid, version } = await world.booking('visit-1');
  // The wish has every field of its act but those filled in here.
  const asked = { click, why, version, ...wish } as BookingAct;
  return (ports: Ports): Promise<Acted<Standpoint>> =>
    actOnBooking(
      managerDeps(world, ports),
      { clinicId, staff },
      { clinicId, platform, uid },
      asked,
      ports.clock.now(),
    );
}

function working(world: World, { invoke }: Act) {
  return (ports: Ports) => invoke(world.process(ports));
}

test('two managers decide at once: one is done, the other gets the first one’s act', async () => {
  const seen = new Set<string>();
  await forEachSeed(16, await heldWorld(), async (world, seed) => {
    const at = world.ports.clock.now();
    const acted = await takingTurns(world.ports, seed, [
      await asSeen(world, approval, ana),
      await asSeen(world, answers, ben),
    ]);
    const ends = acted.map((one) => one.acted);
    seen.add(ends.join(' '));
    expect([...ends].sort()).toEqual(['done', 'no']);
    const did = { ana: 'Approved: “Do you have a breakout right now?”', ben: 'Wrote down answers' };
    const first = ends[0] === 'done' ? 'ana' : 'ben';
    expect(acted.find((one) => one.acted === 'no')).toEqual({
      acted: 'no',
      why: 'conflict',
      latest: { did: did[first], by: first, at },
    });
    const { audit } = await world.booking('visit-1');
    expect(audit.filter(({ kind }) => kind === 'act').map(({ by }) => by)).toEqual([first]);
  });
  expect([...seen].sort()).toEqual(['done no', 'no done']);
});

test('one click that arrives twice at once is done once', async () => {
  await forEachSeed(10, await heldWorld(), async (world, seed) => {
    const click = newClick();
    const acted = await takingTurns(world.ports, seed, [
      await asSeen(world, approval, ana, click),
      await asSeen(world, approval, ana, click),
    ]);
    expect(acted.map((one) => one.acted).sort()).toEqual(['done', 'repeated']);
    expect((await world.booking('visit-1')).overrides).toHaveLength(1);
  });
});

test('the client sends the form while a manager approves: the answers hold, and so does the approval or its refusal', async () => {
  const trunk = await heldWorld();
  const path = `/s/${screeningToken(await trunk.booking('visit-1'))}`;
  const seen = new Set<string>();
  await forEachSeed(16, trunk, async (world, seed) => {
    const [acted, page] = await takingTurns<unknown>(world.ports, seed, [
      await asSeen(world, approval, ana),
      working(world, sendForm(path, { ...fineForm, 'active-breakout': 'yes' })),
    ]);
    // What actOnBooking gives; the other work's answer is a page.
    const end = acted as Acted<Standpoint>;
    expect(page).toMatchObject({ statusCode: 303 });
    seen.add(end.acted === 'no' ? end.why : end.acted);
    const { decision, overrides, answers: given } = await world.booking('visit-1');
    expect(given.diabetes).toMatchObject({ value: { is: 'no' }, source: 'form' });
    expect(overrides).toHaveLength(end.acted === 'done' ? 1 : 0);
    expect(decision?.outcome).toBe(end.acted === 'done' ? 'allowed' : 'review');
    expect(await settle(world, evening)).toEqual([]);
  });
  expect([...seen].sort()).toEqual(['conflict', 'done']);
});

test('the platform moves the visit while a manager asks the client again: no text of the old visit goes out', async () => {
  const trunk = await heldWorld();
  await trunk.advanceTo('2026-12-09T22:00-05:00');
  const moved = standardBooking({
    type: 'booking.rescheduled',
    at: trunk.ports.clock.now(),
    start: '2026-12-18T15:00-05:00',
    answers: { ...unfinished, 'active-breakout': true },
  });
  await forEachSeed(10, trunk, async (world, seed) => {
    const before = world.ports.texting.arrived().length;
    await takingTurns<unknown>(world.ports, seed, [
      await asSeen(world, { act: 'ask-again' }, ana),
      working(world, deliver(world, moved)),
    ]);
    expect(await settle(world, '2026-12-10T08:00-05:00')).toEqual([]);
    expect(world.ports.texting.arrived()).toHaveLength(before);
    const { startAt, requests } = await world.booking('visit-1');
    expect(startAt).toBe(Date.parse('2026-12-18T15:00-05:00'));
    expect(requests).toBeUndefined();
  });
});
