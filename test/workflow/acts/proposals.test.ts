/** A newer policy would decide otherwise: a person takes that over or stays, and is not asked the same again. */
import { describe, expect, test } from 'vitest';
import { changeClinic } from '../../../functions/workflow/change-clinic.ts';
import { submitScreening } from '../../../functions/workflow/pages/submit-screening.ts';
import { showBooking } from '../../../functions/workflow/views/show-booking.ts';
import { microneedlingPolicy } from '../../../shared/policy/defaults/microneedling.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { minuteMs } from '../../../shared/time/instant.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { post, said } from '../care-plan/story.ts';
import { act, cora, done, managerDeps, refusal } from './acting.ts';

const start = '2026-12-16T15:00-05:00';

/** The shipped policy with another Botox gap, as a clinic would publish it. */
function withBotoxGap(days: number, version: number): Policy {
  const rules = microneedlingPolicy.rules.map((rule) =>
    rule.kind === 'minimum-gap-since' && rule.id === 'botox-gap'
      ? { ...rule, gap: { amount: days, unit: 'days' as const } }
      : rule,
  );
  return { ...microneedlingPolicy, version, rules };
}

async function publish(world: World, policy: Policy): Promise<void> {
  const changed = await changeClinic(world.process().deps, world.clinic.id, { settings: {}, policy });
  if (!changed.changed) throw new Error(JSON.stringify(changed));
  await world.advanceTo(world.ports.clock.now() + 3 * minuteMs);
}

/** Allowed with Botox 20 days before; a clinic that then asks for 30. */
async function proposedWorld(): Promise<World> {
  const world = await createWorld('2026-12-07T10:00-05:00');
  await post(world, { start, answers: { ...fineAnswers, 'last-botox': '2026-11-26' } });
  await world.advanceTo('2026-12-08T10:00-05:00');
  await publish(world, withBotoxGap(30, 100));
  expect((await world.booking('visit-1')).proposal).toEqual({ policyVersion: 100, outcome: 'blocked' });
  return world;
}

test('taken over: the booking stands on the newer policy, and the client is told', async () => {
  const world = await proposedWorld();
  const booking = await done(world, { act: 'settle-proposal', accept: true });
  expect(booking).toMatchObject({ policyVersion: 100, decision: { outcome: 'blocked', policyVersion: 100 } });
  expect(booking.proposal).toBeUndefined();
  expect(booking.audit.at(-2)).toMatchObject({ did: 'took over policy 100', kind: 'act', by: 'ana' });
  await world.advanceTo('2026-12-08T11:00-05:00');
  expect(said(world.texts()).at(-1)).toBe('not-yet Tue Dec 8 10:06');
});

test('declined: the booking stays as it is, its guidance goes on, and the next round does not ask again', async () => {
  const world = await proposedWorld();
  const booking = await done(world, { act: 'settle-proposal', accept: false });
  expect(booking).toMatchObject({ policyVersion: 1, declinedPolicy: 100, decision: { outcome: 'allowed' } });
  await changeClinic(world.process().deps, world.clinic.id, { settings: { phone: '+1 212 555 0188' } });
  await world.advanceTo('2026-12-08T10:30-05:00');
  const after = await world.booking('visit-1');
  expect(after.proposal).toBeUndefined();
  expect(after.policyVersion).toBe(1);
  await world.advanceTo('2026-12-16T14:00-05:00');
  expect(said(world.texts()).map((line) => line.split(' ')[0])).toContain('day-before');
});

test('declined, and then a still newer policy: that one is a question of its own', async () => {
  const world = await proposedWorld();
  await done(world, { act: 'settle-proposal', accept: false });
  await publish(world, withBotoxGap(40, 101));
  expect((await world.booking('visit-1')).proposal).toEqual({ policyVersion: 101, outcome: 'blocked' });
});

