/** The terminal's journal: short lines in the stack's own time, and silence where nothing happened. */
import { expect, test } from 'vitest';
import { shortJournal } from '../../local/short-journal.ts';
import { instant } from './harness.ts';

test('Each event is a line of its ids, and an idle sweep is none', () => {
  const lines: string[] = [];
  const clock = { now: () => instant('2026-11-22T08:30:15.250Z') };
  const journal = shortJournal(clock, (line) => lines.push(line));

  const about = { clinicId: 'demo', bookingId: 'cal-com:abc', delivery: 'aVeryLongHashOfI' };
  journal.note({ event: 'booking-decided', ...about, outcome: 'blocked' });
  const backlog = { deliveriesUnfinished: 1, oldestOverdueSeconds: 240 };
  journal.note({ event: 'swept', looked: 0, worked: 0, failed: 0, ...backlog });
  journal.note({ event: 'swept', looked: 2, worked: 1, failed: 1, ...backlog });

  expect(lines).toEqual([
    '2026-11-22 08:30:15Z  booking-decided    demo  cal-com:abc  blocked',
    '2026-11-22 08:30:15Z  swept              2  1  1  1  240',
  ]);
});
