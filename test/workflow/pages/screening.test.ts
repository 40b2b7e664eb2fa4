/** A screening sent from the client's own page: decided on at once, kept where half of it is missing, and never against what changed meanwhile. */
import { describe, expect, test } from 'vitest';
import { changeBooking } from '../../../functions/workflow/change-booking.ts';
import type { Ports } from '../../../shared/ports.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { aroundCalls } from '../../memory/around-calls.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf, type World } from '../../world/world.ts';
import { turnTaking } from '../deliveries/unreliable.ts';
import { fineForm, open, screeningToken, submit } from './visiting.ts';

const arrival = '2026-11-16T15:00:00Z';
const start = '2026-12-14T15:00:00Z';
const place = { clinicId: 'rosewater', platform: 'standard', uid: 'visit-1' };

/** A booking without answers, whose client has the form's link. */
async function asked(uid = 'visit-1', world?: World): Promise<{ world: World; token: string }> {
  const own = world ?? (await createWorld(arrival));
  const at = own.ports.clock.now();
  await own.post('standard', standardBooking({ at, start, uid, answers: {} }));
  await own.advanceTo(at + hourMs);
  return { world: own, token: screeningToken(await own.booking(uid)) };
}

async function outcomeOf(world: World, uid = 'visit-1'): Promise<string | undefined> {
  return (await world.booking(uid)).decision?.outcome;
}

