/** One text per change of how a booking stands: which one, when, and when none. The visit is on a Wednesday afternoon, booked a week ahead on Wednesday morning. */
import { describe, expect, test } from 'vitest';
import { submitScreening } from '../../../functions/workflow/pages/submit-screening.ts';
import { keys } from '../../../shared/store/item.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, instantOf, type World } from '../../world/world.ts';
import { post, postEnd, said } from './story.ts';

const start = '2026-12-09T15:00-05:00';
const bookedAt = instantOf('2026-12-02T10:00-05:00');
const blocking = { ...fineAnswers, 'pregnant-nursing': true };
const reviewed = { ...fineAnswers, 'active-breakout': true };
const { diabetes: _open, ...unfinished } = fineAnswers;

async function worldWith(answers: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const world = await createWorld(bookedAt);
  await post(world, { start, answers, more });
  return world;
}

async function wait(world: World, minutes: number): Promise<void> {
  await world.advanceTo(world.ports.clock.now() + minutes * minuteMs);
}

/** The platform sends the booking again with other answers, or another start. */
async function again(world: World, answers: Record<string, unknown>, other = start) {
  await post(world, { type: 'booking.rescheduled', start: other, answers });
}

async function answerForm(world: World, answers: Record<string, string>) {
  const { pages } = await world.booking('visit-1');
  const sent = Object.entries(answers).map(([name, raw]) => ({ names: [name], raw }));
  await submitScreening(world.process().deps, pages.screening ?? '', sent);
}

describe('The first word on a booking', () => {
  test.each([
    ['allowed', fineAnswers, 'booked'],
    ['blocked', blocking, 'not-yet'],
    ['blocked and in review', { ...blocking, ...reviewed, 'pregnant-nursing': true }, 'not-yet'],
    ['blocked with questions open', { ...unfinished, 'pregnant-nursing': true }, 'not-yet'],
    ['with questions open', unfinished, 'screening-needed'],
    ['in review with questions open', { ...unfinished, 'active-breakout': true }, 'screening-needed'],
    ['in review', reviewed, 'being-reviewed'],
  ])('%s: one text, three minutes later', async (_, answers, milestone) => {
    const world = await worldWith(answers);
    await world.advanceTo(bookedAt + 3 * minuteMs - 1);
    expect(world.texts()).toEqual([]);
    await world.advanceTo(bookedAt + 4 * minuteMs);
    expect(said(world.texts())).toEqual([`${milestone} Wed Dec 2 10:03`]);
  });

  test('a first delivery in the night waits for the morning', async () => {
    const world = await createWorld('2026-12-02T22:00-05:00');
    await post(world, { start });
    await world.advanceTo('2026-12-03T12:00-05:00');
    expect(said(world.texts())).toEqual(['booked Thu Dec 3 09:00']);
  });
});

describe('The undo grace', () => {
  test.each([
    'client',
    'clinic',
    undefined,
  ])('a cancel (by %s) in the grace leaves no booked behind', async (by) => {
    const world = await worldWith(fineAnswers);
    await wait(world, 2);
    await postEnd(world, 'booking.cancelled', by === undefined ? {} : { cancelledBy: by });
    await world.advanceTo(start);
    expect(said(world.texts())).toEqual(by === 'clinic' ? ['cancelled Wed Dec 2 10:05'] : []);
  });

  test('guidance that is due at once does not overtake it either', async () => {
    const world = await createWorld('2026-12-08T10:00-05:00');
    await post(world, { start });
    await wait(world, 2.5);
    expect(world.texts()).toEqual([]);
    await postEnd(world, 'booking.cancelled', { cancelledBy: 'client' });
    await world.advanceTo(start);
    expect(world.texts()).toEqual([]);
  });

  test('a newer change replaces an unsent text', async () => {
    const world = await worldWith(fineAnswers);
    await wait(world, 2);
    await again(world, blocking);
    await wait(world, 30);
    expect(said(world.texts())).toEqual(['not-yet Wed Dec 2 10:05']);
  });

  test('a block that was undone before it was told needs no release', async () => {
    const world = await worldWith(blocking);
    await wait(world, 2);
    await again(world, fineAnswers);
    await wait(world, 30);
    expect(said(world.texts())).toEqual(['booked Wed Dec 2 10:05']);
  });

  test('a block after booked that was undone in the grace is never told', async () => {
    const world = await worldWith(fineAnswers);
    await wait(world, 60);
    await again(world, blocking);
    await wait(world, 1);
    await again(world, fineAnswers);
    await wait(world, 60);
    expect(said(world.texts())).toEqual(['booked Wed Dec 2 10:03']);
  });

  test('a reschedule in the grace books the new time; there is no old one to correct', async () => {
    const world = await worldWith(fineAnswers);
    await wait(world, 2);
    await again(world, fineAnswers, '2026-12-10T15:00-05:00');
    await wait(world, 60);
    expect(said(world.texts())).toEqual(['booked Wed Dec 2 10:05']);
    expect(world.texts()[0]?.body).toContain('Thu Dec 10');
  });
});

