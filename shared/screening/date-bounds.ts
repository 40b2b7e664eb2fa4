/** Which days can be the answer to a question: what the form's date fields offer, and what is taken when somebody types another one. */
import type { Question } from '../policy/policy.ts';
import type { Instant } from '../time/instant.ts';
import { addDays, isLocalDate, type LocalDate, localDateOf } from '../time/zone.ts';
import type { AnswerValue } from './answer.ts';

/** A day longer ago than a life is a slip of the keyboard, and must not pass for "long ago". */
const yearsBackMax = 120;

export interface DateBounds {
  from: LocalDate;
  /** The last day that a date field offers. */
  until: LocalDate;
  /** The last day that is taken: nobody is refused for a zone of theirs that we do not know. */
  latest: LocalDate;
}

/** Whose answer it is, and when. */
export interface Answering {
  now: Instant;
  /** The clinic's zone. */
  zone: string;
  /** The client's own, where it is known. */
  clientZone?: string | undefined;
  startAt: Instant;
}

/** A last use lies behind; another date may lie ahead as long as it is not after the visit, for that is what the rules go by. `undefined`: the question takes no date. */
export function dateBoundsOf(
  { type }: Pick<Question, 'type'>,
  { now, zone, clientZone, startAt }: Answering,
): DateBounds | undefined {
  const from = earliestDay(now, zone);
  switch (type) {
    case 'yes-no':
      return undefined;
    case 'date': {
      const visitDay = localDateOf(startAt, zone);
      return { from, until: visitDay, latest: visitDay };
    }
    case 'last-use': {
      const [here, there] = [localDateOf(now, zone), localDateOf(now, clientZone ?? zone)];
      return { from, until: there > here ? there : here, latest: latestUse(now, zone) };
    }
  }
}

/** The first day that can be meant. */
export function earliestDay(now: Instant, zone: string): LocalDate {
  const year = Number(localDateOf(now, zone).slice(0, 4)) - yearsBackMax;
  return `${String(year).padStart(4, '0')}-01-01`;
}

/** Nobody used something in days to come; a client east of the clinic may have begun the next one. */
export function latestUse(now: Instant, zone: string): LocalDate {
  return addDays(localDateOf(now, zone), 1);
}

/** On which side of the bounds an answer's day lies; `undefined` within them, and for an answer without a day. */
export function sideOf(
  value: AnswerValue | undefined,
  { from, latest }: DateBounds,
): 'too-early' | 'too-late' | undefined {
  const day = dayIn(value);
  if (day === undefined) return undefined;
  if (day < from) return 'too-early';
  return day > latest ? 'too-late' : undefined;
}

/** The day that was picked or typed, also where it cannot be the answer. */
export function dayIn(value: AnswerValue | undefined): LocalDate | undefined {
  if (value?.is === 'date') return value.date;
  return value?.is === 'unreadable' && isLocalDate(value.raw) ? value.raw : undefined;
}
