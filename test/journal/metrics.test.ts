/** What events count as metrics. */
import { describe, expect, test } from 'vitest';
import type { BusinessEvent } from '../../shared/journal/business-event.ts';
import { eventNames, metricsOf, metricUnits } from '../../shared/journal/metrics.ts';
import { sampleEvents } from './sample-events.ts';

/** Metrics that only a reason leads to, which the samples do not give. */
const byReason = ['spend-limit-reached', 'text-capped'];

const about = { clinicId: 'rosewater', bookingId: 'standard:visit-1', step: 'booked' };

function namesOf(event: BusinessEvent): string[] {
  return metricsOf(event).map(({ name }) => name);
}

test('every metric there is comes of an event', () => {
  const counted = Object.values(sampleEvents).flatMap(namesOf);
  expect(new Set([...counted, ...byReason])).toEqual(new Set(Object.keys(metricUnits)));
});

test('there is a sample of every event', () => {
  for (const [name, { event }] of Object.entries(sampleEvents)) expect(event).toBe(name);
  expect(Object.keys(sampleEvents).sort()).toEqual([...eventNames].sort());
});

test('a sweep says how late texts are and what it did, also when there was nothing to do', () => {
  const idle = { looked: 0, worked: 0, failed: 0, deliveriesUnfinished: 0, oldestOverdueSeconds: 0 };
  const busy = { looked: 5, worked: 3, failed: 2, deliveriesUnfinished: 1, oldestOverdueSeconds: 240 };
  const valuesOf = (figures: typeof idle) =>
    metricsOf({ event: 'swept', ...figures }).map(({ name, unit, value }) => [name, unit, value]);
  expect(valuesOf(busy)).toEqual([
    ['sweep-looked', 'Count', 5],
    ['sweep-worked', 'Count', 3],
    ['sweep-failed', 'Count', 2],
    ['sweep-deliveries-unfinished', 'Count', 1],
    ['sweep-oldest-overdue', 'Seconds', 240],
  ]);
  expect(valuesOf(idle).map(([, , value]) => value)).toEqual([0, 0, 0, 0, 0]);
});

describe('the spend limit', () => {
  test.each([
    'No quota left for account',
    'ServiceQuotaExceededException',
    'Monthly spend limit reached',
  ])('shows in a text that failed of it (%s)', (reason) => {
    expect(namesOf({ event: 'text-undelivered', ...about, reason })).toContain('spend-limit-reached');
    expect(namesOf({ event: 'text-failed', ...about, reason })).toContain('spend-limit-reached');
    expect(namesOf({ event: 'text-unknown', ...about, reason })).toContain('spend-limit-reached');
  });

  test('does not show in any other failure', () => {
    for (const reason of ['opted out', 'Phone carrier is unreachable', 'TimeoutError', undefined]) {
      const event = { event: 'text-failed', ...about, ...(reason === undefined ? {} : { reason }) } as const;
      expect(namesOf(event)).toEqual(['text-failed']);
    }
  });
});

test('a skipped text counts only where the number got more texts than anybody should', () => {
  expect(namesOf({ event: 'text-skipped', ...about, reason: 'too many texts' })).toEqual(['text-capped']);
  expect(namesOf({ event: 'text-skipped', ...about, reason: 'cap' })).toEqual([]);
});
