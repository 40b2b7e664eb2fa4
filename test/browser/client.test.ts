/** The client's side in a real browser: the text on the phone, the link, the form, the result, and what staff then see. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { linkIn } from '../e2e/running-stack.ts';
import { book, bookOnCalCom } from './bookings.ts';
import { type BrowserWorld, openWorld } from './browser-world.ts';
import { comeBackUntil } from './staff-acts.ts';

let world: BrowserWorld;

/** As most clients hold it. */
const phoneScreen = { viewport: { width: 375, height: 740 } };

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());
afterEach(async () => {
  await world.closePages();
  expect(world.complaints()).toEqual([]);
});

/** The conversation of the one who was just booked, the clock moved on to its first text; texts to others may come before it. */
async function openPhone(page: Page, name: string): Promise<void> {
  await page.goto(`${world.url}/local/phones`);
  const number = page.getByRole('link', { name });
  for (let texts = 0; texts < textsBeforeMax && (await number.count()) === 0; texts += 1) {
    await page.getByRole('button', { name: 'To the next text' }).click();
    await page.waitForLoadState();
  }
  await number.click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function followLink(page: Page): Promise<Page> {
  const opened = page.waitForEvent('popup');
  await page.getByRole('log').getByRole('link').last().click();
  return opened;
}

/** Question by question, as long as one is asked. */
async function answerAll(form: Page): Promise<void> {
  await form.getByRole('button', { name: 'Start' }).click();
  const review = form.getByRole('heading', { name: 'Check your answers' });
  const question = form.locator('fieldset[data-question]:visible');
  for (let asked = 0; asked < questionsMax && !(await review.isVisible()); asked += 1) {
    await question.getByRole('radio', { name: /^(No|Never)$/ }).check();
    await form.getByRole('button', { name: 'Next' }).click();
  }
  await review.waitFor();
}

const textsBeforeMax = 10;
/** More than any policy asks. */
const questionsMax = 40;

describe('a client whose answers are missing', () => {
  test('gets the link by text, answers, and the booking turns on the page that staff have open', async () => {
    await bookOnCalCom(world, { uid: 'rosa', name: 'Rosa Delgado', answers: {} });
    const staff = await world.openAs('mara');
    await staff.getByRole('link', { name: /Rosa Delgado/ }).click();
    await staff.getByRole('heading', { level: 1, name: 'Rosa Delgado' }).waitFor();
    await staff.getByText('Answers missing').first().waitFor();
    await staff.evaluate('window.isStillThePageOpenedFirst = true');

    const phone = await world.open(phoneScreen);
    await openPhone(phone, 'Rosa Delgado');
    const form = await followLink(phone);
    await answerAll(form);
    await form.getByRole('button', { name: 'Send my answers' }).click();
    await form.getByRole('heading', { name: 'You are all set' }).waitFor();

    await staff.getByText('May go ahead').first().waitFor();
    expect(await staff.evaluate('window.isStillThePageOpenedFirst')).toBe(true);
    expect((await world.booking('cal-com:rosa')).decision?.outcome).toBe('allowed');
  });

  test('finds what was typed again when the link is opened later, also in another browser', async () => {
    const number = await bookOnCalCom(world, { uid: 'june', name: 'June Archer', answers: {} });
    const first = await world.open(phoneScreen);
    await openPhone(first, 'June Archer');
    const form = await followLink(first);
    await form.getByRole('button', { name: 'Start' }).click();
    const [saved] = await Promise.all([
      form.waitForResponse((answer) => answer.request().method() === 'POST'),
      form
        .locator('fieldset[data-question]:visible')
        .getByRole('radio', { name: /^(No|Never)$/ })
        .check(),
    ]);
    expect(saved.ok()).toBe(true);
    await form.close();

    const later = await world.open(phoneScreen);
    await later.goto(linkIn((await world.texts(number)).at(-1)?.body ?? ''));

    await later.getByText('What you had filled in is still here.').waitFor();
    expect((await world.booking('cal-com:june')).decision?.outcome).toBe('incomplete');
  });

  test('whose link went astray has it closed by staff, and gets a new one at once', async () => {
    const number = await bookOnCalCom(world, { uid: 'lena', name: 'Lena Ortiz', answers: {} });
    const phone = await world.open(phoneScreen);
    await openPhone(phone, 'Lena Ortiz');
    const stray = linkIn((await world.texts(number)).at(-1)?.body ?? '');
    const staff = await world.openAs('mara');
    await staff.getByRole('link', { name: /Lena Ortiz/ }).click();
    await staff.getByRole('button', { name: 'More' }).click();
    await staff.getByRole('menuitem', { name: 'Renew the links' }).click();
    const dialog = staff.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The link went to somebody else');
    await dialog.getByRole('button', { name: 'Close the old links' }).click();

    await dialog.getByRole('heading', { name: 'Ask the client again' }).waitFor();
    expect(await staff.locator(':focus').innerText()).toContain('The old links are closed.');
    await dialog.getByLabel('Reason').fill('The client lost the link');
    await dialog.getByRole('button', { name: 'Send the link' }).click();
    await dialog.waitFor({ state: 'detached' });
    await phone.goto(`${world.url}/local/phones`);
    for (let texts = 0; texts < textsBeforeMax && (await world.texts(number)).length < 2; texts += 1) {
      await phone.getByRole('button', { name: 'To the next text' }).click();
      await phone.waitForLoadState();
    }

    await phone.goto(stray);
    await phone.getByRole('heading', { name: 'This link is no longer used' }).waitFor();
    await phone.goto(linkIn((await world.texts(number)).at(-1)?.body ?? ''));
    await phone.getByRole('button', { name: 'Start' }).waitFor();
    // The browser itself notes the page that is gone.
    expect(world.complaints()).toEqual([expect.stringContaining('status of 410')]);
  });

  test('can answer without a script', async () => {
    const number = await bookOnCalCom(world, { uid: 'theo', name: 'Theo Banks', answers: {} });
    const phone = await world.open(phoneScreen);
    await openPhone(phone, 'Theo Banks');
    const form = await world.open({ ...phoneScreen, javaScriptEnabled: false });
    await form.goto(linkIn((await world.texts(number)).at(-1)?.body ?? ''));

    const questions = form.locator('fieldset[data-question]:not([data-ask-if])');
    for (const question of await questions.all())
      await question.getByRole('radio', { name: /^(No|Never)$/ }).check();
    await form.getByRole('button', { name: 'Send my answers' }).click();

    await form.getByRole('heading', { name: 'You are all set' }).waitFor();
  });
});

describe('a client on the care page', () => {
  test('stops the texts and takes it back, and staff see it each time', async () => {
    const number = await book(world, { uid: 'nadia', name: 'Nadia Brook' });
    const phone = await world.open(phoneScreen);
    await openPhone(phone, 'Nadia Brook');
    await world.moveTo('2026-11-17T15:30:00Z');
    const links = (await world.texts(number)).map(({ body }) => linkIn(body));
    await phone.goto(links.findLast((link) => link !== '') ?? '');
    await phone.getByText('Stop the texts', { exact: true }).click();
    await phone.getByRole('button', { name: 'Yes, stop the texts' }).click();
    await phone.getByText('Done. No more texts go to your phone.').waitFor();

    const staff = await world.openAs('mara');
    await staff.getByRole('link', { name: /Nadia Brook.*Texts stopped/s }).waitFor();
    await phone.getByRole('button', { name: 'Send me texts again' }).click();
    await phone.getByText('Done. You get texts again.').waitFor();
    await comeBackUntil(staff, staff.getByRole('link', { name: /Nadia Brook/ }), 0);
  });
});

describe('the phones of the stack', () => {
  test('take a reply, and show what comes back without being loaded again', async () => {
    await book(world, { uid: 'edith', name: 'Edith Marsh' });
    const phone = await world.open(phoneScreen);
    await openPhone(phone, 'Edith Marsh');
    await phone.getByLabel('Reply').fill('STOP');
    await phone.getByRole('button', { name: 'Send' }).click();

    await phone.getByRole('log').getByText('STOP', { exact: true }).waitFor();
    await world.send('/local/replies', { from: (await world.texts()).at(-1)?.to, body: 'START' });
    await phone.getByRole('log').getByText('START', { exact: true }).waitFor();
  });
});
