/** Calendar arithmetic in a clinic's or client's IANA zone: the only module that knows Temporal. */
import { Temporal } from 'temporal-polyfill';
import { dayMs, type Instant, minuteMs } from './instant.ts';

/** A calendar day, `YYYY-MM-DD`. */
export type LocalDate = string;

export interface LocalTime {
  date: LocalDate;
  /** Minutes since the wall clock's midnight, 0 to 1439. */
  minuteOfDay: number;
  /** 1 Monday to 7 Sunday. */
  weekday: number;
}

/** Whether the runtime knows this IANA zone name; offsets such as `+02:00` are refused, for they hide DST. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** Whether the text is a day that exists (`2026-02-29` is not). */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

export function localTimeOf(instant: Instant, zone: string): LocalTime {
  const local = zoned(instant, zone);
  return {
    date: dayOf(local),
    minuteOfDay: local.hour * 60 + local.minute,
    weekday: local.dayOfWeek,
  };
}

export function localDateOf(instant: Instant, zone: string): LocalDate {
  return dayOf(zoned(instant, zone));
}

/** The instant of a wall time. In a DST gap the time moves forward by the gap; of two in an overlap the first counts. `minuteOfDay` 1440 is the next midnight. */
export function instantOf(date: LocalDate, minuteOfDay: number, zone: string): Instant {
  const wall = new Date(utcOf(date) + minuteOfDay * minuteMs);
  return new Temporal.PlainDateTime(
    wall.getUTCFullYear(),
    wall.getUTCMonth() + 1,
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
  ).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** The first instant of a local day (not always 00:00: some zones change their clocks at midnight). */
export function startOfDay(date: LocalDate, zone: string): Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

/** The same wall time some calendar days later (negative: earlier). */
export function addLocalDays(instant: Instant, days: number, zone: string): Instant {
  return zoned(instant, zone).add({ days }).epochMilliseconds;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(utcOf(date) + days * dayMs);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((utcOf(to) - utcOf(from)) / dayMs);
}

export function weekdayOf(date: LocalDate): number {
  return new Date(utcOf(date)).getUTCDay() || 7;
}

function dayOf(local: Temporal.ZonedDateTime): LocalDate {
  return dateOf(Date.UTC(local.year, local.month - 1, local.day));
}

/** Calendar days have no zone: as midnights of UTC they can be counted and compared. */
function utcOf(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function dateOf(utc: number): LocalDate {
  return new Date(utc).toISOString().slice(0, 10);
}

function zoned(instant: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}
