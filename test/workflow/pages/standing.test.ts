/** What a client finds who opens the form's link again: how the booking stands, what is still open first, and nothing that nobody has told them. */
import { describe, expect, test } from 'vitest';
import { changeBooking } from '../../../functions/workflow/change-booking.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { tagsOf } from '../../client-pages/markup.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { checkedIn, fineForm, open, saveDraft, screeningToken, submit } from './visiting.ts';

const start = '2026-12-14T15:00:00Z';
const place = { clinicId: 'rosewater', platform: 'standard', uid: 'visit-1' };
const offWords = 'Please do not come as planned';
const stillUsing = { 'uses-retinoids': 'yes', 'retinoid-last-use': 'still' };

/** A client who has the form's link. */
async function asked(): Promise<{ world: World; token: string }> {
  const world = await createWorld('2026-11-16T15:00:00Z');
  const at = world.ports.clock.now();
  await world.post('standard', standardBooking({ at, start, answers: {} }));
  await world.advanceTo(at + hourMs);
  return { world, token: screeningToken(await world.booking('visit-1')) };
}

async function answered(changes: Record<string, string>) {
  const { world, token } = await asked();
  const result = await submit(world.process(), token, { ...fineForm, ...changes });
  return { world, token, result, openAgain: (query = '') => open(world.process(), `/s/${token}`, query) };
}

describe('the link of somebody whose answers are in', () => {
  test.each([
    ['a reason not to come', { 'pregnant-nursing': 'yes' }, offWords],
    ['something to look at', { diabetes: 'yes' }, 'The clinic will call you'],
    ['nothing', {}, 'You are all set'],
    ['something to pause', stillUsing, 'You are all set, with one thing to do'],
  ])('who gave %s says how the booking stands, over the form to change an answer in', async (_, changes, says) => {
    const { world, result, openAgain } = await answered(changes);
    const before = await world.booking('visit-1');
    const page = await openAgain();

    expect([tagsOf(result.html, 'form').length, result.text.includes(says)]).toEqual([0, true]);
    expect(page.html).toContain(`<h1>${says}</h1>`);
    expect(page.text).toContain('If something has changed, change it here and send them again.');
    expect(checkedIn(page)).toMatchObject({ ...fineForm, ...changes });
    expect(page.text).not.toContain('still need an answer');
    expect(await world.booking('visit-1')).toEqual(before);
  });

  test('gives no reason, and what to do instead', async () => {
    const { openAgain } = await answered({ 'pregnant-nursing': 'yes' });
    const { html } = await openAgain();
    const above = html.slice(html.indexOf('<main>'), html.indexOf('<form'));
    expect(above).not.toMatch(/pregnan|nursing/i);
    expect(above).toContain('Call to find a new time');
  });

  test('leads to the care page that the result led to', async () => {
    const { world, result, openAgain } = await answered({});
    const care = `/c/${(await world.booking('visit-1')).pages.care}?lang=en`;
    for (const page of [result, await openAgain()]) {
      expect(tagsOf(page.html, 'a').map(({ attributes }) => attributes.href)).toContain(care);
    }
  });

  test('shows the result once more when that is loaded again, in either language', async () => {
    const { world, openAgain } = await answered({});
    const before = await world.booking('visit-1');
    expect((await openAgain('done=sent')).text).toContain('You are all set');
    const spanish = await openAgain('done=sent&lang=es');
    expect([spanish.status, spanish.text.includes('Todo está listo')]).toEqual([200, true]);
    expect(tagsOf(spanish.html, 'form')).toEqual([]);
    expect(await world.booking('visit-1')).toEqual(before);
  });

  test('goes on where they were typing, and says how it stands all the same', async () => {
    const { world, token, openAgain } = await answered({ 'active-infection': 'yes' });
    await world.advanceTo(world.ports.clock.now() + minuteMs);
    const typed = { ...fineForm, 'active-infection': 'no' };
    expect(await saveDraft(world.process(), await openAgain(), token, typed)).toBe(204);
    const page = await openAgain();
    expect([page.text.includes('Welcome back.'), page.text.includes(offWords)]).toEqual([true, true]);
  });

  test('after a word that something has changed is the form to be sent again, and says nothing of before', async () => {
    const { world, openAgain } = await answered({});
    const now = world.ports.clock.now();
    await changeBooking(world.process().deps, place, () => [{ type: 'reopened', at: now }], { now });
    for (const query of ['', 'done=sent']) {
      const page = await openAgain(query);
      expect(page.text).toContain('You have sent your answers.');
      expect(page.text).not.toMatch(/all set|still need an answer/);
    }
  });
});

describe('what is still open', () => {
  test('because the client was not sure is said to be called about once, and asked first from then on', async () => {
    const { result, openAgain } = await answered({ 'last-botox': 'unsure' });
    expect(result.text).toContain('please call us before your visit');
    const page = await openAgain();
    expect(page.text).toContain('Some questions still need an answer');
    expect(tagsOf(page.html, 'a').map(({ attributes }) => attributes.href)).toContain('#q-last-botox');
    expect(page.text).toContain('You are not sure about this one.');
  });

  test.each([
    { 'last-botox': '2031-05-05' },
    { 'uses-retinoids': 'yes', 'retinoid-last-use': '2026-11-20' },
  ])('because a day cannot be (%j) is asked first whenever the link is opened', async (dates) => {
    const { result, openAgain } = await answered(dates);
    for (const page of [result, await openAgain(), await openAgain('done=sent')]) {
      expect(page.text).toContain('Some questions still need an answer');
      expect(page.text).not.toMatch(/all set|do not come/);
    }
  });

  test('before anything was sent is no fault of anybody’s, and is said of a form with nothing in it', async () => {
    const { world, token } = await asked();
    const says = 'still need an answer Please answer these:';
    expect((await open(world.process(), `/s/${token}`)).text).not.toContain(says);
    expect((await submit(world.process(), token, {})).text).toContain(says);
    expect((await open(world.process(), `/s/${token}`)).text).not.toContain(says);
  });
});

describe('a verdict that the client was not told', () => {
  test('because a day was refused in the same form is not told by opening the link', async () => {
    const { world, openAgain } = await answered({ 'pregnant-nursing': 'yes', 'last-botox': '2031-05-05' });
    for (const query of ['', 'done=sent']) expect((await openAgain(query)).text).not.toContain(offWords);
    expect((await world.booking('visit-1')).shown).toEqual([]);
    await world.advanceTo(world.ports.clock.now() + hourMs);
    expect(world.texts().at(-1)?.milestone).toBe('not-yet');
    expect((await openAgain()).text).toContain(offWords);
  });

  test('is what to pause: opening the link shows it, and counts for nothing', async () => {
    const { world, token, openAgain } = await answered({});
    const at = world.ports.clock.now() + minuteMs;
    await world.advanceTo(at);
    const value = (is: 'yes' | 'still') => ({ value: { is }, at, source: 'staff' }) as const;
    const answers = { 'uses-retinoids': value('yes'), 'retinoid-last-use': value('still') };
    await changeBooking(world.process().deps, place, () => [{ type: 'answered', answers, at, by: 'form' }], {
      now: at,
    });
    expect((await openAgain()).text).toContain('please pause Retin-A');
    expect((await world.booking('visit-1')).told).toEqual([]);
    await submit(world.process(), token, {});
    expect((await world.booking('visit-1')).told).toHaveLength(1);
  });
});
