/** Signing in again in a small window: what its page learns of what became of the answer it brought. */
import { expect, test } from 'vitest';
import type { Grant } from '../../web/sign-in/authorization.ts';
import { type Channel, passToOpener, signInBeside } from '../../web/sign-in/beside.ts';

const grant: Grant = { accessToken: 'made-up', expiresAt: 1, username: 'mara' };

/** As between the pages of a browser: nobody hears themselves. */
function createChannels(): () => Channel {
  const open = new Map<Channel, ((event: { data: unknown }) => void)[]>();
  return () => {
    const own: Channel = {
      postMessage(data) {
        for (const [channel, hear] of open) {
          if (channel !== own) for (const one of hear) queueMicrotask(() => one({ data }));
        }
      },
      addEventListener: (_type, hear) => open.get(own)?.push(hear),
      close: () => open.delete(own),
    };
    open.set(own, []);
    return own;
  };
}

const openChannel = createChannels();
/** Nobody answers: long enough to know. */
const shortMs = 20;

/** A page that waits for the answer to one state. */
function waiting(finish: () => Promise<Grant>, stop = new AbortController()) {
  const finished: string[] = [];
  const authorization = {
    begin: async (prefix = '') => ({
      url: 'https://sign-in.example',
      attempt: { state: `${prefix}xyz`, verifier: 'v' },
    }),
    finish: (search: string) => {
      finished.push(search);
      return finish();
    },
  };
  return { finished, stop, beside: signInBeside(authorization, openChannel(), stop.signal) };
}

const answer = '?state=again.xyz&code=abc';

test('an answer that is taken signs in the page that waits, and the window learns it', async () => {
  const page = waiting(async () => grant);
  const beside = await page.beside;

  expect(await passToOpener(answer, openChannel())).toBe('signed-in');
  expect(await beside.grant).toEqual(grant);
  expect(page.finished).toEqual([answer]);
});

test('a refusal is none of success, in either of the two', async () => {
  const refusal = '?state=again.xyz&error=access_denied';
  const page = waiting(() => Promise.reject(new Error('access_denied')));
  const failing = expect((await page.beside).grant).rejects.toThrow('Nobody is signed in.');

  expect(await passToOpener(refusal, openChannel())).toBe('refused');
  await failing;
});

test('a page that waits for another answer, or no more, leaves this one unheard', async () => {
  const page = waiting(async () => grant);
  const stopped = expect((await page.beside).grant).rejects.toThrow('left');

  expect(await passToOpener('?state=again.abc&code=abc', openChannel(), shortMs)).toBe('unheard');
  page.stop.abort(new Error('left'));
  await stopped;
  expect([await passToOpener(answer, openChannel(), shortMs), page.finished]).toEqual(['unheard', []]);
});
