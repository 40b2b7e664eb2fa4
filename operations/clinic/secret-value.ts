/** What a clinic's secret holds, and how it changes: webhook secrets come and go, the client key stays. Made here only, so that no secret is ever chosen by a person. */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { activeMax, clinicSecrets } from '../../functions/adapters/secrets-manager-secrets.ts';
import { formatInstant, type Instant, parseInstant } from '../../shared/time/instant.ts';
import { connectionOf } from './connections.ts';

/** As the functions read it, and since when each secret is active, by its fingerprint: they do not look at that. */
export const secretValue = clinicSecrets.extend({ since: z.record(z.string(), z.string()).default({}) });
export type SecretValue = z.infer<typeof secretValue>;

const clientKeyBytes = 32;
/** Of the SHA-256, in hex: tells a handful of secrets apart. */
const fingerprintChars = 16;

/** The client key is made once and never rotated: every contact, opt-out and visit of a client is found by keys made with it, and a new one would orphan them all. */
export function newSecretValue(): SecretValue {
  return { platforms: {}, clientKey: randomBytes(clientKeyBytes).toString('base64'), since: {} };
}

export type SecretAdded = { added: true; value: SecretValue; secret: string } | { added: false; why: 'full' };

/** Beside the active ones, as the last. Throws a RangeError for a platform without secrets. */
export function withNewSecret(value: SecretValue, platform: string, now: Instant): SecretAdded {
  const connection = connectionOf(platform);
  if (connection === undefined) throw new RangeError(`no secrets are made for ${platform}`);
  const active = activeSecrets(value, platform);
  if (active.length >= activeMax) return { added: false, why: 'full' };
  const secret = connection.newSecret();
  const since = { ...value.since, [fingerprintOf(secret)]: formatInstant(now) };
  const platforms = { ...value.platforms, [platform]: [...active, secret] };
  return { added: true, value: { ...value, platforms, since }, secret };
}

/** Only the newest stays. */
export function withoutOldSecrets(value: SecretValue, platform: string): SecretValue {
  const active = activeSecrets(value, platform);
  const kept = active.slice(-1);
  const retired = new Set(active.slice(0, -1).map(fingerprintOf));
  const since = Object.fromEntries(Object.entries(value.since).filter(([print]) => !retired.has(print)));
  return { ...value, platforms: { ...value.platforms, [platform]: kept }, since };
}

/** Oldest first. */
export function activeSecrets(value: SecretValue, platform: string): string[] {
  return Object.hasOwn(value.platforms, platform) ? (value.platforms[platform] ?? []) : [];
}

/** Since when each is active, oldest first; undefined for one that was not made by this command. */
export function activeSince(value: SecretValue, platform: string): (Instant | undefined)[] {
  return activeSecrets(value, platform).map((secret) =>
    parseInstant(value.since[fingerprintOf(secret)] ?? ''),
  );
}

function fingerprintOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, fingerprintChars);
}
