/** Cal.com's signature: over the raw body, in lower-case hex, and never absent. */
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { calCom, signCalCom } from '../../shared/platforms/cal-com.ts';
import { fixtureBytes } from './fixture.ts';

const secret = 'made-up secret, only for tests ñ';
const body = fixtureBytes('cal-com', 'created');
const signature = createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest('hex');

function verify(header: string | undefined, secrets = [secret], bytes: Uint8Array = body) {
  return calCom.verify({ headers: { 'x-cal-signature-256': header }, body: bytes, receivedAt: 0 }, secrets);
}

describe('a Cal.com delivery', () => {
  test('signed with the secret is verified, and its body identifies it', () => {
    expect(verify(signature)).toEqual({
      verified: true,
      id: createHash('sha256').update(body).digest('hex'),
    });
  });

  test('is signed by the sending commands as Cal.com signs it', () => {
    expect(signCalCom(body, secret)).toBe(signature);
    expect(() => signCalCom(body, '')).toThrow(RangeError);
  });

  test('passes with any active secret and not with a retired one', () => {
    expect(verify(signature, ['new secret', secret]).verified).toBe(true);
    expect(verify(signature, ['new secret']).verified).toBe(false);
  });

  test('with an altered byte is refused', () => {
    const altered = Uint8Array.from(body);
    altered[10] = (altered[10] ?? 0) ^ 1;
    expect(verify(signature, [secret], altered).verified).toBe(false);
  });

  test('of a webhook without a secret is refused, even where the clinic keeps none', () => {
    const refusal = { verified: false, reason: 'the webhook has no secret at Cal.com' };
    expect(verify('no-secret-provided')).toEqual(refusal);
    expect(verify('no-secret-provided', ['no-secret-provided'])).toEqual(refusal);
    expect(verify('no-secret-provided', [])).toEqual(refusal);
  });

  test('is refused where no secret is kept, or only an empty one', () => {
    expect(verify(signature, [])).toEqual({ verified: false, reason: 'no usable secret' });
    const withEmptyKey = createHmac('sha256', '').update(body).digest('hex');
    expect(verify(withEmptyKey, [''])).toEqual({ verified: false, reason: 'no usable secret' });
  });

  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['in capitals', signature.toUpperCase()],
    ['cut', signature.slice(0, 63)],
    ['with something after it', `${signature}\n`],
    ['joined from two headers', `${signature},${signature}`],
  ])('whose signature is %s is refused', (_, header) => {
    expect(verify(header)).toEqual({
      verified: false,
      reason: 'x-cal-signature-256 is missing or malformed',
    });
  });
});
