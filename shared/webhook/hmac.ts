/** HMAC-SHA256 and constant-time comparison: the one place where webhook secrets meet bytes, so that no platform compares in its own way. */
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/** Keys kept ready, in entries: more than the active secrets of the clinics one process serves at a time. */
const keysCachedMax = 500;

const keys = new Map<string, KeyObject>();

/** The key made from a secret, cached under the secret's own text; `bytesOf` is called once per secret. */
export function keyOf(secret: string, bytesOf: (secret: string) => Uint8Array): KeyObject {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const key = createSecretKey(bytesOf(secret));
  if (keys.size >= keysCachedMax) keys.clear();
  keys.set(secret, key);
  return key;
}

/** HMAC-SHA256 over the parts, one after the other. */
export function hmacSha256(key: KeyObject, ...parts: (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** Whether two texts are equal; how long it takes tells nothing about where they differ, only whether their lengths do. */
export function equalInConstantTime(given: string, expected: string): boolean {
  const givenBytes = Buffer.from(given);
  const expectedBytes = Buffer.from(expected);
  if (givenBytes.length !== expectedBytes.length) {
    timingSafeEqual(expectedBytes, expectedBytes);
    return false;
  }
  return timingSafeEqual(givenBytes, expectedBytes);
}
