/** Bookings by the beginning of any word of a name, or by the last four digits of a phone: one search of the indexes, then what is shown of it. */
import { foundMax, type SearchFound } from '../../../shared/api/manager/clinic-view.ts';
import { viewFound } from '../../../shared/api/manager/views/view-lists.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import { clientKeyOf } from '../../../shared/booking/phone.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import type { FoundEntry } from '../../../shared/ports.ts';
import { nameSearchKey } from '../../../shared/store/index-entry.ts';
import { placeOfKey } from '../../../shared/store/key-parts.ts';
import { askedPrefixes, comparableName, isNamedLike } from '../../../shared/text/name-search.ts';
import { type Bounded, bounded } from '../bounded.ts';
import type { StaffDeps } from '../deps.ts';
import { readMany } from '../read-many.ts';

/** Entries of the indexes that one search looks through, newest visit first. */
const searchedMax = 1_000;

export type SearchAsked = { name?: string | undefined; lastFour?: string | undefined };

export async function searchBookings(
  deps: StaffDeps,
  clinicId: string,
  asked: SearchAsked,
): Promise<SearchFound> {
  const { entries, more } = await findEntries(deps, clinicId, asked);
  // An index of keyed hashes knows no clinics: the wall holds here too.
  const own = entries.filter(({ key }) => placeOfKey(key)?.clinicId === clinicId);
  const read = await readMany(
    deps.store,
    own.slice(0, foundMax).map(({ key }) => key),
  );
  const { name } = asked;
  // The index may show a name that the booking has no more.
  const found = read
    .filter((item) => item?.type === 'booking')
    .filter(({ client }) => name === undefined || isNamedLike(comparableName(client.name), name));
  const views = found.map(async (booking) => viewFound(booking, await policyOf(deps, booking)));
  return { found: await Promise.all(views), more: more || own.length > foundMax };
}

async function policyOf(
  { policies }: StaffDeps,
  { clinicId, treatment, policyVersion }: Booking,
): Promise<Policy | undefined> {
  if (treatment === undefined || policyVersion === undefined) return undefined;
  return policies.of(clinicId, treatment, policyVersion);
}

async function findEntries(
  { store, secrets }: StaffDeps,
  clinicId: string,
  { name, lastFour }: SearchAsked,
): Promise<Bounded<FoundEntry>> {
  if (lastFour !== undefined) {
    const known = await secrets.ofClinic(clinicId);
    if (known === undefined) return { entries: [], more: false };
    const key = clientKeyOf(known.clientKey, 'last-four', lastFour);
    return bounded(searchedMax, (limit) => store.search('last-four', [key], limit));
  }
  const keys = askedPrefixes(name ?? '').map((prefix) => nameSearchKey(clinicId, prefix));
  if (name === undefined || keys.length === 0) return { entries: [], more: false };
  const alike = await bounded(searchedMax, (limit) => store.search('name', keys, limit));
  return { ...alike, entries: alike.entries.filter((entry) => isNamedLike(entry.name ?? '', name)) };
}
