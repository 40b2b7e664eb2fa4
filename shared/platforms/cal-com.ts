/** The platform `cal-com`: how its deliveries are verified; how they are read stands in the folder of the same name. */
import { createHash } from 'node:crypto';
import { equalInConstantTime, hmacSha256, keyOf } from '../webhook/hmac.ts';
import { readCalCom } from './cal-com/read.ts';
import type { Platform, RawDelivery, Verification } from './platform.ts';

const signaturePattern = /^[0-9a-f]{64}$/;
/** What Cal.com sends in the header's place for a webhook without a secret. */
const unsigned = 'no-secret-provided';

/** `X-Cal-Signature-256`: hex HMAC-SHA256 over the raw body. No time and no delivery id: the body's hash identifies it. */
export const calCom: Platform = {
  id: 'cal-com',
  gateClass: 'hold',
  verify,
  read: readCalCom,
};

function verify(delivery: RawDelivery, secrets: readonly string[]): Verification {
  const given = delivery.headers['x-cal-signature-256'] ?? '';
  if (given === unsigned) return refuse('the webhook has no secret at Cal.com');
  if (!signaturePattern.test(given)) return refuse('x-cal-signature-256 is missing or malformed');
  const usable = secrets.filter((secret) => secret !== '');
  if (usable.length === 0) return refuse('no usable secret');
  let matches = false;
  for (const secret of usable) {
    if (equalInConstantTime(given, signCalCom(delivery.body, secret))) matches = true;
  }
  if (!matches) return refuse('the signature matches no active secret');
  return { verified: true, id: createHash('sha256').update(delivery.body).digest('hex') };
}

/** The header's value for a body; for the sending commands as well. Throws a RangeError for an empty secret. */
export function signCalCom(body: string | Uint8Array, secret: string): string {
  if (secret === '') throw new RangeError('A secret must not be empty.');
  return hmacSha256(
    keyOf(`utf8:${secret}`, () => Buffer.from(secret)),
    body,
  ).toString('hex');
}

function refuse(reason: string): Verification {
  return { verified: false, reason };
}
