/** From a uid to what its pointers lead to; a fold found half-way is finished on the way. */
import type { Standing } from '../../../shared/booking/place-event.ts';
import { erasedReason } from '../../../shared/webhook/delivery.ts';
import { type BookingDeps, keyOfPlace } from '../deps.ts';
import { ContentionError } from '../errors.ts';
import { hopsMax, readItems } from '../load.ts';
import type { Arrival } from './booking-events.ts';
import { finishFold } from './fold-bookings.ts';

export async function followPointers(deps: BookingDeps, arrival: Arrival, uid: string): Promise<Standing> {
  let place = { clinicId: arrival.clinic.id, platform: arrival.platform, uid };
  for (let hop = 0; hop <= hopsMax; hop += 1) {
    const key = keyOfPlace(place);
    const item = arrival.ahead?.items.has(key)
      ? arrival.ahead.items.get(key)
      : (await readItems(deps, [key]))[0];
    switch (item?.type) {
      case 'booking':
      case 'tombstone':
      case 'erased':
        return { place, item };
      case 'alias':
        if (item.carry !== undefined) await finishFold(deps, item, arrival.now);
        place = { ...place, uid: item.target };
        break;
      case 'moved':
        place = { ...place, uid: item.target };
        break;
      default:
        return { place, item: undefined };
    }
  }
  throw new ContentionError(keyOfPlace(place));
}

/** Why an event led to nothing, where its pointers ended at an erased client. */
export function whyErased({ here, before }: { here: Standing; before?: Standing }): { reason?: string } {
  const isErased = here.item?.type === 'erased' || before?.item?.type === 'erased';
  return isErased ? { reason: erasedReason } : {};
}
