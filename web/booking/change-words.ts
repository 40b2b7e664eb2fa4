/** What turned on a page that stayed open: one quiet sentence, for the eye and for a screen reader. */
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { headlineOf } from './outcome-words.ts';

/** `undefined` where nothing did that a person should hear of; the newest event says why an outcome turned. */
export function sayChange(
  before: BookingPage,
  after: BookingPage,
  sayTime: (instant: string) => string,
): string | undefined {
  if (before.version === after.version) return undefined;
  const newest = after.timeline.slice(sharedLength(before, after)).at(-1);
  const said = [newest === undefined ? undefined : endSentence(newest.says), sayTurn(before, after, sayTime)];
  const sentences = said.filter((sentence) => sentence !== undefined);
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** Only what the booking stands at now, where that is something else. */
export function sayTurn(
  before: BookingPage,
  after: BookingPage,
  sayTime: (instant: string) => string,
): string | undefined {
  const from = headlineOf(before.booking, sayTime).says;
  const to = headlineOf(after.booking, sayTime).says;
  return from === to ? undefined : `Now: ${endSentence(to)}`;
}

/** Entries at the beginning that both have: the oldest ones go first when a booking has many. */
function sharedLength(before: BookingPage, after: BookingPage): number {
  const last = before.timeline.at(-1);
  if (last === undefined) return 0;
  return after.timeline.findLastIndex(({ at, says }) => at === last.at && says === last.says) + 1;
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
