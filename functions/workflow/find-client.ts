/** Everything stored of one person: from the keys of one booking to all they lead to, under the same name. No scan, and nothing of whoever shares a number. */
import type { Booking } from '../../shared/booking/booking.ts';
import type { Alias } from '../../shared/booking/key-space.ts';
import { type VisitEntry, visitsMax } from '../../shared/ports.ts';
import { clientKeysMax, erasedBookingsMax } from '../../shared/store/job.ts';
import type { BookingDeps } from './deps.ts';
import { readMany } from './read-many.ts';

/** Pages of visits under one key. */
const pagesMax = Math.ceil(erasedBookingsMax / visitsMax);

export interface ClientKeySet {
  phoneKeys: string[];
  emailKeys: string[];
}

export interface FoundClient extends ClientKeySet {
  bookings: Booking[];
  /** Folds that are under way: they hold a booking's state until it has reached its target. */
  folds: Alias[];
  /** Every visit seen under the keys, the person's own and others'. */
  visits: VisitEntry[];
  /** Keys of what seems theirs and cannot be read. */
  unreadable: string[];
}

/** Whether something is the person's: asked of the index's comparable name and, once it is loaded, of the booking itself. */
export interface Whose {
  name: (comparableName: string) => boolean;
  booking: (booking: Booking) => boolean;
}

export async function findClient(deps: BookingDeps, keys: ClientKeySet, whose: Whose): Promise<FoundClient> {
  const found: FoundClient = { ...keys, bookings: [], folds: [], visits: [], unreadable: [] };
  const seen = new Set<string>();
  // Both lists grow while they are walked: a booking by e-mail may know another number.
  for (let at = 0; at < Math.max(found.phoneKeys.length, found.emailKeys.length); at += 1) {
    const phoneKey = found.phoneKeys[at];
    const emailKey = found.emailKeys[at];
    const visits = [
      ...(phoneKey === undefined ? [] : await allVisits(deps, 'phone', phoneKey)),
      ...(emailKey === undefined ? [] : await allVisits(deps, 'email', emailKey)),
    ];
    const fresh = visits.filter(({ key }) => !seen.has(key) && seen.add(key));
    found.visits.push(...fresh);
    const theirs = fresh.filter(({ nameKey }) => whose.name(nameKey)).map(({ key }) => key);
    await load(deps, theirs, whose, found);
  }
  return found;
}

/** Every visit under a client key, latest start first. */
export async function allVisits(
  deps: BookingDeps,
  kind: 'phone' | 'email',
  clientKey: string,
): Promise<VisitEntry[]> {
  const visits: VisitEntry[] = [];
  for (let page = 0; page < pagesMax; page += 1) {
    const more = await deps.store.visitsOf(kind, clientKey, visits.at(-1));
    visits.push(...more);
    if (more.length < visitsMax) break;
  }
  return visits;
}

async function load(
  deps: BookingDeps,
  wanted: readonly string[],
  whose: Whose,
  found: FoundClient,
): Promise<void> {
  for (const item of await readMany(deps.store, wanted)) {
    if (item?.type === 'unreadable') found.unreadable.push(item.key);
    if (item?.type === 'alias' && item.carry !== undefined && whose.booking(item.carry)) {
      found.folds.push(item);
      addKeys(found, item.carry);
    }
    if (item?.type === 'booking' && whose.booking(item)) {
      found.bookings.push(item);
      addKeys(found, item);
    }
  }
}

export function addKeys(to: ClientKeySet, { phoneKey, emailKey, formerPhoneKeys = [] }: Booking): void {
  for (const key of [phoneKey, ...formerPhoneKeys]) to.phoneKeys = withKey(to.phoneKeys, key);
  to.emailKeys = withKey(to.emailKeys, emailKey);
}

function withKey(known: string[], key: string | undefined): string[] {
  if (key === undefined || known.includes(key) || known.length >= clientKeysMax) return known;
  return [...known, key];
}
