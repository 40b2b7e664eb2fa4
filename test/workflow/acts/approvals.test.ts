/** Staff approve what the gate found, in person and on record: the booking goes on at once, and nobody approves what is not theirs to. */
import { describe, expect, test } from 'vitest';
import { actOnBooking } from '../../../functions/workflow/acts/act-on-booking.ts';
import { microneedlingPolicy } from '../../../shared/policy/defaults/microneedling.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { post, said } from '../care-plan/story.ts';
import {
  act,
  ana,
  ben,
  cora,
  done,
  managerDeps,
  newClick,
  refusal,
  states,
  type Wish,
  why,
} from './acting.ts';

const start = '2026-12-16T15:00-05:00';
const botox = 'botox-gap|2026-12-07/2026-12-16';

/** Booked with a finding, and its text gone out. */
async function heldWorld(answers: Record<string, unknown>): Promise<World> {
  const world = await createWorld('2026-12-08T10:00-05:00');
  await post(world, { start, answers: { ...fineAnswers, ...answers } });
  await world.advanceTo('2026-12-08T11:00-05:00');
  return world;
}

function blockedWorld(): Promise<World> {
  return heldWorld({ 'last-botox': '2026-12-07' });
}

async function listed(world: World): Promise<readonly string[]> {
  const [entry] = await world.ports.store.attentionFrom(world.clinic.id, { startAt: 0 }, 10);
  return entry?.kinds ?? [];
}

describe('Approving what blocks', () => {
  test('releases the client, plans the guidance in the same put, and takes the booking off the list', async () => {
    const world = await blockedWorld();
    expect(await listed(world)).toEqual(['blocked']);
    const booking = await done(world, { act: 'approve-findings', findings: [botox] });
    expect(booking.decision).toMatchObject({ outcome: 'allowed' });
    expect(states(booking, 'released')).toEqual(['planned']);
    expect(states(booking, 'day-before')).toEqual(['planned']);
    expect(await listed(world)).toEqual([]);
    await world.advanceTo('2026-12-08T11:02-05:00');
    expect(said(world.texts())).toEqual(['not-yet Tue Dec 8 10:03', 'released Tue Dec 8 11:01']);
  });

  test('is on record with who, why and when, and with the decision that followed', async () => {
    const world = await blockedWorld();
    const at = world.ports.clock.now();
    const click = newClick();
    const booking = await done(world, { act: 'approve-findings', findings: [botox], click });
    expect(booking.overrides).toEqual([{ finding: botox, by: 'ana', role: 'manager', why, at }]);
    expect(booking.audit.slice(-2)).toEqual([
      { at, did: 'approved botox-gap', kind: 'act', by: 'ana', why, what: 'approve-findings', click },
      { at, did: 'decided allowed', kind: 'decision' },
    ]);
  });

  test('the same click sent twice acts once and is answered with what stands', async () => {
    const world = await blockedWorld();
    const { version } = await world.booking('visit-1');
    const wish: Wish = { act: 'approve-findings', findings: [botox], click: newClick(), version };
    expect((await act(world, wish)).acted).toBe('done');
    const before = await world.booking('visit-1');
    expect(await act(world, wish)).toMatchObject({ acted: 'repeated', result: { booking: before } });
    expect(await world.booking('visit-1')).toEqual(before);
  });

  test('on a booking that another manager acted on since says what that was, by whom and when', async () => {
    const world = await blockedWorld();
    const { version } = await world.booking('visit-1');
    await done(world, { act: 'approve-findings', findings: [botox] }, ben);
    expect(await act(world, { act: 'reveal-phone', version })).toEqual({
      acted: 'no',
      why: 'conflict',
      latest: { did: 'Approved: “When did you last have Botox?”', by: 'ben', at: world.ports.clock.now() },
    });
  });

  test.each([
    [
      'that is not there',
      'botox-gap|2026-12-06/2026-12-16',
      'expected a finding that holds the booking back',
    ],
    [
      'that holds nothing back',
      'blood-thinners|answer:yes',
      'expected a finding that holds the booking back',
    ],
  ])('a finding %s is refused by its place, and nothing is approved', async (_, finding, expected) => {
    const world = await heldWorld({ 'last-botox': '2026-12-07', 'blood-thinners': true });
    const refused = await refusal(world, { act: 'approve-findings', findings: [botox, finding] });
    expect(refused).toEqual([`findings.1: ${expected}`]);
    expect((await world.booking('visit-1')).overrides).toEqual([]);
  });

  test('a second time is refused', async () => {
    const world = await blockedWorld();
    await done(world, { act: 'approve-findings', findings: [botox] });
    expect(await refusal(world, { act: 'approve-findings', findings: [botox] })).toEqual([
      'findings.0: expected a finding that is not approved yet',
    ]);
  });

  test('once the visit has begun is refused: what held then stands', async () => {
    const world = await blockedWorld();
    await world.advanceTo(start);
    expect(await refusal(world, { act: 'approve-findings', findings: [botox] })).toEqual([
      'findings: expected a visit that has not begun: what held then stands',
    ]);
  });

  test('of a booking that nobody knows is answered so', async () => {
    const world = await createWorld('2026-12-08T10:00-05:00');
    const place = { clinicId: world.clinic.id, platform: 'standard', uid: 'visit-9' };
    const asked = { act: 'reveal-phone', click: newClick(), why, version: 1 } as const;
    const who = { clinicId: world.clinic.id, staff: ana };
    const acted = await actOnBooking(managerDeps(world), who, place, asked, world.ports.clock.now());
    expect(acted).toEqual({ acted: 'no', why: 'unknown' });
  });
});

