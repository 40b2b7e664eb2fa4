/** What clients write back, delivered as AWS delivers it: STOP, START, HELP, and 1 or 2 to the day-before question. */
import { expect, test } from 'vitest';
import { calComBody } from '../../local/demo/bodies.ts';
import { instant } from '../local/harness.ts';
import { linkIn, type RunningStack, runStack, told } from './running-stack.ts';

const bookedAt = '2026-11-02T15:00:00.000Z';
const phone = '+12125550131';

async function bookedStack(language: 'en' | 'es' = 'en'): Promise<RunningStack> {
  const stack = await runStack(bookedAt);
  const startAt = instant('2026-12-01T20:00:00Z');
  const visit = { uid: 'rose3', at: instant(bookedAt), startAt, name: 'Nadia Brook', phone, language };
  const answer = await stack.post('cal-com', calComBody('BOOKING_CREATED', visit));
  expect(answer.body).toMatchObject({ decision: 'allowed' });
  return stack;
}

async function reply(stack: RunningStack, body: string): Promise<void> {
  expect((await stack.send('/local/replies', { from: phone, body })).status).toBe(200);
}

async function since(stack: RunningStack, at: string): Promise<string[]> {
  return told((await stack.texts(phone)).filter((text) => text.at >= at));
}

test('After STOP nothing is texted any more, and staff see it on the booking', async () => {
  const stack = await bookedStack();
  await stack.moveTo('2026-11-03T15:00:00Z');
  await reply(stack, 'STOP');
  await stack.moveTo('2027-01-15T00:00:00Z');

  expect(await since(stack, '2026-11-03')).toEqual([]);
  const booking = await stack.booking('cal-com:rose3');
  expect(booking.texts).toMatchObject({ optedOut: true });
  expect(booking.steps.filter(({ status }) => status === 'delivered').map(({ what }) => what)).toEqual([
    'booked',
  ]);
});

test('A word that AWS does not know opts out as well, and is confirmed once', async () => {
  const stack = await bookedStack();
  await stack.moveTo('2026-11-03T15:00:00Z');
  await reply(stack, ' Opt out! ');
  await reply(stack, 'opt out');
  await stack.moveTo('2026-12-20T00:00:00Z');

  expect(await since(stack, '2026-11-03')).toEqual([
    '2026-11-03T15:00 stop: Rosewater Skin: You are opted out and will get no more texts from us. Reply START to get them again.',
  ]);
});

test('START brings the rest of the care plan back', async () => {
  const stack = await bookedStack();
  await stack.moveTo('2026-11-03T15:00:00Z');
  await reply(stack, 'STOP');
  await stack.moveTo('2026-11-20T15:00:00Z');
  await reply(stack, 'start');
  await stack.moveTo('2026-12-01T15:00:00Z');

  expect((await since(stack, '2026-11-03')).map((line) => line.slice(0, 35))).toEqual([
    '2026-11-20T15:00 start: Rosewater S',
    '2026-11-28T20:00 three-days-before:',
    '2026-11-30T14:00 day-before: Rosewa',
    '2026-12-01T14:00 morning-of: Rosewa',
  ]);
});

test('HELP says who writes and how to reach them, in the client’s language', async () => {
  const stack = await bookedStack('es');
  await stack.moveTo('2026-11-03T15:00:00Z');
  await reply(stack, 'ayuda');

  expect(await since(stack, '2026-11-03')).toEqual([
    '2026-11-03T15:00 help: Rosewater Skin: Le escribimos sobre sus citas. Para hablar con nosotros, llame al +1 212 555 0199. Puede haber cargos. Responda STOP para salir.',
  ]);
});

test('1 to the day-before question changes nothing but the record', async () => {
  const stack = await bookedStack();
  await stack.moveTo('2026-11-30T16:00:00Z');
  await reply(stack, '1');

  expect(await since(stack, '2026-11-30T15')).toEqual([]);
  const { decision, audit } = await stack.booking('cal-com:rose3');
  expect(decision?.outcome).toBe('allowed');
  expect(audit.map(({ did }) => did)).toContain('client said all is fine');
});

test('2 opens every answer again: the form goes out, care texts wait, staff hear of it', async () => {
  const stack = await bookedStack();
  await stack.moveTo('2026-11-30T16:00:00Z');
  await reply(stack, '2');

  const [changed, ...more] = (await stack.texts(phone)).filter(({ at }) => at >= '2026-11-30T15');
  expect(told(changed === undefined ? [] : [changed])).toEqual([
    '2026-11-30T16:00 changed: Rosewater Skin: Thank you for telling us. Please answer the questions again before you come: <s>',
  ]);
  expect(more).toEqual([]);
  expect((await stack.booking('cal-com:rose3')).decision).toMatchObject({ outcome: 'incomplete' });
  expect((await fetch(linkIn(changed?.body ?? ''))).status).toBe(200);
  await stack.moveTo('2026-12-01T19:00:00Z');
  expect(await since(stack, '2026-11-30T17')).toEqual([
    '2026-12-01T16:00 screening-needed: Rosewater Skin: Please answer a few questions so that we can confirm your visit: <s>',
  ]);
  const notices = await stack.list('/local/notices');
  expect(notices.slice(0, 1)).toMatchObject([
    {
      kind: 'changed-by-client',
      subject: 'Rosewater Skin: a client says something changed, visit Tue Dec 1, 3:00 PM',
    },
  ]);
});
