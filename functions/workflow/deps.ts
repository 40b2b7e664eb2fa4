/** What every workflow is given: the ports, and what is remembered between invocations. */
import type { Booking } from '../../shared/booking/booking.ts';
import type { Place } from '../../shared/booking/place-event.ts';
import type { Ports } from '../../shared/ports.ts';
import { keys } from '../../shared/store/item.ts';
import type { Policies } from './policies.ts';

export interface Deps extends Ports {
  policies: Policies;
}

export function placeOf(booking: Booking): Place {
  return { clinicId: booking.clinicId, platform: booking.platform, uid: booking.uid };
}

export function keyOfPlace(place: Place): string {
  return keys.booking(place.clinicId, place.platform, place.uid);
}

/** The place a booking key names; a uid may hold any character, so only the first three separators count. */
export function placeOfKey(key: string): Place | undefined {
  const match = /^booking#([^#]+)#([^#]+)#(.+)$/s.exec(key);
  const [, clinicId, platform, uid] = match ?? [];
  if (clinicId === undefined || platform === undefined || uid === undefined) return undefined;
  return { clinicId, platform, uid };
}
