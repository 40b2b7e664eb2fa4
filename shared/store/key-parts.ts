/** What a key says of its item: keys are taken apart here alone, beside where they are put together. */
import type { Place } from '../booking/place-event.ts';

/** Items whose key begins with their clinic. */
const clinicsOwn: readonly (string | undefined)[] = [
  'booking',
  'delivery',
  'contact',
  'clinic',
  'policy',
  'draft',
  'job',
];

/** The place a booking key names; a uid may hold any character, so only the first three separators count. */
export function placeOfKey(key: string): Place | undefined {
  const match = /^booking#([^#]+)#([^#]+)#(.+)$/s.exec(key);
  const [, clinicId, platform, uid] = match ?? [];
  if (clinicId === undefined || platform === undefined || uid === undefined) return undefined;
  return { clinicId, platform, uid };
}

/** Whose an item is. A quarantine's key holds that of what was given up on. */
export function clinicOfKey(key: string): string | undefined {
  const [type, clinicId, ...rest] = key.split('#');
  if (type === 'quarantine') return clinicOfKey([clinicId, ...rest].join('#'));
  return clinicsOwn.includes(type) ? clinicId : undefined;
}

/** Whether a booking, or what points to one, stands there. */
export function isBookingKey(key: string): boolean {
  return key.startsWith('booking#');
}
