/** Signing in again in a second, small window, while the page that needs it stays as it is: the two speak over a channel of the browser's, and never of a token. */
import { type Authorization, type Grant, signInProblem } from './authorization.ts';

/** Tells the answer for a small window from that for a page. */
export const besidePrefix = 'again.';

/** The browser's own, between the pages of this origin. */
export const channelName = 'booking-gate.sign-in';
/** A page that waits answers within this, in milliseconds. */
const heardMsMax = 1_500;

/** A `BroadcastChannel`, as far as it is used. */
export interface Channel {
  postMessage(data: unknown): void;
  addEventListener(type: 'message', hear: (event: { data: unknown }) => void): void;
  close(): void;
}

/** What the page that waits says to the small window. */
interface Word {
  state: string;
  is: 'heard' | 'signed-in' | 'refused';
}

/** `unheard`: no page waits for it any more. */
export type Passed = 'signed-in' | 'refused' | 'unheard';

/** In the small window: hands the answer to the page that waits for it, and learns what became of it. */
export async function passToOpener(search: string, channel: Channel, waitMs = heardMsMax): Promise<Passed> {
  const state = stateIn(search);
  const { promise, resolve } = Promise.withResolvers<Passed>();
  const patience = setTimeout(() => resolve('unheard'), waitMs);
  channel.addEventListener('message', ({ data }) => {
    if (!isWord(data) || data.state !== state) return;
    clearTimeout(patience);
    if (data.is !== 'heard') resolve(data.is);
  });
  channel.postMessage(search);
  return promise.finally(() => channel.close());
}

export interface SignInBeside {
  /** To be opened in another window, by a link: browsers stop windows that open by themselves. */
  url: string;
  /** The grant, once somebody has signed in there. */
  grant: Promise<Grant>;
}

/** In the page that waits, which `stop` ends. */
export async function signInBeside(
  authorization: Pick<Authorization, 'begin' | 'finish'>,
  channel: Channel,
  stop: AbortSignal,
): Promise<SignInBeside> {
  const { url, attempt } = await authorization.begin(besidePrefix);
  const { state } = attempt;
  const say = (is: Word['is']) => channel.postMessage({ state, is } satisfies Word);
  async function take(): Promise<Grant> {
    const search = await hearAnswer(channel, state, stop);
    say('heard');
    try {
      const grant = await authorization.finish(search, attempt);
      say('signed-in');
      return grant;
    } catch (error) {
      say('refused');
      throw signInProblem(error);
    }
  }
  return { url, grant: take().finally(() => channel.close()) };
}

function hearAnswer(channel: Channel, state: string, stop: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason));
    channel.addEventListener('message', ({ data }) => {
      // Another tab may be doing the same.
      if (typeof data === 'string' && stateIn(data) === state) resolve(data);
    });
  });
}

function stateIn(search: string): string | null {
  return new URLSearchParams(search).get('state');
}

/** Only pages of this origin speak on the channel. */
function isWord(data: unknown): data is Word {
  return typeof data === 'object' && data !== null && 'state' in data && 'is' in data;
}
