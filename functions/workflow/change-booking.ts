/** Changes a stored booking: load, fold in, decide on fresh facts, put; a lost race starts over. */
import type { Booking } from '../../shared/booking/booking.ts';
import { catchUp } from '../../shared/booking/catch-up.ts';
import type { BookingEvent } from '../../shared/booking/event.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import type { Facts } from '../../shared/booking/facts.ts';
import type { Alias } from '../../shared/booking/key-space.ts';
import type { Place } from '../../shared/booking/place-event.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { Instant } from '../../shared/time/instant.ts';
import { type BookingDeps, keyOfPlace } from './deps.ts';
import { ContentionError } from './errors.ts';
import { hopsMax, loadFacts, loadPlace, policyFor } from './load.ts';
import { saveBooking } from './save-booking.ts';

/** Lost races one change survives before it leaves the work to the next: fifty reschedules in a minute do not reach it. */
export const racesMax = 12;

/** A booking with everything its decision rests on. */
export interface Standpoint {
  booking: Booking;
  clinic: Clinic;
  policy: Policy | undefined;
  facts: Facts;
  /** What was due before the clinic's restore was settled on reading: the stored booking does not say so yet. */
  isBehind?: true;
}

export interface ChangeOptions {
  now: Instant;
  /** When what it follows from happened, where that may be before the clinic's restore. */
  since?: Instant;
  timerAfterPut?: boolean;
  runsDue?: boolean;
}

/** What happened, or `undefined` when this booking needs no change after all. */
type Changes = (standpoint: Standpoint) => readonly BookingEvent[] | undefined;

/** The stored booking after the change, or what stood there unchanged; `undefined` where no live booking is. */
export async function changeBooking(
  deps: BookingDeps,
  place: Place,
  changes: Changes,
  options: ChangeOptions,
): Promise<Standpoint | undefined> {
  for (let race = 0; race < racesMax; race += 1) {
    const standpoint = await standAt(deps, place, changes);
    if (standpoint === undefined || standpoint === 'carried') return undefined;
    const events = changes(standpoint);
    if (events === undefined) return standpoint;
    const saved = await saveChange(deps, standpoint, events, options);
    if (saved !== undefined) return saved;
  }
  throw new ContentionError(keyOfPlace(place));
}

/** One try from a standpoint that may be old: `undefined` when another writer came first. */
export async function saveChange(
  deps: BookingDeps,
  standpoint: Standpoint,
  events: readonly BookingEvent[],
  options: ChangeOptions,
): Promise<Standpoint | undefined> {
  const booking = events.reduce(evolve, standpoint.booking);
  const policy =
    booking.policyVersion === standpoint.booking.policyVersion &&
    booking.treatment === standpoint.booking.treatment
      ? standpoint.policy
      : await policyFor(deps, booking, standpoint.clinic);
  const change = { ...standpoint, ...options, policy, booking, seen: standpoint.booking.version };
  const saved = await saveBooking(deps, change);
  const { isBehind: _caughtUp, ...known } = standpoint;
  return saved === undefined ? undefined : { ...known, policy, booking: saved };
}

/** Loads a live booking with its facts, following aliases. */
export async function loadStandpoint(deps: BookingDeps, place: Place): Promise<Standpoint | undefined> {
  const found = await standAt(deps, place, () => undefined);
  return found === 'carried' ? undefined : found;
}

async function standAt(
  deps: BookingDeps,
  place: Place,
  changes: Changes,
): Promise<Standpoint | 'carried' | undefined> {
  let uid = place.uid;
  for (let hop = 0; hop <= hopsMax; hop += 1) {
    const loaded = await loadPlace(deps, { ...place, uid });
    const item = loaded?.item;
    if (loaded === undefined || item === undefined) return undefined;
    if (item.type === 'booking') {
      const [facts, policy] = await Promise.all([
        loadFacts(deps, item),
        policyFor(deps, item, loaded.clinic),
      ]);
      return caughtUp({ booking: item, clinic: loaded.clinic, policy, facts });
    }
    if (item.type !== 'alias' && item.type !== 'moved') return undefined;
    if (item.type === 'alias' && item.carry !== undefined) {
      if (await changeCarry(deps, item, loaded.clinic, changes)) return 'carried';
      continue;
    }
    uid = item.target;
  }
  return undefined;
}

/** Nobody works on a booking before what may have been done before a restore is settled. */
function caughtUp(standpoint: Standpoint): Standpoint {
  const booking = catchUp(standpoint);
  return booking === standpoint.booking ? standpoint : { ...standpoint, booking, isBehind: true };
}

/** While a booking is being folded, what happens to it is recorded into the carry; `false` when the fold went on meanwhile. */
async function changeCarry(
  deps: BookingDeps,
  alias: Alias,
  clinic: Clinic,
  changes: Changes,
): Promise<boolean> {
  const { carry } = alias;
  if (carry === undefined) return false;
  const events = changes({ booking: carry, clinic, policy: undefined, facts: { visits: [] } });
  if (events === undefined) return true;
  const next = { ...alias, version: alias.version + 1, carry: events.reduce(evolve, carry) };
  return (await deps.store.put(next, alias.version)).put === 'stored';
}
