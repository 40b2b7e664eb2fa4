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
/** A second clinic without bookings: so that it can be tried what one clinic's staff sees of another. */
export const otherClinicId = 'other';
/** Of both clinics. */
export const demoZone = 'America/New_York';
export const demoSmsNumber = '+12125550190';
const otherSmsNumber = '+12125550191';

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
    zone: demoZone,
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

function otherClinic(pagesUrl: string): Clinic {
  return {
    ...demoClinic(pagesUrl),
    id: otherClinicId,
    brand: 'Larkspur Aesthetics',
    phone: '+1 212 555 0198',
    smsNumber: otherSmsNumber,
    services: {},
  };
}

/** The clinics' settings stay as they are, but for where the stack serves its pages now. */
export async function seedClinics(store: Store, pagesUrl: string): Promise<void> {
  await seedClinic(store, demoClinic(pagesUrl));
  await seedClinic(store, otherClinic(pagesUrl));
}

async function seedClinic(store: Store, fresh: Clinic): Promise<void> {
  const { id, pagesUrl, smsNumber } = fresh;
  const [clinic, number] = await store.get([keys.clinic(id), keys.number(smsNumber)]);
  if (clinic === undefined) await store.put(fresh, 'absent');
  else if (clinic.type !== 'clinic') {
    throw new StartError(`the clinic "${id}" in the table cannot be read. Move the data away.`);
  } else if (clinic.pagesUrl !== pagesUrl && isLocal(clinic.pagesUrl)) {
    await store.put({ ...clinic, version: clinic.version + 1, pagesUrl }, clinic.version);
  }
  if (number === undefined) {
    await store.put({ type: 'number', phone: smsNumber, version: 1, clinicId: id }, 'absent');
  }
}

function isLocal(url: string): boolean {
  return url.startsWith('http://localhost:');
}

const secretValue = z.object({ platforms: z.record(z.string(), z.array(z.string())), clientKey: z.string() });
type SecretValue = z.infer<typeof secretValue>;

/** What the stack's Secrets Manager holds of the clinics, made now if nothing; what platforms sign with is also written to `file`, for `npm run send`. */
export async function seedSecrets(
  client: SecretsManagerClient,
  file: string | undefined,
): Promise<DemoSecrets> {
  const { platforms } = await seedSecret(client, demoClinicId, makeUpSecrets);
  // No platform is connected to it.
  await seedSecret(client, otherClinicId, () => ({ ...makeUpSecrets(), platforms: {} }));
  const secrets = { [demoClinicId]: platforms };
  if (file !== undefined) await replaceFile(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

async function seedSecret(
  client: SecretsManagerClient,
  clinicId: string,
  makeUp: () => SecretValue,
): Promise<SecretValue> {
  const name = clinicSecretPrefix + clinicId;
  const stored = await readSecret(client, name);
  if (stored !== undefined) return stored;
  const value = makeUp();
  await client.send(new CreateSecretCommand({ Name: name, SecretString: JSON.stringify(value) }));
  return value;
}

async function readSecret(client: SecretsManagerClient, name: string): Promise<SecretValue | undefined> {
  try {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: name }));
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
