/** Reads a visit that staff write down: what is wrong names its field, what is right is described as a platform's event would. */
import type { NewBooking } from '../api/manager/act.ts';
import { visitDaysAheadMax } from '../api/manager/act-limits.ts';
import type { ProblemError } from '../api/problem.ts';
import type { Clinic } from '../clinic/clinic.ts';
import type { BookingDetails } from '../platforms/platform.ts';
import { dayMs, type Instant, minuteMs } from '../time/instant.ts';
import { instantOf, isLocalDate, localTimeOf } from '../time/zone.ts';
import { usablePhone } from './phone.ts';

export type NewBookingReading =
  | { read: 'visit'; details: BookingDetails }
  | { read: 'mistakes'; mistakes: ProblemError[] };

export function readNewBooking(asked: NewBooking, clinic: Clinic, now: Instant): NewBookingReading {
  const start = readStart(asked.start, clinic.zone, now);
  const phone = asked.phone === undefined || asked.phone === '' ? undefined : asked.phone;
  const isPhone = phone === undefined || usablePhone(phone, clinic.countries) !== undefined;
  const mistakes = [
    ...(Object.hasOwn(clinic.policies, asked.treatment)
      ? []
      : [{ path: 'treatment', expected: "expected one of the clinic's treatments" }]),
    ...('expected' in start ? [{ path: 'start', expected: start.expected }] : []),
    ...(isPhone
      ? []
      : [{ path: 'phone', expected: `expected a ${clinic.countries.join(' or ')} mobile number` }]),
  ];
  if (mistakes.length > 0 || 'expected' in start) return { read: 'mistakes', mistakes };
  return {
    read: 'visit',
    details: {
      service: asked.treatment,
      startAt: start.at,
      endAt: start.at + asked.lasts * minuteMs,
      client: {
        name: asked.name,
        ...(phone === undefined ? {} : { phone }),
        ...(asked.email === undefined ? {} : { email: asked.email }),
        language: asked.language,
      },
      people: 1,
      answers: [],
      consent: asked.consent,
    },
  };
}

/** Before it clocks went by the sun, and no wall time of today fits: nobody means such a year. */
const firstDay = '2000-01-01';

/** A wall time of the clinic: one that its clocks skip is nobody's appointment. */
function readStart(start: string, zone: string, now: Instant): { at: Instant } | { expected: string } {
  const [date = '', time = ''] = start.split('T');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (!isLocalDate(date) || date < firstDay || hour > 23 || minute > 59) {
    return { expected: 'expected a date and time that exist' };
  }
  const minuteOfDay = hour * 60 + minute;
  const at = instantOf(date, minuteOfDay, zone);
  const local = localTimeOf(at, zone);
  if (local.date !== date || local.minuteOfDay !== minuteOfDay) {
    return { expected: 'expected a time that exists on that day: the clocks are put forward over this one' };
  }
  // What holds when a visit begins stands: nobody could be asked or approved any more.
  if (at <= now)
    return { expected: 'expected a time still ahead: some minutes from now for somebody who is here' };
  return at > now + visitDaysAheadMax * dayMs
    ? { expected: `expected a time within the next ${visitDaysAheadMax} days` }
    : { at };
}
