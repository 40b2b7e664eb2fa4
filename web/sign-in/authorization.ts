/** The sign-in itself: authorization code with PKCE, as a public client that has no secret. Shapes and checks are oauth4webapi's; where to go is told by the site's configuration. */
import * as oauth from 'oauth4webapi';
import { signInScope } from '../../shared/api/manager/sign-in-scope.ts';
import type { SiteConfig } from '../../shared/api/manager/site-config.ts';
import { readUsername } from './read-username.ts';

/** A phone's clock may be this far off. */
const clockToleranceSeconds = 300;

export interface Grant {
  accessToken: string;
  /** Epoch milliseconds of this machine's clock. */
  expiresAt: number;
  refreshToken?: string;
  /** Whose it is, as far as that can be read. */
  username?: string;
}

/** What must be kept until the browser is back: the answer belongs to this one question. */
export interface Attempt {
  state: string;
  verifier: string;
}

/** A token that does not say how long it lives is asked for anew after this. */
const lifetimeSecondsUnsaid = 300;

export function createAuthorization(config: SiteConfig, redirectUri: string, now: () => number) {
  const server: oauth.AuthorizationServer = {
    issuer: config.issuer,
    authorization_endpoint: config.authorizationUrl,
    token_endpoint: config.tokenUrl,
  };
  const client: oauth.Client = { client_id: config.clientId, [oauth.clockTolerance]: clockToleranceSeconds };
  // Plain HTTP is for the stack on one's own machine; anywhere else the browser would not let a secure page call it.
  const options = { [oauth.allowInsecureRequests]: new URL(config.tokenUrl).protocol === 'http:' };

  function grantOf(answer: oauth.TokenEndpointResponse, refreshToken?: string): Grant {
    const kept = answer.refresh_token ?? refreshToken;
    const username = readUsername(answer.access_token);
    return {
      accessToken: answer.access_token,
      expiresAt: now() + (answer.expires_in ?? lifetimeSecondsUnsaid) * 1_000,
      ...(kept === undefined ? {} : { refreshToken: kept }),
      ...(username === undefined ? {} : { username }),
    };
  }

  return {
    /** Where to send the browser, and what to keep until it is back. */
    async begin(prefix = ''): Promise<{ url: string; attempt: Attempt }> {
      const attempt = {
        state: `${prefix}${oauth.generateRandomState()}`,
        verifier: oauth.generateRandomCodeVerifier(),
      };
      const url = new URL(config.authorizationUrl);
      const asked = {
        client_id: config.clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: signInScope,
        state: attempt.state,
        code_challenge: await oauth.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
      return { url: url.href, attempt };
    },

    /** Checks what came back and takes the tokens for it; throws where it is not the answer to this attempt. */
    async finish(search: string, { state, verifier }: Attempt): Promise<Grant> {
      const answer = oauth.validateAuthResponse(server, client, new URLSearchParams(search), state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.None(),
        answer,
        redirectUri,
        verifier,
        options,
      );
      return grantOf(await oauth.processAuthorizationCodeResponse(server, client, response));
    },

    async refresh(refreshToken: string): Promise<Grant> {
      const response = await oauth.refreshTokenGrantRequest(
        server,
        client,
        oauth.None(),
        refreshToken,
        options,
      );
      return grantOf(await oauth.processRefreshTokenResponse(server, client, response), refreshToken);
    },
  };
}
export type Authorization = ReturnType<typeof createAuthorization>;

/** What went wrong, for the person in front of it. */
export function signInProblem(error: unknown): Error {
  const said = isRefusal(error) ? (error.error_description ?? error.error) : undefined;
  if (said !== undefined) return new Error(`The sign-in said: ${said}`, { cause: error });
  return new Error('The answer of the sign-in does not fit this page. Nobody is signed in.', {
    cause: error,
  });
}

/** The provider itself said no, as against a network that failed. */
export function isRefusal(
  error: unknown,
): error is oauth.ResponseBodyError | oauth.AuthorizationResponseError {
  return error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError;
}
