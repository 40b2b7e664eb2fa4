/** A phone number that was mistyped and is corrected: whoever got the link by mistake sees and does nothing with it any more. */
import { describe, expect, test } from 'vitest';
import { changeBooking } from '../../../functions/workflow/change-booking.ts';
import { makePage } from '../../../functions/workflow/texts/make-page.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { type StandardBooking, standardBooking } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { checkedIn, fineForm, open, pressTexts, saveDraft, screeningToken, submit } from './visiting.ts';

const arrival = '2026-11-16T15:00:00Z';
const start = '2026-12-14T15:00:00Z';
const mistyped = '+12125550155';
const right = '+12125550117';
const place = { clinicId: 'rosewater', platform: 'standard', uid: 'visit-1' };

async function passes(world: World, ms: number): Promise<void> {
  await world.advanceTo(world.ports.clock.now() + ms);
}

async function told(world: World, more: Partial<StandardBooking>): Promise<void> {
  const at = world.ports.clock.now();
  await world.post('standard', standardBooking({ at, start, answers: {}, ...more }));
}

/** Asked under the mistyped number; with the link that went there. */
async function asked(): Promise<{ world: World; token: string }> {
  const world = await createWorld(arrival);
  await told(world, { client: { phone: mistyped } });
  await passes(world, hourMs);
  expect(world.texts().map(({ to }) => to)).toContain(mistyped);
  return { world, token: screeningToken(await world.booking('visit-1')) };
}

async function correct(world: World, phone = right, more: Partial<StandardBooking> = {}): Promise<void> {
  await passes(world, minuteMs);
  await told(world, { type: 'booking.rescheduled', client: { phone }, ...more });
}

/** A link to the booking as it stands now. */
async function newLink(world: World): Promise<string> {
  const { deps } = world.process();
  const now = world.ports.clock.now();
  const booking = await world.booking('visit-1');
  const standpoint = { booking, clinic: world.clinic, policy: undefined, facts: { visits: [] } };
  const page = await makePage(deps, standpoint, 'screening');
  await changeBooking(deps, place, () => page.made, { now });
  return page.token;
}

describe('The link that went to a mistyped number', () => {
  test('opens nothing once the number is corrected, and says nothing of the visit', async () => {
    const { world, token } = await asked();
    await correct(world);
    const page = await open(world.process(), `/s/${token}`);
    const guessed = await open(world.process(), '/s/AAAAAAAAAA');
    expect(page.status).toBe(404);
    expect(page.text).toBe(guessed.text);
    expect(world.ports.journal.events().at(-1)).toMatchObject({ event: 'page-refused', reason: 'unknown' });
  });

  test('does not show what the right client answered', async () => {
    const { world, token } = await asked();
    await correct(world);
    const own = await newLink(world);
    expect(own).not.toBe(token);
    await submit(world.process(), own, { ...fineForm, 'pregnant-nursing': 'yes' });
    expect(checkedIn(await open(world.process(), `/s/${token}`))).toEqual({});
    expect(checkedIn(await open(world.process(), `/s/${own}`))['pregnant-nursing']).toBe('yes');
  });

  test('takes no answers and no draft, and stops no texts', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    await submit(world.process(), token, fineForm);
    const { care = '' } = (await world.booking('visit-1')).pages;
    await correct(world);
    const before = await world.booking('visit-1');
    expect(await saveDraft(world.process(), form, token, { diabetes: 'yes' })).toBe(410);
    expect((await submit(world.process(), token, { ...fineForm, diabetes: 'yes' })).status).toBe(404);
    expect((await open(world.process(), `/c/${care}`)).status).toBe(404);
    expect((await pressTexts(world.process(), care, 'stop')).status).toBe(404);
    expect(await world.booking('visit-1')).toEqual(before);
  });

  test('shows nobody what was typed there: neither number sees the other’s draft', async () => {
    const { world, token } = await asked();
    const theirs = await open(world.process(), `/s/${token}`);
    expect(await saveDraft(world.process(), theirs, token, { diabetes: 'yes' })).toBe(204);
    await correct(world);
    const own = await newLink(world);
    const form = await open(world.process(), `/s/${own}`);
    expect(checkedIn(form)).toEqual({});
    expect(await saveDraft(world.process(), form, own, { diabetes: 'yes' })).toBe(204);
    expect(checkedIn(await open(world.process(), `/s/${own}`))).toEqual({ diabetes: 'yes' });
  });

  test('opens nothing where the booking has no number any more', async () => {
    const { world, token } = await asked();
    await correct(world, '12');
    expect((await open(world.process(), `/s/${token}`)).status).toBe(404);
  });

  test('is not made the link of the right number by whoever was making it when the number changed', async () => {
    const { world } = await asked();
    const before = { booking: await world.booking('visit-1'), clinic: world.clinic };
    const page = await makePage(
      world.process().deps,
      { ...before, policy: undefined, facts: { visits: [] } },
      'care',
    );
    await correct(world);
    const now = world.ports.clock.now();
    await changeBooking(world.process().deps, place, () => page.made, { now });
    expect((await world.booking('visit-1')).pages).toEqual({});
  });
});

describe('A link stays open', () => {
  test('when the visit moves and the number is the same, also the first one after a later one was made', async () => {
    const { world, token } = await asked();
    await correct(world, mistyped, { start: '2026-12-21T15:00:00Z' });
    await passes(world, 2 * dayMs);
    expect(await newLink(world)).not.toBe(token);
    expect((await open(world.process(), `/s/${token}`)).status).toBe(200);
  });

  test('when the number is changed and changed back', async () => {
    const { world, token } = await asked();
    await correct(world);
    await correct(world, mistyped);
    expect((await open(world.process(), `/s/${token}`)).status).toBe(200);
  });
});
