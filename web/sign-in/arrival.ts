/** How the page was reached: anew, back from signing in, or as the small window in which somebody signed in again. The browser leaves the page to sign in, so what must survive that is kept in the tab's storage: never a token. */
import { type Attempt, type Authorization, type Grant, signInProblem } from './authorization.ts';
import { besidePrefix } from './beside.ts';

const attemptKey = 'booking-gate.sign-in';
const leftKey = 'booking-gate.signed-out';

interface Kept extends Attempt {
  /** Where on the site somebody was. */
  hash: string;
}

export type Arrival =
  | { by: 'opening' }
  | { by: 'answer'; search: string }
  | { by: 'answer-for-opener'; search: string }
  | { by: 'signing-out' };

export function readArrival(search: string, tab: Storage): Arrival {
  const state = new URLSearchParams(search).get('state');
  if (state?.startsWith(besidePrefix) === true) return { by: 'answer-for-opener', search };
  if (state !== null) return { by: 'answer', search };
  const left = tab.getItem(leftKey) !== null;
  tab.removeItem(leftKey);
  return left ? { by: 'signing-out' } : { by: 'opening' };
}

/** Leaves the page for the sign-in. */
export async function leaveToSignIn(authorization: Authorization, tab: Storage): Promise<void> {
  const { url, attempt } = await authorization.begin();
  const kept: Kept = { ...attempt, hash: location.hash };
  tab.setItem(attemptKey, JSON.stringify(kept));
  location.assign(url);
}

/** The grant that the answer stands for; puts the address back to where somebody was. */
export async function takeAnswer(search: string, authorization: Authorization, tab: Storage): Promise<Grant> {
  const stored = tab.getItem(attemptKey);
  tab.removeItem(attemptKey);
  // Written by this site into its own tab, above.
  const kept = stored === null ? undefined : (JSON.parse(stored) as Kept);
  // The code leaves the address whatever becomes of it.
  history.replaceState(null, '', `/${kept?.hash ?? ''}`);
  if (kept === undefined) throw new Error('This sign-in was not begun in this tab.');
  try {
    return await authorization.finish(search, kept);
  } catch (error) {
    throw signInProblem(error);
  }
}

/** Ends the session at the provider, which sends the browser back here. The browser may keep this page as it was, tokens and all, for whoever goes back to it: they find it empty, and then made anew. */
export function leaveForGood(signOutUrl: string, tab: Storage): void {
  tab.setItem(leftKey, 'yes');
  addEventListener('pagehide', () => document.body.replaceChildren());
  addEventListener('pageshow', () => location.reload());
  location.assign(signOutUrl);
}
