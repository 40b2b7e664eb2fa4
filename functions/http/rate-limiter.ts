/** A token bucket per key with bounded memory: HTTP API throttles a whole stage only, and one clinic's burst must not slow another. Each warm instance counts for itself. */
import { type Instant, secondMs } from '../../shared/time/instant.ts';

export interface RateLimits {
  /** Requests that one key may make in the long run. */
  perSecond: number;
  /** Requests that one key may make at once. */
  burst: number;
  /** Keys remembered; the one used longest ago is forgotten first, and starts afresh. */
  keysMax: number;
  clock: { now: () => Instant };
}

export type Taken = { allowed: true } | { allowed: false; retryAfterSeconds: number };

export interface RateLimiter {
  take: (key: string) => Taken;
}

interface Bucket {
  tokens: number;
  at: Instant;
}

export function createRateLimiter(limits: RateLimits): RateLimiter {
  // In the order of last use: a Map keeps insertion order, and each use inserts anew.
  const buckets = new Map<string, Bucket>();

  function take(key: string): Taken {
    const now = limits.clock.now();
    const tokens = refill(buckets.get(key), now, limits);
    const allowed = tokens >= 1;
    buckets.delete(key);
    buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now });
    forgetOldest(buckets, limits.keysMax);
    if (allowed) return { allowed: true };
    return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((1 - tokens) / limits.perSecond)) };
  }

  return { take };
}

function refill(bucket: Bucket | undefined, now: Instant, limits: RateLimits): number {
  if (bucket === undefined) return limits.burst;
  // A clock set back gives nothing.
  const elapsedSeconds = Math.max(0, now - bucket.at) / secondMs;
  return Math.min(limits.burst, bucket.tokens + elapsedSeconds * limits.perSecond);
}

function forgetOldest(buckets: Map<string, Bucket>, keysMax: number): void {
  if (buckets.size <= keysMax) return;
  const oldest = buckets.keys().next();
  if (!oldest.done) buckets.delete(oldest.value);
}
