/** The form's script in a real browser: one question at a time, what is typed saved as it goes, and the plain form where the script cannot run. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compileFormScript } from '../../functions/build.ts';
import { clientScript } from '../../functions/client-pages/client-script.ts';
import { createHandler } from '../../functions/client-pages/handler.ts';
import { createRateLimiter } from '../../functions/http/rate-limiter.ts';
import { clientActs } from '../../functions/workflow/pages/client-pages.ts';
import { createHttpServer, type RunningServer } from '../../local/http-server.ts';
import { hourMs } from '../../shared/time/instant.ts';
import { fineForm, screeningToken } from '../workflow/pages/visiting.ts';
import { standardBooking } from '../world/bodies.ts';
import { createWorld, type World } from '../world/world.ts';
import { launchBrowser } from './chromium.ts';

const visitStart = '2026-12-14T15:00:00Z';
const phone = { width: 375, height: 740 };
/** What is typed is saved after a while of quiet, or tried again. */
const patience = { timeout: 10_000 };

let browser: Browser;
let world: World;
let server: RunningServer;
let form: string;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  world = await createWorld('2026-11-16T15:00:00Z');
  const at = world.ports.clock.now();
  await world.post('standard', standardBooking({ at, start: visitStart, answers: {} }));
  await world.advanceTo(at + hourMs);
  const { deps } = world.process();
  const limiter = createRateLimiter({ perSecond: 1e6, burst: 1e6, keysMax: 10, clock: deps.clock });
  const handler = createHandler({
    ...clientActs(deps),
    limiter,
    script: clientScript(compileFormScript()),
  });
  const routes = ['/s/{token}', '/s/{token}/draft', '/c/{token}'].map((pattern) => ({ pattern, handler }));
  server = await createHttpServer({ routes }).start({ port: 0 });
  form = `${server.url}/s/${screeningToken(await world.booking('visit-1'))}`;
  await openBrowser();
});

afterEach(async () => {
  await context.close();
  await server.stop();
  expect(complaints.splice(0)).toEqual([]);
});

async function openBrowser(options: { javaScriptEnabled?: boolean } = {}): Promise<void> {
  context = await browser.newContext({ viewport: phone, ...options });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
}

async function asked(): Promise<string> {
  return (await page.locator('fieldset:visible h2').allInnerTexts()).join(' | ');
}

function goOn(): Promise<void> {
  return page.locator('.steer button').last().click();
}

async function choose(value: string): Promise<void> {
  await page.locator(`fieldset:visible input[value=${value}]`).check();
}

/** What the page saves, once it has. */
async function draftOf(): Promise<Record<string, unknown>> {
  await expect.poll(() => page.locator('.saved').innerText(), patience).toContain('Saved');
  const item = await world.item('draft#rosewater#standard#visit-1');
  return item?.type === 'draft' ? item.values : {};
}

/** As if most of the form had been filled in before: all but what uses ask for. */
async function fillInBefore(): Promise<void> {
  const { 'last-botox': _botox, 'uses-retinoids': _uses, ...rest } = fineForm;
  await fillIn(rest);
}

async function fillIn(form: Record<string, string>): Promise<void> {
  const { deps } = world.process();
  const answers = Object.entries(form).map(([id, raw]) => ({ names: [id], raw }));
  const token = screeningToken(await world.booking('visit-1'));
  await clientActs(deps).saveDraft(token, { answers, openedAt: deps.clock.now() });
}

