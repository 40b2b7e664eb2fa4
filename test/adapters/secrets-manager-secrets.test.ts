/** How often the store of secrets is asked, and what happens when it does not answer. */
import {
  DecryptionFailure,
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { secretsManagerSecrets } from '../../functions/adapters/secrets-manager-secrets.ts';
import { SecretsUnavailableError } from '../../functions/errors.ts';
import { minuteMs } from '../../shared/time/instant.ts';
import { fixedClock } from '../memory/memory-ports.ts';

const prefix = 'booking-gate/dev/clinics/';
const client = new SecretsManagerClient({ region: 'us-east-1' });
const manager = mockClient(client);
/** Made up for this test. */
const rosewater = {
  platforms: { 'cal-com': ['made-up-secret'] },
  clientKey: Buffer.alloc(32, 1).toString('base64'),
};
const SecretString = JSON.stringify(rosewater);
const answer = { $metadata: {}, message: 'made up' };

beforeEach(() => {
  manager.reset();
});

function lookUps(): number {
  return manager.commandCalls(GetSecretValueCommand).length;
}

test('a clinic is looked up once in five minutes, under its own name', async () => {
  manager.on(GetSecretValueCommand).resolves({ SecretString });
  const clock = fixedClock();
  const secrets = secretsManagerSecrets(client, { clock, prefix });

  expect(await secrets.ofClinic('rosewater')).toEqual(rosewater);
  clock.advance(5 * minuteMs - 1);
  await secrets.ofClinic('rosewater');
  expect(lookUps()).toBe(1);
  clock.advance(1);
  await secrets.ofClinic('rosewater');
  expect(lookUps()).toBe(2);
  const input = manager.commandCalls(GetSecretValueCommand)[0]?.args[0].input;
  expect(input).toEqual({ SecretId: 'booking-gate/dev/clinics/rosewater' });
});

test('an unknown clinic is remembered as unknown', async () => {
  manager.rejects(new ResourceNotFoundException(answer));
  const secrets = secretsManagerSecrets(client, { clock: fixedClock(), prefix });
  expect(await secrets.ofClinic('nobody')).toBeUndefined();
  expect(await secrets.ofClinic('nobody')).toBeUndefined();
  expect(lookUps()).toBe(1);
});

test.each([
  '',
  '../rosewater',
  'Rosewater',
  'a/b',
  'x'.repeat(65),
  'rose water',
  '__proto__',
])('the clinic id "%s" is unknown without a look-up', async (clinicId) => {
  const secrets = secretsManagerSecrets(client, { clock: fixedClock(), prefix });
  expect(await secrets.ofClinic(clinicId)).toBeUndefined();
  expect(lookUps()).toBe(0);
});

test('requests at the same moment share one look-up', async () => {
  manager.on(GetSecretValueCommand).resolves({ SecretString });
  const secrets = secretsManagerSecrets(client, { clock: fixedClock(), prefix });
  await Promise.all(Array.from({ length: 20 }, () => secrets.ofClinic('rosewater')));
  expect(lookUps()).toBe(1);
});

test('an outage is bridged by what is remembered, for as long as it counts, and then said', async () => {
  manager.on(GetSecretValueCommand).resolvesOnce({ SecretString }).rejects(new DecryptionFailure(answer));
  const clock = fixedClock();
  const secrets = secretsManagerSecrets(client, { clock, prefix });
  await secrets.ofClinic('rosewater');

  clock.advance(4 * minuteMs);
  expect(await secrets.ofClinic('rosewater')).toEqual(rosewater);
  await expect(secrets.ofClinic('another')).rejects.toThrow(SecretsUnavailableError);
  clock.advance(minuteMs);
  await expect(secrets.ofClinic('rosewater')).rejects.toThrow(SecretsUnavailableError);
});

test('an outage is not remembered: the next request asks again', async () => {
  manager.on(GetSecretValueCommand).rejectsOnce(new DecryptionFailure(answer)).resolves({ SecretString });
  const secrets = secretsManagerSecrets(client, { clock: fixedClock(), prefix });
  await expect(secrets.ofClinic('rosewater')).rejects.toThrow(SecretsUnavailableError);
  expect(await secrets.ofClinic('rosewater')).toEqual(rosewater);
});

test.each([
  ['no JSON', '{made-up-secret'],
  ['a short client key', JSON.stringify({ ...rosewater, clientKey: 'AAAA' })],
  ['an empty secret', JSON.stringify({ ...rosewater, platforms: { 'cal-com': [''] } })],
  ['nothing', undefined],
])('a secret of %s is unavailable, and the error does not quote it', async (_, text) => {
  manager.on(GetSecretValueCommand).resolves(text === undefined ? {} : { SecretString: text });
  const thrown = await secretsManagerSecrets(client, { clock: fixedClock(), prefix })
    .ofClinic('rosewater')
    .catch((caught: unknown) => caught);
  expect(thrown).toBeInstanceOf(SecretsUnavailableError);
  const all = thrown instanceof Error ? `${thrown.message} ${String(thrown.cause)}` : '';
  expect(all).not.toContain('made-up-secret');
});

test('a flood of made-up clinics pushes no known one out', async () => {
  manager
    .on(GetSecretValueCommand)
    .rejects(new ResourceNotFoundException(answer))
    .on(GetSecretValueCommand, { SecretId: 'booking-gate/dev/clinics/rosewater' })
    .resolves({ SecretString });
  const secrets = secretsManagerSecrets(client, { clock: fixedClock(), prefix });
  await secrets.ofClinic('rosewater');
  for (let made = 0; made < 600; made += 1) await secrets.ofClinic(`made-up-${made}`);
  const before = lookUps();
  await secrets.ofClinic('rosewater');
  expect(lookUps()).toBe(before);
  await secrets.ofClinic('made-up-0');
  expect(lookUps()).toBe(before + 1);
});
