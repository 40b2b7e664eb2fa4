/** Days and instants as people and forms write them; anything that two readers could read differently is not read at all. */
import { hourMs, type Instant, parseInstant } from '../time/instant.ts';
import { instantOf, isLocalDate, type LocalDate, localDateOf, localTimeOf } from '../time/zone.ts';

/** The two date-like answer values. */
export type ReadMoment = { is: 'date'; date: LocalDate } | { is: 'instant'; at: Instant };

const wallTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(:\d{2}(\.\d{1,9})?)?$/;
const midnight = /^\d{4}-\d{2}-\d{2}T00:00(:00(\.0+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const yearFirst = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/;
const yearLast = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

/** A day, or an instant where the text holds one; a wall time without zone is the clinic's. */
export function readMoment(text: string, zone: string): ReadMoment | undefined {
  if (isLocalDate(text)) return { is: 'date', date: text };
  const instant = parseInstant(text);
  if (instant !== undefined) return fromInstant(text, instant, zone);
  const wall = wallTime.exec(text);
  if (wall !== null) return fromWallTime(wall[1] ?? '', Number(wall[2]) * 60 + Number(wall[3]), zone);
  return fromParts(text);
}

/** Date pickers write a day as its midnight somewhere: the later of the written and the clinic's day is the cautious reading. */
function fromInstant(text: string, at: Instant, zone: string): ReadMoment | undefined {
  const written = text.slice(0, 10);
  if (!isLocalDate(written)) return undefined;
  if (!midnight.test(text)) return { is: 'instant', at };
  const local = localDateOf(at, zone);
  return { is: 'date', date: local > written ? local : written };
}

/** Of the two instants of a repeated hour the later is the cautious one. */
function fromWallTime(date: string, minuteOfDay: number, zone: string): ReadMoment | undefined {
  if (!isLocalDate(date) || minuteOfDay >= 1440) return undefined;
  const first = instantOf(date, minuteOfDay, zone);
  const repeated = localTimeOf(first + hourMs, zone);
  const twice = repeated.date === date && repeated.minuteOfDay === minuteOfDay;
  return { is: 'instant', at: twice ? first + hourMs : first };
}

/** `11/05/2026` is May or November, depending on who wrote it, and is not read; `11/25/2026` and `05/05/2026` can be only one day. */
function fromParts(text: string): ReadMoment | undefined {
  const iso = yearFirst.exec(text);
  if (iso !== null) return fromNumbers(iso[1], iso[2], iso[3]);
  const parts = yearLast.exec(text);
  if (parts === null) return undefined;
  const [, first, second, year] = parts;
  if (Number(first) === Number(second) || Number(second) > 12) return fromNumbers(year, first, second);
  return Number(first) > 12 ? fromNumbers(year, second, first) : undefined;
}

function fromNumbers(year = '', month = '', day = ''): ReadMoment | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(date) ? { is: 'date', date } : undefined;
}
