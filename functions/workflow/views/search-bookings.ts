/** Bookings by the first letters of a name, or by the last four digits of a phone: one query, then what is shown of it. */
import { foundMax, type SearchFound } from '../../../shared/api/manager/clinic-view.ts';
import { viewFound } from '../../../shared/api/manager/views/view-lists.ts';
import { clientKeyOf } from '../../../shared/booking/phone.ts';
import type { VisitEntry } from '../../../shared/ports.ts';
import { placeOfKey } from '../../../shared/store/key-parts.ts';
import { isNamedLike, mayBeNamedLike, namePrefix } from '../../../shared/text/person-name.ts';
import { type Bounded, bounded } from '../bounded.ts';
import type { StaffDeps } from '../deps.ts';
import { readMany } from '../read-many.ts';

/** Entries of the index that one search looks through, newest visit first. */
const searchedMax = 1_000;
/** Bookings that one search reads: names alike may differ in what only the booking holds. Five reads. */
const readMax = 100;

export type SearchAsked = { name?: string | undefined; lastFour?: string | undefined };

export async function searchBookings(
  deps: StaffDeps,
  clinicId: string,
  asked: SearchAsked,
): Promise<SearchFound> {
  const { entries, more } = await findEntries(deps, clinicId, asked);
  // An index of keyed hashes knows no clinics: the wall holds here too.
  const own = entries.filter(({ key }) => placeOfKey(key)?.clinicId === clinicId);
  const read = own.slice(0, asked.name === undefined ? foundMax : readMax).map(({ key }) => key);
  const bookings = (await readMany(deps.store, read)).filter((item) => item?.type === 'booking');
  const { name } = asked;
  const found = bookings.filter(({ client }) => name === undefined || isNamedLike(client.name, name));
  return {
    found: found.slice(0, foundMax).map(viewFound),
    more: more || own.length > read.length || found.length > foundMax,
  };
}

async function findEntries(
  { store, secrets }: StaffDeps,
  clinicId: string,
  { name, lastFour }: SearchAsked,
): Promise<Bounded<VisitEntry>> {
  if (lastFour !== undefined) {
    const known = await secrets.ofClinic(clinicId);
    if (known === undefined) return { entries: [], more: false };
    const key = clientKeyOf(known.clientKey, 'last-four', lastFour);
    return bounded(searchedMax, (limit) => store.search('last-four', key, limit));
  }
  const prefix = namePrefix(name ?? '');
  if (name === undefined || prefix === '') return { entries: [], more: false };
  const alike = await bounded(searchedMax, (limit) =>
    store.search('name-prefix', `${clinicId}#${prefix}`, limit),
  );
  return { ...alike, entries: alike.entries.filter(({ nameKey }) => mayBeNamedLike(nameKey, name)) };
}
