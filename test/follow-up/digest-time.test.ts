/** Seven in the morning, by each clinic's own clock. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestAt, nextDigestAt } from '../../shared/follow-up/digest-time.ts';
import { hourMs } from '../../shared/time/instant.ts';
import { daysBetween, localDateOf, localTimeOf } from '../../shared/time/zone.ts';
import { seed, someInstant, someZone } from '../property/somebody.ts';

test.each([
  ['2026-11-20T11:59Z', 'America/New_York', '2026-11-20T12:00Z'],
  ['2026-11-20T12:00Z', 'America/New_York', '2026-11-21T12:00Z'],
  ['2026-11-20T12:00Z', 'Asia/Kathmandu', '2026-11-21T01:15Z'],
])('after %s in %s it is %s', (after, zone, next) => {
  expect(nextDigestAt(Date.parse(after), zone)).toBe(Date.parse(next));
});

test('follows the clocks: 25 hours after the morning before they go back, 23 before they go forward', () => {
  const zone = 'America/New_York';
  expect(digestAt('2026-11-01', zone) - digestAt('2026-10-31', zone)).toBe(25 * hourMs);
  expect(digestAt('2027-03-14', zone) - digestAt('2027-03-13', zone)).toBe(23 * hourMs);
});

test('comes once each local day, at seven, in every zone', () => {
  fc.assert(
    fc.property(someInstant, someZone, (after, zone) => {
      const next = nextDigestAt(after, zone);
      const following = nextDigestAt(next, zone);
      expect(next).toBeGreaterThan(after);
      expect(localTimeOf(next, zone).minuteOfDay).toBe(7 * 60);
      expect(daysBetween(localDateOf(next, zone), localDateOf(following, zone))).toBe(1);
    }),
    { seed, numRuns: 300 },
  );
});
