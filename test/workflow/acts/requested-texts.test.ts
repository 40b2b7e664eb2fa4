/** Texts that staff ask for: one of its own for each click, in the allowed hours, and only while what it says still holds. */
import { describe, expect, test } from 'vitest';
import { changeBooking } from '../../../functions/workflow/change-booking.ts';
import { claimGraceMinutes } from '../../../functions/workflow/texts/fire.ts';
import { minuteMs } from '../../../shared/time/instant.ts';
import { aroundCalls } from '../../memory/around-calls.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { post, said } from '../care-plan/story.ts';
import { act, ana, ben, done, newClick, refusal, states, stepsOf } from './acting.ts';

const start = '2026-12-16T15:00-05:00';
const { diabetes: _open, ...unfinished } = fineAnswers;
const blocking = { ...fineAnswers, 'last-botox': '2026-12-07' };
const refusedForGood = { result: { published: 'no', passing: false, reason: 'InvalidParameter' } } as const;
const nobodyKnows = { result: { published: 'unknown', reason: 'time-out' }, arrives: false } as const;

async function bookedWorld(
  answers: Record<string, unknown>,
  until = '2026-12-08T11:00-05:00',
): Promise<World> {
  const world = await createWorld('2026-12-08T10:00-05:00');
  await post(world, { start, answers });
  await world.advanceTo(until);
  return world;
}

/** What went out since, until then. */
async function goesOut(world: World, until: string): Promise<string[]> {
  const before = world.texts().length;
  await world.advanceTo(until);
  return said(world.texts()).slice(before);
}

async function kinds(world: World): Promise<readonly string[]> {
  const [entry] = await world.ports.store.attentionFrom(world.clinic.id, { startAt: 0 }, 10);
  return entry?.kinds ?? [];
}

