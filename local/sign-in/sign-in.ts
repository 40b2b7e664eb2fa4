/** The sign-in of the local stack, under its own path of the one server: the form a person fills in, and the OpenID provider for all else. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { createVerifyToken, type VerifyToken } from '../../functions/manager-api/verify-token.ts';
import type { SiteConfig } from '../../shared/api/manager/site-config.ts';
import { isOwn } from '../api/respond.ts';
import { pageHeaders } from '../pages/document.ts';
import { openSignInKeys, publicKeys } from './keys.ts';
import { renderLogin, renderNotice } from './login-page.ts';
import { demoPassword, personOf } from './people.ts';
import { signInPath, siteClientId } from './site-client.ts';

export interface SignIn {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** What the site is told as `/config.json`. */
  siteConfig(): SiteConfig;
  /** The deployed check of tokens, over this sign-in's own keys. */
  verify: VerifyToken;
}

/** Two short fields. */
const formBytesMax = 4_096;

/** `url` is asked when it is first needed: the server's port is known once it listens. The provider is loaded then, too: most tests never sign in. */
export function createSignIn(file: string | undefined, url: () => string): SignIn {
  const keys = openSignInKeys(file);
  let loading: Promise<Provider> | undefined;
  let verifying: Promise<VerifyToken> | undefined;
  async function load(): Promise<Provider> {
    const { createProvider } = await import('./provider.ts');
    return createProvider(url(), await keys());
  }
  async function createVerifier(): Promise<VerifyToken> {
    const issuer = `${url()}${signInPath}`;
    return createVerifyToken({ issuer, clientId: siteClientId, keys: publicKeys(await keys()) });
  }

  return {
    async handle(request, response) {
      if (!isOwn(request.headers.host, request.headers.origin)) {
        return page(
          response,
          403,
          renderNotice('Not from here', 'This sign-in answers to this machine only.'),
        );
      }
      loading ??= load();
      const provider = await loading;
      const path = request.url ?? '';
      if (path.startsWith(`${signInPath}/interaction/`)) return takeForm(provider, request, response);
      // The provider looks for its own paths behind the mount.
      Object.assign(request, { originalUrl: path, url: path.slice(signInPath.length) });
      // Of this very origin, as was looked at above: no sharing across origins comes into it.
      delete request.headers.origin;
      for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
      await provider.callback()(request, response);
    },
    siteConfig: () => siteConfigOf(url()),
    async verify(token) {
      verifying ??= createVerifier();
      return (await verifying)(token);
    },
  };
}

function siteConfigOf(url: string): SiteConfig {
  const issuer = `${url}${signInPath}`;
  const back = new URLSearchParams({ client_id: siteClientId, post_logout_redirect_uri: `${url}/` });
  return {
    issuer,
    authorizationUrl: `${issuer}/auth`,
    tokenUrl: `${issuer}/token`,
    signOutUrl: `${issuer}/session/end?${back}`,
    clientId: siteClientId,
  };
}

async function takeForm(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = await provider.interactionDetails(request, response).catch(() => undefined);
  if (asked === undefined) {
    return page(response, 400, renderNotice('This sign-in is over', 'It was left open too long.'));
  }
  if (request.method !== 'POST') return page(response, 200, renderLogin({}));
  const form = new URLSearchParams(await readForm(request));
  const username = (form.get('username') ?? '').trim().toLowerCase();
  if (personOf(username) === undefined || form.get('password') !== demoPassword) {
    return page(response, 401, renderLogin({ username, wrong: true }));
  }
  await provider.interactionFinished(request, response, { login: { accountId: username } });
}

async function readForm(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= formBytesMax) chunks.push(chunk);
  }
  return bytes > formBytesMax ? '' : Buffer.concat(chunks).toString();
}

function page(response: ServerResponse, status: number, markup: string): void {
  response.writeHead(status, { ...pageHeaders, 'content-type': 'text/html; charset=utf-8' }).end(markup);
}
