/** The token bucket: bursts, refills, fairness between keys, bounded memory. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRateLimiter, type RateLimiter } from '../../functions/http/rate-limiter.ts';
import { secondMs } from '../../shared/time/instant.ts';

function createLimiter(limits: { perSecond?: number; burst?: number; keysMax?: number } = {}) {
  const clock = { at: 1_000_000, now: () => clock.at };
  const limiter = createRateLimiter({ perSecond: 2, burst: 3, keysMax: 100, ...limits, clock });
  return { limiter, clock };
}

function takeAll(limiter: RateLimiter, key: string, times: number): boolean[] {
  return Array.from({ length: times }, () => limiter.take(key).allowed);
}

describe('the rate limiter', () => {
  test('lets a burst through and refuses what comes on top', () => {
    const { limiter } = createLimiter();

    expect(takeAll(limiter, 'a', 5)).toEqual([true, true, true, false, false]);
  });

  test('does not slow one key for the burst of another', () => {
    const { limiter } = createLimiter();
    takeAll(limiter, 'a', 50);

    expect(takeAll(limiter, 'b', 3)).toEqual([true, true, true]);
  });

  test('lets the next one through after as long as it said', () => {
    const { limiter, clock } = createLimiter({ perSecond: 0.5, burst: 1 });
    limiter.take('a');

    expect(limiter.take('a')).toEqual({ allowed: false, retryAfterSeconds: 2 });
    clock.at += 2 * secondMs - 1;
    expect(limiter.take('a').allowed).toBe(false);
    clock.at += 1;
    expect(limiter.take('a').allowed).toBe(true);
  });

  test('saves up no more than a burst over a quiet day', () => {
    const { limiter, clock } = createLimiter();
    takeAll(limiter, 'a', 3);
    clock.at += 24 * 3600 * secondMs;

    expect(takeAll(limiter, 'a', 4)).toEqual([true, true, true, false]);
  });

  test('gives nothing for a clock that was set back', () => {
    const { limiter, clock } = createLimiter();
    takeAll(limiter, 'a', 3);
    clock.at -= 3600 * secondMs;

    expect(limiter.take('a').allowed).toBe(false);
  });

  test('forgets the key that was used longest ago, not the one that is refused right now', () => {
    const { limiter } = createLimiter({ keysMax: 3 });
    takeAll(limiter, 'busy', 4);
    limiter.take('b');
    limiter.take('c');

    expect(limiter.take('busy').allowed).toBe(false);
    limiter.take('d');
    limiter.take('e');
    expect(limiter.take('busy').allowed).toBe(false);
  });

  test('never lets more through than the burst and what the time has earned', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (waits) => {
        const { limiter, clock } = createLimiter();
        let allowed = 0;
        for (const wait of waits) {
          clock.at += wait;
          if (limiter.take('a').allowed) allowed += 1;
        }
        const seconds = waits.slice(1).reduce((sum, wait) => sum + wait, 0) / secondMs;
        expect(allowed).toBeLessThanOrEqual(3 + 2 * seconds);
      }),
      { seed: 20_261_122 },
    );
  });
});