const reserved = microneedlingPolicy.rules.filter(
  (rule) => rule.enabled && rule.overridableBy === 'clinician',
);

function questionOf(id: string): string | undefined {
  return microneedlingPolicy.questions.find((question) => question.id === id)?.text.en;
}

describe('What only a clinician may approve', () => {
  test.each(reserved.map(({ id }) => id))('%s: a manager is told who may, a clinician does', async (rule) => {
    const world = await heldWorld({ [rule]: true });
    const wish: Wish = { act: 'approve-findings', findings: [`${rule}|answer:yes`] };
    expect(await act(world, wish, ana)).toEqual({
      acted: 'no',
      why: 'forbidden',
      reason: `Only a clinician may approve this: “${questionOf(rule)}”.`,
    });
    expect((await world.booking('visit-1')).overrides).toEqual([]);
    expect((await done(world, wish, cora)).decision?.outcome).toBe('allowed');
  });

  test('is not approved by a manager beside what they may', async () => {
    const world = await heldWorld({ 'last-botox': '2026-12-07', diabetes: true });
    const wish: Wish = { act: 'approve-findings', findings: [botox, 'diabetes|answer:yes'] };
    expect(await act(world, wish)).toMatchObject({ why: 'forbidden' });
    expect((await done(world, { act: 'approve-findings', findings: [botox] })).decision?.outcome).toBe(
      'review',
    );
  });
});

describe("A doctor's clearance", () => {
  const note = { act: 'record-clearance', doctor: 'Dr. Imani Okafor', on: '2026-12-04' } as const;

  test('recorded by a clinician lets the booking through, with who wrote it and when', async () => {
    const world = await heldWorld({ diabetes: true });
    const booking = await done(world, { ...note, findings: ['diabetes|answer:yes'] }, cora);
    expect(booking.decision?.outcome).toBe('allowed');
    expect(booking.overrides).toMatchObject([
      { role: 'clinician', clearance: { doctor: 'Dr. Imani Okafor', on: '2026-12-04' } },
    ]);
    expect(booking.audit.map(({ did }) => did)).toContain('recorded a clearance for diabetes');
  });

  test('is not recorded by a manager', async () => {
    const world = await heldWorld({ diabetes: true });
    expect(await act(world, { ...note, findings: ['diabetes|answer:yes'] }, ana)).toEqual({
      acted: 'no',
      why: 'forbidden',
      reason: "Only a clinician may record a doctor's clearance.",
    });
  });

  test('settles nothing that no note is asked for: those are approved', async () => {
    const world = await heldWorld({ 'last-botox': '2026-12-07', 'pregnant-nursing': true });
    const findings = [botox, 'pregnant-nursing|answer:yes'];
    expect(await refusal(world, { ...note, findings }, cora)).toEqual([
      "findings.0: expected a finding that a doctor's note clears",
      "findings.1: expected a finding that a doctor's note clears",
    ]);
  });

  test('is dated today at the latest, by the calendar of the clinic', async () => {
    const world = await heldWorld({ diabetes: true });
    await world.advanceTo('2026-12-08T23:30-05:00');
    const wish = { ...note, findings: ['diabetes|answer:yes'] };
    expect(await refusal(world, { ...wish, on: '2026-12-09' }, cora)).toEqual([
      'on: expected a date that is not in the future',
    ]);
    expect((await act(world, { ...wish, on: '2026-12-08' }, cora)).acted).toBe('done');
  });

  test('is no older than anybody’s answer may be', async () => {
    const world = await heldWorld({ diabetes: true });
    const wish = { ...note, findings: ['diabetes|answer:yes'] };
    for (const on of ['0000-01-01', '1905-12-31']) {
      expect(await refusal(world, { ...wish, on }, cora)).toEqual(['on: expected a date from 1906-01-01 on']);
    }
    expect((await act(world, { ...wish, on: '1906-01-01' }, cora)).acted).toBe('done');
  });
});
