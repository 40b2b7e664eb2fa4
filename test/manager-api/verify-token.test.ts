/** Which tokens count: real signatures by real keys, and every way of coming with another one. */
import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createVerifyToken } from '../../functions/manager-api/verify-token.ts';
import {
  claimsOf,
  encode,
  makeToken,
  publicKeys,
  signingKey,
  testClientId,
  testIssuer,
  testKeyId,
  testVerify,
} from './tokens.ts';

const verify = testVerify();
const nowSeconds = Math.floor(Date.now() / 1000);

test('an access token of our provider, made for the site, says who it is', async () => {
  expect(await verify(makeToken())).toEqual({
    read: 'signed-in',
    signedIn: { username: 'mara', groups: ['rosewater.manager'] },
  });
});

test('a token without groups is signed in, and nowhere at work', async () => {
  expect(await verify(makeToken({ claims: { 'cognito:groups': undefined } }))).toEqual({
    read: 'signed-in',
    signedIn: { username: 'mara', groups: undefined },
  });
});

/** Signed with the public key as if it were a shared secret. */
function signedWithPublicKey(): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT', kid: testKeyId })}.${encode(claimsOf())}`;
  const secret = createPublicKey(signingKey()).export({ type: 'spki', format: 'pem' });
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function tampered(): string {
  const [head, , signature] = makeToken().split('.');
  return `${head}.${encode(claimsOf({ 'cognito:groups': ['rosewater.clinician'] }))}.${signature}`;
}

const strangersKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

const refused: [string, () => string, string][] = [
  ['an ID token', () => makeToken({ claims: { token_use: 'id', aud: testClientId } }), 'token_use'],
  ['one that does not say what it is', () => makeToken({ claims: { token_use: undefined } }), 'token_use'],
  ['one made for another application', () => makeToken({ claims: { client_id: 'shop' } }), 'client_id'],
  ['one made for no application', () => makeToken({ claims: { client_id: undefined } }), 'client_id'],
  ['one of another issuer', () => makeToken({ claims: { iss: 'https://elsewhere.example/pool' } }), 'iss'],
  ['one without an issuer', () => makeToken({ claims: { iss: undefined } }), 'iss'],
  ['an expired one', () => makeToken({ claims: { exp: nowSeconds - 1 } }), 'expired'],
  ['one that never expires', () => makeToken({ claims: { exp: undefined } }), 'exp'],
  ['one for later', () => makeToken({ claims: { nbf: nowSeconds + 300 } }), 'not yet valid'],
  ['one without a name', () => makeToken({ claims: { username: undefined } }), 'username'],
  ['one with an endless name', () => makeToken({ claims: { username: 'm'.repeat(101) } }), 'username'],
  ['alg none with its signature', () => makeToken({ header: { alg: 'none' } }), 'alg'],
  ['alg none without one', () => makeToken({ header: { alg: 'none' } }).replace(/[^.]*$/, ''), 'form'],
  ['HS256 with the public key as its secret', signedWithPublicKey, 'alg'],
  ['another algorithm of the same key', () => makeToken({ header: { alg: 'RS512' } }), 'alg'],
  ['one without the name of a key', () => makeToken({ header: { kid: undefined } }), 'kid'],
  ['one of a key that nobody knows', () => makeToken({ header: { kid: 'key-2' } }), 'kid'],
  ["one signed by a stranger under our key's name", () => makeToken({ key: strangersKey }), 'signature'],
  ['one changed after it was signed', tampered, 'signature'],
  ['one without its signature', () => makeToken().replace(/[^.]*$/, ''), 'form'],
  ['two parts', () => makeToken().split('.').slice(0, 2).join('.'), 'form'],
  ['no token at all', () => 'mara', 'form'],
  ['JSON that is none', () => `${Buffer.from('{').toString('base64url')}.e30.AAAA`, 'form'],
];

describe('refused, by what is wrong with it and without a piece of it:', () => {
  test.each(refused)('%s', async (_what, make, reason) => {
    expect(await verify(make())).toEqual({ read: 'refused', reason });
  });
});

test('each fault alone refuses: the same token without it counts', async () => {
  const faultless = makeToken({ claims: { nbf: nowSeconds - 300, exp: nowSeconds + 60 } });
  expect((await verify(faultless)).read).toBe('signed-in');
});

test('another algorithm is refused also where the published key names none', async () => {
  const keys = publicKeys().keys.map(({ alg: _named, ...key }) => key);
  const unnamed = createVerifyToken({ issuer: testIssuer, clientId: testClientId, keys: { keys } });
  const signed = `${encode({ alg: 'RS512', kid: testKeyId })}.${encode(claimsOf())}`;
  const signature = sign('sha512', Buffer.from(signed), signingKey()).toString('base64url');

  expect((await unnamed(makeToken())).read).toBe('signed-in');
  expect(await unnamed(`${signed}.${signature}`)).toEqual({ read: 'refused', reason: 'alg' });
});

test('a known key stays known after somebody came with an unknown one', async () => {
  const fresh = createVerifyToken({ issuer: testIssuer, clientId: testClientId, keys: publicKeys() });
  for (let time = 0; time < 3; time += 1) {
    expect(await fresh(makeToken({ header: { kid: 'key-2' } }))).toEqual({ read: 'refused', reason: 'kid' });
  }
  expect((await fresh(makeToken())).read).toBe('signed-in');
});

test('where the keys cannot be had, nobody says that the token is bad', async () => {
  // A port that nothing listens on: refused at once, without a name to look up.
  const unreachable = createVerifyToken({ issuer: 'https://127.0.0.1:1/pool', clientId: testClientId });
  await expect(unreachable(makeToken())).rejects.toThrow('the sign-in is unavailable: fetch-keys');
});
