/** A provider of sign-ins for tests: real keys, made once per process, and tokens as the real one makes them. */
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createVerifyToken, type VerifyToken } from '../../functions/manager-api/verify-token.ts';
import type { Role } from '../../shared/api/manager/role.ts';
import { groupOf } from '../../shared/clinic/staff-group.ts';

export const testIssuer = 'https://sign-in.example/pool';
export const testClientId = 'manager-site';
export const testKeyId = 'key-1';

let made: KeyObject | undefined;

export function signingKey(): KeyObject {
  made ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return made;
}

/** As the provider publishes it. */
export function publicKeys(): { keys: { kty: string; use: string; kid: string; alg: string }[] } {
  const { n, e } = createPublicKey(signingKey()).export({ format: 'jwk' });
  return { keys: [Object.assign({ kty: 'RSA', use: 'sig', kid: testKeyId, alg: 'RS256' }, { n, e })] };
}

/** The production check over the test's keys, which are made when the first token comes. */
export function testVerify(): VerifyToken {
  let verify: VerifyToken | undefined;
  return (token) => {
    verify ??= createVerifyToken({ issuer: testIssuer, clientId: testClientId, keys: publicKeys() });
    return verify(token);
  };
}

/** Seconds, on real time: tokens know no other. */
export function claimsOf(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: testIssuer,
    sub: 'a0000000-0000-4000-8000-000000000000',
    client_id: testClientId,
    token_use: 'access',
    scope: 'openid',
    iat: now - 60,
    exp: now + 600,
    username: 'mara',
    'cognito:groups': ['rosewater.manager'],
    ...changes,
  };
}

export interface TokenParts {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  key?: KeyObject;
}

export function makeToken({ header = {}, claims = {}, key = signingKey() }: TokenParts = {}): string {
  const head = encode({ alg: 'RS256', typ: 'JWT', kid: testKeyId, ...header });
  const signed = `${head}.${encode(claimsOf(claims))}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

export function tokenFor(role: Role, { name = 'mara', clinicId = 'rosewater' } = {}): string {
  return makeToken({ claims: { username: name, 'cognito:groups': [groupOf({ clinicId, role })] } });
}

export function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
