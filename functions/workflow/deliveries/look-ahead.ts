/** One look at everything an event may need, read while its delivery is being stored. */
import { type ClientKeys, clientKeysOf } from '../../../shared/booking/visit.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import type { Contact } from '../../../shared/follow-up/contact.ts';
import type { PlatformEvent } from '../../../shared/platforms/platform.ts';
import type { ClinicSecrets, VisitEntry } from '../../../shared/ports.ts';
import { type Item, keys } from '../../../shared/store/item.ts';
import type { Delivery } from '../../../shared/webhook/delivery.ts';
import { type BookingDeps, keyOfPlace } from '../deps.ts';
import { queryVisits, readItems } from '../load.ts';

export interface Ahead {
  items: Map<string, Item | undefined>;
  visits?: VisitEntry[];
  clinic: Clinic;
  /** What is known of the number the event names. */
  contact?: Contact;
}

/** Countries clinics texted when last seen: lets the client's other visits be read beside the clinic itself. */
const countriesSeen = new Map<string, readonly string[]>();

/** One look at everything the event may need; `undefined` when the clinic has no settings. */
export async function lookAhead(
  deps: BookingDeps,
  { clinicId, platform }: Pick<Delivery, 'clinicId' | 'platform'>,
  event: PlatformEvent,
  secrets: ClinicSecrets,
): Promise<Ahead | undefined> {
  const previousUid = event.happened === 'rescheduled' ? event.previousUid : undefined;
  const uids = [event.uid, ...(previousUid === undefined || previousUid === event.uid ? [] : [previousUid])];
  const places = uids.map((uid) => keyOfPlace({ clinicId, platform, uid }));
  const details = 'details' in event ? event.details : undefined;
  const guess = countriesSeen.get(clinicId);
  const guessed =
    details === undefined || guess === undefined
      ? undefined
      : clientKeysOf(details, guess, secrets.clientKey);
  const contactKey = guessed?.phoneKey === undefined ? [] : [keys.contact(clinicId, guessed.phoneKey)];
  const [found, visits] = await Promise.all([
    readItems(deps, [keys.clinic(clinicId), ...places, ...contactKey]),
    guessed === undefined ? undefined : queryVisits(deps, guessed),
  ]);
  const [clinic, ...items] = found;
  if (clinic?.type !== 'clinic') return undefined;
  countriesSeen.set(clinicId, clinic.countries);
  const contact = items[places.length];
  const client =
    details === undefined || guess?.join() === clinic.countries.join()
      ? { visits, contact }
      : await readClient(deps, clinicId, clientKeysOf(details, clinic.countries, secrets.clientKey));
  return {
    clinic,
    items: new Map(places.map((key, index) => [key, items[index]])),
    ...(client.visits === undefined ? {} : { visits: client.visits }),
    ...(client.contact?.type === 'contact' ? { contact: client.contact } : {}),
  };
}

/** The client's other visits and contact, where the clinic was not seen before or texts other countries now. */
async function readClient(
  deps: BookingDeps,
  clinicId: string,
  clientKeys: ClientKeys,
): Promise<{ visits: VisitEntry[]; contact: Item | undefined }> {
  const { phoneKey } = clientKeys;
  const [visits, [contact]] = await Promise.all([
    queryVisits(deps, clientKeys),
    phoneKey === undefined ? [undefined] : readItems(deps, [keys.contact(clinicId, phoneKey)]),
  ]);
  return { visits, contact };
}
