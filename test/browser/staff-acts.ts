/** What staff do on the site's pages, as the browser's tests play it. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type DemoPerson, demoPeople } from '../../local/sign-in/people.ts';

/** From the list to the booking's own page. */
export async function openBooking(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** The dialog of an act, opened by its button or from the menu. */
export async function openAct(page: Page, label: string): Promise<Locator> {
  const button = page.getByRole('main').getByRole('button', { name: label, exact: true });
  if ((await button.count()) > 0) await button.click();
  else {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: label }).click();
  }
  return page.getByRole('dialog', { name: label });
}

export async function addByHand(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'New booking' }).click();
  await page.getByLabel('Treatment').selectOption('Microneedling');
  await page.getByLabel('Day').fill('2026-11-04');
  await page.getByLabel('Time').fill('11:30');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Phone').fill('(212) 555-0161');
  await page.getByLabel(/agreed to get texts/).check();
  await page.getByRole('button', { name: 'Telephone' }).click();
  await page.getByRole('button', { name: 'Add booking' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

export async function settle(page: Page, choice: string): Promise<void> {
  const dialog = await openAct(page, 'Settle the proposal');
  await dialog.getByRole('radio', { name: choice }).check();
  await dialog.getByRole('button', { name: 'Looked at both versions' }).click();
  await dialog.getByRole('button', { name: 'Settle' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Less than it takes until a page asks by itself who somebody is. */
export const soonMs = 10_000;

/** Coming back to a page makes it ask anew what it has not asked lately. */
export async function comeBackUntil(page: Page, there: Locator, count = 1): Promise<void> {
  const comeBack = "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))";
  await expect.poll(() => page.evaluate(comeBack).then(() => there.count()), { timeout: soonMs }).toBe(count);
}

/** Whoever signs in meanwhile has the role in the token. */
export async function withRole(
  username: string,
  role: DemoPerson['role'],
  signIn: () => Promise<void>,
): Promise<void> {
  const person = demoPeople.find((one) => one.username === username);
  if (person === undefined) throw new Error(`nobody is ${username}`);
  const before = person.role;
  person.role = role;
  await signIn().finally(() => {
    person.role = before;
  });
}

/** More stops than any page has. */
const stopsMax = 60;

export async function tabTo(page: Page, words: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < stopsMax; stop += 1) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate<string>(
      `(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()`,
    );
    if (words.test(text)) return;
    passed.push(text.slice(0, 30));
  }
  throw new Error(`Tab does not lead to ${words}: ${passed.join(' | ')}`);
}