describe('a form that is sent', () => {
  test('on which nothing is found: the booking is allowed, the page says so, the text follows', async () => {
    const { world, token } = await asked();
    const page = await submit(world.process(), token, fineForm);
    expect([page.status, await outcomeOf(world)]).toEqual([200, 'allowed']);
    expect(page.html).toMatch(/\/c\/[0-9A-Za-z]{10}/);
    await world.advanceTo(world.ports.clock.now() + hourMs);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['screening-needed', 'booked']);
  });

  test('with a reason not to come: blocked, and the page says not on this date, without the reason', async () => {
    const { world, token } = await asked();
    const page = await submit(world.process(), token, { ...fineForm, 'pregnant-nursing': 'yes' });
    expect(await outcomeOf(world)).toBe('blocked');
    expect(page.text).not.toMatch(/pregnan|nursing/i);
    expect((await world.booking('visit-1')).shown).toEqual(['pregnant-nursing']);
  });

  test('with something still in use: allowed, and the page tells from when to pause, which counts as told', async () => {
    const { world, token } = await asked();
    const form = { ...fineForm, 'uses-retinoids': 'yes', 'retinoid-last-use': 'still' };
    const page = await submit(world.process(), token, form);
    const { decision } = await world.booking('visit-1');
    expect(page.text).toContain('Sun Dec 13');
    expect(decision?.conditions).toEqual([
      { rule: 'retinoid-pause', pauseBy: instantOf('2026-12-13T15:00:00Z'), toldAt: world.ports.clock.now() },
    ]);
  });

  test.each([
    ['of a last use in days to come', { 'retinoid-last-use': '2026-11-18' }, 'This day has not come yet.'],
    ['of long before anybody', { 'retinoid-last-use': '0026-11-10' }, 'This day is too long ago.'],
    ['after the visit', { 'last-botox': '2026-12-15' }, 'This day is after your visit.'],
  ])('with a date %s comes back for it: kept and decided on, but nothing of a result counts as shown', async (_, dates, says) => {
    const { world, token } = await asked();
    const form = { ...fineForm, 'uses-retinoids': 'yes', 'retinoid-last-use': '2026-11-10', ...dates };
    for (let time = 0; time < 2; time += 1) {
      const page = await submit(world.process(), token, form);
      expect(page.text).toContain(says);
      expect(page.html).toContain(`value="${Object.values(dates)[0]}"`);
    }
    const booking = await world.booking('visit-1');
    expect(booking.answers.diabetes?.value).toEqual({ is: 'no' });
    expect([booking.told, booking.shown]).toEqual([[], []]);
    const right = { ...form, 'retinoid-last-use': '2026-11-16', 'last-botox': '2026-10-01' };
    expect((await submit(world.process(), token, right)).text).toContain('You are all set');
    expect((await world.booking('visit-1')).told).toHaveLength(1);
  });

  test('with a date to come is taken where that is before the visit', async () => {
    const { world, token } = await asked();
    await submit(world.process(), token, { ...fineForm, 'last-botox': '2026-12-10' });
    expect((await world.booking('visit-1')).decision).toMatchObject({
      outcome: 'blocked',
      open: [],
      eligibleFrom: instantOf('2026-12-24T05:00:00Z'),
    });
  });

  test('with a last use today is taken, also where it is tomorrow already', async () => {
    for (const day of ['2026-11-16', '2026-11-17']) {
      const { world, token } = await asked();
      const form = { ...fineForm, 'uses-retinoids': 'yes', 'retinoid-last-use': day };
      expect((await submit(world.process(), token, form)).text).toContain('You are all set');
    }
  });

  test('with a date that nothing asks for is not held up by it', async () => {
    const { world, token } = await asked();
    const page = await submit(world.process(), token, { ...fineForm, 'retinoid-last-use': '2031-01-01' });
    expect(page.text).toContain('You are all set');
  });

  test('by somebody who is not sure is not sent back: it is saved, stays open, and the page says to call', async () => {
    const { world, token } = await asked();
    const page = await submit(world.process(), token, { ...fineForm, 'last-botox': 'unsure' });
    expect(await outcomeOf(world)).toBe('incomplete');
    expect((await world.booking('visit-1')).decision?.open).toEqual(['last-botox']);
    expect(page.text).toContain('please call us');
  });

  test('of which half is missing keeps what was given and asks for the rest', async () => {
    const { world, token } = await asked();
    const { diabetes: _d, autoimmune: _a, ...half } = fineForm;
    const page = await submit(world.process(), token, half);
    const booking = await world.booking('visit-1');
    expect([booking.decision?.outcome, booking.decision?.open]).toEqual([
      'incomplete',
      ['autoimmune', 'diabetes'],
    ]);
    expect(Object.keys(booking.answers)).toHaveLength(13);
    expect(page.html.match(/aria-invalid|class="wrong"/g)?.length).toBeGreaterThanOrEqual(2);
    await submit(world.process(), token, { diabetes: 'no', autoimmune: 'no' });
    expect(await outcomeOf(world)).toBe('allowed');
  });

  test('with nothing in it, as the other language asks for its result, changes nothing at all', async () => {
    const { world, token } = await asked();
    await submit(world.process(), token, fineForm);
    const before = await world.booking('visit-1');
    const page = await submit(world.process(), token, {}, 'lang=es');
    expect(page.text).toContain('Todo está listo');
    expect(await world.booking('visit-1')).toEqual(before);
  });

  test('with nothing in it changes no answer', async () => {
    const { world, token } = await asked();
    await submit(world.process(), token, fineForm);
    const page = await submit(world.process(), token, {});
    expect([page.status, await outcomeOf(world)]).toEqual([200, 'allowed']);
    expect(Object.keys((await world.booking('visit-1')).answers)).toHaveLength(15);
  });

  test('twice is decided the same, and said once', async () => {
    const { world, token } = await asked();
    const first = await submit(world.process(), token, fineForm);
    const second = await submit(world.process(), token, fineForm);
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect((await world.booking('visit-1')).changes).toEqual([]);
    await world.advanceTo(world.ports.clock.now() + hourMs);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['screening-needed', 'booked']);
  });

  test('twice at the same moment from two tabs is one answer', async () => {
    const { world, token } = await asked();
    const tabs = [world.process(turnTaking(world.ports)), world.process(turnTaking(world.ports))];
    const pages = await Promise.all(tabs.map((tab) => submit(tab, token, fineForm)));
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(await outcomeOf(world)).toBe('allowed');
  });

  test('by a stranger to the questions answers none of them', async () => {
    const { world, token } = await asked();
    await submit(world.process(), token, { __proto__: 'yes', constructor: 'no', 'last-tattoo': 'never' });
    expect((await world.booking('visit-1')).answers).toEqual({});
  });
});

