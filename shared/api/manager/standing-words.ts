/** What staff read of how a booking stands: one word for each verdict and each status, on every screen. Plain strings, so that the site can hold them too. */
import type { BookingView } from '../booking-view.ts';

export type Outcome = NonNullable<BookingView['decision']>['outcome'];
export type Status = BookingView['status'];

/** What the gate decided. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  allowed: 'May go ahead',
  blocked: 'Blocked',
  review: 'Review',
  incomplete: 'Answers missing',
};

/** How the visit itself stands. */
export const statusWords: Readonly<Record<Status, string>> = {
  accepted: 'Confirmed',
  pending: 'Not confirmed yet',
  cancelled: 'Called off',
  completed: 'Took place',
  'no-show': 'Did not come',
};

/** Why no text goes to a number: who stopped them. A sentence without its stop. */
export const stopWords: Readonly<Record<NonNullable<BookingView['texts']['stoppedBy']>, string>> = {
  text: 'The client said STOP',
  page: 'The client stopped the texts on the care page',
  carrier: 'The carrier stopped the texts to this number',
  staff: 'Staff stopped the texts to this number',
};

/** An outcome that is stored by its name; one that is newer than its word is shown by that. */
export function sayOutcome(outcome: string): string {
  const known = Object.entries(outcomeWords).find(([name]) => name === outcome);
  return known?.[1] ?? outcome;
}
