/** Staff write down what a client told them: read as the form reads it, decided at once, and no way around what only a clinician may lift. */
import { describe, expect, test } from 'vitest';
import { standingFindings } from '../../../shared/booking/finding.ts';
import { microneedlingPolicy } from '../../../shared/policy/defaults/microneedling.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { post, said } from '../care-plan/story.ts';
import { screeningToken, submit } from '../pages/visiting.ts';
import { act, ana, cora, done, newClick, refusal, why } from './acting.ts';

const start = '2026-12-16T15:00-05:00';
const { diabetes: _open, 'last-botox': _botox, ...unfinished } = fineAnswers;

async function bookedWorld(answers: Record<string, unknown>): Promise<World> {
  const world = await createWorld('2026-12-08T10:00-05:00');
  await post(world, { start, answers });
  await world.advanceTo('2026-12-08T11:00-05:00');
  return world;
}

describe('Answers by telephone', () => {
  test('are kept as said, by staff, with who wrote them down, and decide the booking', async () => {
    const world = await bookedWorld(unfinished);
    const at = world.ports.clock.now();
    const click = newClick();
    const answers = { diabetes: 'no', 'last-botox': '2026-10-05' };
    const booking = await done(world, { act: 'record-answers', answers, click });
    expect(booking.decision?.outcome).toBe('allowed');
    expect(booking.answers.diabetes).toEqual({ value: { is: 'no' }, at, source: 'staff' });
    expect(booking.answers['last-botox']).toEqual({
      value: { is: 'date', date: '2026-10-05' },
      at,
      source: 'staff',
    });
    expect(booking.audit.filter(({ kind }) => kind === 'act')).toEqual([
      { at, did: 'wrote down answers', kind: 'act', by: 'ana', why, what: 'record-answers', click },
    ]);
    await world.advanceTo('2026-12-08T12:00-05:00');
    expect(said(world.texts()).at(-1)).toBe('booked Tue Dec 8 11:03');
  });

  test('may name a day up to the visit, as on the form', async () => {
    const world = await bookedWorld(unfinished);
    const answers = { diabetes: 'no', 'last-botox': '2026-12-14' };
    const booking = await done(world, { act: 'record-answers', answers });
    expect(booking.decision?.outcome).toBe('blocked');
    expect(booking.answers['last-botox']?.value).toEqual({ is: 'date', date: '2026-12-14' });
  });

  test('in part leave the rest open', async () => {
    const world = await bookedWorld(unfinished);
    const booking = await done(world, { act: 'record-answers', answers: { diabetes: 'no' } });
    expect(booking.decision).toMatchObject({ outcome: 'incomplete', open: ['last-botox'] });
  });

  test('that are worse than before block, better ones of a self-clearing rule release', async () => {
    const world = await bookedWorld(fineAnswers);
    const worse = await done(world, { act: 'record-answers', answers: { 'active-infection': 'yes' } });
    expect(worse.decision?.outcome).toBe('blocked');
    await world.advanceTo('2026-12-08T12:00-05:00');
    const better = await done(world, { act: 'record-answers', answers: { 'active-infection': 'no' } });
    expect(better.decision?.outcome).toBe('allowed');
    await world.advanceTo('2026-12-08T13:00-05:00');
    expect(said(world.texts()).map((line) => line.split(' ')[0])).toEqual(['booked', 'not-yet', 'released']);
  });

  test.each([
    [
      'a question that nobody asks',
      { 'favourite-colour': 'yes' },
      'favourite-colour: expected one of the questions that are asked',
    ],
    ['a date for a yes or no', { diabetes: '2026-10-05' }, 'diabetes: expected yes, no or unsure'],
    [
      'a word for a date',
      { 'last-botox': 'still' },
      'last-botox: expected a date from 1906-01-01 to 2026-12-16, never or unsure',
    ],
    [
      'a day after the visit',
      { 'last-botox': '2026-12-17' },
      'last-botox: expected a date from 1906-01-01 to 2026-12-16, never or unsure',
    ],
  ])('to %s are refused by the field, and none of them is kept', async (_, wrong, expected) => {
    const world = await bookedWorld(unfinished);
    const answers: Record<string, string> = { ...wrong, autoimmune: 'yes' };
    expect(await refusal(world, { act: 'record-answers', answers })).toEqual([`answers.${expected}`]);
    expect((await world.booking('visit-1')).answers.autoimmune?.source).toBe('platform');
  });

  test('once the visit has begun are refused', async () => {
    const world = await bookedWorld(unfinished);
    await world.advanceTo(start);
    expect(await refusal(world, { act: 'record-answers', answers: { diabetes: 'no' } })).toEqual([
      'answers: expected a visit that has not begun',
    ]);
  });

  test('after "something changed" answer what is open again', async () => {
    const world = await bookedWorld(fineAnswers);
    await world.advanceTo('2026-12-15T12:00-05:00');
    await world.reply('+12125550117', '2');
    const answers = Object.fromEntries(
      Object.entries(fineAnswers).map(([id, value]) => [id, value === 'never' ? 'never' : 'no']),
    );
    expect((await world.booking('visit-1')).decision?.outcome).toBe('incomplete');
    const booking = await done(world, { act: 'record-answers', answers });
    expect(booking.decision?.outcome).toBe('allowed');
  });
});

