/** An incomplete booking and its screening form over HTTP: the link by text, the page, the answers, the result. */
import { describe, expect, test } from 'vitest';
import { attendeeOf, calComBody, type DemoVisit, fineAnswers } from '../../local/demo/bodies.ts';
import { instant } from '../local/harness.ts';
import { linkIn, type RunningStack, runStack, told } from './running-stack.ts';

const bookedAt = '2026-11-02T15:00:00.000Z';
const phone = '+12125550121';
const visit: DemoVisit = {
  uid: 'rose2',
  at: instant(bookedAt),
  startAt: instant('2026-12-01T20:00:00Z'),
  name: 'Rosa Delgado',
  phone,
  answers: {},
};
const fine = Object.fromEntries(
  Object.entries(fineAnswers).map(([id, value]) => [id, value === false ? 'no' : String(value)]),
);

async function askedStack(): Promise<RunningStack & { form: string }> {
  const stack = await runStack(bookedAt);
  const answer = await stack.post('cal-com', calComBody('BOOKING_CREATED', visit));
  expect(answer.body).toMatchObject({ status: 'processed', decision: 'incomplete' });
  await stack.moveTo('2026-11-02T15:05:00Z');
  const [asking] = await stack.texts(phone);
  return { ...stack, form: linkIn(asking?.body ?? '') };
}

function fill(form: string, answers: Record<string, string>): Promise<Response> {
  return fetch(form, { method: 'POST', body: new URLSearchParams(answers) });
}

describe('an incomplete booking', () => {
  test('becomes allowed by the form that its text links to, and its texts follow', async () => {
    const stack = await askedStack();
    const page = await fetch(stack.form);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('name="pregnant-nursing"');

    const result = await fill(stack.form, fine);

    expect(result.status).toBe(200);
    expect(await result.text()).toContain('You are all set');
    expect((await stack.booking('cal-com:rose2')).decision).toMatchObject({ outcome: 'allowed', open: [] });
    await stack.moveTo('2026-11-17T15:00:00Z');
    expect(told(await stack.texts(phone))).toEqual([
      '2026-11-02T15:03 screening-needed: Rosewater Skin: Please answer a few questions so that we can confirm your visit: <s> Reply STOP to opt out',
      '2026-11-02T15:08 booked: Rosewater Skin: Rosa, your visit is booked for Tue Dec 1, 3:00 PM. Questions? Call +1 212 555 0199',
      '2026-11-16T20:00 two-weeks-before: Rosewater Skin: Planning Botox? The last day is Tue Nov 17, then none until your visit on Dec 1. How to prepare: <c>',
    ]);
  });

  test('is asked once more after a day, and keeps what half a form said', async () => {
    const stack = await askedStack();
    const half = await fill(stack.form, { 'last-botox': 'never' });
    expect(await half.text()).toContain('Some questions still need an answer');
    expect((await stack.booking('cal-com:rose2')).decision?.open).toHaveLength(14);

    await stack.moveTo('2026-11-20T15:00:00Z');

    expect((await stack.texts(phone)).map(({ milestone, at }) => [milestone, at.slice(0, 13)])).toEqual([
      ['screening-needed', '2026-11-02T15'],
      ['screening-needed', '2026-11-03T15'],
    ]);
  });

  test('is blocked by a Botox date in the form, told so without the reason, and released by time alone never', async () => {
    const stack = await askedStack();
    const result = await fill(stack.form, { ...fine, 'last-botox': 'date', 'last-botox.date': '2026-11-20' });
    expect(await result.text()).toContain('Please do not come as planned');

    const { decision } = await stack.booking('cal-com:rose2');
    expect(decision).toMatchObject({ outcome: 'blocked', eligibleFrom: '2026-12-04T05:00:00.000Z' });
    expect(decision?.findings.find(({ rule }) => rule === 'botox-gap')?.reasons.manager).toBe(
      'Botox on Fri Nov 20 2026 is less than 14 days before the visit; it would pass from Fri Dec 4 2026, 12:00 AM.',
    );
    await stack.moveTo('2027-01-01T15:00:00Z');
    expect(told(await stack.texts(phone)).slice(1)).toEqual([
      '2026-11-02T15:08 not-yet: Rosewater Skin: Rosa, please do not come Tue Dec 1 as planned. Earliest: Dec 4. Call +1 212 555 0199',
    ]);
  });

  test('keeps what is typed through its link, and gives the visit to a calendar once it is allowed', async () => {
    const stack = await askedStack();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const typed = await fetch(`${stack.form}/draft`, { method: 'POST', headers, body: 'diabetes=yes' });
    expect(typed.status).toBe(204);
    const form = await (await fetch(stack.form)).text();
    expect(form).toMatch(/name="diabetes" value="yes" checked/);
    const [, script = ''] = /<script src="([^"]+)">/.exec(form) ?? [];
    const sent = await fetch(new URL(script, stack.form));
    expect([sent.status, sent.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);

    const [, calendar = ''] =
      /href="(\/c\/[^"]+visit\.ics[^"]*)"/.exec(await (await fill(stack.form, fine)).text()) ?? [];
    const file = await fetch(new URL(calendar, stack.form));

    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(await file.text()).toContain('DTSTART:20261201T200000Z');
  });

  test('has a form that is closed once the visit is cancelled', async () => {
    const stack = await askedStack();
    const cancelled = { ...visit, at: stack.now() };
    await stack.post('cal-com', calComBody('BOOKING_CANCELLED', cancelled));

    expect((await fetch(stack.form)).status).toBe(410);
    expect(await (await fill(stack.form, fine)).text()).toContain('This visit is cancelled');
  });
});

describe('what the gate finds', () => {
  const cases: [string, Partial<DemoVisit>, Record<string, unknown>, string, string][] = [
    [
      'retinoid used ten hours before',
      {
        startAt: instant('2026-11-03T01:00:00Z'),
        answers: { ...fineAnswers, 'uses-retinoids': true, 'retinoid-last-use': '2026-11-02T14:30:00Z' },
      },
      {},
      'blocked',
      'retinoid-pause',
    ],
    [
      'pregnancy',
      { answers: { ...fineAnswers, 'pregnant-nursing': true } },
      {},
      'blocked',
      'pregnant-nursing',
    ],
    [
      'diabetes without a clearance',
      { answers: { ...fineAnswers, diabetes: true } },
      {},
      'review',
      'diabetes',
    ],
    [
      'two people',
      {},
      { attendees: [attendeeOf(visit), attendeeOf({ ...visit, uid: 'other', name: 'Joan Delgado' })] },
      'review',
      'more-people',
    ],
    ['a service that is mapped to nothing', { service: 'peel' }, {}, 'review', 'unknown-treatment'],
  ];

  test.each(cases)('of %s is said with its reason', async (_, changes, payload, outcome, rule) => {
    const stack = await runStack(bookedAt);
    const body = calComBody('BOOKING_CREATED', { ...visit, answers: fineAnswers, ...changes }, payload);

    const answer = await stack.post('cal-com', body);

    expect(answer).toMatchObject({ status: 200, body: { status: 'processed', decision: outcome } });
    const { decision } = await stack.booking('cal-com:rose2');
    const finding = decision?.findings.find((one) => one.rule === rule);
    expect(finding?.outcome).toBe(outcome);
    expect(finding?.reasons.manager).toMatch(/^[A-Z].{20,}\.$/);
    expect(finding?.reasons.client).toMatch(/^[A-Z].{20,}\.$/);
    expect(finding?.reasons.client).not.toBe(finding?.reasons.manager);
  });
});
