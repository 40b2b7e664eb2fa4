/** Staff at work on the manager's site, in a real browser: from the list to the act and its end. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { policyAfter } from '../../local/demo/newer-policy.ts';
import { problemOf } from '../../shared/api/problem.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { book, botoxDaysBefore, botoxLately, pregnant } from './bookings.ts';
import { type BrowserWorld, openWorld } from './browser-world.ts';
import {
  addByHand,
  comeBackUntil,
  openAct,
  openBooking,
  settle,
  soonMs,
  tabTo,
  withRole,
} from './staff-acts.ts';

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

  test('who signs in again as a manager may act at once, on the page as it is; who may no longer come in sees nothing more', async () => {
    await book(world, { uid: 'rhea', name: 'Rhea Stern', ...botoxLately(world) });
    const page = await world.openAs('vera');
    await openBooking(page, 'Rhea Stern');
    await page.evaluate('window.isStillThePageOpenedFirst = true');
    // The token is refused, and there is no other without a sign-in.
    await page.route(/\/bookings\//, (route) => route.fulfill({ status: 401, body: '' }), { times: 1 });
    await page.route(
      /\/token$/,
      (route) => route.fulfill({ status: 400, json: { error: 'invalid_grant' } }),
      {
        times: 1,
      },
    );
    await comeBackUntil(page, page.getByRole('dialog', { name: 'Please sign in again' }));
    await withRole('vera', 'manager', async () => {
      await page.getByRole('link', { name: 'Sign in again' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });

    await page.getByRole('button', { name: 'Approve findings' }).waitFor();
    await page.getByRole('link', { name: 'New booking' }).waitFor({ timeout: soonMs });
    expect(await page.evaluate('window.isStillThePageOpenedFirst')).toBe(true);

    await page.route(/\/v1\/manager\/me$/, (route) =>
      route.fulfill({ status: 403, contentType: 'application/problem+json', json: problemOf('forbidden') }),
    );
    await comeBackUntil(page, page.getByRole('heading', { name: 'You cannot come in yet' }));
    expect(await page.getByText('Rhea Stern').count()).toBe(0);
    // The browser itself notes each refusal.
    expect(world.complaints().every((line) => /status of 40[013]/.test(line))).toBe(true);
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

describe('in the dialogs of acts', () => {
  test('what is missing is said at its field, and what was done stands on the page: told, changed answers, called off', async () => {
    await book(world, { uid: 'hana', name: 'Hanna Weiss', phone: phoneOff });
    await world.moveTo(new Date(world.now() + 10 * 60_000).toISOString());
    const page = await world.openAs('mara');
    await openBooking(page, 'Hanna Weiss');

    const told = await openAct(page, 'The client was told');
    await told.getByRole('button', { name: 'The client knows' }).click();
    await told.getByText('Please give a reason').waitFor();
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA');
    await told.getByRole('button', { name: 'Told by telephone' }).click();
    await told.getByRole('button', { name: 'The client knows' }).click();
    await page.getByText('Told the client').waitFor();
    const reasons = page.getByRole('list', { name: 'Why a person should look' });
    expect(await reasons.getByText('Client not told').count()).toBe(0);

    const answers = await openAct(page, 'Write down answers');
    const infection = answers.getByRole('radiogroup', { name: /skin infection/ });
    await answers.getByText('So far: no').first().waitFor();
    await infection.getByRole('radio', { name: 'Yes' }).check();
    await answers.getByRole('button', { name: 'Asked by telephone' }).click();
    await answers.getByRole('button', { name: 'Save answers' }).click();
    await page.getByText('No later date makes it fine by itself.').waitFor();
    await page.getByText(/written down by staff$/).waitFor();

    await addByHand(page, 'Wilma Cole');
    const off = await openAct(page, 'Call off the visit');
    await off.getByRole('button', { name: 'Call off', exact: true }).click();
    await off.getByText('Please choose one').waitFor();
    await off.getByRole('radio', { name: 'The clinic' }).check();
    await off.getByRole('button', { name: 'The technician is ill' }).click();
    await off.getByRole('button', { name: 'Call off', exact: true }).click();
    await page.getByText('Called off by the clinic').first().waitFor();
    expect(await page.getByRole('button', { name: 'Write down answers' }).count()).toBe(0);
  });

  test("pausing the clinic's texts asks as every act does", async () => {
    const page = await world.openAs('max');
    await page.getByRole('button', { name: /max/ }).click();
    await page.getByRole('button', { name: /^Pause the clinic/ }).click();
    const pausing = page.getByRole('dialog', { name: "Pause the clinic's texts" });
    await pausing.getByRole('button', { name: 'Pause texts' }).click();
    await pausing.getByText('Please give a reason').waitFor();
    await pausing.getByRole('button', { name: 'The clinic is closed' }).click();
    await pausing.getByRole('button', { name: 'Pause texts' }).click();

    await page.getByText('Texts are paused: no client gets any').waitFor();
    await page.getByRole('button', { name: 'Resume texts' }).click();
    const resuming = page.getByRole('dialog', { name: "Resume the clinic's texts" });
    await resuming.getByRole('button', { name: 'Paused by mistake' }).click();
    await resuming.getByRole('button', { name: 'Resume texts' }).click();
    await page.getByText('Texts are paused: no client gets any').waitFor({ state: 'detached' });
  });
});

/** The stack's phones whose number ends so are always off. */
const phoneOff = '+12125550166';

