/** Staff who renew a client's links: whoever holds an old one sees that there is a newer one and nothing else, and the client loses nothing. */
import { describe, expect, test } from 'vitest';
import { changeBooking } from '../../../functions/workflow/change-booking.ts';
import { fire } from '../../../functions/workflow/texts/fire.ts';
import { makePage } from '../../../functions/workflow/texts/make-page.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { type StandardBooking, standardBooking } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { done, newClick, refusal } from '../acts/acting.ts';
import { checkedIn, fineForm, open, pressTexts, saveDraft, screeningToken, submit } from './visiting.ts';

const start = '2026-12-14T15:00:00Z';
const place = { clinicId: 'rosewater', platform: 'standard', uid: 'visit-1' };

async function passes(world: World, ms: number): Promise<void> {
  await world.advanceTo(world.ports.clock.now() + ms);
}

async function told(world: World, more: Partial<StandardBooking> = {}): Promise<void> {
  await passes(world, minuteMs);
  const at = world.ports.clock.now();
  await world.post('standard', standardBooking({ at, start, answers: {}, ...more }));
}

/** A client who was texted the form's link; with that link's token. */
async function asked(language = 'en'): Promise<{ world: World; token: string }> {
  const world = await createWorld('2026-11-16T15:00:00Z');
  await told(world, { client: { locale: language } });
  await passes(world, hourMs);
  return { world, token: screeningToken(await world.booking('visit-1')) };
}

function lastLink(world: World): string {
  return /\/[sc]\/(\w+)/.exec(world.texts().at(-1)?.body ?? '')?.[1] ?? '';
}

async function renew(world: World, click = newClick()) {
  return done(world, { act: 'renew-links', click });
}

describe('A link that staff renewed', () => {
  test.each([
    ['en', 'This link is no longer used', 'The clinic has a newer one for you'],
    ['es', 'Este enlace ya no se usa', 'La clínica tiene uno más nuevo para usted'],
  ])('says so kindly, with the clinic’s phone and nothing of the visit (%s)', async (language, title, text) => {
    const { world, token } = await asked(language);
    await renew(world);
    const page = await open(world.process(), `/s/${token}`);
    expect(page.status).toBe(410);
    expect(page.text).toContain(title);
    expect(page.text).toContain(text);
    expect(page.html).toContain(`tel:${world.clinic.phone.replaceAll(' ', '')}`);
    expect(page.html).not.toMatch(/Dec|dic|Microneedling|Ana/);
    expect(world.ports.journal.events().at(-1)).toMatchObject({ event: 'page-refused', reason: 'renewed' });
  });

  test('says no more once the visit is over or called off', async () => {
    const { world, token } = await asked();
    await renew(world);
    await told(world, { type: 'booking.cancelled' });
    expect((await open(world.process(), `/s/${token}`)).text).toContain('This link is no longer used');
  });

  test('takes no answers and no draft, stops no texts and gives no calendar', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    await submit(world.process(), token, fineForm);
    const { care = '' } = (await world.booking('visit-1')).pages;
    await renew(world);
    const before = await world.booking('visit-1');
    expect(await saveDraft(world.process(), form, token, { diabetes: 'yes' })).toBe(410);
    const sent = await submit(world.process(), token, { ...fineForm, diabetes: 'yes' });
    expect([sent.status, sent.text.includes('What you entered')]).toEqual([410, true]);
    expect((await open(world.process(), `/c/${care}`)).status).toBe(410);
    expect((await open(world.process(), `/c/${care}/visit.ics`)).text).not.toContain('BEGIN:VEVENT');
    expect((await pressTexts(world.process(), care, 'stop')).status).toBe(410);
    expect(await world.booking('visit-1')).toEqual(before);
  });

  test('is closed too where the booking remembers a later one, and stays so when the visit moves', async () => {
    const { world, token } = await asked();
    await told(world, { type: 'booking.rescheduled', start: '2026-12-21T15:00:00Z' });
    await passes(world, dayMs);
    expect(lastLink(world)).not.toBe(token);
    const later = lastLink(world);
    await renew(world);
    await told(world, { type: 'booking.rescheduled', start: '2026-12-28T15:00:00Z' });
    for (const old of [token, later]) expect((await open(world.process(), `/s/${old}`)).status).toBe(410);
  });

  test('is like a guessed one where the booking has another number by now', async () => {
    const { world, token } = await asked();
    await renew(world);
    await told(world, { type: 'booking.rescheduled', client: { phone: '+12125550155' } });
    expect((await open(world.process(), `/s/${token}`)).status).toBe(404);
  });
});