describe('Asking again', () => {
  test('texts the link once more, soon, and the reminder waits a day from then', async () => {
    const world = await bookedWorld(unfinished, '2026-12-09T09:30-05:00');
    await done(world, { act: 'ask-again' });
    expect(await goesOut(world, '2026-12-11T10:00-05:00')).toEqual([
      'screening-needed Wed Dec 9 09:31',
      'screening-needed Thu Dec 10 09:31',
    ]);
    expect(world.texts().at(-1)?.body).toMatch(/https:\/\/bg\.test\/s\/\w+/);
  });

  test('at night waits for the morning', async () => {
    const world = await bookedWorld(unfinished, '2026-12-09T22:00-05:00');
    await done(world, { act: 'ask-again' });
    expect(await goesOut(world, '2026-12-10T10:00-05:00')).toEqual(['screening-needed Thu Dec 10 09:00']);
  });

  test('is refused while the first link is on its way', async () => {
    const world = await bookedWorld(unfinished, '2026-12-08T10:01-05:00');
    expect(await refusal(world, { act: 'ask-again' })).toEqual([
      'act: expected no such text to be on its way already',
    ]);
  });

  test('twice before the first of them went is refused as well', async () => {
    const world = await bookedWorld(unfinished, '2026-12-09T22:00-05:00');
    await done(world, { act: 'ask-again' });
    expect(await refusal(world, { act: 'ask-again' })).toHaveLength(1);
    expect(await goesOut(world, '2026-12-10T08:00-05:00')).toEqual([]);
  });

  test('is possible where a new answer would clear the block, though nothing is open', async () => {
    const world = await bookedWorld({ ...fineAnswers, 'active-infection': true });
    await done(world, { act: 'ask-again' });
    expect(await goesOut(world, '2026-12-08T12:00-05:00')).toEqual(['screening-needed Tue Dec 8 11:01']);
  });

  test.each([
    ['nothing is open', fineAnswers],
    ['no answer would change the block', { ...fineAnswers, 'pregnant-nursing': true }],
  ])('makes no sense where %s', async (_, answers) => {
    const world = await bookedWorld(answers);
    expect(await refusal(world, { act: 'ask-again' })).toEqual([
      'act: expected a visit ahead with questions that are open or to be answered again',
    ]);
  });

  test('is not sent any more once the client has answered', async () => {
    const world = await bookedWorld(unfinished, '2026-12-09T22:00-05:00');
    await done(world, { act: 'ask-again' });
    const after = await done(world, { act: 'record-answers', answers: { diabetes: 'no' } });
    expect(after.requests).toBeUndefined();
    expect(await goesOut(world, '2026-12-10T10:00-05:00')).toEqual(['booked Thu Dec 10 09:00']);
  });

  test.each([
    ['cancelled', { type: 'booking.cancelled', more: { cancelledBy: 'client' } }, start],
    ['moved', { type: 'booking.rescheduled' }, '2026-12-18T15:00-05:00'],
  ])('is not sent where the visit is %s meanwhile', async (_, change, newStart) => {
    const world = await bookedWorld(unfinished, '2026-12-09T22:00-05:00');
    const asked = await done(world, { act: 'ask-again' });
    expect(asked.requests).toHaveLength(1);
    await post(world, { start: newStart, answers: unfinished, ...change });
    const after = await world.booking('visit-1');
    expect(after.requests).toBeUndefined();
    expect(stepsOf(after, 'screening-needed').filter(({ id }) => id.includes('@staff-'))).toEqual([]);
  });

  test('is not sent to a number that said STOP meanwhile', async () => {
    const world = await bookedWorld(unfinished, '2026-12-09T22:00-05:00');
    await done(world, { act: 'ask-again' });
    await world.reply('+12125550117', 'STOP');
    const before = world.texts().length;
    await world.advanceTo('2026-12-10T10:00-05:00');
    expect(world.texts()).toHaveLength(before);
  });

  test.each([
    ['takes no texts', { client: { smsConsent: false } }, {}, 'a usable number, consent and no stop'],
    ['is of a clinic whose texts are paused', {}, { status: 'paused' }, "the clinic's texts to be on"],
  ] as const)('is refused where the client %s', async (_, booking, clinic, expected) => {
    const world = await createWorld('2026-12-08T10:00-05:00', clinic);
    await post(world, { start, answers: unfinished, ...booking });
    await world.advanceTo('2026-12-08T11:00-05:00');
    expect(await refusal(world, { act: 'ask-again' })).toEqual([expect.stringContaining(expected)]);
  });

  test('is refused where no text can go out before the visit', async () => {
    const world = await createWorld('2026-12-15T10:00-05:00');
    await post(world, { start: '2026-12-16T08:30-05:00', answers: unfinished });
    await world.advanceTo('2026-12-15T22:00-05:00');
    expect(await refusal(world, { act: 'ask-again' })).toEqual([
      'act: expected an hour in which texts go out and that is early enough: please call',
    ]);
  });
});

describe('Sending the earliest date', () => {
  test('says once more from when the visit would be fine', async () => {
    const world = await bookedWorld(blocking);
    await done(world, { act: 'send-earliest-date' });
    expect(await goesOut(world, '2026-12-09T11:00-05:00')).toEqual(['not-yet Tue Dec 8 11:01']);
    expect(world.texts().at(-1)?.body).toContain('Dec 21');
  });

  test.each([
    ['nothing blocks', fineAnswers],
    ['no date helps', { ...fineAnswers, 'bleeding-disorder': true }],
  ])('is refused where %s', async (_, answers) => {
    const world = await bookedWorld(answers);
    expect(await refusal(world, { act: 'send-earliest-date' })).toEqual([
      'act: expected a visit ahead that is blocked until a date',
    ]);
  });

  test('does not go out once somebody approved the block', async () => {
    const world = await bookedWorld(blocking, '2026-12-08T22:00-05:00');
    await done(world, { act: 'send-earliest-date' });
    await done(world, { act: 'approve-findings', findings: ['botox-gap|2026-12-07/2026-12-16'] }, ben);
    expect(await goesOut(world, '2026-12-09T10:00-05:00')).toEqual(['released Wed Dec 9 09:00']);
  });

  test('does not go out with a date that changed meanwhile: the plan says the new one', async () => {
    const world = await bookedWorld(blocking, '2026-12-08T22:00-05:00');
    await done(world, { act: 'send-earliest-date' });
    await done(world, { act: 'record-answers', answers: { 'last-botox': '2026-12-08' } }, ben);
    expect(await goesOut(world, '2026-12-09T10:00-05:00')).toEqual(['not-yet Wed Dec 9 09:00']);
    expect(world.texts().at(-1)?.body).toContain('Dec 22');
  });
});

