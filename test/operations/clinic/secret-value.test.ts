/** What a clinic's secret holds while its webhook secrets come and go. */
import { expect, test } from 'vitest';
import { activeMax, clinicSecrets } from '../../../functions/adapters/secrets-manager-secrets.ts';
import {
  activeSecrets,
  activeSince,
  newSecretValue,
  type SecretValue,
  secretValue,
  withNewSecret,
  withoutOldSecrets,
} from '../../../operations/clinic/secret-value.ts';
import { instant } from '../../local/harness.ts';

const monday = instant('2026-11-23T08:00:00Z');
const tuesday = instant('2026-11-24T08:00:00Z');

function added(value: SecretValue, platform: string, at: number): { value: SecretValue; secret: string } {
  const result = withNewSecret(value, platform, at);
  if (!result.added) throw new Error('no room');
  return result;
}

test('A new secret stands beside the old one, each with its time, and the functions read both', () => {
  const first = added(newSecretValue(), 'cal-com', monday);
  const second = added(added(first.value, 'standard', monday).value, 'cal-com', tuesday);

  expect(activeSecrets(second.value, 'cal-com')).toEqual([first.secret, second.secret]);
  expect(activeSince(second.value, 'cal-com')).toEqual([monday, tuesday]);
  const stored: unknown = JSON.parse(JSON.stringify(second.value));
  expect(clinicSecrets.parse(stored).platforms['cal-com']).toEqual([first.secret, second.secret]);
  expect(secretValue.parse(stored)).toEqual(second.value);
});

test('Retiring leaves the newest of that platform, everything of the others, and the client key', () => {
  const first = added(added(newSecretValue(), 'standard', monday).value, 'cal-com', monday);
  const second = added(first.value, 'cal-com', tuesday);

  const retired = withoutOldSecrets(second.value, 'cal-com');

  expect(activeSecrets(retired, 'cal-com')).toEqual([second.secret]);
  expect(activeSince(retired, 'cal-com')).toEqual([tuesday]);
  expect(activeSince(retired, 'standard')).toEqual([monday]);
  expect(retired.clientKey).toBe(first.value.clientKey);
  expect(Object.keys(retired.since)).toHaveLength(2);
});

test('There is room for as many secrets as the functions take, and no more', () => {
  let value = newSecretValue();
  for (let count = 0; count < activeMax; count += 1) value = added(value, 'cal-com', monday + count).value;
  expect(clinicSecrets.safeParse(value).success).toBe(true);
  expect(withNewSecret(value, 'cal-com', tuesday)).toEqual({ added: false, why: 'full' });
});

test('A secret that somebody put in by hand is active since an unknown time', () => {
  const value = { ...newSecretValue(), platforms: { 'cal-com': ['made-up-by-hand'] } };
  expect(activeSince(value, 'cal-com')).toEqual([undefined]);
  expect(activeSecrets(value, 'toString')).toEqual([]);
});

test('Client keys are 32 random bytes', () => {
  const made = [newSecretValue(), newSecretValue()];
  expect(made.map(({ clientKey }) => Buffer.from(clientKey, 'base64').length)).toEqual([32, 32]);
  expect(made[0]?.clientKey).not.toBe(made[1]?.clientKey);
});
