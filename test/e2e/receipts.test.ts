/** What became of texts: SNS's delivery log comes back through Lambda and shows on the bookings. */
import { expect, test } from 'vitest';
import { calComBody } from '../../local/demo/bodies.ts';
import { instant } from '../local/harness.ts';
import { type RunningStack, runStack } from './running-stack.ts';

const bookedAt = '2026-11-02T15:00:00.000Z';
const phone = '+12125550171';
const id = 'cal-com:rose7';

async function bookedStack(change: (stack: RunningStack) => void = () => undefined): Promise<RunningStack> {
  const stack = await runStack(bookedAt);
  change(stack);
  const startAt = instant('2026-12-01T20:00:00Z');
  const visit = { uid: 'rose7', at: instant(bookedAt), startAt, name: 'Nadia Brook', phone };
  const answer = await stack.post('cal-com', calComBody('BOOKING_CREATED', visit));
  expect(answer.body).toMatchObject({ decision: 'allowed' });
  return stack;
}

async function statusOf(stack: RunningStack, what: string) {
  const { steps } = await stack.booking(id);
  return steps.flatMap((step) => (step.what === what ? [[step.status, step.reason]] : []));
}

test('A text is sent, and seconds later delivered', async () => {
  const stack = await bookedStack();
  await stack.moveTo('2026-11-02T15:03:34Z');
  expect(await statusOf(stack, 'booked')).toEqual([['sent', undefined]]);
  await stack.moveTo('2026-11-02T15:03:35Z');
  expect(await statusOf(stack, 'booked')).toEqual([['delivered', undefined]]);
});

test('Every text of a care plan is delivered in the end', async () => {
  const stack = await bookedStack();
  await stack.moveTo('2026-12-20T00:00:00Z');
  const texts = (await stack.booking(id)).steps.filter(({ kind }) => kind === 'text');
  expect(texts.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'delivered'));
});

test('A text that did not arrive is failed with its reason, and staff see it', async () => {
  const stack = await bookedStack(({ faults }) => {
    faults.sns.undeliverable.set(phone, `Phone ${phone} has blocked SMS`);
  });
  await stack.moveTo('2026-11-02T15:10:00Z');
  expect(await statusOf(stack, 'booked')).toEqual([['failed', 'Phone +*********** has blocked SMS']]);
  expect((await stack.booking(id)).attention).toEqual(['client-not-told', 'text-failed']);
  expect(await stack.texts(phone)).toEqual([]);
});

test('A number that is off at the carrier alone is turned off here by its receipt, and texted no more', async () => {
  const stack = await bookedStack(({ faults }) => {
    faults.sns.undeliverable.set(phone, `${phone} is opted out`);
  });
  await stack.moveTo('2026-11-02T15:10:00Z');
  const booking = await stack.booking(id);
  expect(booking.texts.optedOut).toBe(true);
  expect(booking.attention).toContain('opted-out');
  stack.faults.sns.undeliverable.clear();
  await stack.moveTo('2027-01-15T00:00:00Z');
  expect(await stack.texts(phone)).toEqual([]);
});

test('A receipt that Lambda does not take comes again and counts', async () => {
  const stack = await bookedStack();
  await stack.moveTo('2026-11-02T15:03:34Z');
  stack.faults.lambda.refuse = true;
  await stack.moveTo('2026-11-02T15:04:00Z');
  expect(await statusOf(stack, 'booked')).toEqual([['sent', undefined]]);
  stack.faults.lambda.refuse = false;
  await stack.moveTo('2026-11-02T15:06:00Z');
  expect(await statusOf(stack, 'booked')).toEqual([['delivered', undefined]]);
});
