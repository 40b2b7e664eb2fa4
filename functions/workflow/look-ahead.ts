/** One look at everything an event may need, read while its delivery is being stored. */
import { clientKeysOf } from '../../shared/booking/visit.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type { BookingDetails, PlatformEvent } from '../../shared/platforms/platform.ts';
import type { ClinicSecrets, VisitEntry } from '../../shared/ports.ts';
import { type Item, keys } from '../../shared/store/item.ts';
import type { Delivery } from '../../shared/webhook/delivery.ts';
import { type Deps, keyOfPlace } from './deps.ts';
import { queryVisits, readItems } from './load.ts';

export interface Ahead {
  items: Map<string, Item | undefined>;
  visits?: VisitEntry[];
  clinic: Clinic;
}

/** Countries clinics texted when last seen: lets the client's other visits be read beside the clinic itself. */
const countriesSeen = new Map<string, readonly string[]>();

/** One look at everything the event may need; `undefined` when the clinic has no settings. */
export async function lookAhead(
  deps: Deps,
  { clinicId, platform }: Delivery,
  event: PlatformEvent,
  secrets: ClinicSecrets,
): Promise<Ahead | undefined> {
  const previousUid = event.happened === 'rescheduled' ? event.previousUid : undefined;
  const uids = [event.uid, ...(previousUid === undefined || previousUid === event.uid ? [] : [previousUid])];
  const places = uids.map((uid) => keyOfPlace({ clinicId, platform, uid }));
  const details = 'details' in event ? event.details : undefined;
  const guess = countriesSeen.get(clinicId);
  const visitsBy = (countries: readonly string[], of: BookingDetails) =>
    queryVisits(deps, clientKeysOf(of, countries, secrets.clientKey));
  const [[clinic, ...items], guessed] = await Promise.all([
    readItems(deps, [keys.clinic(clinicId), ...places]),
    details === undefined || guess === undefined ? undefined : visitsBy(guess, details),
  ]);
  if (clinic?.type !== 'clinic') return undefined;
  countriesSeen.set(clinicId, clinic.countries);
  const fits = guess !== undefined && guess.join() === clinic.countries.join();
  const visits =
    details === undefined ? undefined : fits ? guessed : await visitsBy(clinic.countries, details);
  return {
    clinic,
    items: new Map(places.map((key, index) => [key, items[index]])),
    ...(visits === undefined ? {} : { visits }),
  };
}
