/** The care page of a real booking: whether its visit stands, and the button that stops its texts. */
import { describe, expect, test } from 'vitest';
import { keys } from '../../../shared/store/item.ts';
import { hourMs } from '../../../shared/time/instant.ts';
import { tagsOf } from '../../client-pages/markup.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { fineForm, open, pressTexts, screeningToken, submit } from './visiting.ts';

const arrival = '2026-11-16T15:00:00Z';
const start = '2026-12-14T15:00:00Z';

/** A booking that may go ahead, whose client has both links. */
async function allowed(): Promise<{ world: World; form: string; care: string }> {
  const world = await createWorld(arrival);
  const at = world.ports.clock.now();
  await world.post('standard', standardBooking({ at, start, answers: {} }));
  await world.advanceTo(at + hourMs);
  const form = screeningToken(await world.booking('visit-1'));
  await submit(world.process(), form, fineForm);
  const care = (await world.booking('visit-1')).pages.care ?? '';
  await world.advanceTo(world.ports.clock.now() + hourMs);
  return { world, form, care };
}

async function contactOf(world: World) {
  const { phoneKey = '' } = await world.booking('visit-1');
  const item = await world.item(keys.contact('rosewater', phoneKey));
  return item?.type === 'contact' ? item : undefined;
}

describe('the care page', () => {
  test('says that a visit which came to be blocked is off, and never why', async () => {
    const { world, form, care } = await allowed();
    expect((await open(world.process(), `/c/${care}`)).text).not.toMatch(/cannot take place|still has to/);
    await submit(world.process(), form, { ...fineForm, 'pregnant-nursing': 'yes' });

    const page = await open(world.process(), `/c/${care}`);

    expect(page.text).toContain('This visit cannot take place as planned.');
    // The general guidance names it for everybody, and nothing else does.
    expect(page.text.match(/pregnan/gi)).toEqual(['Pregnan']);
  });

  test('says that a visit a person looks at still has to be confirmed', async () => {
    const { world, form, care } = await allowed();
    await submit(world.process(), form, { ...fineForm, diabetes: 'yes' });

    expect((await open(world.process(), `/c/${care}`)).text).toContain('still has to confirm this visit');
  });

  test('of a visit that took place speaks of it as it was when it began', async () => {
    const { world, care } = await allowed();
    await world.advanceTo('2026-12-15T20:00:00Z');

    expect((await open(world.process(), `/c/${care}`)).text).not.toMatch(/cannot take place|still has to/);
  });

  test('gives a calendar file that leads nobody to the page', async () => {
    const { world, care } = await allowed();

    const file = await open(world.process(), `/c/${care}/visit.ics`);

    expect(file.status).toBe(200);
    expect(file.html).toContain('DTSTART:20261214T150000Z');
    expect(file.html).not.toContain(care);
    expect(file.html).not.toMatch(/visit-1|http/);
  });
});

describe('the button that stops the texts', () => {
  test('stops them: the contact says so, the booking shows it, no text goes any more', async () => {
    const { world, care } = await allowed();
    const sent = world.texts().length;

    const pressed = await pressTexts(world.process(), care, 'stop');

    expect([pressed.status, pressed.location]).toEqual([303, `/c/${care}?done=texts`]);
    expect((await contactOf(world))?.optedOut?.source).toBe('page');
    expect((await world.booking('visit-1')).optedOutAt).toBeDefined();
    const page = await open(world.process(), `/c/${care}`, 'done=texts');
    expect(page.text).toContain('Done. No more texts go to your phone.');
    await world.advanceTo('2026-12-30T15:00:00Z');
    expect(world.texts()).toHaveLength(sent);
  });

  test('lifts what it stopped', async () => {
    const { world, care } = await allowed();
    await pressTexts(world.process(), care, 'stop');
    await pressTexts(world.process(), care, 'start');

    expect((await contactOf(world))?.optedOut).toBeUndefined();
    expect((await world.booking('visit-1')).optedOutAt).toBeUndefined();
  });

  test('pressed twice is pressed once', async () => {
    const { world, care } = await allowed();
    await pressTexts(world.process(), care, 'stop');
    const { audit } = await world.booking('visit-1');
    await pressTexts(world.process(), care, 'stop');

    expect((await world.booking('visit-1')).audit).toEqual(audit);
  });

  test('does not lift a STOP that was texted, and the page says how that is done', async () => {
    const { world, care } = await allowed();
    await world.reply((await world.booking('visit-1')).client.phone ?? '', 'STOP');
    await pressTexts(world.process(), care, 'start');

    expect((await contactOf(world))?.optedOut?.source).toBe('text');
    const page = await open(world.process(), `/c/${care}`);
    expect(page.text).toContain('text START to +12125550190');
    expect(tagsOf(page.html, 'button')).toEqual([]);
  });

  test('of a cancelled visit is closed with the page', async () => {
    const { world, care } = await allowed();
    const at = world.ports.clock.now();
    await world.post('standard', standardBooking({ at, start, type: 'booking.cancelled' }));

    expect((await pressTexts(world.process(), care, 'stop')).status).toBe(410);
    expect((await contactOf(world))?.optedOut).toBeUndefined();
  });

  test('by the form’s link, which is another, does nothing', async () => {
    const { world, form } = await allowed();

    expect((await pressTexts(world.process(), form, 'stop')).status).toBe(404);
    expect((await contactOf(world))?.optedOut).toBeUndefined();
  });
});
