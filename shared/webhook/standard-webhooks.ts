/** Standard Webhooks 1.0.0: signing and verifying, shared by the platform `standard` and everything that sends in its format. */
import type { Verification } from '../platforms/platform.ts';
import { type Instant, secondMs } from '../time/instant.ts';
import { equalInConstantTime, hmacSha256, keyOf } from './hmac.ts';

/** How far a signed time may lie from the receipt, before or after, in seconds. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const toleranceSeconds = 300;

/** Signatures looked at: a rotation needs two, and each one more costs a comparison per secret. */
const signaturesMax = 5;
/** Longest signature header looked at, in characters: five signatures and room. */
const signatureHeaderCharsMax = 1_000;
/** Length of a secret in bytes, as the specification bounds it. */
const secretBytesMin = 24;
const secretBytesMax = 64;

const secretPrefix = 'whsec_';
/** No dot in either: it would let two messages share one signed text. A comma (joined duplicates) fails as well. */
const idPattern = /^[A-Za-z0-9_-]{1,128}$/;
const timestampPattern = /^\d{10}$/;
/** One `version,signature`; a second comma means joined duplicate headers. */
const signaturePattern = /^[A-Za-z0-9]+,[A-Za-z0-9+/]+={0,2}$/;

export interface SignedMessage {
  id: string;
  timestampSeconds: number;
  body: string | Uint8Array;
  secret: string;
}

/** Whether a text is a secret in the one accepted form: `whsec_` and 24 to 64 bytes in strict base64. */
export function isStandardSecret(secret: string): boolean {
  if (!secret.startsWith(secretPrefix)) return false;
  const encoded = secret.slice(secretPrefix.length);
  const bytes = bytesOf(secret);
  return (
    bytes.length >= secretBytesMin && bytes.length <= secretBytesMax && bytes.toString('base64') === encoded
  );
}

/** The `webhook-signature` header of a message, `v1,<base64>`. Throws a RangeError for a secret in another form. */
export function signStandard(message: SignedMessage): string {
  if (!isStandardSecret(message.secret)) {
    throw new RangeError('A secret must be whsec_ followed by the base64 of 24 to 64 bytes.');
  }
  const key = keyOf(message.secret, bytesOf);
  const digest = hmacSha256(key, `${message.id}.${message.timestampSeconds}.`, message.body);
  return `v1,${digest.toString('base64')}`;
}

/** Verifies the three headers over the raw bytes: accepted when any listed signature fits any active secret. */
export function verifyStandard(
  headers: Readonly<Record<string, string | undefined>>,
  body: Uint8Array,
  receivedAt: Instant,
  secrets: readonly string[],
): Verification {
  const id = headers['webhook-id'] ?? '';
  if (!idPattern.test(id)) return refuse('webhook-id is missing or malformed');
  const timestamp = headers['webhook-timestamp'] ?? '';
  if (!timestampPattern.test(timestamp)) return refuse('webhook-timestamp is missing or malformed');
  const timestampSeconds = Number(timestamp);
  if (Math.abs(receivedAt - timestampSeconds * secondMs) > toleranceSeconds * secondMs) {
    return refuse('webhook-timestamp is too far from the time of receipt');
  }
  const given = signaturesIn(headers['webhook-signature'] ?? '');
  if (given === undefined) return refuse('webhook-signature is missing or malformed');
  const usable = secrets.filter(isStandardSecret);
  if (usable.length === 0) return refuse('no usable secret');
  let matches = false;
  for (const secret of usable) {
    const expected = signStandard({ id, timestampSeconds, body, secret });
    for (const signature of given) {
      if (equalInConstantTime(signature, expected)) matches = true;
    }
  }
  return matches ? { verified: true, id } : refuse('no signature matches an active secret');
}

/** The first signatures of the header; `undefined` when any part of it is not a signature. */
function signaturesIn(header: string): string[] | undefined {
  if (header === '' || header.length > signatureHeaderCharsMax) return undefined;
  const parts = header.split(' ');
  if (!parts.every((part) => signaturePattern.test(part))) return undefined;
  return parts.slice(0, signaturesMax);
}

function bytesOf(secret: string): Buffer {
  return Buffer.from(secret.slice(secretPrefix.length), 'base64');
}

function refuse(reason: string): Verification {
  return { verified: false, reason };
}
