/** The stack's own pages over HTTP: what they show, what their forms do, and whom they refuse. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { calComBody, standardBody } from '../../../local/demo/bodies.ts';
import { type Stack, startStack } from '../../../local/stack.ts';
import { asking } from '../../e2e/running-stack.ts';
import { instant } from '../harness.ts';

const startsAt = '2026-11-02T15:00:00.000Z';
const visit = {
  uid: 'nadia',
  at: instant(startsAt),
  startAt: instant('2026-11-18T20:00:00Z'),
  name: 'Nadia <b>Brook</b>',
  phone: '+12125550101',
};

async function openStack() {
  const errors: unknown[] = [];
  const stack: Stack = await startStack({
    port: 0,
    folder: undefined,
    realNow: () => instant(startsAt),
    onError: (error) => errors.push(error),
  });
  onTestFinished(async () => {
    await stack.stop();
    expect(errors).toEqual([]);
  });
  const page = async (path: string) => (await fetch(stack.url + path)).text();
  const submit = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(stack.url + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual',
    });
  return { ...asking(stack.url, stack.secrets, stack.now), page, submit, now: stack.now };
}

async function firstTextOut() {
  const stack = await openStack();
  await stack.post('standard', standardBody(visit));
  await stack.submit('/local/clock-step', { step: 'text', back: '/local/phones' });
  return stack;
}

describe('the phones', () => {
  test('show each number with its name, and its conversation with links that can be tapped', async () => {
    const stack = await openStack();
    await stack.post('cal-com', calComBody('BOOKING_CREATED', { ...visit, answers: {} }));
    await stack.submit('/local/clock-step', { step: 'text', back: '/local/phones' });

    const [list, conversation] = [await stack.page('/local/phones'), await stack.page('/local/phones/1')];

    expect(list).toContain('Nadia &lt;b&gt;Brook&lt;/b&gt;');
    expect(list).toContain('+12125550101');
    expect(conversation).toMatch(
      /<a href="http:\/\/localhost:\d+\/s\/\w{10}" target="_blank" rel="noopener">/,
    );
    expect(list + conversation).not.toContain('<b>');
  });

  test('take a reply once, and stay on the conversation', async () => {
    const stack = await firstTextOut();

    const answer = await stack.submit('/local/phones/1', { text: ' STOP ' });

    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/local/phones/1']);
    expect(await stack.page('/local/phones/1')).toContain('<p class="bubble out">STOP</p>');
    expect((await stack.booking('standard:nadia')).attention).toContain('opted-out');
  });

  test('say of a text that never arrived that it did not', async () => {
    const stack = await openStack();
    await stack.post('standard', standardBody({ ...visit, phone: '+12125550166' }));
    await stack.moveTo('2026-11-02T15:10:00Z');

    expect(await stack.page('/local/phones/1')).toContain('<strong>Not delivered.</strong>');
    expect((await stack.booking('standard:nadia')).attention).toContain('text-failed');
  });

  test('lead back to the list from a number that is not there', async () => {
    const { url } = await openStack();
    const answer = await fetch(`${url}/local/phones/7`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/local/phones']);
  });
});

describe('the clock of the pages', () => {
  test('goes to the next text and no further', async () => {
    const stack = await firstTextOut();

    expect((await stack.texts()).map(({ milestone }) => milestone)).toEqual(['booked']);
    expect(stack.now() - instant('2026-11-02T15:03:00Z')).toBeLessThan(60_000);
  });

  test.each([
    ['hour', '2026-11-02T16:00:00Z'],
    ['day', '2026-11-03T15:00:00Z'],
  ])('goes one %s ahead', async (step, to) => {
    const stack = await openStack();
    const answer = await stack.submit('/local/clock-step', { step, back: '/local/inbox' });
    expect([answer.headers.get('location'), stack.now()]).toEqual(['/local/inbox', instant(to)]);
  });

  test('says so where no text is due, and leads nowhere else', async () => {
    const stack = await openStack();
    const none = await stack.submit('/local/clock-step', { step: 'text', back: '/local/phones' });
    const away = await stack.submit('/local/clock-step', {
      step: 'hour',
      back: 'https://elsewhere.example/',
    });

    expect(await none.text()).toContain('No text is due');
    expect([away.status, away.headers.get('location')]).toEqual([303, '/local']);
    expect(stack.now()).toBe(instant(startsAt));
  });

  test('is not moved by a page of another origin', async () => {
    const stack = await openStack();
    const fields = { step: 'day', back: '/local' };
    const answer = await stack.submit('/local/clock-step', fields, { origin: 'https://elsewhere.example' });
    expect([answer.status, stack.now()]).toEqual([403, instant(startsAt)]);
  });
});

describe('the inbox', () => {
  test('shows what staff are e-mailed, by clinic, with its link', async () => {
    const stack = await openStack();
    await stack.post('standard', standardBody({ ...visit, answers: {} }));
    await stack.moveTo('2026-11-03T13:00:00Z');

    const inbox = await stack.page('/local/inbox');

    expect(inbox).toContain('To the staff of demo');
    expect(inbox).toContain('<span class="tag">daily-digest</span>');
    expect(inbox).toMatch(/<a href="http:\/\/localhost:\d+\/#\/"/);
    expect(inbox).not.toContain('Nadia');
  });
});

test.each([
  '/local',
  '/local/phones',
  '/local/inbox',
])('%s runs nothing but the one script and is framed by nobody', async (path) => {
  const { url } = await openStack();
  const answer = await fetch(url + path);
  const text = await answer.text();

  expect(text.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/local/live.js">']);
  expect(text).not.toMatch(/style=|<style|\son\w+=/);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  for (const [file, type] of [
    ['/local/live.js', 'text/javascript; charset=utf-8'],
    ['/local/style.css', 'text/css; charset=utf-8'],
  ]) {
    expect((await fetch(url + file)).headers.get('content-type')).toBe(type);
  }
});
