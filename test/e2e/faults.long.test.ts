/** The whole stack while AWS misbehaves: timers that never fire or cannot be made, publishes nobody can tell the fate of. */
import { expect, test } from 'vitest';
import { calComBody } from '../../local/demo/bodies.ts';
import { instant } from '../local/harness.ts';
import { type RunningStack, runStack } from './running-stack.ts';

const bookedAt = '2026-11-02T15:00:00.000Z';
const phone = '+12125550161';

async function book(stack: RunningStack): Promise<void> {
  const startAt = instant('2026-12-01T20:00:00Z');
  const visit = { uid: 'rose5', at: instant(bookedAt), startAt, name: 'Nadia Brook', phone };
  const answer = await stack.post('cal-com', calComBody('BOOKING_CREATED', visit));
  expect(answer.body).toMatchObject({ status: 'processed', decision: 'allowed' });
}

const planned = [
  ['booked', '2026-11-02T15:03:00Z'],
  ['two-weeks-before', '2026-11-16T20:00:00Z'],
  ['three-days-before', '2026-11-28T20:00:00Z'],
  ['day-before', '2026-11-30T14:00:00Z'],
  ['morning-of', '2026-12-01T14:00:00Z'],
  ['after-visit', '2026-12-01T22:00:00Z'],
  ['day-1', '2026-12-02T21:00:00Z'],
  ['day-2', '2026-12-03T21:00:00Z'],
  ['day-3', '2026-12-04T21:00:00Z'],
  ['two-weeks-after', '2026-12-15T21:00:00Z'],
] as const;

test.each<[string, (stack: RunningStack) => void]>([
  [
    'never fire',
    ({ faults }) => {
      faults.scheduler.dropFires = true;
    },
  ],
  [
    'cannot be made',
    ({ faults }) => {
      faults.scheduler.refuseCreates = 'Quota';
    },
  ],
])('When timers %s the sweep sends every text, minutes late and once', async (_, breakTimers) => {
  const stack = await runStack(bookedAt);
  breakTimers(stack);
  await book(stack);
  await stack.moveTo('2026-12-20T00:00:00Z');

  const texts = await stack.texts(phone);
  expect(texts.map(({ milestone }) => milestone)).toEqual(planned.map(([milestone]) => milestone));
  for (const [index, [milestone, due]] of planned.entries()) {
    const lateMinutes = (instant(texts[index]?.at ?? '') - instant(due)) / 60_000;
    expect([milestone, lateMinutes >= 0 && lateMinutes <= 8]).toEqual([milestone, true]);
  }
});

test('When timers fire twice every text still goes out once', async () => {
  const stack = await runStack(bookedAt);
  stack.faults.scheduler.fireTwice = true;
  await book(stack);
  await stack.moveTo('2026-12-20T00:00:00Z');

  expect((await stack.texts(phone)).map(({ milestone }) => milestone)).toEqual(planned.map(([name]) => name));
});

test('A publish whose answer is lost is unknown, shown to staff, and never repeated', async () => {
  const stack = await runStack(bookedAt);
  stack.faults.sns.publish = { kind: 'cut', arrives: true };
  await book(stack);
  await stack.moveTo('2026-11-02T16:00:00Z');
  stack.faults.sns.publish = { kind: 'none' };
  await stack.moveTo('2026-11-16T00:00:00Z');

  const booking = await stack.booking('cal-com:rose5');
  expect(booking.steps.filter(({ what }) => what === 'booked').map(({ status }) => status)).toEqual([
    'unknown',
  ]);
  expect(booking.attention).toEqual(['text-unknown']);
  expect(await stack.texts(phone)).toHaveLength(1);
});

test('A throttled publish is tried again until it goes through', async () => {
  const stack = await runStack(bookedAt);
  stack.faults.sns.publish = { kind: 'throttle' };
  await book(stack);
  await stack.moveTo('2026-11-02T15:30:00Z');
  expect(await stack.texts(phone)).toEqual([]);
  stack.faults.sns.publish = { kind: 'none' };
  await stack.moveTo('2026-11-02T17:00:00Z');

  expect((await stack.texts(phone)).map(({ milestone }) => milestone)).toEqual(['booked']);
});