describe('Sending a text once more', () => {
  /** Blocked, and the text that says so came to an end of its own. */
  async function endedWorld(ending: typeof refusedForGood | typeof nobodyKnows): Promise<World> {
    const world = await createWorld('2026-12-08T10:00-05:00');
    world.ports.texting.script(ending);
    await post(world, { start, answers: blocking });
    await world.advanceTo('2026-12-08T11:00-05:00');
    return world;
  }

  async function stepOf(world: World): Promise<string> {
    return stepsOf(await world.booking('visit-1'), 'not-yet')[0]?.id ?? '';
  }

  test.each([
    ['failed', refusedForGood, 'text-failed'],
    ['nobody knows the fate of', nobodyKnows, 'text-unknown'],
  ] as const)('that %s makes a step of its own and takes the old one off the list', async (_, ending, kind) => {
    const world = await endedWorld(ending);
    expect(await kinds(world)).toContain(kind);
    const booking = await done(world, { act: 'resend-text', step: await stepOf(world) });
    expect(stepsOf(booking, 'not-yet')).toHaveLength(2);
    expect(await goesOut(world, '2026-12-08T12:00-05:00')).toEqual(['not-yet Tue Dec 8 11:01']);
    expect(await kinds(world)).toEqual(['blocked']);
    expect(states(await world.booking('visit-1'), 'not-yet').sort()).toEqual(
      [kind.slice('text-'.length), 'sent'].sort(),
    );
  });

  test('counts as said: no plan says it again', async () => {
    const world = await endedWorld(refusedForGood);
    await done(world, { act: 'resend-text', step: await stepOf(world) });
    await world.advanceTo('2026-12-08T12:00-05:00');
    expect(await goesOut(world, '2026-12-16T14:00-05:00')).toEqual([]);
    await done(world, { act: 'approve-findings', findings: ['botox-gap|2026-12-07/2026-12-16'] }, ben);
    expect(await goesOut(world, start)).toEqual(['released Wed Dec 16 14:01']);
  });

  test('by the same click sent twice sends one, by another click none while it is on its way', async () => {
    const world = await endedWorld(refusedForGood);
    const { version } = await world.booking('visit-1');
    const wish = { act: 'resend-text', step: await stepOf(world), click: newClick(), version } as const;
    expect((await act(world, wish)).acted).toBe('done');
    expect((await act(world, wish)).acted).toBe('repeated');
    expect(await refusal(world, { act: 'resend-text', step: await stepOf(world) }, ben)).toEqual([
      'step: expected a text that was not sent again since',
    ]);
    expect(await goesOut(world, '2026-12-09T12:00-05:00')).toHaveLength(1);
  });

  test('that failed again as well can be sent a third time, by its own step', async () => {
    const world = await endedWorld(refusedForGood);
    world.ports.texting.script(refusedForGood);
    const first = await done(world, { act: 'resend-text', step: await stepOf(world) });
    await world.advanceTo('2026-12-08T11:10-05:00');
    expect(await kinds(world)).toContain('text-failed');
    const second = stepsOf(first, 'not-yet')[1]?.id ?? '';
    await done(world, { act: 'resend-text', step: second });
    expect(await goesOut(world, '2026-12-08T12:00-05:00')).toEqual(['not-yet Tue Dec 8 11:11']);
    expect(await kinds(world)).toEqual(['blocked']);
  });

  test('waits until whoever was sending it has surely ended', async () => {
    const world = await createWorld('2026-12-08T10:00-05:00');
    world.ports.texting.script(nobodyKnows);
    await post(world, { start, answers: blocking });
    await world.advanceTo('2026-12-08T10:04-05:00');
    const step = await stepOf(world);
    expect(await refusal(world, { act: 'resend-text', step })).toEqual([
      'step: expected a text that nobody may be sending any more: please wait some minutes',
    ]);
    await world.advanceTo(world.ports.clock.now() + (claimGraceMinutes + 1) * minuteMs);
    expect((await act(world, { act: 'resend-text', step })).acted).toBe('done');
  });

  test('is refused while it is claimed, and possible once the record is surely missing', async () => {
    const world = await createWorld('2026-12-08T10:00-05:00');
    await post(world, { start, answers: blocking });
    world.ports.clock.set(Date.parse('2026-12-08T10:03:30-05:00'));
    const key = 'booking#rosewater#standard#visit-1';
    const dies = aroundCalls(world.ports, async (name, effect) => {
      if (name === 'texting.publish') throw new Error('the machine is gone');
      return effect();
    });
    await world
      .process(dies)
      .followUp({ v: 1, key, scheduled: '2026-12-08T15:03:00Z' })
      .catch(() => undefined);
    const step = await stepOf(world);
    expect(states(await world.booking('visit-1'), 'not-yet')).toEqual(['claimed']);
    expect(await refusal(world, { act: 'resend-text', step })).toEqual([
      'step: expected a text that failed or whose fate is unknown',
    ]);
    await world.advanceTo('2026-12-08T10:30-05:00');
    expect((await act(world, { act: 'resend-text', step })).acted).toBe('done');
  });

  test('that turns out to have arrived after all is not sent', async () => {
    const world = await createWorld('2026-12-08T19:00-05:00');
    world.ports.texting.script({ ...nobodyKnows, arrives: true });
    await post(world, { start, answers: blocking });
    await world.advanceTo('2026-12-08T22:00-05:00');
    const step = await stepOf(world);
    await done(world, { act: 'resend-text', step });
    const now = world.ports.clock.now();
    const arrived = { type: 'step-delivered', step, at: now, messageId: 'message-1' } as const;
    await changeBooking(world.process().deps, await world.booking('visit-1'), () => [arrived], { now });
    expect((await world.booking('visit-1')).requests).toBeUndefined();
    expect(await goesOut(world, '2026-12-09T12:00-05:00')).toEqual([]);
  });

  test('is refused where the booking stands otherwise by now, and for what is no text', async () => {
    const world = await endedWorld(refusedForGood);
    const step = await stepOf(world);
    await done(world, { act: 'approve-findings', findings: ['botox-gap|2026-12-07/2026-12-16'] }, ben);
    expect(await refusal(world, { act: 'resend-text', step })).toEqual([
      'step: expected a text that still holds: the booking stands otherwise by now',
    ]);
    const { steps } = await world.booking('visit-1');
    const check = steps.find(({ act: { kind } }) => kind === 'check')?.id ?? '';
    expect(await refusal(world, { act: 'resend-text', step: check })).toEqual([
      'step: expected a text, not another step',
    ]);
    expect(await refusal(world, { act: 'resend-text', step: 'nothing@like-it' })).toEqual([
      'step: expected a text of this booking',
    ]);
  });

  test('of guidance that may have arrived says it once more, on purpose', async () => {
    const world = await createWorld('2026-12-08T10:00-05:00');
    await post(world, { start });
    await world.advanceTo('2026-12-13T08:00-05:00');
    world.ports.texting.script(nobodyKnows);
    await world.advanceTo('2026-12-13T19:00-05:00');
    const [step] = stepsOf(await world.booking('visit-1'), 'three-days-before');
    await done(world, { act: 'resend-text', step: step?.id ?? '' });
    expect(await goesOut(world, '2026-12-13T19:30-05:00')).toEqual(['three-days-before Sun Dec 13 19:01']);
  });

  test('of guidance goes out within its time, told to pause counts, and once it is late it is refused', async () => {
    const world = await createWorld('2026-12-08T10:00-05:00');
    await post(world, { start });
    await world.advanceTo('2026-12-14T22:00-05:00');
    world.ports.texting.script(refusedForGood);
    await world.advanceTo('2026-12-15T10:00-05:00');
    const [step] = stepsOf(await world.booking('visit-1'), 'day-before');
    expect(step?.state.status).toBe('failed');
    const again = { act: 'resend-text', step: step?.id ?? '' } as const;
    await done(world, again, ana);
    expect(await goesOut(world, '2026-12-15T11:00-05:00')).toEqual(['day-before Tue Dec 15 10:01']);
    expect((await world.booking('visit-1')).told).toHaveLength(1);
    expect(await kinds(world)).toEqual([]);
  });
});
