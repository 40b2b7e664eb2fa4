/** The Secrets Manager API behind a real client. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSecretsEndpoint } from '../../../local/secrets-manager/endpoint.ts';
import { clientConfig, instant, mount, refusalOf, temporaryFolder } from '../harness.ts';

const start = instant('2026-11-22T08:00:00Z');
const name = 'booking-gate/demo/webhook';

async function createSecrets(file?: string) {
  const secrets = createSecretsEndpoint({ file, now: () => start });
  onTestFinished(() => secrets.close());
  const { endpoint } = await mount(secrets.handle);
  const client = new SecretsManagerClient(clientConfig(endpoint));
  onTestFinished(() => client.destroy());
  return { secrets, client };
}

function put(client: SecretsManagerClient, text: string, more: { ClientRequestToken?: string } = {}) {
  return client.send(new PutSecretValueCommand({ SecretId: name, SecretString: text, ...more }));
}

async function read(client: SecretsManagerClient, stage?: string): Promise<string | undefined> {
  const found = await client.send(new GetSecretValueCommand({ SecretId: name, VersionStage: stage }));
  return found.SecretString;
}

describe('a secret', () => {
  test('is created, read by name and by ARN, and replaced', async () => {
    const { client } = await createSecrets();
    const created = await client.send(new CreateSecretCommand({ Name: name, SecretString: 'demo-one' }));
    expect(await read(client)).toBe('demo-one');
    const byArn = await client.send(new GetSecretValueCommand({ SecretId: created.ARN }));
    expect(byArn).toMatchObject({
      ARN: created.ARN,
      Name: name,
      SecretString: 'demo-one',
      VersionId: created.VersionId,
      VersionStages: ['AWSCURRENT'],
      CreatedDate: new Date(start),
    });

    const replaced = await put(client, 'demo-two');

    expect(replaced.VersionStages).toEqual(['AWSCURRENT']);
    expect(await read(client)).toBe('demo-two');
    expect(await read(client, 'AWSPREVIOUS')).toBe('demo-one');
    const byVersion = await client.send(
      new GetSecretValueCommand({ SecretId: name, VersionId: created.VersionId }),
    );
    expect(byVersion.SecretString).toBe('demo-one');
    await put(client, 'demo-three');
    expect(await read(client, 'AWSPREVIOUS')).toBe('demo-two');
  });

  test('may be binary, and may be made before its first value', async () => {
    const { client } = await createSecrets();
    await client.send(new CreateSecretCommand({ Name: name }));
    expect(await refusalOf(read(client))).toBe('ResourceNotFoundException');
    const bytes = new Uint8Array([0, 1, 254, 255]);
    await client.send(new PutSecretValueCommand({ SecretId: name, SecretBinary: bytes }));
    const found = await client.send(new GetSecretValueCommand({ SecretId: name }));
    expect(found.SecretBinary).toEqual(bytes);
  });

  test('takes a repeated put once, and refuses another value under its token', async () => {
    const { client } = await createSecrets();
    await client.send(new CreateSecretCommand({ Name: name, SecretString: 'demo-one' }));
    const token = { ClientRequestToken: 'a'.repeat(32) };
    await put(client, 'demo-two', token);
    await put(client, 'demo-two', token);
    expect(await read(client, 'AWSPREVIOUS')).toBe('demo-one');
    expect(await refusalOf(put(client, 'demo-three', token))).toBe('ResourceExistsException');
    expect(await read(client)).toBe('demo-two');
  });

  test('survives a restart in a file that only its owner reads', async () => {
    const file = join(temporaryFolder(), 'secrets.jsonl');
    const first = await createSecrets(file);
    await first.client.send(new CreateSecretCommand({ Name: name, SecretString: 'demo-one' }));
    await put(first.client, 'demo-two');
    // No close: as after a kill.

    const second = await createSecrets(file);
    expect(await read(second.client)).toBe('demo-two');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('keeps its named stages through many versions', async () => {
    const { client } = await createSecrets();
    await client.send(new CreateSecretCommand({ Name: name, SecretString: 'demo-0' }));
    for (let count = 1; count <= 110; count += 1) await put(client, `demo-${count}`);
    expect(await read(client)).toBe('demo-110');
    expect(await read(client, 'AWSPREVIOUS')).toBe('demo-109');
  });
});

describe('without their values, secrets are', () => {
  test('described, with the versions that hold a stage', async () => {
    const { client } = await createSecrets();
    const created = await client.send(new CreateSecretCommand({ Name: name, SecretString: 'demo-one' }));
    await put(client, 'demo-two');
    const { VersionId = '' } = await put(client, 'demo-three');

    const described = await client.send(new DescribeSecretCommand({ SecretId: created.ARN }));

    expect(described).toMatchObject({
      ARN: created.ARN,
      Name: name,
      CreatedDate: new Date(start),
      LastChangedDate: new Date(start),
    });
    expect(Object.values(described.VersionIdsToStages ?? {})).toEqual([['AWSPREVIOUS'], ['AWSCURRENT']]);
    expect(described.VersionIdsToStages?.[VersionId]).toEqual(['AWSCURRENT']);
  });

  test('listed by the beginning of their names, page by page', async () => {
    const { client } = await createSecrets();
    for (const Name of ['shop/c', 'shop/a', 'shop/b', 'shopping', 'other/a']) {
      await client.send(new CreateSecretCommand({ Name, SecretString: 'demo' }));
    }
    const asked = { Filters: [{ Key: 'name' as const, Values: ['shop/'] }], MaxResults: 2 };

    const first = await client.send(new ListSecretsCommand(asked));
    const second = await client.send(new ListSecretsCommand({ ...asked, NextToken: first.NextToken }));

    const names = [first, second].map(({ SecretList = [] }) => SecretList.map(({ Name }) => Name));
    expect(names).toEqual([['shop/a', 'shop/b'], ['shop/c']]);
    expect(second.NextToken).toBeUndefined();
    const wrong = client.send(new ListSecretsCommand({ ...asked, NextToken: 'x' }));
    expect(await refusalOf(wrong)).toBe('InvalidNextTokenException');
  });
});

describe('a call is refused', () => {
  test('for a secret or stage that is not there', async () => {
    const { client } = await createSecrets();
    await expect(read(client)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 400 },
    });
    expect(await refusalOf(put(client, 'x'))).toBe('ResourceNotFoundException');
    await client.send(new CreateSecretCommand({ Name: name, SecretString: 'demo-one' }));
    expect(await refusalOf(read(client, 'AWSPREVIOUS'))).toBe('ResourceNotFoundException');
  });

  test('for a name that exists or cannot be one', async () => {
    const { client } = await createSecrets();
    await client.send(new CreateSecretCommand({ Name: name, SecretString: 'demo-one' }));
    const again = client.send(new CreateSecretCommand({ Name: name, SecretString: 'demo-two' }));
    expect(await refusalOf(again)).toBe('ResourceExistsException');
    const spaced = client.send(new CreateSecretCommand({ Name: 'a b', SecretString: 'x' }));
    expect(await refusalOf(spaced)).toBe('InvalidParameterException');
  });

  test('for a value that is missing or too large', async () => {
    const { client } = await createSecrets();
    await client.send(new CreateSecretCommand({ Name: name, SecretString: 'x'.repeat(65_536) }));
    expect(await refusalOf(put(client, `${'x'.repeat(65_535)}é`))).toBe('InvalidParameterException');
    const empty = client.send(new PutSecretValueCommand({ SecretId: name }));
    expect(await refusalOf(empty)).toBe('InvalidParameterException');
  });

  test('for an operation that the endpoint does not have', async () => {
    const { client } = await createSecrets();
    const removal = client.send(new DeleteSecretCommand({ SecretId: name }));
    expect(await refusalOf(removal)).toBe('UnknownOperationException');
  });
});
