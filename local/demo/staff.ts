/** A member of staff of a running stack: signed in as a browser would be, then calling the manager's API as the site does. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { bookingPageSchema } from '../../shared/api/manager/booking-page.ts';
import { siteConfig } from '../../shared/api/manager/site-config.ts';
import { referenceOf } from '../../shared/booking/reference.ts';
import { request } from '../send/stack.ts';
import { demoPassword, personOf } from '../sign-in/people.ts';
import { StackAnswerError } from './stack-client.ts';

export interface Staff {
  /** Below the clinic's address. */
  act(path: string, body: unknown): Promise<void>;
  /** On one booking as it stands now: `fields` beside click and version. */
  actOn(bookingId: string, act: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
}

export async function signInStaff(url: URL, username: string): Promise<Staff> {
  const clinicId = personOf(username)?.clinicId ?? '';
  const authorization = `Bearer ${await fetchToken(url, username)}`;

  async function call(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = { authorization, 'content-type': 'application/json' };
    const response = await request(new URL(`/v1/manager/clinics/${clinicId}/${path}`, url), {
      ...init,
      headers,
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new StackAnswerError(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  const act = async (path: string, body: unknown) => {
    await call(path, { method: 'POST', body: JSON.stringify(body) });
  };
  return {
    act,
    async actOn(bookingId, name, fields) {
      const [, platform = '', uid = ''] = /^([^:]+):(.+)$/s.exec(bookingId) ?? [];
      const path = `bookings/${referenceOf({ platform, uid })}`;
      const { version } = bookingPageSchema.parse(await call(path));
      await act(`${path}/${name}`, { click: randomUUID(), version, ...fields });
    },
  };
}

/** Authorization code with PKCE, the form filled in on the way. */
async function fetchToken(url: URL, username: string): Promise<string> {
  const config = siteConfig.parse(await (await request(new URL('/config.json', url))).json());
  const verifier = randomBytes(32).toString('base64url');
  const asked = new URLSearchParams({
    client_id: config.clientId,
    redirect_uri: `${url.origin}/`,
    response_type: 'code',
    scope: 'openid',
    state: randomUUID(),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const cookies = new Map<string, string>();
  const form = await follow(new URL(`${config.authorizationUrl}?${asked}`), cookies);
  const body = new URLSearchParams({ username, password: demoPassword });
  const back = await follow(form, cookies, { method: 'POST', body });
  const answer = await request(new URL(config.tokenUrl), {
    method: 'POST',
    body: new URLSearchParams({
      client_id: config.clientId,
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: `${url.origin}/`,
    }),
  });
  const tokens = z.object({ access_token: z.string() }).safeParse(await answer.json());
  if (!tokens.success) throw new StackAnswerError(`${username} could not sign in: ${answer.status}`);
  return tokens.data.access_token;
}

/** Where the redirects lead, keeping the cookies on the way. */
async function follow(url: URL, cookies: Map<string, string>, init: RequestInit = {}): Promise<URL> {
  const headers = { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
  const response = await request(url, { ...init, headers, redirect: 'manual' });
  await response.body?.cancel();
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies.set(name, value);
  }
  const location = response.headers.get('location');
  return location === null ? url : follow(new URL(location, url), cookies);
}
