/** Adding and subtracting a rule's gap: the one place where calendar days and elapsed hours part ways. */
import { hourMs, type Instant } from '../time/instant.ts';
import { addDays, addLocalDays, type LocalDate, localDateOf, startOfDay } from '../time/zone.ts';
import type { Gap } from './policy.ts';

/** When something was done: a bare day, or the very instant. */
export type Moment = { day: LocalDate } | { at: Instant };

/** The clinic's local day of a moment, for reasons and finding identities. */
export function dayOf(moment: Moment, zone: string): LocalDate {
  return 'day' in moment ? moment.day : localDateOf(moment.at, zone);
}

/** The last instant a moment can stand for: a bare day is read the cautious way, to its end in the clinic's zone. */
export function latestOf(moment: Moment, zone: string): Instant {
  return 'day' in moment ? startOfDay(addDays(moment.day, 1), zone) : moment.at;
}

/** The same wall time that many calendar days, or that many elapsed hours, later. */
export function addGap(instant: Instant, gap: Gap, zone: string): Instant {
  return gap.unit === 'hours' ? instant + gap.amount * hourMs : addLocalDays(instant, gap.amount, zone);
}

/** Where a pause before `instant` begins. */
export function subtractGap(instant: Instant, gap: Gap, zone: string): Instant {
  return gap.unit === 'hours' ? instant - gap.amount * hourMs : addLocalDays(instant, -gap.amount, zone);
}
