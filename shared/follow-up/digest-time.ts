/** When staff are told of their day: at seven in the morning of the clinic, by its own clock. */
import type { Instant } from '../time/instant.ts';
import { addDays, instantOf, type LocalDate, localDateOf } from '../time/zone.ts';

/** Before the first visit, and early enough to call somebody. Minutes of the local day. */
const digestMinuteOfDay = 7 * 60;

/** One job a clinic. */
export const digestJobId = 'digest';

/** A job that nothing took up for so long belongs to a clinic that is gone. Days. */
export const digestJobDays = 30;

/** Where the clocks jump over seven, it is when they are through. */
export function digestAt(day: LocalDate, zone: string): Instant {
  return instantOf(day, digestMinuteOfDay, zone);
}

/** The first seven o'clock after an instant. */
export function nextDigestAt(after: Instant, zone: string): Instant {
  const today = localDateOf(after, zone);
  const at = digestAt(today, zone);
  return at > after ? at : digestAt(addDays(today, 1), zone);
}
