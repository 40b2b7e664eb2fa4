/** Who is signed in, for as long as the page is open: tokens live in this memory and nowhere else. When they run out they are refreshed; when that fails, calls wait until the same person has signed in again, so that nothing typed is lost. */
import type { Tokens } from '../api/call.ts';
import { UnreachableError } from '../api/problem-error.ts';
import { type Authorization, type Grant, isRefusal } from './authorization.ts';

/** A token with less than this left could expire on its way. */
const marginMs = 30_000;

export interface Session extends Tokens {
  /** Nobody is signed in any more: the page asks for it. */
  hasEnded(): boolean;
  /** Calls back whenever that changes; answers how to stop it. */
  watch(changed: () => void): () => void;
  /** Goes on, where it is the same person who has signed in again: what waits or stands on the page is theirs, and goes out under no other name. */
  resume(grant: Grant): boolean;
}

export function createSession(
  first: Grant,
  authorization: Pick<Authorization, 'refresh'>,
  now: () => number,
): Session {
  let grant = first;
  let renewal: Promise<void> | undefined;
  let ended: PromiseWithResolvers<void> | undefined;
  const watchers = new Set<() => void>();
  const tell = (): void => {
    for (const changed of watchers) changed();
  };

  async function refresh(): Promise<void> {
    const { refreshToken } = grant;
    if (refreshToken !== undefined) {
      try {
        grant = await authorization.refresh(refreshToken);
        return;
      } catch (cause) {
        if (!isRefusal(cause)) throw new UnreachableError(cause);
      }
    }
    ended ??= Promise.withResolvers();
    tell();
    await ended.promise;
  }

  function renewOnce(): Promise<void> {
    renewal ??= refresh().finally(() => {
      renewal = undefined;
    });
    return renewal;
  }

  return {
    async token() {
      if (grant.expiresAt - now() < marginMs) await renewOnce();
      return grant.accessToken;
    },
    async renew(refused) {
      if (grant.accessToken === refused) await renewOnce();
      return grant.accessToken;
    },
    hasEnded: () => ended !== undefined,
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    resume(next) {
      if (next.username === undefined || next.username !== first.username) return false;
      grant = next;
      ended?.resolve();
      ended = undefined;
      tell();
      return true;
    },
  };
}
