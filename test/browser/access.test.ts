/** Every page as axe sees it, on a phone and on a desk, by day and by night. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fineAnswers } from '../../local/demo/bodies.ts';
import { answers, dayAhead } from '../../local/demo/scenes.ts';
import { linkIn } from '../e2e/running-stack.ts';
import { book, bookOnCalCom, botoxLately } from './bookings.ts';
import { type BrowserWorld, openWorld } from './browser-world.ts';
import { scan } from './scan.ts';

let world: BrowserWorld;
let asking = '';
let caring = '';

beforeAll(async () => {
  world = await openWorld();
  const { now } = world;
  await book(world, { uid: 'priya', name: 'Priya Vance', ...botoxLately(world) });
  await book(world, { uid: 'hugo', name: 'Hugo Lindt', ...answers({ diabetes: 'well, sometimes' }) });
  await book(world, {
    uid: 'nadia',
    name: 'Nadia Brook',
    startAt: dayAhead({ now: now(), run: '', phone: () => '' }, 1),
    answers: { ...fineAnswers, 'blood-thinners': true },
  });
  await world.post('standard', { type: 'booking.created', data: {} });
  const rosa = await bookOnCalCom(world, { uid: 'rosa', name: 'Rosa Delgado', answers: {} });
  const kit = await book(world, {
    uid: 'kit',
    name: 'Kit Palmer',
    startAt: dayAhead({ now: now(), run: '', phone: () => '' }, 3),
  });
  await world.moveTo('2026-11-04T16:00:00Z');
  asking = lastLink(await world.texts(rosa));
  caring = lastLink(await world.texts(kit));
});
afterAll(() => world?.stop());
afterEach(() => expect(world.complaints()).toEqual([]));

function lastLink(texts: readonly { body: string }[]): string {
  return texts.map(({ body }) => linkIn(body)).findLast((link) => link !== '') ?? '';
}

/** axe is put into the page, which the pages' own policy would not allow. */
const scanned = { bypassCSP: true };

describe('axe finds nothing serious', () => {
  test('on the screens of the site', async () => {
    const page = await world.openAs('mara', scanned);
    const issues: string[] = [];
    await page.getByRole('link', { name: /Priya Vance/ }).waitFor();
    issues.push(...(await scan(page, 'needs a person')));
    for (const [link, name] of [
      ["Today's visits", 'day'],
      ['Find a booking', 'search'],
      ['New booking', 'new booking'],
    ] as const) {
      await page.getByRole('link', { name: link }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (name === 'search') await page.getByRole('searchbox').fill('nad');
      if (name === 'search') await page.getByRole('link', { name: /Nadia Brook/ }).waitFor();
      issues.push(...(await scan(page, name)));
    }
    await page.getByRole('button', { name: 'Add booking' }).click();
    issues.push(...(await scan(page, 'new booking with mistakes')));
    await page.getByRole('button', { name: /mara/ }).first().click();
    issues.push(...(await scan(page, 'the person at work')));
    expect(issues).toEqual([]);
  });

  test('on a booking and in the dialogs of its acts', async () => {
    const page = await world.openAs('clea', scanned);
    const issues: string[] = [];
    await page.getByRole('link', { name: /Hugo Lindt/ }).waitFor();
    await page.getByRole('link', { name: /Priya Vance/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Priya Vance' }).waitFor();
    issues.push(...(await scan(page, 'booking')));
    await page.getByRole('button', { name: 'Approve findings' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
    issues.push(...(await scan(page, 'approval with mistakes')));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More' }).click();
    issues.push(...(await scan(page, 'menu of acts')));
    await page.getByRole('menuitem', { name: 'Erase the client' }).click();
    issues.push(...(await scan(page, 'erasing')));
    await page.goto(`${world.url}/#/nowhere`);
    await page.getByText('There is nothing at this address').waitFor();
    issues.push(...(await scan(page, 'an address with nothing')));
    expect(issues).toEqual([]);
  });

  test("on the client's pages", async () => {
    const page = await world.open(scanned);
    const issues: string[] = [];
    await page.goto(asking);
    issues.push(...(await scan(page, 'the beginning of the form')));
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    issues.push(...(await scan(page, 'a question left open')));
    const plain = await world.open(scanned);
    await plain.goto(caring);
    issues.push(...(await scan(plain, 'care')));
    await plain.goto(`${caring}?lang=es`);
    issues.push(...(await scan(plain, 'care in Spanish')));
    await plain.goto(`${world.url}/s/nothingxx1`);
    issues.push(...(await scan(plain, 'closed')));
    expect(issues).toEqual([]);
    // The browser notes an address with nothing behind it.
    expect(world.complaints()).toEqual([expect.stringContaining('status of 404')]);
  });

  test('on the form sent half and on its result', async () => {
    const page = await world.open({ ...scanned, javaScriptEnabled: true });
    const issues: string[] = [];
    await page.goto(asking);
    await page.evaluate("document.querySelector('form').submit()");
    await page.getByText('Some questions still need an answer').waitFor();
    issues.push(...(await scan(page, 'form sent half')));
    await page.evaluate(
      `for (const radio of document.querySelectorAll('input[type=radio][value=no], input[type=radio][value=never]')) radio.checked = true; document.querySelector('form').submit();`,
    );
    await page.getByRole('heading', { name: 'You are all set' }).waitFor();
    issues.push(...(await scan(page, 'result')));
    expect(issues).toEqual([]);
  });

  test("on the stack's own pages and its sign-in", async () => {
    const page = await world.open(scanned);
    const issues: string[] = [];
    await page.goto(`${world.url}/`);
    await page.getByLabel('Password').fill('no');
    await page.getByLabel('Name').fill('nobody');
    issues.push(...(await scan(page, 'sign-in')));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    issues.push(...(await scan(page, 'sign-in refused')));
    await page.goto(`${world.url}/?state=again.xyz&code=made-up`);
    await page.getByRole('heading', { name: 'Nothing waits for this sign-in' }).waitFor();
    expect(page.url()).toBe(`${world.url}/`);
    issues.push(...(await scan(page, 'sign-in unheard')));
    for (const path of ['/local', '/local/phones', '/local/phones/1', '/local/inbox']) {
      await page.goto(world.url + path);
      issues.push(...(await scan(page, path)));
    }
    expect(issues).toEqual([]);
    expect(world.complaints()).toEqual([expect.stringContaining('status of 401')]);
  });
});
