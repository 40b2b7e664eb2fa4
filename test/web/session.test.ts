/** How long somebody is signed in: tokens are renewed in time and once, and calls wait when that is over. */
import { describe, expect, test } from 'vitest';
import { UnreachableError } from '../../web/api/problem-error.ts';
import type { Grant } from '../../web/sign-in/authorization.ts';
import { readUsername } from '../../web/sign-in/read-username.ts';
import { createSession } from '../../web/sign-in/session.ts';
import { makeToken } from '../manager-api/tokens.ts';

const at = Date.parse('2026-11-22T10:00:00Z');
const hourMs = 3_600_000;
const grant: Grant = { accessToken: 'one', expiresAt: at + hourMs, refreshToken: 'again', username: 'mara' };
const noRefresh: Grant = { accessToken: 'one', expiresAt: at + hourMs, username: 'mara' };
const fresh: Grant = {
  accessToken: 'two',
  expiresAt: at + 3 * hourMs,
  refreshToken: 'again',
  username: 'mara',
};

function grantFor(username: string | undefined): Grant {
  const { username: _other, ...unnamed } = noRefresh;
  return username === undefined ? unnamed : { ...unnamed, username };
}

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

  test('ends without a way to renew, and goes on when the same person signs in again', async () => {
    const { session } = sessionAt(noRefresh, async () => fresh);
    const told: boolean[] = [];
    const stop = session.watch(() => told.push(session.hasEnded()));

    const waiting = session.renew('one');
    await Promise.resolve();
    expect(session.hasEnded()).toBe(true);
    expect(session.resume(fresh)).toBe(true);

    expect(await waiting).toBe('two');
    expect(session.hasEnded()).toBe(false);
    expect(told).toEqual([true, false]);
    stop();
  });

  test.each([
    ['somebody else', { username: 'max' }, noRefresh],
    ['a token that names nobody', { username: undefined }, noRefresh],
    ['a token that names nobody, after another', { username: undefined }, { username: undefined }],
  ])('sends nothing of its waiting calls for %s', async (_who, { username }, before) => {
    const { session } = sessionAt(grantFor(before.username), async () => fresh);
    let sent = false;
    void session.renew('one').then(() => {
      sent = true;
    });
    await Promise.resolve();

    expect(session.resume(grantFor(username))).toBe(false);
    await new Promise((resolve) => setImmediate(resolve));
    expect([sent, session.hasEnded()]).toEqual([false, true]);
  });

  test('does not end because the network is away', async () => {
    const { session } = sessionAt(grant, async () => {
      throw new TypeError('fetch failed');
    });

    await expect(session.renew('one')).rejects.toBeInstanceOf(UnreachableError);
    expect(session.hasEnded()).toBe(false);
  });
});

describe('whose a token is', () => {
  test.each(['mara', 'Zoë Núñez', '美月', '<b>&"?', 'ÿ~þ'])('is read from it: %s', (username) => {
    expect(readUsername(makeToken({ claims: { username } }))).toBe(username);
  });

  test.each([
    '',
    'opaque',
    'a.b.c',
    '..',
    `a.${btoa('null')}.c`,
    makeToken({ claims: { username: 7 } }),
  ])('is nobody, without a failure, in %j', (token) => {
    expect(readUsername(token)).toBeUndefined();
  });
});
