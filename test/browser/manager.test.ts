/** Staff at work on the manager's site, in a real browser: from the list to the act and its end. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { book, botoxLately, pregnant } from './bookings.ts';
import { type BrowserWorld, openWorld } from './browser-world.ts';
import { comeBackUntil, openBooking, tabTo } from './staff-acts.ts';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());
afterEach(async () => {
  await world.closePages();
  expect(world.complaints()).toEqual([]);
});

async function beginApproval(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Approve findings' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('Other part of the face');
}

function approve(page: Page): Promise<void> {
  return page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
}

describe('a manager', () => {
  test('finds a blocked booking, reads why, approves it, and its texts are planned', async () => {
    await book(world, { uid: 'priya', name: 'Priya Vance', ...botoxLately(world) });
    const page = await world.openAs('mara');
    await page.getByRole('link', { name: /Priya Vance.*Blocked/s }).waitFor();

    await openBooking(page, 'Priya Vance');
    const why = page.getByText(/^Botox on Mon Nov 2 2026 is less than/);
    await why.waitFor();
    await page.getByText('Where the rule comes from').first().click();
    expect(await page.getByText('Ask the client again').count()).toBe(0);
    await beginApproval(page);
    await approve(page);

    await page.getByText('May go ahead').first().waitFor();
    expect(await page.getByText('Approved by mara').count()).toBe(1);
    expect(await page.getByText('Other part of the face').count()).toBeGreaterThan(0);
    const { decision, steps } = await world.booking('standard:priya');
    expect(decision?.outcome).toBe('allowed');
    expect(steps.filter(({ kind, status }) => kind === 'text' && status === 'planned')).not.toEqual([]);
    await page.getByRole('link', { name: 'Needs a person' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Needs a person' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: /Priya Vance/ }).count()).toBe(0);
  });

  test('who acts at the same moment as another is told what the other did, and keeps what was typed', async () => {
    await book(world, { uid: 'nora', name: 'Nora Field', ...botoxLately(world) });
    const [mara, max] = [await world.openAs('mara'), await world.openAs('max')];
    for (const page of [mara, max]) {
      await openBooking(page, 'Nora Field');
      await beginApproval(page);
    }

    await approve(mara);
    await mara.getByText('May go ahead').first().waitFor();
    await approve(max);

    const told = max.getByRole('dialog').getByRole('alert').first();
    await told.waitFor();
    expect(await told.textContent()).toMatch(/Somebody else was first.*mara/s);
    expect(await max.getByRole('dialog').getByLabel('Reason').inputValue()).toBe('Other part of the face');
    // The browser itself notes the refusal.
    expect(world.complaints()).toEqual([expect.stringContaining('status of 409')]);
  });

  test('cannot approve what a rule keeps for a clinician, who can', async () => {
    await book(world, { uid: 'ines', name: 'Ines Holm', ...pregnant });
    const mara = await world.openAs('mara');
    await openBooking(mara, 'Ines Holm');
    await mara.getByText('Only a clinician may approve it.').first().waitFor();
    expect(await mara.getByRole('button', { name: 'Approve findings' }).count()).toBe(0);

    const clea = await world.openAs('clea');
    await openBooking(clea, 'Ines Holm');
    await beginApproval(clea);
    await approve(clea);

    await comeBackUntil(mara, mara.getByText('Approved by clea'));
  });

  test('adds a walk-in, who is then among the visits of the day', async () => {
    const page = await world.openAs('mara');
    await page.getByRole('link', { name: 'New booking' }).click();
    await page.getByRole('heading', { level: 1, name: 'New booking' }).waitFor();
    await page.getByLabel('Treatment').selectOption('Microneedling');
    await page.getByLabel('Day').fill('2026-11-02');
    await page.getByLabel('Time').fill('15:30');
    await page.getByLabel('Minutes').fill('60');
    await page.getByLabel('Name').fill('Wanda Fields');
    await page.getByLabel('Phone').fill('(212) 555-0160');
    await page.getByLabel(/agreed to get texts/).check();
    await page.getByRole('button', { name: 'Walk-in' }).click();
    await page.getByRole('button', { name: 'Add booking' }).click();

    await page.getByRole('heading', { level: 1, name: 'Wanda Fields' }).waitFor();
    await page.getByRole('link', { name: "Today's visits" }).click();
    await page.getByText('Wanda Fields').waitFor();
  });
});

describe('a viewer', () => {
  test('reads everything and finds nothing to act with', async () => {
    await book(world, { uid: 'tess', name: 'Tess Vogel', ...botoxLately(world) });
    const page = await world.openAs('vera');
    await openBooking(page, 'Tess Vogel');
    await page.getByText(/^Botox on/).waitFor();

    const buttons = await page.getByRole('main').getByRole('button').allTextContents();
    expect(buttons).toEqual([]);
    expect(await page.getByRole('link', { name: 'New booking' }).count()).toBe(0);
  });
});

describe('with the keyboard alone', () => {
  test('a manager signs in, opens a booking and approves it', async () => {
    await book(world, { uid: 'zoe', name: 'Zoe Klein', ...botoxLately(world) });
    const page = await world.open();
    await page.goto(`${world.url}/`);
    // The form takes the focus by itself.
    await page.locator('#username:focus').waitFor();
    await page.keyboard.type('mara');
    await page.keyboard.press('Tab');
    await page.keyboard.type('demo');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /Zoe Klein/ }).waitFor();

    await tabTo(page, /Zoe Klein/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Zoe Klein' }).waitFor();
    await tabTo(page, /^Approve findings/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^Spoke with the client/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Approve$/);
    await page.keyboard.press('Enter');

    await page.getByText('May go ahead').first().waitFor();
    expect((await world.booking('standard:zoe')).decision?.outcome).toBe('allowed');
  });
});
