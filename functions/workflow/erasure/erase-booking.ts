/** Removes one booking of an erased client with all that belongs to it: pages, a draft, other uids, and what its deliveries held. Each step can be repeated. */
import type { Booking } from '../../../shared/booking/booking.ts';
import { type Erasure, erasedBooking, erasedPointer } from '../../../shared/booking/erasure.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import { belongingsMax } from '../../../shared/ports.ts';
import { type Item, keys } from '../../../shared/store/item.ts';
import { racesMax } from '../change-booking.ts';
import { type EraseDeps, keyOfPlace } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { hopsMax, readItems } from '../load.ts';
import { forgetDraft } from '../pages/drafts.ts';

/** `goes`: whether what stands there now is still the person's. */
export async function eraseBooking(
  deps: EraseDeps,
  place: Place,
  erasure: Erasure,
  goes: (booking: Booking) => boolean,
): Promise<void> {
  if (!(await eraseItem(deps, place, erasure, goes))) return;
  await forgetDraft(deps, place);
  await eraseBelongings(deps, keyOfPlace(place), erasure, 0);
}

/** Whether nothing of the person stands there now. Its pages first: who they are is known here only. */
async function eraseItem(
  deps: EraseDeps,
  place: Place,
  erasure: Erasure,
  goes: (booking: Booking) => boolean,
): Promise<boolean> {
  for (let race = 0; race < racesMax; race += 1) {
    const [item] = await readItems(deps, [keyOfPlace(place)]);
    if (item?.type === 'alias' && item.carry !== undefined) {
      if (!goes(item.carry)) return false;
      await closePages(deps, item.carry, erasure);
      if ((await deps.store.put(erasedPointer(item, erasure), item.version)).put === 'stored') return true;
      continue;
    }
    if (item?.type !== 'booking') return true;
    if (!goes(item)) return false;
    await closePages(deps, item, erasure);
    if ((await deps.store.put(erasedBooking(item, erasure), item.version)).put === 'stored') return true;
  }
  throw new ContentionError(keyOfPlace(place));
}

/** A link to what is erased opens nothing; from now on its token is not kept either. */
async function closePages(deps: EraseDeps, { pages }: Booking, { at }: Erasure): Promise<void> {
  const tokens = [pages.screening, pages.care].filter((token) => token !== undefined);
  if (tokens.length === 0) return;
  for (const page of await readItems(
    deps,
    tokens.map((token) => keys.page(token)),
  )) {
    if (page?.type !== 'page' || page.expiresAt <= at) continue;
    // Whoever came first closed it too: nothing else changes a page.
    await deps.store.put({ ...page, version: page.version + 1, expiresAt: at }, page.version);
  }
}

/** By the index, so what it does not show yet is found by the next pass. */
async function eraseBelongings(deps: EraseDeps, owner: string, erasure: Erasure, hop: number): Promise<void> {
  if (hop > hopsMax) return;
  let found = 0;
  let erased = 0;
  do {
    const belongings = await deps.store.belongingsOf(owner);
    found = belongings.length;
    erased = 0;
    for (const key of belongings) {
      const [item] = await readItems(deps, [key]);
      if (item?.type === 'alias' || item?.type === 'moved') {
        await eraseBelongings(deps, key, erasure, hop + 1);
      }
      const bare = bareOf(item, owner, erasure);
      // While the pointer still leads here, so that a pass that died is made again.
      if (bare?.item.type === 'erased') await forgetDraft(deps, bare.item);
      if (bare !== undefined && (await deps.store.put(bare.item, bare.seen)).put === 'stored') erased += 1;
    }
  } while (found === belongingsMax && erased > 0);
}

/** What it is without the person; a delivery keeps its id and answer, so that its repeat is still one. */
function bareOf(
  item: Item | undefined,
  owner: string,
  erasure: Erasure,
): { item: Item; seen: number } | undefined {
  if (item?.type === 'alias' || item?.type === 'moved') {
    const target = keys.booking(item.clinicId, item.platform, item.target);
    return target === owner ? { item: erasedPointer(item, erasure), seen: item.version } : undefined;
  }
  if (item?.type !== 'delivery' || item.status !== 'done' || item.body === undefined) return undefined;
  const { body: _body, ...bare } = item;
  return { item: { ...bare, version: item.version + 1 }, seen: item.version };
}
