/** A Cal.com booking in the gate's words. */
import { answerCharsMax, answersMax, languageOf, zoneOf } from '../field.ts';
import type { BookingDetails } from '../platform.ts';
import type { CalComBooking } from './body.ts';
import { answersIn, consentIn, peopleIn, phoneIn } from './responses.ts';

/** The booking whole; the service is the event type's slug, or its number where there is none. */
export function detailsOf(booking: CalComBooking): BookingDetails {
  const [booker] = booking.attendees;
  const phone = phoneIn(booking);
  const language = languageOf(booker.language?.locale);
  const zone = zoneOf(booker.timeZone);
  const consent = consentIn(booking);
  return {
    service: booking.type ?? String(booking.eventTypeId),
    startAt: booking.startTime,
    endAt: booking.endTime,
    client: {
      name: booker.name,
      ...(phone === undefined ? {} : { phone }),
      ...(booker.email === undefined ? {} : { email: booker.email }),
      ...(language === undefined ? {} : { language }),
      ...(zone === undefined ? {} : { zone }),
    },
    people: peopleIn(booking),
    answers: answersIn(booking),
    ...(consent === undefined ? {} : { consent }),
  };
}

/** The field that holds more than is kept, if any. */
export function tooLong(
  booking: CalComBooking,
  prefix: string,
): { path: string; expected: string } | undefined {
  const answers = answersIn(booking);
  if (answers.length > answersMax) {
    return { path: `${prefix}.responses`, expected: `at most ${answersMax} answers` };
  }
  const long = answers.find(({ raw }) => typeof raw === 'string' && raw.length > answerCharsMax);
  if (long === undefined) return undefined;
  return {
    path: `${prefix}.responses.${long.names[0] ?? ''}.value`,
    expected: `at most ${answerCharsMax} characters`,
  };
}