describe('a newer policy', () => {
  test('is seen beside what stands, taken over for one and not for another; what is a clinician’s to decline says so', async () => {
    for (const [uid, name] of [
      ['olive', 'Olive Hart'],
      ['otis', 'Otis Vale'],
    ] as const) {
      await book(world, { uid, name, ...botoxDaysBefore(world, 18) });
    }
    const policy = policyAfter(1);
    await publish(policy);
    const page = await world.openAs('mara');
    await page.getByRole('link', { name: /Olive Hart.*Newer policy differs/s }).waitFor();

    await openBooking(page, 'Olive Hart');
    const proposal = page.getByRole('region', { name: 'A newer policy would decide otherwise' });
    const newer = proposal
      .locator('div', { has: page.getByText('By the newer policy (version 100)') })
      .last();
    await newer.getByText(/^Botox on .* is less than 21 days before the visit/).waitFor();
    await newer.getByText('Fine from').waitFor();
    await newer.getByText('Where the rule comes from').first().click();
    await newer
      .getByText(/^Microneedling 101/)
      .first()
      .waitFor();
    await settle(page, 'The newer policy (version 100)');
    await page.getByText(/^Blocked: fine from/).waitFor();
    await page.getByText('Took over policy version 100').waitFor();

    await page.getByRole('link', { name: 'Needs a person' }).first().click();
    await openBooking(page, 'Otis Vale');
    await settle(page, 'The policy it was booked under');
    await page.getByText('Decided against policy version 100').waitFor();
    expect(await page.getByText('May go ahead').count()).toBeGreaterThan(0);

    const rules = policy.rules.map((rule) =>
      rule.id === 'botox-gap' ? { ...rule, overridableBy: 'clinician' as const } : rule,
    );
    await publish({ ...policy, version: 101, rules });
    await comeBackUntil(page, proposal.getByText('Only a clinician may stay with the older policy.'));
    const reserved = await openAct(page, 'Settle the proposal');
    expect(await reserved.getByRole('radio', { name: 'The policy it was booked under' }).isDisabled()).toBe(
      true,
    );
    await reserved.getByText(/^Only a clinician may choose this/).waitFor();
  });
});

/** The clinic's first bookings are looked through at once, and there are no more than those. */
async function publish(policy: Policy): Promise<void> {
  const answer = await world.send('/local/clinic', { policy });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}
