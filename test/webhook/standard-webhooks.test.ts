/** Standard Webhooks: the published vector, and every way in which a delivery must not pass. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalInConstantTime } from '../../shared/webhook/hmac.ts';
import { isStandardSecret, signStandard, verifyStandard } from '../../shared/webhook/standard-webhooks.ts';

const vector = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestampSeconds: 1614265330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const signedAt = vector.timestampSeconds * 1000;
const otherSecret = `whsec_${Buffer.from('made up for these tests only').toString('base64')}`;

function headers(changed: Record<string, string | undefined> = {}) {
  return {
    'webhook-id': vector.id,
    'webhook-timestamp': String(vector.timestampSeconds),
    'webhook-signature': vector.signature,
    ...changed,
  };
}

function verify(
  given: Record<string, string | undefined>,
  { body = vector.body, at = signedAt, secrets = [vector.secret] } = {},
) {
  return verifyStandard(given, Buffer.from(body), at, secrets);
}

describe('the published vector', () => {
  test('is signed as published', () => {
    expect(signStandard(vector)).toBe(vector.signature);
  });

  test('verifies at its own time, under its own id', () => {
    expect(verify(headers())).toEqual({ verified: true, id: vector.id });
  });
});

describe('the tolerance', () => {
  test.each([-300, -1, 0, 1, 300])('a receipt %i s after the signing passes', (seconds) => {
    expect(verify(headers(), { at: signedAt + seconds * 1000 }).verified).toBe(true);
  });

  test.each([-301, 301, 86_400])('a receipt %i s after the signing is refused', (seconds) => {
    expect(verify(headers(), { at: signedAt + seconds * 1000 })).toEqual({
      verified: false,
      reason: 'webhook-timestamp is too far from the time of receipt',
    });
  });

  test('a new timestamp under the old signature is refused', () => {
    expect(verify(headers({ 'webhook-timestamp': String(vector.timestampSeconds + 1) })).verified).toBe(
      false,
    );
  });
});

describe('what was signed', () => {
  test('any altered byte of the body is refused', () => {
    for (let at = 0; at < vector.body.length; at += 1) {
      const altered = Buffer.from(vector.body);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(verifyStandard(headers(), altered, signedAt, [vector.secret]).verified).toBe(false);
    }
  });

  test('another id under the old signature is refused', () => {
    expect(verify(headers({ 'webhook-id': 'msg_other' })).verified).toBe(false);
  });

  test('bytes that are no text are signed and verified as they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
        const signature = signStandard({ ...vector, body });
        const given = headers({ 'webhook-signature': signature });
        expect(verifyStandard(given, body, signedAt, [vector.secret]).verified).toBe(true);
      }),
      { seed: 20_261, numRuns: 100 },
    );
  });
});

describe('secrets', () => {
  test('any active secret fits, so that one can replace another', () => {
    expect(verify(headers(), { secrets: [otherSecret, vector.secret] }).verified).toBe(true);
  });

  test('any listed signature fits', () => {
    const other = signStandard({ ...vector, secret: otherSecret });
    const both = headers({ 'webhook-signature': `${other} ${vector.signature}` });
    expect(verify(both).verified).toBe(true);
  });

  test('a retired secret no longer fits', () => {
    expect(verify(headers(), { secrets: [otherSecret] })).toEqual({
      verified: false,
      reason: 'no signature matches an active secret',
    });
  });

  test('no secret at all is a refusal', () => {
    expect(verify(headers(), { secrets: [] })).toEqual({ verified: false, reason: 'no usable secret' });
  });

  const bytes = (length: number) => Buffer.alloc(length, 7).toString('base64');
  test.each([
    ['without the prefix', vector.secret.slice('whsec_'.length)],
    ['empty', ''],
    ['the prefix alone', 'whsec_'],
    ['of 23 bytes', `whsec_${bytes(23)}`],
    ['of 65 bytes', `whsec_${bytes(65)}`],
    ['with a blank', `${vector.secret} `],
    ['in the URL alphabet', 'whsec_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_'],
    ['with loose bits in its last character', `whsec_${bytes(25).replace(/w==$/, 'x==')}`],
  ])('a secret %s is no secret', (_, secret) => {
    expect(isStandardSecret(secret)).toBe(false);
    expect(verify(headers(), { secrets: [secret] }).verified).toBe(false);
    expect(() => signStandard({ ...vector, secret })).toThrow(RangeError);
  });

  test.each([24, 64])('a secret of %i bytes is one', (length) => {
    expect(isStandardSecret(`whsec_${bytes(length)}`)).toBe(true);
  });

  test('a broken secret beside a good one does no harm', () => {
    expect(verify(headers(), { secrets: ['whsec_?', vector.secret] }).verified).toBe(true);
  });
});

describe('headers', () => {
  test.each([
    ['a dot in the id', { 'webhook-id': 'msg.1' }],
    ['a newline in the id', { 'webhook-id': 'msg_1\n' }],
    ['an id of 10 kB', { 'webhook-id': 'm'.repeat(10_240) }],
    ['an id of 129 characters', { 'webhook-id': 'm'.repeat(129) }],
    ['no id', { 'webhook-id': undefined }],
    ['joined ids', { 'webhook-id': `${vector.id},${vector.id}` }],
    ['no timestamp', { 'webhook-timestamp': undefined }],
    ['a timestamp with a dot', { 'webhook-timestamp': '1614265330.0' }],
    ['a timestamp in milliseconds', { 'webhook-timestamp': '1614265330000' }],
    ['joined timestamps', { 'webhook-timestamp': '1614265330,1614265330' }],
    ['no signature', { 'webhook-signature': undefined }],
    ['an empty signature', { 'webhook-signature': '' }],
    ['joined signatures', { 'webhook-signature': `${vector.signature},${vector.signature}` }],
    ['signatures joined with a blank', { 'webhook-signature': `${vector.signature}, ${vector.signature}` }],
    ['another version', { 'webhook-signature': vector.signature.replace('v1', 'v2') }],
    ['a signature without version', { 'webhook-signature': vector.signature.slice(3) }],
    ['a signature in small letters', { 'webhook-signature': vector.signature.toLowerCase() }],
  ])('%s is refused', (_, changed) => {
    expect(verify(headers(changed)).verified).toBe(false);
  });

  test('an id of 128 characters, signed, passes', () => {
    const id = 'm'.repeat(128);
    const signature = signStandard({ ...vector, id });
    expect(verify(headers({ 'webhook-id': id, 'webhook-signature': signature })).verified).toBe(true);
  });

  test('the fifth signature is looked at, the sixth is not', () => {
    const wrong = signStandard({ ...vector, secret: otherSecret });
    const behind = (count: number) =>
      headers({ 'webhook-signature': [...Array(count).fill(wrong), vector.signature].join(' ') });
    expect(verify(behind(4)).verified).toBe(true);
    expect(verify(behind(5)).verified).toBe(false);
  });
});

test('a refusal names neither a secret nor a signature', () => {
  const refusal = verify(headers(), { secrets: [otherSecret] });
  const told = JSON.stringify(refusal);
  expect(told).not.toContain(otherSecret);
  expect(told).not.toContain(vector.signature);
});

test('texts of other lengths are compared without an error', () => {
  expect(equalInConstantTime('abc', 'abcd')).toBe(false);
  expect(equalInConstantTime('', '')).toBe(true);
  expect(equalInConstantTime('é', 'e')).toBe(false);
  expect(equalInConstantTime('same', 'same')).toBe(true);
});