describe('released', () => {
  test('goes at once when what not-yet said has healed', async () => {
    const world = await worldWith({ ...fineAnswers, 'active-infection': true });
    await wait(world, 60);
    await again(world, fineAnswers);
    await wait(world, 2);
    expect(said(world.texts())).toEqual(['not-yet Wed Dec 2 10:03', expect.stringMatching(/^released/)]);
  });

  test.each([
    ['not-yet', blocking, 'pregnant-nursing/yes/no'],
    ['being-reviewed', reviewed, 'active-breakout/yes/no'],
  ])('waits for a person where what %s rested on was answered away', async (milestone, answers, change) => {
    const world = await worldWith(answers);
    await wait(world, 60);
    await again(world, fineAnswers);
    await wait(world, 60);
    const { decision } = await world.booking('visit-1');
    expect(decision?.outcome).toBe('review');
    expect(decision?.findings.map(({ id }) => id)).toContain(`changed-answer|${change}`);
    expect(said(world.texts())[0]).toBe(`${milestone} Wed Dec 2 10:03`);
    expect(said(world.texts()).filter((line) => line.startsWith('released'))).toEqual([]);
  });

  test('it also says the new time of a reschedule that cleared the block', async () => {
    const world = await worldWith({ ...fineAnswers, 'last-botox': '2026-11-28' });
    await wait(world, 60);
    await again(world, { ...fineAnswers, 'last-botox': '2026-11-28' }, '2026-12-14T15:00-05:00');
    await wait(world, 60);
    expect(said(world.texts()).map((line) => line.split(' ')[0])).toEqual(['not-yet', 'released']);
    expect(world.texts()[1]?.body).toContain('Mon Dec 14');
  });

  test('questions that were open and answered lead to booked: nothing was held back', async () => {
    const world = await worldWith(unfinished);
    await wait(world, 60);
    await answerForm(world, { diabetes: 'no' });
    await wait(world, 10);
    expect(said(world.texts())).toEqual(['screening-needed Wed Dec 2 10:03', 'booked Wed Dec 2 11:03']);
  });

  test('what a form answer releases is told within two minutes, without waiting for the sweep', async () => {
    const world = await worldWith({ ...unfinished, 'active-infection': true });
    await wait(world, 25 * 60);
    expect(said(world.texts())).toEqual(['not-yet Wed Dec 2 10:03']);
    await again(world, unfinished);
    await wait(world, 60);
    await answerForm(world, { diabetes: 'no' });
    await wait(world, 2);
    expect(said(world.texts()).slice(1)).toEqual([
      'screening-needed Thu Dec 3 11:03',
      'released Thu Dec 3 12:01',
    ]);
  });
});

