/** The clinic a fresh stack has, and its made-up secrets: random for each data folder, so that nothing secret stands in the code. */
import { randomBytes } from 'node:crypto';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { type Clinic, defaultTextHours } from '../shared/clinic/clinic.ts';
import type { Store } from '../shared/ports.ts';
import { keys } from '../shared/store/item.ts';
import { clinicSecretPrefix } from './aws-names.ts';
import { replaceFile } from './disk.ts';
import { StartError } from './start-error.ts';

export const demoClinicId = 'demo';
export const demoSmsNumber = '+12125550190';

/** By clinic, then by platform: what `npm run send` signs with. */
export type DemoSecrets = Record<string, Record<string, string[]>>;

const services = { microneedling: 'microneedling', botox: 'botox' };

function demoClinic(pagesUrl: string): Clinic {
  return {
    type: 'clinic',
    id: demoClinicId,
    version: 1,
    brand: 'Rosewater Skin',
    phone: '+1 212 555 0199',
    place: '12 Example Street',
    zone: 'America/New_York',
    status: 'active',
    language: 'en',
    textHours: defaultTextHours,
    smsNumber: demoSmsNumber,
    countries: ['US'],
    pagesUrl,
    services: { standard: services, 'cal-com': services },
    questionNames: {},
    consent: { standard: 'stated', 'cal-com': 'paper' },
    policies: { microneedling: 1, botox: 1 },
  };
}

/** The clinic's settings stay as they are, but for where the stack serves its pages now. */
export async function seedClinic(store: Store, pagesUrl: string): Promise<void> {
  const [clinic, number] = await store.get([keys.clinic(demoClinicId), keys.number(demoSmsNumber)]);
  if (clinic === undefined) await store.put(demoClinic(pagesUrl), 'absent');
  else if (clinic.type !== 'clinic') {
    throw new StartError(`the clinic "${demoClinicId}" in the table cannot be read. Move the data away.`);
  } else if (clinic.pagesUrl !== pagesUrl && isLocal(clinic.pagesUrl)) {
    await store.put({ ...clinic, version: clinic.version + 1, pagesUrl }, clinic.version);
  }
  if (number === undefined) {
    const item = { type: 'number', phone: demoSmsNumber, version: 1, clinicId: demoClinicId } as const;
    await store.put(item, 'absent');
  }
}

function isLocal(url: string): boolean {
  return url.startsWith('http://localhost:');
}

const secretValue = z.object({ platforms: z.record(z.string(), z.array(z.string())), clientKey: z.string() });
type SecretValue = z.infer<typeof secretValue>;

/** What the stack's Secrets Manager holds of the clinic, made now if nothing; also written to `file`, for `npm run send`. */
export async function seedSecrets(
  client: SecretsManagerClient,
  file: string | undefined,
): Promise<DemoSecrets> {
  const stored = await readSecret(client);
  const value = stored ?? makeUpSecrets();
  if (stored === undefined) {
    const SecretString = JSON.stringify(value);
    await client.send(new CreateSecretCommand({ Name: clinicSecretPrefix + demoClinicId, SecretString }));
  }
  const secrets = { [demoClinicId]: value.platforms };
  if (file !== undefined) await replaceFile(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

async function readSecret(client: SecretsManagerClient): Promise<SecretValue | undefined> {
  try {
    const answer = await client.send(
      new GetSecretValueCommand({ SecretId: clinicSecretPrefix + demoClinicId }),
    );
    return secretValue.parse(JSON.parse(answer.SecretString ?? ''));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function makeUpSecrets(): SecretValue {
  return {
    platforms: {
      'cal-com': [`made-up-${randomBytes(24).toString('base64url')}`],
      standard: [`whsec_${randomBytes(32).toString('base64')}`],
    },
    clientKey: randomBytes(32).toString('base64'),
  };
}
