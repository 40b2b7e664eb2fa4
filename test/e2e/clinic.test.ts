/** Watching and steering a running stack: health, schedules, the list of bookings, and a clinic whose settings change. */
import { expect, test } from 'vitest';
import { calComBody } from '../../local/demo/bodies.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { instant } from '../local/harness.ts';
import { type RunningStack, runStack } from './running-stack.ts';

const bookedAt = '2026-11-02T15:00:00.000Z';
const phone = '+12125550171';

async function bookedStack(answers?: Record<string, string | boolean>): Promise<RunningStack> {
  const stack = await runStack(bookedAt);
  const visit = {
    uid: 'rose6',
    at: instant(bookedAt),
    startAt: instant('2026-12-01T20:00:00Z'),
    name: 'Nadia Brook',
    phone,
    ...(answers === undefined ? {} : { answers }),
  };
  expect((await stack.post('cal-com', calComBody('BOOKING_CREATED', visit))).status).toBe(200);
  return stack;
}

test('The stack is healthy, tells its time, and moves its clock by a duration', async () => {
  const stack = await runStack(bookedAt);
  expect(await stack.get('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
  expect((await stack.get('/local/clock')).body).toEqual({ now: bookedAt });
  expect(await stack.send('/local/clock', { advance: 'PT36H' })).toEqual({
    status: 200,
    // The clinics' daily digests.
    body: { now: '2026-11-04T03:00:00.000Z', from: bookedAt, stops: 1 },
  });
  expect((await stack.get('/local/clock')).body).toEqual({ now: '2026-11-04T03:00:00.000Z' });
});

test('A schedule and a line in the list stand for a booking, and neither names the client’s phone', async () => {
  const stack = await bookedStack();
  const schedules = await stack.list('/local/schedules');
  expect(schedules).toMatchObject([
    { at: '2026-11-02T15:02:00.000Z', key: 'booking#demo#cal-com#rose6' },
    { key: expect.stringMatching(/^job#\w+#digest$/) },
    { key: expect.stringMatching(/^job#\w+#digest$/) },
  ]);
  const bookings = await stack.list('/local/bookings');
  expect(bookings).toMatchObject([
    { id: 'cal-com:rose6', status: 'accepted', outcome: 'allowed', client: 'Nadia Brook', attention: [] },
  ]);
  expect(JSON.stringify([schedules, bookings, await stack.booking('cal-com:rose6')])).not.toContain(phone);
});

test('Other quiet hours move the texts that are still ahead', async () => {
  const stack = await bookedStack();
  await stack.moveTo('2026-11-03T15:00:00Z');
  const afternoons = { from: 13 * 60, until: 20 * 60 };
  const textHours = Array.from({ length: 7 }, () => afternoons);
  expect((await stack.send('/local/clinic', { textHours })).status).toBe(200);
  await stack.moveTo('2026-12-01T19:00:00Z');

  const texts = await stack.texts(phone);
  expect(texts.slice(3).map(({ milestone, at }) => [milestone, at.slice(0, 16)])).toEqual([
    ['day-before', '2026-11-30T18:00'],
    ['morning-of', '2026-12-01T18:00'],
  ]);
});

test('Another zone moves the times that texts state', async () => {
  const stack = await bookedStack();
  await stack.moveTo('2026-11-03T15:00:00Z');
  const changed = await stack.send('/local/clinic', { zone: 'America/Chicago' });
  expect([changed.status, changed.body.zone]).toEqual([200, 'America/Chicago']);
  await stack.moveTo('2026-12-01T19:00:00Z');

  const morning = (await stack.texts(phone)).find(({ milestone }) => milestone === 'morning-of');
  expect(morning?.body).toContain('See you today at 2:00 PM');
});

test('A published policy that would block an allowed booking is a proposal, and its care texts wait', async () => {
  const stack = await bookedStack({
    ...Object.fromEntries(
      microneedlingPolicy.questions
        .filter(({ askIf }) => askIf === undefined)
        .map(({ id, type }) => [id, type === 'yes-no' ? false : 'never']),
    ),
    'last-botox': '2026-10-01',
  });
  await stack.moveTo('2026-11-03T15:00:00Z');
  const rules = microneedlingPolicy.rules.map((rule) =>
    rule.id === 'botox-gap' && rule.kind === 'minimum-gap-since'
      ? { ...rule, gap: { amount: 90, unit: 'days' } }
      : rule,
  );
  const policy = { ...microneedlingPolicy, version: 100, rules };
  expect((await stack.send('/local/clinic', { policy })).status).toBe(200);

  const booking = await stack.booking('cal-com:rose6');
  expect(booking.attention).toEqual(['proposal']);
  expect(booking.decision?.outcome).toBe('allowed');
  await stack.moveTo('2026-11-20T15:00:00Z');
  expect((await stack.texts(phone)).map(({ milestone }) => milestone)).toEqual(['booked']);
  const again = await stack.send('/local/clinic', { policy });
  expect([again.status, again.body.errors]).toEqual([
    422,
    [{ path: 'policy.version', expected: 'expected a version that was not published before' }],
  ]);
});

test('A paused clinic sends nothing, and each text says so once, at its own time', async () => {
  const stack = await bookedStack();
  expect((await stack.send('/local/clinic', { status: 'paused' })).status).toBe(200);
  const moved = await stack.send('/local/clock', { to: '2026-12-20T00:00:00Z' });

  expect(await stack.texts()).toEqual([]);
  const { steps } = await stack.booking('cal-com:rose6');
  const texts = steps.filter(({ kind }) => kind === 'text');
  expect(texts.map(({ status, reason }) => [status, reason])).toEqual(
    texts.map(() => ['skipped', 'clinic paused']),
  );
  expect(texts.find(({ what }) => what === 'two-weeks-before')?.at).toBe('2026-11-16T20:00:00.000Z');
  // Beside the mornings, on each of which a digest is due.
  const mornings = 47;
  expect(Number(moved.body.stops) - mornings).toBeLessThan(25);
});
