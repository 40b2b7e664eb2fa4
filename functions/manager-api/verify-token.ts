/** The one check of a sign-in's token, on AWS and on one machine alike: an access token of our own provider, made for the manager's site, and not over. Tokens live on real time. */
import { JwtVerifier } from 'aws-jwt-verify';
import {
  FetchError,
  JwksValidationError,
  JwtBaseError,
  JwtExpiredError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtNotBeforeError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  WaitPeriodNotYetEndedJwkError,
} from 'aws-jwt-verify/error';
import { type Jwks, SimpleJwksCache } from 'aws-jwt-verify/jwk';
import * as z from 'zod';
import { authorCharsMax } from '../../shared/api/manager/act-limits.ts';
import { groupsClaim } from '../../shared/clinic/staff-group.ts';
import { SignInUnavailableError } from '../errors.ts';

/** The one signature in use; whatever else a key could check is refused. */
const algorithm = 'RS256';

/** What a token of ours says beside what the verifier looks at. */
const claims = z.object({
  exp: z.number(),
  token_use: z.literal('access'),
  client_id: z.string(),
  /** As acts are signed with it. */
  username: z.string().min(1).max(authorCharsMax),
});

/** Whose token it is; where they work is as the provider says it, and read by the wall. */
export interface SignedIn {
  username: string;
  groups: unknown;
}

/** `reason`: what is wrong with it in a word, never a piece of it. */
export type TokenRead = { read: 'signed-in'; signedIn: SignedIn } | { read: 'refused'; reason: string };

/** Throws `SignInUnavailableError` where the issuer's keys cannot be had: then nobody knows whether a token is good. */
export type VerifyToken = (token: string) => Promise<TokenRead>;

export interface TrustedIssuer {
  issuer: string;
  clientId: string;
  /** The issuer's public keys where they are at hand; else they are fetched from it when first needed. */
  keys?: Jwks;
}

export function createVerifyToken({ issuer, clientId, keys }: TrustedIssuer): VerifyToken {
  const verifier = JwtVerifier.create(
    {
      issuer,
      // An access token of Cognito has no audience: `client_id` says whom it was made for.
      audience: null,
      customJwtCheck: ({ header, payload }) => {
        if (header.alg !== algorithm) throw new ClaimError('alg');
        const read = claims.safeParse(payload);
        if (!read.success) throw new ClaimError(String(read.error.issues[0]?.path[0] ?? 'claims'));
        if (read.data.client_id !== clientId) throw new ClaimError('client_id');
      },
    },
    { jwksCache: keys === undefined ? new SimpleJwksCache() : cacheOf(keys) },
  );
  return async (token) => {
    try {
      const payload = await verifier.verify(token);
      const { username } = claims.parse(payload);
      return { read: 'signed-in', signedIn: { username, groups: payload[groupsClaim] } };
    } catch (error) {
      return { read: 'refused', reason: reasonOf(error) };
    }
  };
}

function cacheOf(keys: Jwks): SimpleJwksCache {
  const bytes = new TextEncoder().encode(JSON.stringify(keys));
  return new SimpleJwksCache({ fetcher: { fetch: async () => bytes.buffer } });
}

/** A claim that is missing or says something else, by its name. */
class ClaimError extends Error {
  override readonly name = 'ClaimError';
  readonly claim: string;

  constructor(claim: string) {
    super(`a claim does not fit: ${claim}`);
    this.claim = claim;
  }
}

type ErrorClass = abstract new (...parameters: never[]) => Error;

/** In words of our own: a bundle's names of classes are shortened. */
const reasons: readonly (readonly [ErrorClass, string])[] = [
  [JwtExpiredError, 'expired'],
  [JwtNotBeforeError, 'not yet valid'],
  [JwtInvalidIssuerError, 'iss'],
  [JwtInvalidSignatureAlgorithmError, 'alg'],
  [JwtInvalidSignatureError, 'signature'],
  [JwtWithoutValidKidError, 'kid'],
  [KidNotFoundInJwksError, 'kid'],
  // Somebody sent an unknown key a moment ago: the issuer is not asked for each of them.
  [WaitPeriodNotYetEndedJwkError, 'kid'],
];

function reasonOf(error: unknown): string {
  if (error instanceof ClaimError) return error.claim;
  if (error instanceof FetchError || error instanceof JwksValidationError) {
    throw new SignInUnavailableError({ operation: 'fetch-keys' }, error);
  }
  const known = reasons.find(([kind]) => error instanceof kind);
  if (known !== undefined) return known[1];
  if (error instanceof JwtBaseError) return 'form';
  throw error;
}
