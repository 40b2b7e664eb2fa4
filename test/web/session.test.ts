/** How long somebody is signed in: tokens are renewed in time and once, and calls wait when that is over. */
import { describe, expect, test } from 'vitest';
import { UnreachableError } from '../../web/api/problem-error.ts';
import type { Grant } from '../../web/sign-in/authorization.ts';
import { createSession } from '../../web/sign-in/session.ts';

const at = Date.parse('2026-11-22T10:00:00Z');
const hourMs = 3_600_000;
const grant: Grant = { accessToken: 'one', expiresAt: at + hourMs, refreshToken: 'again' };
const noRefresh: Grant = { accessToken: 'one', expiresAt: at + hourMs };
const fresh: Grant = { accessToken: 'two', expiresAt: at + 3 * hourMs, refreshToken: 'again' };

function sessionAt(first: Grant, refresh: (token: string) => Promise<Grant>) {
  const clock = { now: at };
  let refreshes = 0;
  const session = createSession(
    first,
    {
      refresh: (token) => {
        refreshes += 1;
        return refresh(token);
      },
    },
    () => clock.now,
  );
  return { session, clock, refreshes: () => refreshes };
}

describe('a session', () => {
  test('gives its token for as long as that lives', async () => {
    const { session, clock, refreshes } = sessionAt(grant, async () => fresh);

    clock.now = at + hourMs - 60_000;
    expect(await session.token()).toBe('one');
    expect(refreshes()).toBe(0);
  });

  test('renews it shortly before it ends, once for all who ask', async () => {
    const { session, clock, refreshes } = sessionAt(grant, async () => fresh);

    clock.now = at + hourMs - 10_000;
    expect(await Promise.all([session.token(), session.token(), session.renew('one')])).toEqual([
      'two',
      'two',
      'two',
    ]);
    expect(refreshes()).toBe(1);
  });

  test('renews nothing for a token that was replaced meanwhile', async () => {
    const { session, refreshes } = sessionAt(grant, async () => fresh);

    await session.renew('one');
    expect(await session.renew('one')).toBe('two');
    expect(refreshes()).toBe(1);
  });

  test('ends without a way to renew, and goes on with whoever signs in again', async () => {
    const { session } = sessionAt(noRefresh, async () => fresh);
    const told: boolean[] = [];
    const stop = session.watch(() => told.push(session.hasEnded()));

    const waiting = session.renew('one');
    await Promise.resolve();
    expect(session.hasEnded()).toBe(true);
    session.resume(fresh);

    expect(await waiting).toBe('two');
    expect(session.hasEnded()).toBe(false);
    expect(told).toEqual([true, false]);
    stop();
  });

  test('does not end because the network is away', async () => {
    const { session } = sessionAt(grant, async () => {
      throw new TypeError('fetch failed');
    });

    await expect(session.renew('one')).rejects.toBeInstanceOf(UnreachableError);
    expect(session.hasEnded()).toBe(false);
  });
});
