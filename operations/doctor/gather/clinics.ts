/** All of a stage's clinics, each with its secret, its settings, its staff's topic and its pages. */
import { secretsManagerSecrets } from '../../../functions/adapters/secrets-manager-secrets.ts';
import { resourceNames } from '../../../shared/deployment/resource-names.ts';
import type { Clock } from '../../../shared/ports.ts';
import type { ClinicItemSeen, ClinicSeen, ClinicsSeen, Fact, PagesSeen, Place } from '../facts.ts';
import type { DoctorClients } from './clients.ts';
import { idsOfItems, idsOfSecrets } from './clinic-ids.ts';
import { askItems } from './clinic-items.ts';
import { askSecret } from './clinic-secret.ts';
import { askPages } from './pages.ts';
import { askHearers } from './topics.ts';

/** Secrets read at a time: a group of clinics is done within a second, and no rate of Secrets Manager is near. */
const secretsAtOnce = 10;

export async function gatherClinics(
  { dynamodb, secretsManager, sns }: Pick<DoctorClients, 'dynamodb' | 'secretsManager' | 'sns'>,
  { tableName, place }: { tableName: string; place: Place },
  { clock, offline }: { clock: Clock; offline: boolean },
): Promise<ClinicsSeen> {
  const { clinicSecretPrefix: secretPrefix, clinicTopicOf } = resourceNames(place.stage);
  const [ofSecrets, ofItems] = await Promise.all([
    idsOfSecrets(secretsManager, secretPrefix),
    idsOfItems(dynamodb, tableName),
  ]);
  const ids = [...new Set([...knownOr(ofSecrets, []), ...knownOr(ofItems, noIds).ids])].sort();
  const items = await askItems(dynamodb, tableName, ids);
  const pages = offline ? new Map<string, Fact<PagesSeen>>() : await askAllPages([...items.values()]);
  const secrets = secretsManagerSecrets(secretsManager, { clock, prefix: secretPrefix });
  const clinics: ClinicSeen[] = [];
  for (let from = 0; from < ids.length; from += secretsAtOnce) {
    const some = ids.slice(from, from + secretsAtOnce).map(async (id): Promise<ClinicSeen> => {
      const item = items.get(id) ?? noItem;
      const seen = pages.get(pagesUrlOf(item));
      return {
        id,
        secret: await askSecret(secrets, id),
        item,
        notices: await askHearers(sns, place, clinicTopicOf(id)),
        ...(seen === undefined ? {} : { pages: seen }),
      };
    });
    clinics.push(...(await Promise.all(some)));
  }
  return {
    secretsListed: ofSecrets.known ? { known: true, value: true } : ofSecrets,
    itemsListed: ofItems.known ? { known: true, value: ofItems.value.whole } : ofItems,
    clinics,
  };
}

const noIds = { ids: [], whole: true };
const noItem: Fact<ClinicItemSeen> = { known: true, value: { item: 'missing' } };

function knownOr<T>(fact: Fact<T>, otherwise: T): T {
  return fact.known ? fact.value : otherwise;
}

/** Clinics of one stage mostly share one address: each is asked once. */
async function askAllPages(items: Fact<ClinicItemSeen>[]): Promise<Map<string, Fact<PagesSeen>>> {
  const urls = [...new Set(items.map(pagesUrlOf))].filter((url) => url !== '');
  return new Map(await Promise.all(urls.map(async (url) => [url, await askPages(url)] as const)));
}

function pagesUrlOf(item: Fact<ClinicItemSeen>): string {
  return item.known && item.value.item === 'read' ? item.value.clinic.pagesUrl : '';
}