describe('a form that is sent again', () => {
  test('with worse answers blocks', async () => {
    const { world, token } = await asked();
    await submit(world.process(), token, fineForm);
    await world.advanceTo(world.ports.clock.now() + hourMs);
    await submit(world.process(), token, { ...fineForm, 'active-infection': 'yes' });
    expect(await outcomeOf(world)).toBe('blocked');
    await world.advanceTo(world.ports.clock.now() + hourMs);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual([
      'screening-needed',
      'booked',
      'not-yet',
    ]);
  });

  test('with better answers than the ones whose block was shown waits for a person', async () => {
    const { world, token } = await asked();
    await submit(world.process(), token, { ...fineForm, 'pregnant-nursing': 'yes' });
    const page = await submit(world.process(), token, fineForm);
    const { decision } = await world.booking('visit-1');
    expect([decision?.outcome, decision?.findings.find(({ outcome }) => outcome === 'review')?.id]).toEqual([
      'review',
      'changed-answer|pregnant-nursing/yes/no',
    ]);
    expect(page.text).not.toMatch(/pregnan|all set/i);
  });

  test('when an infection has healed is allowed, and released by a text', async () => {
    const { world, token } = await asked();
    await submit(world.process(), token, { ...fineForm, 'active-infection': 'yes' });
    await world.advanceTo(world.ports.clock.now() + hourMs);
    await submit(world.process(), token, fineForm);
    expect(await outcomeOf(world)).toBe('allowed');
    await world.advanceTo(world.ports.clock.now() + hourMs);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual([
      'screening-needed',
      'not-yet',
      'released',
    ]);
  });

  test('within 24 hours of the visit with the same "still using it" asks for the last use', async () => {
    const { world, token } = await asked();
    const using = { ...fineForm, 'uses-retinoids': 'yes', 'retinoid-last-use': 'still' };
    await submit(world.process(), token, using);
    expect(await outcomeOf(world)).toBe('allowed');
    await world.advanceTo('2026-12-13T20:00:00Z');
    await submit(world.process(), token, using);
    expect((await world.booking('visit-1')).decision).toMatchObject({
      outcome: 'incomplete',
      open: ['retinoid-last-use'],
    });
  });

  test('does not lose to the form of the platform that comes again with a move', async () => {
    const { world, token } = await asked();
    await submit(world.process(), token, { ...fineForm, diabetes: 'yes' });
    const at = world.ports.clock.now() + minuteMs;
    await world.advanceTo(at);
    const moved = standardBooking({
      at,
      start: '2026-12-15T15:00:00Z',
      type: 'booking.rescheduled',
      answers: {},
    });
    await world.post('standard', moved);
    expect(await outcomeOf(world)).toBe('review');
  });
});

describe('a client with two bookings', () => {
  test('answers both at once, and each has its own answers', async () => {
    const { world, token } = await asked();
    const second = await asked('visit-2', world);
    const process = world.process(turnTaking(world.ports));
    await Promise.all([
      submit(process, token, fineForm),
      submit(process, second.token, { ...fineForm, diabetes: 'yes' }),
    ]);
    expect([await outcomeOf(world), await outcomeOf(world, 'visit-2')]).toEqual(['allowed', 'review']);
  });

  test('answers of one are not taken for the other', async () => {
    const { world, token } = await asked();
    await asked('visit-2', world);
    await submit(world.process(), token, fineForm);
    expect(await outcomeOf(world, 'visit-2')).toBe('incomplete');
  });
});

/** Ports over which something else happens just before the answers are put. */
function meanwhile(world: World, happens: () => Promise<unknown>): Ports {
  let hasHappened = false;
  return aroundCalls(world.ports, async (name, effect) => {
    if (name === 'store.put' && !hasHappened) {
      hasHappened = true;
      await happens();
    }
    return effect();
  });
}

describe('while the client fills in the form', () => {
  test('a manager approves what they answered before: the approval holds and so do the new answers', async () => {
    const { world, token } = await asked();
    await submit(world.process(), token, { ...fineForm, 'active-breakout': 'yes', diabetes: 'yes' });
    const act = {
      what: 'approve-findings',
      by: 'staff-1',
      role: 'manager',
      why: 'seen in person',
      click: '6f2c1f0e-5d0b-4a53-9a44-2d7d7a4f1a01',
      at: world.ports.clock.now(),
    } as const;
    const approved = { type: 'approved', findings: ['active-breakout|answer:yes'], act } as const;
    const ports = meanwhile(world, () =>
      changeBooking(world.process().deps, place, () => [approved], {
        now: world.ports.clock.now(),
      }),
    );
    await submit(world.process(ports), token, {
      ...fineForm,
      'active-breakout': 'yes',
      diabetes: 'yes',
      autoimmune: 'yes',
    });
    const { decision, overrides } = await world.booking('visit-1');
    expect(overrides).toHaveLength(1);
    const gating = decision?.findings.filter(
      (one) => one.outcome !== 'advisory' && one.approved === undefined,
    );
    expect(gating?.map(({ id }) => id)).toEqual(['autoimmune|answer:yes', 'diabetes|answer:yes']);
  });

  test('the visit is cancelled: the page says that it is, and nobody is told all is set', async () => {
    const { world, token } = await asked();
    const cancel = standardBooking({ at: world.ports.clock.now(), start, type: 'booking.cancelled' });
    const ports = meanwhile(world, () => world.post('standard', cancel));
    const page = await submit(world.process(ports), token, { ...fineForm, diabetes: 'unsure' });
    expect(page.status).toBe(410);
    expect((await world.booking('visit-1')).status).toBe('cancelled');
    expect(page.text).toContain('What you entered');
    expect(page.text).toContain('Do you have diabetes? Not sure');
  });

  test('the visit moves: the answers are decided on for the new time', async () => {
    const { world, token } = await asked();
    const at = world.ports.clock.now();
    const moved = standardBooking({
      at,
      start: '2026-12-21T15:00:00Z',
      type: 'booking.rescheduled',
      answers: {},
    });
    const ports = meanwhile(world, () => world.post('standard', moved));
    await submit(world.process(ports), token, {
      ...fineForm,
      'last-botox': 'date',
      'last-botox.date': '2026-12-04',
    });
    expect((await world.booking('visit-1')).decision).toMatchObject({ outcome: 'allowed' });
  });
});

