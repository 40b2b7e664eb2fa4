/** From opening the page to a session: what to show meanwhile, and what went wrong. */
import { useEffect, useState } from 'react';
import type { SiteConfig } from '../../shared/api/manager/site-config.ts';
import { leaveToSignIn, readArrival, takeAnswer } from './arrival.ts';
import { type Authorization, createAuthorization } from './authorization.ts';
import { channelName, type Passed, passToOpener } from './beside.ts';
import { loadConfig } from './load-config.ts';
import { createSession, type Session } from './session.ts';

export interface SignedIn {
  config: SiteConfig;
  authorization: Authorization;
  session: Session;
}

export type SignIn =
  | { is: 'under-way' }
  | { is: 'signed-in'; here: SignedIn }
  | { is: 'signed-out' }
  | { is: 'passed-on'; passed: Passed }
  | { is: 'failed'; error: unknown };

/** Begun once for the page, however often React mounts what waits for it. */
let begun: Promise<SignIn> | undefined;

export function useSignIn(): SignIn {
  const [signIn, setSignIn] = useState<SignIn>({ is: 'under-way' });
  useEffect(() => {
    begun ??= begin().catch((error: unknown): SignIn => ({ is: 'failed', error }));
    let shown = true;
    void begun.then((next) => shown && setSignIn(next));
    return () => {
      shown = false;
    };
  }, []);
  return signIn;
}

async function begin(): Promise<SignIn> {
  const arrival = readArrival(location.search, sessionStorage);
  switch (arrival.by) {
    case 'answer-for-opener': {
      // The code leaves the address whatever becomes of it.
      history.replaceState(null, '', '/');
      const passed = await passToOpener(arrival.search, new BroadcastChannel(channelName));
      if (passed === 'signed-in') window.close();
      return { is: 'passed-on', passed };
    }
    case 'signing-out':
      return { is: 'signed-out' };
    case 'opening': {
      const { authorization } = await prepare();
      await leaveToSignIn(authorization, sessionStorage);
      return { is: 'under-way' };
    }
    case 'answer': {
      const { config, authorization } = await prepare();
      const grant = await takeAnswer(arrival.search, authorization, sessionStorage);
      const session = createSession(grant, authorization, Date.now);
      return { is: 'signed-in', here: { config, authorization, session } };
    }
  }
}

/** Once more from the start, by a click: after signing out or a failure. */
export async function signInAnew(): Promise<void> {
  const { authorization } = await prepare();
  await leaveToSignIn(authorization, sessionStorage);
}

async function prepare(): Promise<{ config: SiteConfig; authorization: Authorization }> {
  const config = await loadConfig(fetch.bind(globalThis));
  return { config, authorization: createAuthorization(config, `${location.origin}/`, Date.now) };
}
