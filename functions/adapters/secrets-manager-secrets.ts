/** A clinic's secrets from Secrets Manager: looked up once per clinic and five minutes, so that a flood of forged requests costs next to nothing. */
import {
  GetSecretValueCommand,
  InvalidRequestException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { identifier } from '../../shared/policy/words.ts';
import type { ClinicSecrets, Clock, Secrets } from '../../shared/ports.ts';
import { type Instant, minuteMs } from '../../shared/time/instant.ts';
import { SecretsUnavailableError } from '../errors.ts';
import { errorName } from './error-name.ts';

/** How long an answer counts, also that a clinic is unknown: a rotated secret works after this at the latest. */
export const lifetimeMs = 5 * minuteMs;
/** Clinics one process remembers, known and unknown ones apart, so that made-up names push no real clinic out. */
const rememberedMax = 500;
/** Active secrets per platform: two while one is rotated, and room for a mistake. */
export const activeMax = 4;
const clientKeyBytes = 32;

/** Also what the operator's commands write and look at. */
export const clinicSecrets = z.object({
  platforms: z.record(identifier, z.array(z.string().min(1).max(500)).max(activeMax)),
  clientKey: z.base64().refine((key) => Buffer.from(key, 'base64').length === clientKeyBytes, {
    error: `expected ${clientKeyBytes} bytes in base64`,
  }),
});

interface Remembered {
  secrets: ClinicSecrets | undefined;
  until: Instant;
}

export interface SecretsSettings {
  clock: Clock;
  /** Of the secrets' names; the clinic's id follows. It carries the stage, for two of them may share an account. */
  prefix: string;
}

export function secretsManagerSecrets(
  client: SecretsManagerClient,
  { clock, prefix }: SecretsSettings,
): Secrets {
  const known = new Map<string, Remembered>();
  const unknown = new Map<string, Remembered>();
  const underWay = new Map<string, Promise<ClinicSecrets | undefined>>();

  async function lookUp(clinicId: string): Promise<ClinicSecrets | undefined> {
    const secrets = await readSecret(client, prefix + clinicId);
    known.delete(clinicId);
    unknown.delete(clinicId);
    const memory = secrets === undefined ? unknown : known;
    memory.set(clinicId, { secrets, until: clock.now() + lifetimeMs });
    forgetOldest(memory);
    return secrets;
  }

  async function ofClinic(clinicId: string): Promise<ClinicSecrets | undefined> {
    if (!identifier.safeParse(clinicId).success) return undefined;
    const remembered = known.get(clinicId) ?? unknown.get(clinicId);
    if (remembered !== undefined && clock.now() < remembered.until) return remembered.secrets;
    const other = underWay.get(clinicId);
    if (other !== undefined) return other;
    const own = lookUp(clinicId).finally(() => underWay.delete(clinicId));
    underWay.set(clinicId, own);
    return own;
  }

  return { ofClinic };
}

async function readSecret(client: SecretsManagerClient, name: string): Promise<ClinicSecrets | undefined> {
  const text = await readText(client, name);
  if (text === undefined) return undefined;
  try {
    return clinicSecrets.parse(JSON.parse(text));
  } catch {
    // Without the cause: a parser's message may quote the secret.
    throw new SecretsUnavailableError({ operation: 'parse-secret' });
  }
}

/** `undefined`: there is no such secret. */
async function readText(client: SecretsManagerClient, name: string): Promise<string | undefined> {
  try {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: name }));
    return answer.SecretString ?? '';
  } catch (error) {
    // The second: it is marked for deletion, as a removed clinic's is.
    if (error instanceof ResourceNotFoundException || error instanceof InvalidRequestException)
      return undefined;
    throw new SecretsUnavailableError({ operation: 'get-secret', code: errorName(error) }, error);
  }
}

/** A Map keeps the order of insertion. */
function forgetOldest(memory: Map<string, Remembered>): void {
  if (memory.size <= rememberedMax) return;
  for (const oldest of memory.keys()) {
    memory.delete(oldest);
    return;
  }
}
