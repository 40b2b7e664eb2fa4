/** `npm run screenshots`: plays the demo on a stack of its own, whose machine's clock stands still, and takes the pictures of docs/images. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { runDemo } from '../../local/demo/run-demo.ts';
import { buildSite, siteFolder } from '../../local/site/build-site.ts';
import { startStack } from '../../local/stack.ts';
import { instant } from '../local/harness.ts';
import { signIn } from './browser-world.ts';
import { launchBrowser } from './chromium.ts';

const folder = join(import.meta.dirname, '../../docs/images');

/** A Monday morning at the clinic. */
const playsAt = '2026-11-02T15:00:00.000Z';

const desk = { width: 1_280, height: 900 };
const phone = { width: 375, height: 740 };

interface Look {
  size?: typeof desk;
  colorScheme?: 'light' | 'dark';
}

async function takePictures(browser: Browser, url: string): Promise<void> {
  const manager = await openPage(browser, {});
  await signIn(manager, url, 'mara');
  await manager.getByRole('link', { name: /Bianca Rossi/ }).waitFor();
  await take(manager, 'opening');
  await manager.getByRole('link', { name: /Celia Brandt/ }).click();
  await manager.getByRole('heading', { level: 1, name: 'Celia Brandt' }).waitFor();
  await take(manager, 'booking');
  await manager.getByRole('button', { name: 'Approve findings' }).click();
  await manager.getByRole('dialog').getByRole('button', { name: 'Spoke with the client' }).click();
  await take(manager, 'override');
  await manager.keyboard.press('Escape');
  await manager.getByRole('link', { name: "Today's visits" }).click();
  await manager.getByText('Wanda Fields').waitFor();
  await take(manager, 'today');
  await manager.getByRole('link', { name: 'New booking' }).click();
  await manager.getByLabel('Treatment').waitFor();
  await take(manager, 'new-booking');

  const corridor = await openPage(browser, { size: phone, colorScheme: 'dark' });
  await signIn(corridor, url, 'mara');
  await corridor.getByRole('link', { name: /Bianca Rossi/ }).waitFor();
  await take(corridor, 'opening-phone-dark');
  await takeClientPictures(browser, url);
}

async function takeClientPictures(browser: Browser, url: string): Promise<void> {
  const phones = await openPage(browser, {});
  await phones.goto(`${url}/local/inbox`);
  await take(phones, 'inbox');
  await phones.goto(`${url}/local/phones`);
  await phones.getByRole('link', { name: /Elena Duarte/ }).click();
  await phones.getByRole('heading', { level: 1, name: 'Elena Duarte' }).waitFor();
  await take(phones, 'phones');
  const form = await followLink(phones, phone);
  await form.goto(`${form.url()}?lang=en`);
  await form.getByRole('button', { name: 'Start' }).click();
  await form.locator('fieldset:visible').getByRole('radio').nth(1).check();
  await take(form, 'screening');
  const question = form.locator('fieldset[data-question]:visible');
  const review = form.getByRole('heading', { name: 'Check your answers' });
  for (let asked = 0; asked < questionsMax && !(await review.isVisible()); asked += 1) {
    await question.getByRole('radio', { name: /^(No|Never)$/ }).check();
    await form.getByRole('button', { name: 'Next' }).click();
  }
  await form.getByRole('button', { name: 'Send my answers' }).click();
  await form.getByRole('heading', { name: 'You are all set' }).waitFor();
  await take(form, 'result');
  await phones.getByRole('link', { name: /Amara Osei/ }).click();
  await phones.getByRole('heading', { level: 1, name: 'Amara Osei' }).waitFor();
  for (let day = 0; day < daysToCare; day += 1) {
    await phones.getByRole('button', { name: '+1 day' }).click();
    await phones.waitForLoadState();
  }
  await take(await followLink(phones, phone), 'care');
}

/** More than any policy asks. */
const questionsMax = 40;
/** Until the text of three days before her visit is out. */
const daysToCare = 3;

async function openPage(browser: Browser, { size = desk, colorScheme = 'light' }: Look): Promise<Page> {
  const context = await browser.newContext({ viewport: size, colorScheme, reducedMotion: 'reduce' });
  return context.newPage();
}

async function followLink(from: Page, size: typeof phone): Promise<Page> {
  const opened = from.waitForEvent('popup');
  await from.getByRole('log').getByRole('link').last().click();
  const page = await opened;
  await page.setViewportSize(size);
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  writeFileSync(join(folder, `${name}.png`), picture);
  console.log(`${name}.png  ${Math.round(picture.byteLength / 1_024)} KB`);
}

const built = await buildSite(console.log);
if (built.site === 'broken') throw new Error(built.why);
mkdirSync(folder, { recursive: true });
const stack = await startStack({ port: 0, folder: undefined, siteFolder, realNow: () => instant(playsAt) });
const browser = await launchBrowser();
try {
  await runDemo(['--url', stack.url], () => undefined);
  await takePictures(browser, stack.url);
} finally {
  await browser.close();
  await stack.stop();
}