describe('new-time', () => {
  test('goes three minutes after a reschedule of what booked had said', async () => {
    const world = await worldWith(fineAnswers);
    await wait(world, 60);
    await again(world, fineAnswers, '2026-12-10T15:00-05:00');
    await wait(world, 60);
    expect(said(world.texts())).toEqual(['booked Wed Dec 2 10:03', 'new-time Wed Dec 2 11:03']);
  });

  test('fifty reschedules in a minute say the last time once', async () => {
    const world = await worldWith(fineAnswers);
    await wait(world, 60);
    for (let index = 0; index < 50; index += 1) {
      world.ports.clock.advance(1_000);
      await again(world, fineAnswers, `2026-12-10T${10 + (index % 7)}:${10 + index}-05:00`);
    }
    await wait(world, 60);
    expect(said(world.texts())).toEqual(['booked Wed Dec 2 10:03', 'new-time Wed Dec 2 11:04']);
    expect(world.texts()[1]?.body).toContain('10:59 AM');
  });

  test('there and back before it was said is no news', async () => {
    const world = await worldWith(fineAnswers);
    await wait(world, 60);
    await again(world, fineAnswers, '2026-12-10T15:00-05:00');
    await wait(world, 1);
    await again(world, fineAnswers, start);
    await wait(world, 60);
    expect(said(world.texts())).toEqual(['booked Wed Dec 2 10:03']);
  });

  test('there and back after it was said is said again', async () => {
    const world = await worldWith(fineAnswers);
    for (const other of ['2026-12-10T15:00-05:00', start, '2026-12-10T15:00-05:00']) {
      await wait(world, 60);
      await again(world, fineAnswers, other);
    }
    await wait(world, 60);
    expect(said(world.texts())).toEqual([
      'booked Wed Dec 2 10:03',
      'new-time Wed Dec 2 11:03',
      'new-time Wed Dec 2 12:03',
      'new-time Wed Dec 2 13:03',
    ]);
  });

  test('only what is allowed gets one: a reschedule into a block says not-yet', async () => {
    const botox = { ...fineAnswers, 'last-botox': '2026-11-25' };
    const world = await worldWith(botox);
    await wait(world, 60);
    await again(world, botox, '2026-12-08T15:00-05:00');
    await wait(world, 60);
    expect(said(world.texts())).toEqual(['booked Wed Dec 2 10:03', 'not-yet Wed Dec 2 11:03']);
  });
});

describe('not-yet', () => {
  test('is said again for other facts, and never for the same', async () => {
    const botox = { ...fineAnswers, 'last-botox': '2026-12-01' };
    const world = await worldWith(botox);
    await wait(world, 60);
    await again(world, botox);
    await wait(world, 60);
    expect(said(world.texts())).toEqual(['not-yet Wed Dec 2 10:03']);
    await again(world, botox, '2026-12-11T15:00-05:00');
    await wait(world, 60);
    await again(world, { ...botox, 'last-botox': '2026-12-02' }, '2026-12-11T15:00-05:00');
    await wait(world, 60);
    expect(said(world.texts()).slice(1)).toEqual(['not-yet Wed Dec 2 12:03', 'not-yet Wed Dec 2 13:03']);
    expect(world.texts().map(({ body }) => /Earliest: (\w+ \d+)/.exec(body)?.[1])).toEqual([
      'Dec 15',
      'Dec 15',
      'Dec 16',
    ]);
  });

  test('names no reason', async () => {
    const world = await worldWith(blocking);
    await wait(world, 60);
    expect(world.texts()[0]?.body).not.toMatch(/pregnan|nursing/i);
  });
});

