/** The embedded sign-in over HTTP, as the site and a person's browser use it: the flow, the tokens, and what is refused. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { createHttpServer } from '../../../local/http-server.ts';
import { createSignIn, type SignIn } from '../../../local/sign-in/sign-in.ts';
import { siteConfig } from '../../../shared/api/manager/site-config.ts';
import { temporaryFolder } from '../harness.ts';
import { type Browser, makePkce, openBrowser, type Visit } from './browser.ts';

const tokens = z.object({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('Bearer'),
});
type Tokens = z.infer<typeof tokens>;

interface Served {
  url: string;
  signIn: SignIn;
}

async function serve(file?: string): Promise<Served> {
  let url = '';
  const signIn = createSignIn(file, () => url);
  const home = { pattern: '/', local: () => ({ status: 200, body: 'the site' }) };
  const routes = [{ pattern: '/local/sign-in/{rest+}', raw: signIn.handle }, home];
  const server = await createHttpServer({ routes }).start({ port: 0 });
  onTestFinished(server.stop);
  url = server.url;
  return { url, signIn };
}

function authorizationUrl({ url, signIn }: Served, challenge: string, changed: Record<string, string> = {}) {
  const { authorizationUrl, clientId } = siteConfig.parse(signIn.siteConfig());
  const query = {
    client_id: clientId,
    redirect_uri: `${url}/`,
    response_type: 'code',
    scope: 'openid',
    state: 'abc',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changed,
  };
  return `${authorizationUrl}?${new URLSearchParams(query)}`;
}

async function enter(browser: Browser, form: Visit, username: string, password = 'demo'): Promise<Visit> {
  return browser.submit(form.url, { username, password });
}

async function fetchTokens({ signIn }: Served, fields: Record<string, string>): Promise<Response> {
  const { tokenUrl, clientId } = signIn.siteConfig();
  return fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, ...fields }),
  });
}

async function signInAs(served: Served, username: string, browser = openBrowser()): Promise<Tokens> {
  const { verifier, challenge } = makePkce();
  const form = await browser.go(authorizationUrl(served, challenge));
  const back = form.text === 'the site' ? form : await enter(browser, form, username);
  const code = new URL(back.url).searchParams.get('code') ?? '';
  const answer = await fetchTokens(served, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: `${served.url}/`,
  });
  return tokens.parse(await answer.json());
}

function claimsIn(token: string): Record<string, unknown> {
  const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
}

describe('signing in', () => {
  test('leads from the form back to the site with a code, and the code to an access token as Cognito makes them', async () => {
    const served = await serve();

    const { access_token: token } = await signInAs(served, 'mara');

    expect(claimsIn(token)).toMatchObject({
      iss: `${served.url}/local/sign-in`,
      client_id: 'manager-site',
      token_use: 'access',
      username: 'mara',
      'cognito:groups': ['demo.manager'],
    });
    expect(await served.signIn.verify(token)).toEqual({
      read: 'signed-in',
      signedIn: { username: 'mara', groups: ['demo.manager'] },
    });
  });

  test('gives each of the made-up people their one group', async () => {
    const served = await serve();
    const groups = [];
    for (const name of ['vera', 'clea', 'otto']) {
      groups.push(claimsIn((await signInAs(served, name)).access_token)['cognito:groups']);
    }

    expect(groups).toEqual([['demo.viewer'], ['demo.clinician'], ['other.manager']]);
  });

  test('says what is wrong and keeps the name where the password is another, and takes no unknown name', async () => {
    const served = await serve();
    const browser = openBrowser();
    const form = await browser.go(authorizationUrl(served, makePkce().challenge));

    const wrong = await enter(browser, form, 'mara', 'DEMO');
    const unknown = await enter(browser, form, '"><img src=x>');

    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.text).toContain('No such name, or not that password.');
    expect(wrong.text).toContain('value="mara"');
    expect(unknown.text).not.toContain('<img');
  });

  test('asks for no password again while the session lasts, and asks again after signing out', async () => {
    const served = await serve();
    const browser = openBrowser();
    await signInAs(served, 'mara', browser);

    const again = await browser.go(authorizationUrl(served, makePkce().challenge));
    expect([again.text, new URL(again.url).searchParams.get('state')]).toEqual(['the site', 'abc']);

    const out = await browser.go(served.signIn.siteConfig().signOutUrl, 'same-origin');
    const later = await browser.go(authorizationUrl(served, makePkce().challenge));

    expect([out.text, new URL(out.url).pathname]).toEqual(['the site', '/']);
    expect(later.text).toContain('Made-up people');
  });

  test('ends with its tokens: after signing out none is renewed', async () => {
    const served = await serve();
    const browser = openBrowser();
    const { refresh_token: token } = await signInAs(served, 'mara', browser);
    await browser.go(served.signIn.siteConfig().signOutUrl, 'same-origin');

    const answer = await fetchTokens(served, { grant_type: 'refresh_token', refresh_token: token });

    expect(answer.status).toBe(400);
  });

  test.each([
    'cross-site',
    'none',
  ] as const)('is not ended by a page of somebody else or an address alone (%s): that asks first', async (from) => {
    const served = await serve();
    const browser = openBrowser();
    await signInAs(served, 'mara', browser);

    const question = await browser.go(served.signIn.siteConfig().signOutUrl, from);
    const still = await browser.go(authorizationUrl(served, makePkce().challenge));
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(question.text)?.[1] ?? '';
    const out = await browser.submit(`${served.url}/local/sign-in/session/end/confirm`, {
      xsrf,
      logout: 'yes',
    });
    const later = await browser.go(authorizationUrl(served, makePkce().challenge));

    expect(question.text).toContain('Sign out?');
    expect([still.text, out.text]).toEqual(['the site', 'the site']);
    expect(later.text).toContain('Made-up people');
  });

  test('is shared with no other origin, and refuses to lead to one by a page', async () => {
    const { url } = await serve();
    const paths = ['/.well-known/openid-configuration', '/jwks', '/token'];
    for (const path of paths) {
      const { headers } = await fetch(`${url}/local/sign-in${path}`);
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
    const away = new URLSearchParams({ client_id: 'no', post_logout_redirect_uri: 'https://evil.example/' });
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const refused = await fetch(`${url}/local/sign-in/session/end?${away}`, { headers: { accept } });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('cannot go on')]);
  });

  test('leaves no cookie that the API would be sent', async () => {
    const browser = openBrowser();
    await signInAs(await serve(), 'mara', browser);

    expect(browser.cookiesFor('/local/sign-in/auth')).not.toEqual([]);
    expect(browser.cookiesFor('/v1/manager/me')).toEqual([]);
  });

  test('shows pages without script that nobody may frame', async () => {
    const form = await openBrowser().go(authorizationUrl(await serve(), makePkce().challenge));

    expect(form.text).not.toMatch(/<script|\son\w+=|style=/);
    expect(form.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});

describe('what the sign-in refuses', () => {
  test.each([
    ['no challenge', { code_challenge: '', code_challenge_method: '' }],
    ['a challenge that is the verifier itself', { code_challenge_method: 'plain' }],
    ['a token without a code', { response_type: 'token' }],
  ])('%s', async (_what, changed) => {
    const served = await serve();
    const asked = await openBrowser().go(authorizationUrl(served, makePkce().challenge, changed));

    expect(asked.text).not.toContain('name="password"');
    expect(asked.url + asked.text).toMatch(/invalid_request|unsupported_response_type/);
  });

  test.each([
    ['another address to come back to', { redirect_uri: 'https://elsewhere.example/' }],
    ['another application', { client_id: 'elsewhere' }],
  ])('%s, without going there', async (_what, changed) => {
    const served = await serve();
    const asked = await openBrowser().go(authorizationUrl(served, makePkce().challenge, changed));

    expect(asked.status).toBe(400);
    expect(asked.text).toContain('This sign-in cannot go on');
  });

  test('a code with another verifier, and a code twice', async () => {
    const served = await serve();
    const browser = openBrowser();
    const { verifier, challenge } = makePkce();
    const form = await browser.go(authorizationUrl(served, challenge));
    const code = new URL((await enter(browser, form, 'mara')).url).searchParams.get('code') ?? '';
    const fields = { grant_type: 'authorization_code', code, redirect_uri: `${served.url}/` };

    const other = await fetchTokens(served, { ...fields, code_verifier: makePkce().verifier });
    const own = await fetchTokens(served, { ...fields, code_verifier: verifier });
    const twice = await fetchTokens(served, { ...fields, code_verifier: verifier });

    expect([other.status, own.status, twice.status]).toEqual([400, 200, 400]);
  });

  test('a page of another origin, and another name for this machine', async () => {
    const { url } = await serve();
    const answers = [
      await fetch(`${url}/local/sign-in/auth`, { headers: { origin: 'https://elsewhere.example' } }),
      await fetch(`${url}/local/sign-in/token`, { method: 'POST', headers: { origin: 'null' } }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect(answers.map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual([null, null]);
  });
});

describe('the tokens', () => {
  test('are renewed by a refresh token that works once', async () => {
    const served = await serve();
    const first = await signInAs(served, 'max');
    const renew = (token: string) =>
      fetchTokens(served, { grant_type: 'refresh_token', refresh_token: token });

    const second = tokens.parse(await (await renew(first.refresh_token)).json());

    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await served.signIn.verify(second.access_token)).toMatchObject({ signedIn: { username: 'max' } });
    expect((await renew(first.refresh_token)).status).toBe(400);
  });

  test('of the other kind, and of another stack, are no sign-in to the API', async () => {
    const [served, elsewhere] = [await serve(), await serve()];
    const { id_token: idToken } = await signInAs(served, 'mara');
    const { access_token: foreign } = await signInAs(elsewhere, 'mara');

    expect(await served.signIn.verify(idToken)).toMatchObject({ read: 'refused' });
    expect(await served.signIn.verify(foreign)).toMatchObject({ read: 'refused' });
  });

  test('stay good over a restart on the same data folder, whose keys only its owner reads', async () => {
    const file = join(temporaryFolder(), 'sign-in.json');
    const before = await serve(file);
    const { access_token: token } = await signInAs(before, 'mara');

    const after = createSignIn(file, () => before.url);

    expect(await after.verify(token)).toMatchObject({ read: 'signed-in' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
