/** Staff's other acts in a real browser, beside the ways through the site that `manager.test.ts` follows: what takes longer. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { policyAfter } from '../../local/demo/newer-policy.ts';
import { problemOf } from '../../shared/api/problem.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { book, botoxDaysBefore, botoxLately } from './bookings.ts';
import { type BrowserWorld, openWorld } from './browser-world.ts';
import { addByHand, comeBackUntil, openAct, openBooking, settle, soonMs, withRole } from './staff-acts.ts';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());
afterEach(async () => {
  await world.closePages();
  expect(world.complaints()).toEqual([]);
});

describe('a session', () => {
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
