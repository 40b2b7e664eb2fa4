/** Which days a booking's client can have meant, whoever writes the answer down: the client's form and staff's dialog offer and take the same. */
import type { Clinic } from '../clinic/clinic.ts';
import type { Question } from '../policy/policy.ts';
import { type DateBounds, dateBoundsOf } from '../screening/date-bounds.ts';
import type { Instant } from '../time/instant.ts';
import type { Booking } from './booking.ts';

/** `undefined`: the question takes no date. */
export function answerDays(
  question: Pick<Question, 'type'>,
  { booking, clinic, now }: { booking: Booking; clinic: Clinic; now: Instant },
): DateBounds | undefined {
  const { startAt, client } = booking;
  return dateBoundsOf(question, { now, zone: clinic.zone, clientZone: client.zone, startAt });
}
