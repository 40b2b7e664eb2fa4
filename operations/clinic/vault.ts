/** The clinics' secrets in a stage's Secrets Manager: one per clinic, under the stage's own prefix. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { secretsManagerClient } from '../../functions/adapters/clients.ts';
import { localStage } from '../../shared/deployment/resource-names.ts';
import { listClinicIds } from '../list-clinic-ids.ts';
import { type Stage, StageError } from '../stage.ts';
import { type SecretValue, secretValue } from './secret-value.ts';

/** What is held, and by which version, so that a change can tell whether somebody else's came between. */
export interface Held {
  value: SecretValue;
  version: string;
}

export interface Vault {
  nameOf: (clinicId: string) => string;
  /** Undefined: there is none yet. */
  read: (clinicId: string) => Promise<Held | undefined>;
  create: (clinicId: string, value: SecretValue) => Promise<void>;
  /** `lost`: another change came between, and one of the two is not in the secret. */
  replace: (clinicId: string, value: SecretValue, seen: Held) => Promise<'replaced' | 'lost'>;
  clinicIds: () => Promise<string[]>;
  close: () => void;
}

/** A look may come before a change is to be seen: everything there is eventually consistent. */
const looksMax = 5;
const lookEveryMs = 1_000;

export function openVault(stage: Stage): Vault {
  const client = secretsManagerClient(stage.settingsOf('secretsManager'));
  const { clinicSecretPrefix, keyAlias } = stage.names;
  const nameOf = (clinicId: string) => clinicSecretPrefix + clinicId;
  return {
    nameOf,
    read: (clinicId) => readSecret(client, nameOf(clinicId)),
    async create(clinicId, value) {
      const Name = nameOf(clinicId);
      // The stack on one machine has no keys.
      const key = stage.stage === localStage ? {} : { KmsKeyId: keyAlias };
      await client.send(new CreateSecretCommand({ Name, SecretString: JSON.stringify(value), ...key }));
    },
    replace: (clinicId, value, seen) => replaceSecret(client, nameOf(clinicId), value, seen),
    clinicIds: () => listClinicIds(client, clinicSecretPrefix),
    close: () => client.destroy(),
  };
}

async function readSecret(client: SecretsManagerClient, SecretId: string): Promise<Held | undefined> {
  try {
    const answer = await client.send(new GetSecretValueCommand({ SecretId }));
    return { value: parseValue(answer.SecretString, SecretId), version: answer.VersionId ?? '' };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** The parser's own words are dropped: they may quote the secret. */
function parseValue(text: string | undefined, name: string): SecretValue {
  try {
    return secretValue.parse(JSON.parse(text ?? ''));
  } catch {
    throw new StageError(
      `The secret ${name} does not hold what a clinic's secret holds; it is left as it is.`,
    );
  }
}

/** Secrets Manager knows no condition on a put; the version that ours replaced tells afterwards what came between. */
async function replaceSecret(
  client: SecretsManagerClient,
  SecretId: string,
  value: SecretValue,
  seen: Held,
): Promise<'replaced' | 'lost'> {
  const version = randomUUID();
  const SecretString = JSON.stringify(value);
  await client.send(new PutSecretValueCommand({ SecretId, SecretString, ClientRequestToken: version }));
  for (let look = 0; look < looksMax; look += 1) {
    if (look > 0) await setTimeout(lookEveryMs);
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId }));
    const stages = VersionIdsToStages[version];
    if (stages === undefined) continue;
    const replacedSeen = VersionIdsToStages[seen.version]?.includes('AWSPREVIOUS') === true;
    return stages.includes('AWSCURRENT') && replacedSeen ? 'replaced' : 'lost';
  }
  return 'lost';
}
