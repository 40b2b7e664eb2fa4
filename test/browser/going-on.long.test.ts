/** What happens to an open page while nobody looks at it, without a network, on the way back, and when its sign-in runs out. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pageRate } from '../../functions/client-pages/handler.ts';
import { book, botoxLately } from './bookings.ts';
import { type BrowserWorld, openWorld, signIn } from './browser-world.ts';
import { openAct, openBooking } from './staff-acts.ts';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld();
  await book(world, { uid: 'lena', name: 'Lena Hart', ...botoxLately(world) });
  await book(world, { uid: 'anna', name: 'Anna  Maria\u00a0Lopez', ...botoxLately(world) });
});
afterAll(() => world?.stop());
afterEach(() => expect(world.complaints()).toEqual([]));

/** As the browser does it for a tab that goes behind another one. */
function show(page: Page, state: 'visible' | 'hidden'): Promise<void> {
  return page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));`);
}

/** Longer than a page waits before it asks again; its clock is put forward instead of waiting. */
const longerThanPollMs = 5_500;

async function openAtWork(): Promise<Page> {
  const page = await world.open();
  await page.clock.install();
  await signIn(page, world.url, 'mara');
  return page;
}

test('a list in a hidden tab asks for nothing, and at once when somebody comes back', async () => {
  const page = await openAtWork();
  await page.getByRole('link', { name: /Lena Hart/ }).waitFor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));

  await show(page, 'hidden');
  await page.clock.runFor(longerThanPollMs);
  expect(asked).toEqual([]);

  const heard = page.waitForResponse(/\/attention/, { timeout: 2_000 });
  await show(page, 'visible');
  await heard;
});

test('a list without a network says since when it is old, and goes on by itself', async () => {
  const page = await openAtWork();
  const line = page.getByText(/As of \d+:\d+/);
  await line.waitFor();

  await page.context().setOffline(true);
  await page.clock.runFor(longerThanPollMs);
  await page.getByText('No connection. Trying again.').waitFor();
  expect(await line.count()).toBe(1);
  expect(await page.getByRole('link', { name: /Lena Hart/ }).count()).toBe(1);

  await page.context().setOffline(false);
  await page.getByText('No connection. Trying again.').waitFor({ state: 'detached' });
  expect(world.complaints().every((one) => one.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true);
});

test('who goes back has no dialog left, and the keyboard begins at the screen', async () => {
  const page = await openAtWork();
  await page.getByRole('link', { name: /Lena Hart/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Lena Hart' }).waitFor();
  await page.getByRole('button', { name: /mara/ }).click();
  await page.getByRole('dialog').waitFor();
  for (const scheme of ['Dark', 'As the device']) await page.getByRole('radio', { name: scheme }).click();

  await page.goBack();

  await page.getByRole('heading', { level: 1, name: 'Needs a person' }).waitFor();
  expect(await page.locator('dialog').count()).toBe(0);
  await page.goto(`${world.url}/#/day/2026-13-45`);
  await page.getByText('There is nothing at this address').waitFor();
});

test('a client is erased by the name as it is seen, and not by another', async () => {
  const page = await openAtWork();
  await openBooking(page, 'Anna Maria Lopez');
  const erasing = await openAct(page, 'Erase the client');
  const typed = erasing.getByLabel(/^Type the client's name/);
  await erasing.getByRole('button', { name: 'The client asked for it' }).click();
  await erasing.getByRole('button', { name: 'Erase for good' }).click();
  await erasing.getByText("Please type the client's name").waitFor();
  await typed.fill('Anna Lopes');
  await erasing.getByRole('button', { name: 'Erase for good' }).click();
  await erasing.getByText("Needed: the client's name as it stands on the booking").waitFor();
  await typed.fill('Anna Maria Lopez');
  await erasing.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByText('The client is being erased').waitFor();
  await page.clock.runFor(longerThanPollMs);
  await page.context().close();
  // Asked for once more at most: what is erased does not come back.
  expect(world.complaints().filter((one) => !one.includes('status of 422')).length).toBeLessThanOrEqual(1);
});

test('who asks too much at once is told, waits for as long as the server says, and goes on', async () => {
  const page = await openAtWork();
  await page.getByRole('link', { name: /Lena Hart/ }).waitFor();
  await page.route(/\/day\?/, (route) => route.fulfill({ status: 429, headers: { 'retry-after': '2' } }), {
    times: 1,
  });
  await page.getByRole('link', { name: "Today's visits" }).click();
  const words = page.getByText('Too much was asked at once: it goes on in a moment.');
  await words.waitFor();
  await page.clock.runFor(2_100);
  await page.getByText('No visits on this day').waitFor();
  expect(await words.count()).toBe(0);
  expect(world.complaints()).toEqual([expect.stringContaining('status of 429')]);
});

test('who was too fast is let in again though the clock of the stack stands still', async () => {
  const ask = () => fetch(`${world.url}/s/nothingxx1`);
  for (let asked = 0; asked < pageRate.burst; asked += 1) await ask();
  const refused = await ask();
  const waitMs = Number(refused.headers.get('retry-after')) * 1_000;
  await new Promise((resolve) => setTimeout(resolve, waitMs));

  expect([refused.status, (await ask()).status]).toEqual([429, 404]);
});

const api = /\/v1\/manager\//;
const tokens = /\/token$/;

test('a sign-in that runs out over a dialog cannot be closed away, and keeps what was typed', async () => {
  const page = await openAtWork();
  await page.getByRole('link', { name: /Lena Hart/ }).click();
  await page.getByRole('button', { name: 'Approve findings' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('half typed');
  const json = 'application/problem+json';
  await page.route(api, (route) => route.fulfill({ status: 401, contentType: json, body: '{"status":401}' }));
  await page.route(tokens, (route) => route.fulfill({ status: 400, json: { error: 'invalid_grant' } }));
  await page.clock.runFor(longerThanPollMs);
  const again = page.getByRole('heading', { name: 'Please sign in again' });
  await again.waitFor();

  expect(await page.evaluate('document.activeElement.textContent')).toBe('Sign in again');
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
  await again.waitFor();
  await page.unroute(api);
  await page.unroute(tokens);
  const opened = page.waitForEvent('popup');
  await page.getByText('Sign in again', { exact: true }).click();
  await opened;
  await again.waitFor({ state: 'detached' });

  expect(await page.getByRole('dialog').getByLabel('Reason').inputValue()).toBe('half typed');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByText('May go ahead').first().waitFor();
  expect(world.complaints().every((one) => /status of 40[01]/.test(one))).toBe(true);
});