describe('a link', () => {
  test('that nobody made is unknown, and looks like one of the wrong form', async () => {
    const { world } = await asked();
    const guessed = await open(world.process(), '/s/AAAAAAAAAA');
    const odd = await open(world.process(), '/s/..%2f..%2fetc');
    expect([guessed.status, odd.status]).toEqual([404, 404]);
    const bare = (html: string) => html.replaceAll('AAAAAAAAAA', '').replaceAll('..%2f..%2fetc', '');
    expect(bare(guessed.html)).toBe(bare(odd.html));
  });

  test('to one page does not open the other', async () => {
    const { world, token } = await asked();
    expect((await open(world.process(), `/c/${token}`)).status).toBe(404);
  });

  test('of a cancelled visit is closed, and what is sent through it changes nothing', async () => {
    const { world, token } = await asked();
    await world.post(
      'standard',
      standardBooking({ at: world.ports.clock.now(), start, type: 'booking.cancelled' }),
    );
    const before = await world.booking('visit-1');
    expect((await open(world.process(), `/s/${token}`)).status).toBe(410);
    expect((await submit(world.process(), token, fineForm)).status).toBe(410);
    expect(await world.booking('visit-1')).toEqual(before);
  });

  test('to the form is closed once the visit has begun, and what is sent through it changes nothing', async () => {
    const { world, token } = await asked();
    await world.advanceTo(start);
    const before = await world.booking('visit-1');
    expect((await open(world.process(), `/s/${token}`)).status).toBe(410);
    const page = await submit(world.process(), token, fineForm);
    expect([page.status, page.text.includes('When did you last have Botox? Never')]).toEqual([410, true]);
    expect((await world.booking('visit-1')).answers).toEqual(before.answers);
  });

  test('that is guessed shows nothing of what was sent to it', async () => {
    const { world } = await asked();
    const page = await submit(world.process(), 'AAAAAAAAAA', fineForm);
    expect([page.status, page.text.includes('What you entered')]).toEqual([404, false]);
  });

  test('to the care page stays open after the visit and closes three weeks later', async () => {
    const { world, token } = await asked();
    await submit(world.process(), token, fineForm);
    const care = (await world.booking('visit-1')).pages.care ?? '';
    await world.advanceTo('2026-12-30T15:00:00Z');
    expect((await open(world.process(), `/c/${care}`)).status).toBe(200);
    await world.advanceTo('2027-01-05T15:00:00Z');
    expect((await open(world.process(), `/c/${care}`)).status).toBe(410);
  });

  test('follows the visit to a much later time: the link that is sent then opens', async () => {
    const { world } = await asked();
    const at = world.ports.clock.now();
    await world.post(
      'standard',
      standardBooking({ at, start: '2027-02-15T15:00:00Z', type: 'booking.rescheduled', answers: {} }),
    );
    await world.advanceTo(at + 2 * 24 * hourMs);
    const link =
      world
        .texts()
        .at(-1)
        ?.body.match(/\/s\/[0-9A-Za-z]{10}/)?.[0] ?? '';
    await world.advanceTo('2027-02-01T15:00:00Z');
    expect((await open(world.process(), link)).status).toBe(200);
  });

  test('opened while the table is out of reach says so, and opens afterwards', async () => {
    const { world, token } = await asked();
    const log = console.error;
    console.error = () => {};
    world.ports.store.breakDown();
    expect((await open(world.process(), `/s/${token}`)).status).toBe(503);
    console.error = log;
    world.ports.store.repair();
    expect((await open(world.process(), `/s/${token}`)).status).toBe(200);
  });
});

test('answers given on a machine five minutes behind still come after the "something changed" they answer', async () => {
  const { world, token } = await asked();
  await submit(world.process(), token, fineForm);
  const now = world.ports.clock.now();
  await changeBooking(world.process().deps, place, () => [{ type: 'reopened', at: now }], { now });
  expect(await outcomeOf(world)).toBe('incomplete');
  const behind = world.process({ ...world.ports, clock: { now: () => now - 5 * minuteMs } });
  await submit(behind, token, fineForm);
  expect(await outcomeOf(world)).toBe('allowed');
});
