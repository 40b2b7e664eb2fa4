/** Every body of test/fixtures/cal-com, posted in the order in which it was made at a stack whose clock follows: each gets the answer that its shape leads one to expect. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatInstant, secondMs } from '../../shared/time/instant.ts';
import { instant } from '../local/harness.ts';
import { fixtureWith } from '../platforms/fixture.ts';
import { runStack } from './running-stack.ts';

type Expected = [status: number, said: string, decision?: string];

/** In the order of their own times; for MEETING_* that is when the booked end came, not their `createdAt`. */
const expected: [name: string, at: string, Expected][] = [
  ['ping', '2026-11-16T14:00:00.276Z', [200, 'ignored']],
  ['created', '2026-11-16T14:05:00.538Z', [200, 'processed', 'incomplete']],
  ['created-answers-english', '2026-11-16T14:06:00.111Z', [200, 'processed', 'incomplete']],
  ['created-every-answer', '2026-11-16T14:06:30.111Z', [200, 'processed', 'allowed']],
  ['created-answers-spanish', '2026-11-16T14:07:00.222Z', [200, 'processed', 'incomplete']],
  ['requested', '2026-11-16T14:08:00.196Z', [200, 'processed', 'incomplete']],
  ['created-from-request', '2026-11-16T14:08:00.196Z', [200, 'processed', 'incomplete']],
  ['rest-shape', '2026-11-16T14:09:00.000Z', [422, 'payload.startTime']],
  ['custom-template', '2026-11-16T14:10:00.000Z', [422, 'use the default template']],
  ['two-people', '2026-11-16T14:11:00.000Z', [200, 'processed', 'review']],
  ['rescheduled', '2026-11-17T09:30:00.372Z', [200, 'processed', 'incomplete']],
  ['requested-as-reschedule', '2026-11-17T10:30:00.372Z', [200, 'processed', 'incomplete']],
  ['cancelled-by-clinic', '2026-11-18T10:11:56.683Z', [200, 'processed']],
  ['cancelled-by-client', '2026-11-18T10:12:56.683Z', [200, 'processed']],
  ['cancelled-by-nobody-named', '2026-11-18T10:13:56.683Z', [200, 'processed']],
  ['cancelled-to-reschedule', '2026-11-18T10:14:56.683Z', [200, 'processed']],
  ['rejected', '2026-11-18T11:00:00.001Z', [200, 'processed']],
  ['paid', '2026-11-18T11:05:00.001Z', [200, 'ignored']],
  ['no-show', '2026-11-24T15:43:44.114Z', [200, 'processed']],
  ['no-show-taken-back', '2026-11-24T15:50:00.114Z', [200, 'processed']],
  ['meeting-started', '2026-11-26T15:00:05.000Z', [200, 'ignored']],
  ['meeting-ended-wrapped', '2026-11-26T16:00:05.000Z', [200, 'ignored']],
  ['meeting-ended', '2026-11-26T16:00:05.000Z', [200, 'ignored']],
];

test('Each of them is answered as expected, and its repeat as a repeat', async () => {
  expect(expected.map(([name]) => `${name}.json`).sort()).toEqual(fixtureFiles());
  const stack = await runStack('2026-11-16T14:00:00Z');
  for (const [name, at, [status, said, decision]] of expected) {
    const moment = instant(at) + secondMs;
    if (moment > stack.now()) await stack.moveTo(formatInstant(moment));
    const body = fixtureWith('cal-com', name);

    const answer = await stack.post('cal-com', body);
    const again = await stack.post('cal-com', body);

    expect([name, answer.status, JSON.stringify(answer.body)]).toEqual([
      name,
      status,
      expect.stringContaining(said),
    ]);
    expect([name, answer.body.decision]).toEqual([name, decision]);
    const repeat = status === 200 ? { ...answer.body, status: 'duplicate' } : answer.body;
    expect([name, again]).toEqual([name, { status, body: repeat }]);
  }

  const moved = await stack.booking('cal-com:aFernLeaf0000000000006');
  expect(moved).toMatchObject({
    id: 'cal-com:aFernLeaf0000000000001',
    status: 'cancelled',
    startAt: '2026-11-27T15:00:00.000Z',
  });
  expect(moved.audit.map(({ did }) => did)).toEqual([
    'booked',
    'decided incomplete',
    'rescheduled',
    'rescheduled',
    'cancelled by clinic',
    'cancelled by client',
    'cancelled by unknown',
    'cancelled by clinic',
    'no-show',
    'no-show taken back',
  ]);
  expect((await stack.booking('cal-com:aFernLeaf0000000000004')).status).toBe('cancelled');
});

function fixtureFiles(): string[] {
  return readdirSync(join(import.meta.dirname, '../fixtures/cal-com')).sort();
}
