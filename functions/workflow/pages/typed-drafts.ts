/** What was typed into a booking's form and not sent, also under uids that were bookings of their own before they were joined with it. */
import type { Booking } from '../../../shared/booking/booking.ts';
import type { Draft } from '../../../shared/screening/draft.ts';
import { keys } from '../../../shared/store/item.ts';
import { placeOfKey } from '../../../shared/store/key-parts.ts';
import { type EraseDeps, keyOfPlace } from '../deps.ts';
import { readMany } from '../read-many.ts';

/** Uids of one booking that are looked at: far more than a visit is moved. */
const uidsMax = 20;

/** Oldest first. */
export async function typedDrafts(deps: EraseDeps, booking: Booking): Promise<Draft[]> {
  const places = (await keysOf(deps, keyOfPlace(booking))).map(placeOfKey).filter((one) => one !== undefined);
  const draftKeys = places.map(({ clinicId, platform, uid }) => keys.draft(clinicId, platform, uid));
  const items = await readMany(deps.store, draftKeys);
  return items.filter((item) => item?.type === 'draft').sort((a, b) => a.at - b.at);
}

/** The booking's own and those that lead to it, over one another too. */
async function keysOf(deps: EraseDeps, own: string): Promise<string[]> {
  const known = [own];
  for (let at = 0; at < known.length && known.length <= uidsMax; at += 1) {
    const owner = known[at];
    const found = owner === undefined ? [] : await deps.store.belongingsOf(owner);
    known.push(...found.filter((key) => placeOfKey(key) !== undefined && !known.includes(key)));
  }
  return known.slice(0, uidsMax);
}
