/** How the embedded OpenID provider is set up: the flow, the client and the tokens that a Cognito user pool would have. */
import type { ServerResponse } from 'node:http';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { groupOf, groupsClaim } from '../../shared/clinic/staff-group.ts';
import { createGrantMemory } from './grant-memory.ts';
import type { SignInKeys } from './keys.ts';
import { renderNotice } from './login-page.ts';
import { personOf } from './people.ts';
import { signOut } from './sign-out.ts';
import { signInPath, siteClientId } from './site-client.ts';

/** Tokens are asked for on behalf of the API: only then are they JWTs. A name, not an address. */
const apiResource = 'urn:booking-gate:manager-api';

/** Seconds; short, so that a rotated token is seen in an afternoon of trying. */
const accessTokenSeconds = 10 * 60;
/** Seconds; a working day. */
const sessionSeconds = 12 * 60 * 60;
/** Seconds; from the click on "sign in" to the end of the form. */
const formSeconds = 15 * 60;
/** Seconds; the site fetches its tokens at once. */
const codeSeconds = 60;

/** Beyond the flow itself: signing out, and tokens that are JWTs. */
const features: NonNullable<Configuration['features']> = {
  devInteractions: { enabled: false },
  userinfo: { enabled: false },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: signOut,
    postLogoutSuccessSource(ctx) {
      ctx.body = renderNotice('You are signed out', 'Nobody is signed in here any more.');
    },
  },
  resourceIndicators: {
    enabled: true,
    defaultResource: () => apiResource,
    useGrantedResource: () => true,
    getResourceServerInfo: () => ({
      scope: '',
      accessTokenFormat: 'jwt',
      accessTokenTTL: accessTokenSeconds,
      jwt: { sign: { alg: 'RS256' } },
    }),
  },
};

/** `url` is the origin that the site, the API and this are served from. */
export function createProvider(url: string, { signing, cookies }: SignInKeys): Provider {
  const home = `${url}/`;
  const configuration: Configuration = {
    adapter: createGrantMemory(),
    clients: [
      {
        client_id: siteClientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [home],
        post_logout_redirect_uris: [home],
      },
    ],
    jwks: { keys: [{ ...signing, alg: 'RS256', use: 'sig' }] },
    cookies: {
      keys: [cookies],
      // The API, served from the same origin, never sees them.
      long: { httpOnly: true, sameSite: 'lax', signed: true, path: signInPath },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    scopes: ['openid'],
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    pkce: { required: () => true },
    clientBasedCORS: () => false,
    interactions: { url: (_ctx, { uid }) => `${signInPath}/interaction/${uid}` },
    findAccount: (_ctx, id) =>
      personOf(id) === undefined ? undefined : { accountId: id, claims: () => ({ sub: id }) },
    loadExistingGrant: grantAll,
    issueRefreshToken: () => true,
    expiresWithSession: () => true,
    rotateRefreshToken: () => true,
    extraTokenClaims: (_ctx, token) => claimsOf('accountId' in token ? token.accountId : undefined),
    renderError(ctx, { error_description: why, error }) {
      ctx.type = 'html';
      ctx.body = renderNotice('This sign-in cannot go on', why ?? error);
    },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: codeSeconds,
      Grant: sessionSeconds,
      IdToken: accessTokenSeconds,
      Interaction: formSeconds,
      RefreshToken: sessionSeconds,
      Session: sessionSeconds,
    },
    features,
  };
  const provider = new Provider(`${url}${signInPath}`, configuration);
  provider.use(shareWithNobody);
  return provider;
}

/** The provider lets every origin read its description and its keys; no other origin is let read anything here. */
async function shareWithNobody(ctx: { res: ServerResponse }, next: () => Promise<unknown>): Promise<void> {
  await next();
  for (const name of ctx.res.getHeaderNames()) {
    if (name.startsWith('access-control-')) ctx.res.removeHeader(name);
  }
}

/** The one client is ours: nobody is asked whether it may know them. */
async function grantAll({ oidc }: KoaContextWithOIDC) {
  const { session, client, provider } = oidc;
  const accountId = session?.accountId;
  if (accountId === undefined || client === undefined) return undefined;
  const grantId = session?.grantIdFor(client.clientId);
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (known !== undefined) return known;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

/** As Cognito writes them into an access token. */
function claimsOf(username: string | undefined): Record<string, unknown> {
  const person = username === undefined ? undefined : personOf(username);
  return person === undefined ? {} : { token_use: 'access', username, [groupsClaim]: [groupOf(person)] };
}
