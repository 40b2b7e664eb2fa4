/** Every clinic's made-up webhook secrets as the embedded Secrets Manager holds them now: what `npm run send` signs with. */
import {
  GetSecretValueCommand,
  paginateListSecrets,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type ClientSettings, secretsManagerClient } from '../../functions/adapters/clients.ts';
import { clinicSecrets } from '../../functions/adapters/secrets-manager-secrets.ts';
import { decodeJson } from '../../shared/webhook/read-body.ts';
import { clinicSecretPrefix } from '../aws-names.ts';
import type { LocalResponse } from '../http-server.ts';
import { ok } from './respond.ts';

/** By clinic, then by platform: the active secrets. Never a client key. */
export async function showSecrets(settings: ClientSettings): Promise<LocalResponse> {
  const client = secretsManagerClient(settings);
  try {
    const secrets: Record<string, Record<string, string[]>> = {};
    for await (const name of namesOf(client)) {
      const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: name }));
      const decoded = decodeJson(Buffer.from(SecretString));
      const read = clinicSecrets.safeParse(decoded.ok ? decoded.value : undefined);
      if (read.success) secrets[name.slice(clinicSecretPrefix.length)] = read.data.platforms;
    }
    return ok(secrets);
  } finally {
    client.destroy();
  }
}

async function* namesOf(client: SecretsManagerClient): AsyncGenerator<string> {
  const Filters = [{ Key: 'name' as const, Values: [clinicSecretPrefix] }];
  for await (const { SecretList = [] } of paginateListSecrets({ client }, { Filters })) {
    for (const { Name } of SecretList) if (Name !== undefined) yield Name;
  }
}