describe('What only a clinician may lift', () => {
  const reserved = microneedlingPolicy.rules
    .filter((rule) => rule.enabled && rule.overridableBy === 'clinician')
    .map(({ id }) => id);

  test.each(reserved)('%s: answered away by a manager it waits for a clinician', async (rule) => {
    const world = await createWorld('2026-12-08T10:00-05:00');
    await post(world, { start, answers: { ...fineAnswers, [rule]: true } });
    // At once, before any text told the client of it.
    const booking = await done(world, { act: 'record-answers', answers: { [rule]: 'no' } });
    const finding = `changed-answer|${rule}/yes/no`;
    expect(booking.decision?.outcome).toBe('review');
    expect(standingFindings(booking.decision).map(({ id }) => id)).toEqual([finding]);
    const approval = { act: 'approve-findings' as const, findings: [finding] };
    expect(await act(world, approval, ana)).toMatchObject({ why: 'forbidden' });
    expect((await done(world, approval, cora)).decision?.outcome).toBe('allowed');
  });

  test('a clinician who hears that it was a slip lets the booking through at once', async () => {
    const world = await createWorld('2026-12-08T10:00-05:00');
    await post(world, { start, answers: { ...fineAnswers, 'pregnant-nursing': true } });
    const wish = { act: 'record-answers' as const, answers: { 'pregnant-nursing': 'no' } };
    expect((await done(world, wish, cora)).decision?.outcome).toBe('allowed');
  });
});

describe('A client who answers again', () => {
  const form = Object.fromEntries(
    Object.entries(fineAnswers).map(([id, value]) => [id, value === 'never' ? 'never' : 'no']),
  );

  async function approvedWorld(): Promise<{ world: World; token: string }> {
    const world = await bookedWorld({ ...unfinished, 'active-breakout': true });
    await done(world, { act: 'approve-findings', findings: ['active-breakout|answer:yes'] });
    await world.advanceTo('2026-12-08T12:00-05:00');
    return { world, token: screeningToken(await world.booking('visit-1')) };
  }

  test('worse than what staff approved is held back again, for what is new', async () => {
    const { world, token } = await approvedWorld();
    await submit(world.process(), token, { ...form, 'active-breakout': 'yes', 'active-infection': 'yes' });
    const { decision } = await world.booking('visit-1');
    expect(decision?.outcome).toBe('blocked');
    expect(standingFindings(decision).map(({ id }) => id)).toEqual(['active-infection|answer:yes']);
  });

  test('the same as what staff approved goes ahead', async () => {
    const { world, token } = await approvedWorld();
    await submit(world.process(), token, { ...form, 'active-breakout': 'yes' });
    expect((await world.booking('visit-1')).decision?.outcome).toBe('allowed');
  });

  test('half of it keeps what staff wrote down of the rest', async () => {
    const world = await bookedWorld(unfinished);
    const token = screeningToken(await world.booking('visit-1'));
    await done(world, { act: 'record-answers', answers: { diabetes: 'no' } });
    await submit(world.process(), token, { 'last-botox': 'never' });
    const { answers, decision } = await world.booking('visit-1');
    expect(answers.diabetes?.source).toBe('staff');
    expect(answers['last-botox']?.source).toBe('form');
    expect(decision?.outcome).toBe('allowed');
  });

  test('for one of two bookings at once, and staff for the other: each has its own', async () => {
    const world = await bookedWorld(unfinished);
    await post(world, { uid: 'visit-2', start: '2026-12-20T15:00-05:00', answers: unfinished });
    await world.advanceTo('2026-12-08T12:00-05:00');
    const token = screeningToken(await world.booking('visit-2'));
    await Promise.all([
      submit(world.process(), token, { ...form, diabetes: 'yes' }),
      act(world, { act: 'record-answers', answers: { diabetes: 'no', 'last-botox': 'never' } }),
    ]);
    expect((await world.booking('visit-1')).decision?.outcome).toBe('allowed');
    expect((await world.booking('visit-2')).decision?.outcome).toBe('review');
  });
});
