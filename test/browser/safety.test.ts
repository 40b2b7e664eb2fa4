/** What a browser is never given to run, to keep or to tell: markup in names and answers, tokens in storage, people in addresses and log lines. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fineAnswers } from '../../local/demo/bodies.ts';
import { linkIn } from '../e2e/running-stack.ts';
import { book, bookOnCalCom, botoxLately } from './bookings.ts';
import { type BrowserWorld, openWorld } from './browser-world.ts';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());
afterEach(() => expect(world.complaints()).toEqual([]));

const oddName = `"><img src=x onerror=alert(1)> Zed`;
const oddAnswer = '<svg onload=alert(2)>';

/** Neither run nor made into markup; `complaints` has the dialogs. */
async function expectInert(page: Page): Promise<void> {
  expect(await page.locator('img[src="x"], svg[onload], [onerror]').count()).toBe(0);
  expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
}

describe('markup in a name and an answer', () => {
  test('is text on every screen of the site', async () => {
    await book(world, {
      uid: 'odd',
      name: oddName,
      startAt: world.now() + 5 * 3_600_000,
      answers: { ...fineAnswers, diabetes: oddAnswer },
    });
    const page = await world.openAs('mara');
    await page.getByRole('link', { name: /onerror=alert\(1\)/ }).waitFor();
    await expectInert(page);
    await page.getByRole('link', { name: /onerror=alert\(1\)/ }).click();
    await page.getByRole('heading', { level: 1, name: /onerror=alert\(1\)/ }).waitFor();
    await page.getByText(oddAnswer).first().waitFor();
    await expectInert(page);
    await page.getByRole('link', { name: "Today's visits" }).click();
    await page
      .getByText(/onerror=alert\(1\)/)
      .first()
      .waitFor();
    await expectInert(page);
    await page.getByRole('link', { name: 'Find a booking' }).click();
    await page.getByRole('searchbox').fill('img');
    await page.getByRole('link', { name: /onerror=alert\(1\)/ }).waitFor();
    await expectInert(page);
  });

  test("is text on the client's page and on the stack's own", async () => {
    const number = await bookOnCalCom(world, {
      uid: 'odd-2',
      name: `${oddName} Two`,
      answers: { ...fineAnswers, diabetes: oddAnswer },
    });
    await world.moveTo('2026-11-02T15:10:00Z');
    const link = linkIn((await world.texts(number)).at(-1)?.body ?? '');
    const page = await world.open({ javaScriptEnabled: false });
    await page.goto(link);
    await page.getByText(oddAnswer).first().waitFor();
    await expectInert(page);

    await world.send('/local/replies', {
      from: number,
      body: 'javascript:alert(3) https://x.example/"onmouseover="alert(4) <script>alert(5)</script>',
    });
    const phone = await world.open();
    await phone.goto(`${world.url}/local/phones`);
    await phone
      .getByRole('link', { name: /onerror=alert\(1\)/ })
      .first()
      .click();
    await phone.getByRole('log').getByText('javascript:alert(3)').waitFor();
    await expectInert(phone);
    expect(await phone.locator('[onmouseover]').count()).toBe(0);
  });
});

const storage = z.object({ local: z.string(), tab: z.string() });

describe('a session', () => {
  test('lives in memory: nothing is stored, and the API is sent no cookie', async () => {
    const page = await world.open();
    const sent: (string | undefined)[] = [];
    page.on('request', async (request) => {
      if (request.url().includes('/v1/manager/')) sent.push((await request.allHeaders()).cookie);
    });
    await page.goto(`${world.url}/`);
    await page.getByLabel('Name').fill('mara');
    await page.getByLabel('Password').fill('demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Needs a person' }).waitFor();

    const kept = storage.parse(
      await page.evaluate('({ local: JSON.stringify(localStorage), tab: JSON.stringify(sessionStorage) })'),
    );
    expect(kept.local + kept.tab).not.toMatch(/eyJ|token|verifier/i);
    expect(new URL(page.url()).search).toBe('');
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter((cookie) => cookie !== undefined)).toEqual([]);
  });

  test('begins anew with a reload, without a password and where one was; after signing out a password is asked', async () => {
    const page = await world.openAs('mara');
    await page.getByRole('link', { name: 'Find a booking' }).click();
    await page.getByRole('searchbox').waitFor();
    await page.reload();
    await page.getByRole('searchbox').waitFor();
    expect(new URL(page.url()).hash).toBe('#/search');

    await page.getByRole('button', { name: /mara/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Password').waitFor();
  });

  test('is over by one click on signing out, also for whoever goes back to the page before', async () => {
    const page = await world.openAs('mara');
    await page.getByRole('button', { name: /mara/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.goBack();
    await page.getByLabel('Password').waitFor();
  });
});

describe('a story from the booking to the approval', () => {
  test('leaves no person, answer or token in what the stack writes or the browser asks for', async () => {
    const [lines, addresses] = [world.lines.length, world.requested.length];
    const name = 'Quillon Zyxer';
    const number = await bookOnCalCom(world, {
      uid: 'story',
      name,
      phone: '+12125550177',
      ...botoxLately(world),
      answers: {},
    });
    await world.moveTo('2026-11-02T15:30:00Z');
    const form = await world.open({ javaScriptEnabled: false });
    await form.goto(linkIn((await world.texts(number)).at(-1)?.body ?? ''));
    const questions = form.locator('fieldset[data-question]:not([data-ask-if])');
    for (const question of await questions.all()) {
      await question.getByRole('radio', { name: /^(Yes|Never)$/ }).check();
    }
    await form.getByRole('button', { name: 'Send my answers' }).click();
    await form.getByRole('heading', { level: 1 }).waitFor();
    const staff = await world.openAs('clea');
    await staff.getByRole('link', { name: 'Find a booking' }).click();
    await staff.getByRole('searchbox').fill('quillon');
    await staff.getByRole('link', { name }).click();
    await staff.getByRole('button', { name: 'More' }).click();
    await staff.getByRole('menuitem', { name: 'Show phone and e-mail' }).click();
    await staff.getByRole('button', { name: 'To call the client' }).click();
    await staff.getByRole('button', { name: 'Show it' }).click();
    await staff.getByText('+12125550177').waitFor();

    const personal = /quillon|zyxer|5550177|story@|%2B1212|isotretinoin|to call the client|eyJ/i;
    const token = new URL(form.url()).pathname.split('/')[2] ?? 'none';
    const written = world.lines.slice(lines);
    const asked = world.requested.slice(addresses);
    expect(written.length).toBeGreaterThan(5);
    expect(written.filter((line) => personal.test(line) || line.includes(token))).toEqual([]);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((address) => personal.test(address))).toEqual([]);
    const elsewhere = asked.filter((address) => !new RegExp(`/[sc]/${token}`).test(address));
    expect(elsewhere.filter((address) => address.includes(token))).toEqual([]);
  });
});