describe('screening-needed', () => {
  test('goes once more after a day, and then no more', async () => {
    const world = await worldWith(unfinished);
    await world.advanceTo(start);
    expect(said(world.texts())).toEqual([
      'screening-needed Wed Dec 2 10:03',
      'screening-needed Thu Dec 3 10:03',
    ]);
  });

  test('is not repeated once the questions are answered', async () => {
    const world = await worldWith(unfinished);
    await wait(world, 60);
    await answerForm(world, { diabetes: 'no' });
    await world.advanceTo('2026-12-04T12:00-05:00');
    expect(said(world.texts())).toEqual(['screening-needed Wed Dec 2 10:03', 'booked Wed Dec 2 11:03']);
  });

  test('a reschedule does not make a third', async () => {
    const world = await worldWith(unfinished);
    await wait(world, 20 * 60);
    await again(world, unfinished, '2026-12-10T15:00-05:00');
    await world.advanceTo('2026-12-10T15:00-05:00');
    expect(said(world.texts())).toEqual([
      'screening-needed Wed Dec 2 10:03',
      'screening-needed Thu Dec 3 10:03',
    ]);
  });

  test('an undated block asks for no answers', async () => {
    const world = await worldWith({ ...unfinished, 'pregnant-nursing': true });
    await world.advanceTo(start);
    expect(said(world.texts())).toEqual(['not-yet Wed Dec 2 10:03']);
  });

  test('a dated block still gets the link, a day later', async () => {
    const world = await worldWith({ ...unfinished, 'last-botox': '2026-12-01' });
    await world.advanceTo(start);
    expect(said(world.texts())).toEqual(['not-yet Wed Dec 2 10:03', 'screening-needed Thu Dec 3 10:00']);
  });
});

describe('A booking that its platform holds as pending', () => {
  const pending = { status: 'pending' };

  test.each([
    ['allowed', fineAnswers, []],
    ['blocked', blocking, ['not-yet Wed Dec 2 10:03']],
    ['in review', reviewed, ['being-reviewed Wed Dec 2 10:03']],
    ['incomplete', unfinished, ['screening-needed Wed Dec 2 10:03', 'screening-needed Thu Dec 3 10:03']],
  ])('%s: only what asks or warns goes out, and no guidance', async (_, answers, expected) => {
    const world = await worldWith(answers, pending);
    await world.advanceTo('2026-12-12T15:00-05:00');
    expect(said(world.texts())).toEqual(expected);
  });

  test('the confirmation is what books it', async () => {
    const world = await worldWith(fineAnswers, pending);
    await wait(world, 120);
    await post(world, { start });
    await wait(world, 60);
    expect(said(world.texts())).toEqual(['booked Wed Dec 2 12:03']);
  });

  test('a confirmation within 36 hours of the visit is a late booking', async () => {
    const world = await worldWith(fineAnswers, pending);
    await world.advanceTo(instantOf(start) - 35 * hourMs);
    expect(world.texts()).toEqual([]);
    await world.advanceTo('2026-12-08T10:00-05:00');
    await post(world, { start });
    await wait(world, 5);
    expect(said(world.texts())).toEqual(['late-booking Tue Dec 8 10:03', 'day-before Tue Dec 8 10:03']);
  });
});

describe('cancelled', () => {
  test.each([
    ['clinic', ['booked Wed Dec 2 10:03', 'cancelled Wed Dec 2 11:03']],
    ['client', ['booked Wed Dec 2 10:03']],
    [undefined, ['booked Wed Dec 2 10:03']],
  ])('by %s', async (by, expected) => {
    const world = await worldWith(fineAnswers);
    await wait(world, 60);
    await postEnd(world, 'booking.cancelled', by === undefined ? {} : { cancelledBy: by });
    await world.advanceTo('2026-12-12T15:00-05:00');
    expect(said(world.texts())).toEqual(expected);
  });

  test('it comes before everything else that could be said', async () => {
    const world = await worldWith(blocking);
    await wait(world, 1);
    await postEnd(world, 'booking.cancelled', { cancelledBy: 'clinic' });
    await world.advanceTo(start);
    expect(said(world.texts())).toEqual(['cancelled Wed Dec 2 10:04']);
  });
});