test('declined, and then moved by the client: the new time takes the published policy', async () => {
  const world = await proposedWorld();
  await done(world, { act: 'settle-proposal', accept: false });
  await post(world, {
    type: 'booking.rescheduled',
    start: '2026-12-17T15:00-05:00',
    answers: { ...fineAnswers, 'last-botox': '2026-11-26' },
  });
  const moved = await world.booking('visit-1');
  expect(moved).toMatchObject({ policyVersion: 100, decision: { outcome: 'blocked' } });
  expect(moved.declinedPolicy).toBeUndefined();
});

test('answers that staff write down are judged by the newer policy: nothing is left to settle, and guidance goes on', async () => {
  const world = await proposedWorld();
  const booking = await done(world, { act: 'record-answers', answers: { 'last-botox': 'never' } });
  expect(booking).toMatchObject({ policyVersion: 100, decision: { outcome: 'allowed' } });
  expect(booking.proposal).toBeUndefined();
  await world.advanceTo('2026-12-16T14:00-05:00');
  expect(said(world.texts()).map((line) => line.split(' ')[0])).toContain('day-before');
});

test('answers that the client sends by the form settle it as well', async () => {
  const world = await createWorld('2026-12-07T10:00-05:00');
  const { diabetes: _open, ...unfinished } = fineAnswers;
  await post(world, { start, answers: { ...unfinished, 'last-botox': '2026-11-26' } });
  await world.advanceTo('2026-12-08T10:00-05:00');
  await publish(world, withBotoxGap(30, 100));
  const { pages, proposal } = await world.booking('visit-1');
  expect(proposal).toEqual({ policyVersion: 100, outcome: 'blocked' });
  const sent = { diabetes: 'no', 'last-botox': 'never' };
  const fields = Object.entries(sent).map(([name, raw]) => ({ names: [name], raw }));
  await submitScreening(world.process().deps, pages.screening ?? '', fields);
  const booking = await world.booking('visit-1');
  expect(booking).toMatchObject({ policyVersion: 100, decision: { outcome: 'allowed' } });
  expect(booking.proposal).toBeUndefined();
});

test('what was declined is forgotten once answers were judged by it', async () => {
  const world = await proposedWorld();
  await done(world, { act: 'settle-proposal', accept: false });
  const booking = await done(world, { act: 'record-answers', answers: { diabetes: 'no' } });
  expect(booking).toMatchObject({ policyVersion: 100, decision: { outcome: 'blocked' } });
  expect(booking.declinedPolicy).toBeUndefined();
});

