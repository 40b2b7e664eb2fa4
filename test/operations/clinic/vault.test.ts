/** The clinics' secrets through the real client: under which key and name they are made, and how they are found. */
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSecretsEndpoint } from '../../../local/secrets-manager/endpoint.ts';
import { newSecretValue } from '../../../operations/clinic/secret-value.ts';
import { openVault } from '../../../operations/clinic/vault.ts';
import { resourceNames } from '../../../shared/deployment/resource-names.ts';
import { clientConfig, instant, mount } from '../../local/harness.ts';

const now = instant('2026-11-22T08:00:00Z');

async function vaultOf(stage: string) {
  const secrets = createSecretsEndpoint({ file: undefined, now: () => now });
  const asked: { target: string; body: unknown }[] = [];
  const { endpoint } = await mount((request) => {
    asked.push({ target: request.headers['x-amz-target'] ?? '', body: JSON.parse(request.body) });
    return secrets.handle(request);
  });
  const client = new SecretsManagerClient(clientConfig(endpoint));
  const vault = openVault({
    stage,
    names: resourceNames(stage),
    partition: 'aws',
    account: '111122223333',
    region: 'us-east-1',
    clock: { now: () => now },
    settingsOf: () => clientConfig(endpoint),
  });
  onTestFinished(async () => {
    vault.close();
    client.destroy();
    await secrets.close();
  });
  const make = (Name: string, SecretString: string) =>
    client.send(new CreateSecretCommand({ Name, SecretString }));
  return { vault, asked, make };
}

describe('a secret is made', () => {
  test('on AWS with the stage’s own key and under its own name', async () => {
    const { vault, asked } = await vaultOf('dev');
    await vault.create('rose', newSecretValue());
    expect(asked).toMatchObject([
      {
        target: 'secretsmanager.CreateSecret',
        body: { Name: 'booking-gate/dev/clinics/rose', KmsKeyId: 'alias/booking-gate-dev' },
      },
    ]);
  });

  test('on the local stack without a key, for it has none', async () => {
    const { vault, asked } = await vaultOf('local');
    await vault.create('rose', newSecretValue());
    expect(asked[0]?.body).not.toHaveProperty('KmsKeyId');
  });

  test('once only', async () => {
    const { vault } = await vaultOf('dev');
    await vault.create('rose', newSecretValue());
    await expect(vault.create('rose', newSecretValue())).rejects.toMatchObject({
      name: 'ResourceExistsException',
    });
  });
});

test('Clinics are found over more than one page, sorted, and none of another stage among them', async () => {
  const { vault, asked, make } = await vaultOf('dev');
  const ids = Array.from({ length: 101 }, (_, index) => `clinic-${String(index).padStart(3, '0')}`);
  for (const id of ids.toReversed()) await make(vault.nameOf(id), '{}');
  await make('booking-gate/prod/clinics/rose', '{}');
  await make('booking-gate/dev/other', '{}');
  asked.length = 0;

  expect(await vault.clinicIds()).toEqual(ids);

  expect(asked).toHaveLength(2);
});

test('A secret that holds something else is said to, without a word of it', async () => {
  const { vault, make } = await vaultOf('dev');
  await make(vault.nameOf('rose'), 'made-up-and-no-json');
  await make(vault.nameOf('lily'), '{"platforms":{"cal-com":"made-up"},"clientKey":"made-up"}');
  for (const id of ['rose', 'lily']) {
    const error: unknown = await vault.read(id).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(`The secret booking-gate/dev/clinics/${id} does not hold`);
    expect(JSON.stringify(error) + String(error)).not.toContain('made-up');
  }
  expect(await vault.read('nobody')).toBeUndefined();
});
