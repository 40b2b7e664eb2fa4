/** What a booking's text may say, from the booking, its clinic and its policy. */
import type { TextFacts } from '../../../shared/follow-up/milestone.ts';
import { lastBotoxDayOf, resolvePauseFrom } from '../../../shared/follow-up/visit-dates.ts';
import { textFirstName } from '../../../shared/text/person-name.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import type { Standpoint } from '../change-booking.ts';

export function textFactsOf({ booking, clinic, policy }: Standpoint, now: Instant, link?: string): TextFacts {
  const firstName = textFirstName(booking.client.name);
  const eligibleFrom = booking.decision?.eligibleFrom;
  return {
    brand: clinic.brand,
    clinicPhone: clinic.phone,
    place: clinic.place,
    zone: clinic.zone,
    startAt: booking.startAt,
    endAt: booking.completedAt ?? booking.endAt,
    lastBotoxDay: lastBotoxDayOf(policy, booking.startAt, clinic.zone),
    pauseFrom: resolvePauseFrom(policy, booking.startAt, clinic.zone),
    now,
    ...(firstName === undefined ? {} : { firstName }),
    ...(link === undefined ? {} : { link }),
    ...(eligibleFrom === undefined ? {} : { eligibleFrom }),
  };
}
