/** Loads what a decision rests on: the booking, its clinic, its policy and the client's other visits. */
import type { Booking } from '../../shared/booking/booking.ts';
import { bookingIdOf } from '../../shared/booking/booking.ts';
import type { Facts } from '../../shared/booking/facts.ts';
import type { Place } from '../../shared/booking/place-event.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { VisitEntry } from '../../shared/ports.ts';
import { type Item, keys } from '../../shared/store/item.ts';
import { nameKey } from '../../shared/text/person-name.ts';
import { type BookingDeps, type ClinicDeps, keyOfPlace } from './deps.ts';
import { UnreadableItemError } from './errors.ts';

/** Pointers followed from one uid to the booking: more reschedules between two events would be a loop. */
export const hopsMax = 5;

/** Items in the order of the keys; an unreadable one stops the work on it. */
export async function readItems(
  { store }: Pick<ClinicDeps, 'store'>,
  wanted: readonly string[],
): Promise<(Item | undefined)[]> {
  const items = await store.get(wanted);
  return items.map((item) => {
    if (item?.type === 'unreadable') throw new UnreadableItemError(item.key, item.reason);
    return item;
  });
}

export interface Loaded {
  /** What stands at the place itself, pointers not followed. */
  item: Item | undefined;
  clinic: Clinic;
}

/** `undefined`: no such clinic. */
export async function loadPlace(deps: BookingDeps, place: Place): Promise<Loaded | undefined> {
  const [item, clinic] = await readItems(deps, [keyOfPlace(place), keys.clinic(place.clinicId)]);
  return clinic?.type === 'clinic' ? { item, clinic } : undefined;
}

/** The policy version a booking stands on, and where it stands on none yet, the published one. */
export async function policyFor(
  deps: BookingDeps,
  booking: Booking,
  clinic: Clinic,
): Promise<Policy | undefined> {
  if (booking.treatment === undefined) return undefined;
  const version = booking.policyVersion ?? publishedVersion(clinic, booking.treatment);
  return version === undefined ? undefined : deps.policies.of(clinic.id, booking.treatment, version);
}

export function publishedVersion(clinic: Clinic, treatment: string): number | undefined {
  return Object.hasOwn(clinic.policies, treatment) ? clinic.policies[treatment] : undefined;
}

export async function queryVisits(
  deps: BookingDeps,
  clientKeys: { phoneKey?: string | undefined; emailKey?: string | undefined },
): Promise<VisitEntry[]> {
  const { phoneKey, emailKey } = clientKeys;
  const [byPhone, byEmail] = await Promise.all([
    phoneKey === undefined ? [] : deps.store.visitsOf('phone', phoneKey),
    emailKey === undefined ? [] : deps.store.visitsOf('email', emailKey),
  ]);
  const seen = new Set(byPhone.map(({ key }) => key));
  return [...byPhone, ...byEmail.filter(({ key }) => !seen.has(key))];
}

/** The client's other visits, this booking left out. */
export function factsFrom(visits: readonly VisitEntry[], booking: Booking): Facts {
  const own = keyOfPlace(booking);
  const name = nameKey(booking.client.name);
  return {
    visits: visits
      .filter(({ key }) => key !== own)
      .map((visit) => ({
        bookingId: bookingIdOf(visit),
        treatment: visit.treatment,
        startAt: visit.startAt,
        status: visit.status,
        // A name without letters is nobody's: a person looks.
        sameName: name !== '' && visit.nameKey === name,
      })),
  };
}

export async function loadFacts(deps: BookingDeps, booking: Booking): Promise<Facts> {
  return factsFrom(await queryVisits(deps, booking), booking);
}
