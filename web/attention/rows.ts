/** The list of what needs a person, as data: what a line is known by, its day, and which lines have come since. */
import type { AttentionRow } from '../../shared/api/manager/attention-view.ts';
import { dateOf } from '../parts/time-words.ts';

/** What a line stands at in time: soonest visit first. */
export function timeOfRow(row: AttentionRow): string {
  switch (row.row) {
    case 'booking':
      return row.startAt;
    case 'delivery':
      return row.receivedAt;
    case 'quarantined':
      return row.since;
  }
}

/** The same for as long as the line means the same thing to do. */
export function keyOfRow(row: AttentionRow): string {
  switch (row.row) {
    case 'booking':
      return `booking ${row.ref} ${row.startAt}`;
    case 'delivery':
      return `delivery ${row.platform} ${row.receivedAt}`;
    case 'quarantined':
      return `quarantined ${row.ref ?? ''} ${row.since}`;
  }
}

export interface DayOfRows {
  /** Local date of the clinic. */
  date: string;
  rows: AttentionRow[];
}

/** In the order they come in; a new group wherever the clinic's day changes. */
export function groupByDay(rows: readonly AttentionRow[], zone: string): DayOfRows[] {
  const days: DayOfRows[] = [];
  for (const row of rows) {
    const date = dateOf(timeOfRow(row), zone);
    const last = days.at(-1);
    if (last?.date === date) last.rows.push(row);
    else days.push({ date, rows: [row] });
  }
  return days;
}

/** Why a line is there: when that changes, it is new to whoever looks. */
function meaningOf(row: AttentionRow): string {
  return `${keyOfRow(row)} ${row.kinds.toSorted().join()}`;
}

/** The keys of lines that were not there before, or for other reasons. What only moved up from a page that was not loaded is no news: it stands behind all that was known. */
export function findArrivals(before: readonly AttentionRow[], after: readonly AttentionRow[]): string[] {
  const known = new Set(before.map(meaningOf));
  const knownKeys = new Set(before.map(keyOfRow));
  const end = before.length === 0 ? after.length : after.findLastIndex((row) => knownKeys.has(keyOfRow(row)));
  const last = before.at(-1);
  return after
    .filter((row, at) => at <= end || (last !== undefined && timeOfRow(row) < timeOfRow(last)))
    .filter((row) => !known.has(meaningOf(row)))
    .map(keyOfRow);
}