describe('The opt-out line', () => {
  test('stands in the first text a number ever gets, and in no other', async () => {
    const world = await worldWith(fineAnswers);
    await post(world, { uid: 'visit-2', start: '2026-12-20T15:00-05:00' });
    await post(world, {
      uid: 'visit-3',
      start,
      client: { name: 'Ruth Vale', phone: '+12125550118', email: null },
    });
    await world.advanceTo(start);
    const withLine = world.texts().filter(({ body }) => body.includes('Reply STOP to opt out'));
    expect(withLine.map(({ to }) => to).sort()).toEqual(['+12125550117', '+12125550118']);
    for (const to of ['+12125550117', '+12125550118']) {
      expect(world.texts().find((text) => text.to === to)?.body).toContain('Reply STOP to opt out');
    }
  });

  test('a first text that was refused does not use it up', async () => {
    const world = await worldWith(fineAnswers);
    world.ports.texting.script({ result: { published: 'no', passing: true, reason: 'throttled' } });
    await wait(world, 60);
    expect(world.texts().map(({ body }) => body.includes('Reply STOP'))).toEqual([true]);
  });
});

describe('Questions that open anew', () => {
  test('after a good word are asked anew, and once more', async () => {
    const world = await worldWith(unfinished);
    await wait(world, 60);
    await answerForm(world, { diabetes: 'no' });
    await wait(world, 60);
    await again(world, { ...fineAnswers, diabetes: 'perhaps' }, '2026-12-16T15:00-05:00');
    await wait(world, 26 * 60);
    expect(said(world.texts())).toEqual([
      'screening-needed Wed Dec 2 10:03',
      'booked Wed Dec 2 11:03',
      'screening-needed Wed Dec 2 12:03',
      'screening-needed Thu Dec 3 12:03',
    ]);
  });

  test('after "something changed" was settled are asked by a text again', async () => {
    const world = await worldWith(fineAnswers);
    await world.advanceTo('2026-12-08T10:00-05:00');
    await world.reply('+12125550117', '2');
    const { reopenedAt = 0 } = await world.booking('visit-1');
    await wait(world, 10);
    await answerForm(world, answersOf(fineAnswers));
    await wait(world, 10);
    expect((await world.booking('visit-1')).decision?.outcome).toBe('allowed');
    await again(world, { ...fineAnswers, diabetes: 'perhaps' }, '2026-12-16T15:00-05:00');
    await wait(world, 10);
    expect(reopenedAt).toBeGreaterThan(0);
    expect(said(world.texts()).at(-1)).toBe('screening-needed Tue Dec 8 10:23');
  });

  test('and whose link the answer could not bring come by a text', async () => {
    const world = await worldWith(fineAnswers);
    await world.advanceTo('2026-12-08T10:00-05:00');
    world.ports.texting.script({ result: { published: 'no', passing: true, reason: 'Throttled' } });
    await world.reply('+12125550117', '2');
    await wait(world, 10);
    expect(said(world.texts()).at(-1)).toBe('screening-needed Tue Dec 8 10:03');
  });

  test('beside a dated block near the visit get their link an hour later', async () => {
    const world = await createWorld('2026-12-08T14:00-05:00');
    await post(world, { start, answers: { ...unfinished, 'last-botox': '2026-12-01' } });
    await wait(world, 120);
    expect(said(world.texts())).toEqual(['not-yet Tue Dec 8 14:03', 'screening-needed Tue Dec 8 15:00']);
  });
});

describe('A first word that was given up', () => {
  test('does not come back as a late booking', async () => {
    const world = await createWorld(bookedAt, { status: 'paused' });
    await post(world, { start });
    await wait(world, 60);
    const clinic = await world.item(keys.clinic(world.clinic.id));
    if (clinic?.type !== 'clinic') throw new Error('the clinic is gone');
    await world.ports.store.put({ ...clinic, status: 'active', version: clinic.version + 1 }, clinic.version);
    await world.advanceTo('2026-12-08T12:00-05:00');
    expect(said(world.texts()).filter((line) => line.startsWith('late-booking'))).toEqual([]);
  });
});

/** The same answers as the form sends them. */
function answersOf(answers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answers).map(([id, one]) => [id, one === false ? 'no' : String(one)]),
  );
}
