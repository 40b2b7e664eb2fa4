/** The sign-in's own keys, made once for each data folder and only when first needed: making one takes longer than most tests do. */
import { generateKeyPair, type JsonWebKey, randomBytes, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod';
import { createState } from '../disk.ts';

/** What Cognito's own keys have. */
const modulusBits = 2_048;

const signInKeys = z.strictObject({
  /** The private key that tokens are signed with, as a JWK. */
  signing: z.looseObject({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string() }),
  /** Signs the session's cookies. */
  cookies: z.string(),
});
export type SignInKeys = z.infer<typeof signInKeys>;

/** `file` undefined: kept in memory. */
export function openSignInKeys(file: string | undefined): () => Promise<SignInKeys> {
  const state = createState(file, z.union([signInKeys, z.null()]), null);
  let made: Promise<SignInKeys> | undefined;
  async function make(): Promise<SignInKeys> {
    const keys = await makeKeys();
    await state.write(keys);
    return keys;
  }
  return () => {
    const kept = state.read();
    made ??= kept === null ? make() : Promise.resolve(kept);
    return made;
  };
}

async function makeKeys(): Promise<SignInKeys> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: modulusBits });
  const { n = '', e = '', ...rest }: JsonWebKey = privateKey.export({ format: 'jwk' });
  return {
    signing: { ...rest, kty: 'RSA', kid: randomUUID(), n, e },
    cookies: randomBytes(32).toString('base64url'),
  };
}

/** What a verifier is given: never the private parts. */
export function publicKeys({ signing: { kty, kid, n, e } }: SignInKeys) {
  return { keys: [{ kty, kid, n, e, alg: 'RS256', use: 'sig' } as const] };
}