describe('The client whose links were renewed', () => {
  test('is asked again under a new link, behind which stands what they had filled in', async () => {
    const { world, token } = await asked();
    const form = await open(world.process(), `/s/${token}`);
    expect(await saveDraft(world.process(), form, token, { diabetes: 'yes' })).toBe(204);
    await renew(world);
    await done(world, { act: 'ask-again' });
    await passes(world, 5 * minuteMs);
    expect(lastLink(world)).not.toBe(token);
    const again = await open(world.process(), `/s/${lastLink(world)}`);
    expect(checkedIn(again)).toEqual({ diabetes: 'yes' });
  });

  test('gets the new link with the next text that has one, without being asked again', async () => {
    const { world, token } = await asked();
    await renew(world);
    await passes(world, dayMs);
    expect(lastLink(world)).not.toBe(token);
    expect((await open(world.process(), `/s/${lastLink(world)}`)).status).toBe(200);
  });

  test('has one link closed after the other, and each act on record', async () => {
    const { world } = await asked();
    await renew(world);
    await done(world, { act: 'ask-again' });
    await passes(world, 5 * minuteMs);
    const second = lastLink(world);
    const booking = await renew(world);
    expect(booking.linkSeries).toBe(2);
    expect((await open(world.process(), `/s/${second}`)).status).toBe(410);
    expect(booking.audit.filter(({ what }) => what === 'renew-links')).toEqual([
      expect.objectContaining({ by: 'ana', why: 'seen in person', did: "renewed the client's links" }),
      expect.objectContaining({ by: 'ana' }),
    ]);
  });
});

describe('A link that is being made while staff renew', () => {
  test('does not become the booking’s link, and is closed', async () => {
    const { world } = await asked();
    const standing = { booking: await world.booking('visit-1'), clinic: world.clinic };
    const { deps } = world.process();
    const page = await makePage(deps, { ...standing, policy: undefined, facts: { visits: [] } }, 'care');
    await renew(world);
    await changeBooking(deps, place, () => page.made, { now: world.ports.clock.now() });
    expect((await world.booking('visit-1')).pages).toEqual({});
    expect((await open(world.process(), `/c/${page.token}`)).status).toBe(410);
  });

  test('is made anew where its text was not claimed yet', async () => {
    const { world, token } = await asked();
    await done(world, { act: 'ask-again' });
    await renew(world);
    await passes(world, 5 * minuteMs);
    await fire(world.process().deps, place);
    expect(lastLink(world)).not.toBe(token);
    expect((await open(world.process(), `/s/${lastLink(world)}`)).status).toBe(200);
  });
});

describe('Renewing links', () => {
  test('is refused where none can be open: without a number, and after the visit was called off', async () => {
    const { world } = await asked();
    await told(world, { type: 'booking.rescheduled', client: { phone: '12' } });
    expect(await refusal(world, { act: 'renew-links' })).toEqual([
      'act: expected a client with a usable number: without one no link opens',
    ]);
    const other = (await asked()).world;
    await told(other, { type: 'booking.cancelled' });
    expect(await refusal(other, { act: 'renew-links' })).toEqual([
      'act: expected a visit that was not called off: its links are closed',
    ]);
  });
});