describe('What only a clinician may approve', () => {
  /** The shipped policy with a rule more, which is a clinician's to approve. */
  const withIsotretinoin: Policy = {
    ...microneedlingPolicy,
    version: 100,
    rules: microneedlingPolicy.rules.map((rule) =>
      rule.id === 'isotretinoin-gap' ? { ...rule, enabled: true } : rule,
    ),
  };

  /** The same gap for a clinician, and longer. */
  const reserved = (days: number): Policy => {
    const policy = withBotoxGap(days, 100);
    const rules = policy.rules.map((rule) =>
      rule.id === 'botox-gap' ? ({ ...rule, overridableBy: 'clinician' } as const) : rule,
    );
    return { ...policy, rules };
  };

  async function reservedWorld(policy: Policy): Promise<World> {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, { start, answers: { ...fineAnswers, 'last-botox': '2026-11-26' } });
    await world.advanceTo('2026-12-08T10:00-05:00');
    await publish(world, policy);
    expect((await world.booking('visit-1')).proposal).toMatchObject({ policyVersion: 100 });
    return world;
  }

  async function shownTo(world: World, role: 'viewer' | 'manager' | 'clinician') {
    const { clinicId, platform, uid } = await world.booking('visit-1');
    return showBooking(managerDeps(world), { clinicId, platform, uid }, role, world.ports.clock.now());
  }

  const decline = { act: 'settle-proposal', accept: false } as const;

  test.each([
    ['a finding', reserved(30), '“When did you last have Botox?”'],
    ['an open question', withIsotretinoin, '“When did you last take isotretinoin (Accutane)?”'],
  ])('%s of the newer policy: a manager may take it over and not decline it', async (_, policy, rule) => {
    const world = await reservedWorld(policy);
    expect(await act(world, decline)).toEqual({
      acted: 'no',
      why: 'forbidden',
      reason: `Only a clinician may decline the newer policy: it leaves ${rule} to a clinician.`,
    });
    expect(await shownTo(world, 'manager')).toMatchObject({ proposed: { declinedBy: 'clinician' } });
    expect((await shownTo(world, 'manager'))?.can).toContain('settle-proposal');
    expect(await done(world, { ...decline, accept: true })).toMatchObject({ policyVersion: 100 });
  });

  test('is a clinician’s to decline', async () => {
    const world = await reservedWorld(withIsotretinoin);
    expect(await done(world, decline, cora)).toMatchObject({ declinedPolicy: 100, policyVersion: 1 });
  });

  test('and was found by the older policy as well is not added by the newer one', async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, {
      start,
      answers: { ...fineAnswers, 'pregnant-nursing': true, 'last-botox': '2026-11-26' },
    });
    await world.advanceTo('2026-12-08T10:00-05:00');
    await publish(world, withBotoxGap(30, 100));
    expect(await shownTo(world, 'manager')).toMatchObject({ proposed: { declinedBy: 'manager' } });
    expect(await done(world, decline)).toMatchObject({ declinedPolicy: 100 });
  });

  test('is shown before it is settled: each finding of the newer policy, with its source and from when it passes', async () => {
    const world = await reservedWorld(reserved(30));
    const page = await shownTo(world, 'viewer');
    const found = page?.proposed?.decision?.findings.filter(({ outcome }) => outcome !== 'advisory');

    expect(page?.booking.decision).toMatchObject({ outcome: 'allowed', policyVersion: 1 });
    expect(page?.proposed?.decision).toMatchObject({ outcome: 'blocked', policyVersion: 100 });
    expect(found).toMatchObject([
      {
        rule: 'botox-gap',
        eligibleFrom: '2026-12-26T05:00:00.000Z',
        reasons: { manager: expect.stringMatching(/^Botox on Thu Nov 26 2026 is less than 30 days/) },
      },
    ]);
    expect(page?.proposed?.findings.find(({ id }) => id === found?.[0]?.id)).toMatchObject({
      source: expect.stringMatching(/^Microneedling 101/),
      overridableBy: 'clinician',
    });
  });

  test('is judged as the booking is now, not as it was when it was proposed', async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, { start, answers: { ...fineAnswers, 'last-botox': '2026-11-26' } });
    await world.advanceTo('2026-12-08T10:00-05:00');
    await publish(world, withBotoxGap(30, 100));
    await post(world, {
      type: 'booking.rescheduled',
      start,
      answers: { ...fineAnswers, 'last-botox': '2026-11-06' },
    });
    const { booking, proposed } = (await shownTo(world, 'manager')) ?? {};

    expect(booking?.proposal).toEqual({ policyVersion: 100, outcome: 'blocked' });
    expect(proposed?.decision?.outcome).toBe('allowed');
  });

  test('holds nothing back any more once the visit has begun', async () => {
    const world = await reservedWorld(withIsotretinoin);
    await world.advanceTo('2026-12-16T15:30-05:00');
    expect(await done(world, decline)).toMatchObject({ declinedPolicy: 100 });
  });

  test('a rule that was a manager’s and becomes a clinician’s is one more', async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    await post(world, { start, answers: { ...fineAnswers, 'last-botox': '2026-12-06' } });
    await world.advanceTo('2026-12-08T10:00-05:00');
    const { findings = [] } = (await world.booking('visit-1')).decision ?? {};
    await done(world, {
      act: 'approve-findings',
      findings: findings.filter(({ outcome }) => outcome === 'blocked').map(({ id }) => id),
    });
    await publish(world, reserved(14));
    expect(await act(world, decline)).toMatchObject({ acted: 'no', why: 'forbidden' });
  });
});

test('there must be one', async () => {
  const world = await createWorld('2026-12-07T10:00-05:00');
  await post(world, { start });
  expect(await refusal(world, { act: 'settle-proposal', accept: true })).toEqual([
    'act: expected a booking with a proposal',
  ]);
});
