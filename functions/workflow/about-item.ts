/** What a line says of an item that could not be worked on: its key as a hash, because a key may hold a phone's, and whose it is. */
import { createHash } from 'node:crypto';
import { bookingIdOf } from '../../shared/booking/booking.ts';
import { type AboutBooking, deliveryIdChars } from '../../shared/journal/about-booking.ts';
import { placeOfKey } from '../../shared/store/key-parts.ts';

export function aboutItem(key: string): { key: string } & Partial<AboutBooking> {
  return { key: createHash('sha256').update(key).digest('hex'), ...ownerOf(key) };
}

function ownerOf(key: string): Partial<AboutBooking> {
  const place = placeOfKey(key);
  if (place !== undefined) return { clinicId: place.clinicId, bookingId: bookingIdOf(place) };
  const [, clinicId, platform, id] = /^delivery#([^#]+)#([^#]+)#(.+)$/s.exec(key) ?? [];
  if (clinicId === undefined || platform === undefined || id === undefined) return {};
  return { clinicId, delivery: shortId({ platform, id }) };
}

/** The delivery in a booking's memory and in lines: the platform's own id may be anything. */
export function shortId({ platform, id }: { platform: string; id: string }): string {
  return createHash('sha256').update(`${platform} ${id}`).digest('base64url').slice(0, deliveryIdChars);
}