describe('the form with its script', () => {
  test('asks one question at a time, says how far one is, and moves the focus along', async () => {
    await page.goto(form);
    expect(await asked()).toBe('');
    await goOn();
    expect(await asked()).toBe('When did you last have Botox?');
    expect(await page.locator('.progress').innerText()).toBe('Question 1 of 15');
    expect(await page.locator(':focus').innerText()).toBe('When did you last have Botox?');
  });

  test('does not go on without an answer, and says so beside it and aloud', async () => {
    await page.goto(form);
    await goOn();
    await goOn();
    expect(await page.locator('[role=alert]').innerText()).toBe('Please choose one of the answers.');
    await choose('date');
    expect(await page.locator('[role=alert]').count()).toBe(0);
    await goOn();
    expect(await page.locator('[role=alert]').innerText()).toBe(
      'Please give the date, or choose another answer.',
    );
    expect(await page.locator(':focus').getAttribute('type')).toBe('date');
  });

  test('does not go on with a date that cannot be, says what is wrong with it, and goes on with another', async () => {
    await page.goto(form);
    await goOn();
    const date = page.locator('fieldset:visible input[type=date]');
    for (const [day, says] of [
      ['2199-01-01', 'This day is after your visit. Please give the last one before it.'],
      ['0026-10-01', 'This day is too long ago. Please check the year.'],
    ] as const) {
      await date.fill(day);
      await goOn();
      expect(await page.locator('[role=alert]').innerText()).toBe(says);
    }
    await date.fill('2026-10-01');
    await goOn();
    expect(await asked()).not.toBe('When did you last have Botox?');
  });

  test('takes a last use of the client’s own today, where that is a day the clinic has not begun', async () => {
    await page.clock.install({ time: '2026-11-17T12:00:00Z' });
    await fillInBefore();
    await page.goto(form);
    await goOn();
    await choose('never');
    await goOn();
    await choose('yes');
    await goOn();
    const date = page.locator('fieldset:visible input[type=date]');
    expect(await date.getAttribute('max')).toBe('2026-11-16');
    await date.fill('2026-11-17');
    await goOn();
    expect(await asked()).not.toContain('retinoid?');
  });

  test('takes the browser’s back button for the question before, and its own as well', async () => {
    await page.goto(form);
    await goOn();
    await choose('never');
    await goOn();
    const second = await asked();
    await page.goBack();
    expect(await asked()).toBe('When did you last have Botox?');
    expect(await page.locator('input[value=never]').isChecked()).toBe(true);
    await page.goForward();
    expect(await asked()).toBe(second);
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Back' }).click();
    await expect.poll(asked, patience).toBe('');
    expect(await page.getByRole('button', { name: 'Go on' }).isVisible()).toBe(true);
  });

  test('asks what a yes asks for, forgets it with a no, and sends what stands at the end', async () => {
    await fillInBefore();
    await page.goto(form);
    await goOn();
    await page.locator('fieldset:visible input[type=date]').fill('2026-10-01');
    expect(await page.locator('fieldset:visible input[value=date]').isChecked()).toBe(true);
    await goOn();
    await choose('yes');
    await goOn();
    expect(await asked()).toBe('When did you last use your retinoid?');
    await choose('still');
    for (let n = 0; n < 20 && !(await page.locator('.review').isVisible()); n += 1) await goOn();
    await page.getByRole('link', { name: 'Change: Do you use Retin-A' }).click();
    await choose('no');
    await goOn();
    const rows = (await page.locator('.review li').allInnerTexts()).map((row) => row.split('\n')[1]);
    expect(rows.slice(0, 3)).toEqual(['October 1, 2026', 'No', 'No']);
    expect(rows).toHaveLength(15);

    await page.getByRole('button', { name: 'Send my answers' }).click();
    await page.getByRole('heading', { name: 'You are all set' }).waitFor();
    const { answers } = await world.booking('visit-1');
    expect(answers['last-botox']?.value).toEqual({ is: 'date', date: '2026-10-01' });
    expect(answers['retinoid-last-use']).toBeUndefined();
  });

  test('saves what is typed as it goes, and shows it when the link is opened later', async () => {
    await page.goto(form);
    await goOn();
    await choose('never');
    await goOn();
    await choose('yes');
    await expect
      .poll(draftOf, patience)
      .toEqual({ 'last-botox': { is: 'never' }, 'uses-retinoids': { is: 'yes' } });
    expect((await world.booking('visit-1')).answers).toEqual({});

    await context.close();
    await openBrowser();
    await page.goto(form);
    expect(await page.locator('[data-note]').innerText()).toContain('Welcome back');
    await goOn();
    expect(await asked()).toBe('When did you last use your retinoid?');
  });

  test('saves at once when it is left in the middle of a question', async () => {
    await page.goto(form);
    await goOn();
    await choose('unsure');
    await page.goto('about:blank');
    await expect
      .poll(() => world.item('draft#rosewater#standard#visit-1'), patience)
      .toMatchObject({ values: { 'last-botox': { is: 'unsure' } } });
  });

  test('keeps answers and place over a change of language', async () => {
    await page.goto(form);
    await goOn();
    await choose('never');
    await goOn();
    await choose('no');
    await page.getByRole('link', { name: 'Español' }).click();
    await page.waitForURL(/lang=es/);
    expect(await asked()).toBe('¿Usa Retin-A u otro retinoide, como tretinoína, adapaleno o retinol?');
    expect(await page.locator('fieldset:visible input[value=no]').isChecked()).toBe(true);
  });

  test('can be gone through by keyboard alone', async () => {
    await page.goto(form);
    await page.locator('.steer button').last().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('fieldset:visible input:checked').getAttribute('value')).toBe('unsure');
    await page.keyboard.press('Enter');
    expect(await asked()).toContain('Do you use Retin-A');
  });

  test('leads after half a form along what is missing, and to the end from there', async () => {
    const half = new URLSearchParams({ ...fineForm, diabetes: '', 'last-botox': '', 'recent-chemo': '' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const posted = { method: 'POST', headers, postData: half.toString() };
    await page.route(form, (route) => route.continue(posted), { times: 1 });
    await page.goto(form);
    await page.getByRole('alert').waitFor();
    const seen: string[] = [];
    await goOn();
    while (!(await page.locator('.review').isVisible())) {
      seen.push((await page.locator('fieldset:visible').getAttribute('data-question')) ?? '');
      await choose(seen.at(-1) === 'last-botox' ? 'never' : 'no');
      await goOn();
    }
    expect(seen).toEqual(['last-botox', 'recent-chemo', 'diabetes']);
  });

  test('has its result stand for itself: back from the care page, after the other language, and loaded again', async () => {
    await fillIn(fineForm);
    await page.goto(form);
    await goOn();
    await page.getByRole('button', { name: 'Send my answers' }).click();
    await page.getByRole('link', { name: 'How to prepare' }).click();
    await page.getByRole('heading', { name: 'Care before and after your visit' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'You are all set' }).waitFor();
    await page.getByRole('link', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Todo está listo' }).waitFor();
    await page.reload();
    await page.goBack();
    await page.getByRole('heading', { name: 'You are all set' }).waitFor();
    await page.goBack();
    await page.locator('.review').waitFor();
    expect(await page.locator('.review strong').allInnerTexts()).not.toContain('Not answered yet');

    await page.goto('about:blank');
    await page.goto(form);
    await page.getByRole('heading', { level: 1, name: 'You are all set' }).waitFor();
    await page.getByRole('button', { name: 'Change my answers' }).click();
    expect(await page.locator('h1').innerText()).toBe('A few questions before your visit');
    expect(await page.locator('.mark').isVisible()).toBe(false);
  });

  test('says at once that nothing more is kept, and what to do', async () => {
    for (const [status, says] of [
      [410, /This form is closed by now.*Call/s],
      [409, /was sent from another page.*Show what was sent/s],
    ] as const) {
      await page.route('**/draft', (route) => route.fulfill({ status }), { times: 1 });
      await page.goto(`${form}#q-last-botox`);
      await choose('never');
      const said = page.locator('[data-stopped]:visible');
      await said.waitFor(patience);
      expect(await said.innerText()).toMatch(says);
      expect(await page.locator(':focus').innerText()).toBe(await said.innerText());
      expect(complaints.splice(0)).toEqual([expect.stringContaining(String(status))]);
      await page.goto('about:blank');
    }
  });

  test('says when it could not save, and saves once it can', async () => {
    await page.goto(form);
    await page.route('**/draft', (route) => route.fulfill({ status: 503 }), { times: 1 });
    await goOn();
    await choose('never');
    await expect.poll(() => page.locator('.saved').innerText(), patience).toContain('Not saved just now');
    await choose('unsure');
    await expect.poll(draftOf, patience).toEqual({ 'last-botox': { is: 'unsure' } });
    expect(complaints.splice(0)).toEqual([expect.stringContaining('503')]);
  });
});

describe('the form without its script', () => {
  test('is whole on one page, and is saved for later by a button', async () => {
    await context.close();
    await openBrowser({ javaScriptEnabled: false });
    await fillInBefore();
    await page.goto(form);
    expect(await page.locator('fieldset:visible').count()).toBe(17);
    await page.locator('#q-last-botox\\.never').check();
    await page.getByRole('button', { name: 'Save and go on later' }).click();
    await page.getByRole('status').waitFor();
    expect(await page.locator('#q-last-botox\\.never').isChecked()).toBe(true);
    await page.locator('#q-uses-retinoids\\.no').check();
    await page.getByRole('button', { name: 'Send my answers' }).click();
    await page.getByRole('heading', { name: 'You are all set' }).waitFor();
  });

  test('shows what was typed where it can be saved no more, for the visit was cancelled meanwhile', async () => {
    await context.close();
    await openBrowser({ javaScriptEnabled: false });
    await page.goto(form);
    await page.locator('#q-last-botox\\.never').check();
    const at = world.ports.clock.now();
    await world.post('standard', standardBooking({ at, start: visitStart, type: 'booking.cancelled' }));
    await page.getByRole('button', { name: 'Save and go on later' }).click();
    await page.getByRole('heading', { name: 'What you entered' }).waitFor();
    expect(await page.locator('.typed').innerText()).toContain('Never');
    expect(complaints.splice(0)).toEqual([expect.stringContaining('410')]);
  });

  test('stays whole where the script does not come, or breaks', async () => {
    for (const body of [undefined, compileFormScript().replace('document.querySelector', 'document.q')]) {
      await page.route('**/form-*.js', (route) =>
        body === undefined ? route.abort() : route.fulfill({ body, contentType: 'text/javascript' }),
      );
      await page.goto(form);
      expect(await page.locator('fieldset:visible').count()).toBe(17);
      expect(await page.getByRole('button', { name: 'Send my answers' }).isVisible()).toBe(true);
      await page.unroute('**/form-*.js');
      expect(complaints.splice(0)).not.toEqual([]);
    }
  });
});
