/** What a booking stands at, in the words of somebody at the front desk. */
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import type { Tone } from '../parts/kind-words.ts';

type Booking = BookingPage['booking'];

export interface Headline {
  says: string;
  /** How it is coloured; the words say the same without the colour. */
  tone: Tone;
  /** A second sentence, where one helps. */
  more?: string;
}

/** `sayTime` words an instant in the clinic's zone. */
export function sayOutcome(booking: Booking, sayTime: (instant: string) => string): Headline {
  switch (booking.status) {
    case 'cancelled':
      return { says: sayCancelled(booking.cancelledBy), tone: 'note' };
    case 'completed':
      return { says: 'The visit took place', tone: 'note' };
    case 'no-show':
      return { says: 'The client did not come', tone: 'note' };
    case 'pending':
    case 'accepted':
      return sayDecision(booking, sayTime);
  }
}

function sayCancelled(by: Booking['cancelledBy']): string {
  switch (by) {
    case 'client':
      return 'Cancelled by the client';
    case 'clinic':
      return 'Cancelled by the clinic';
    case 'unknown':
    case undefined:
      return 'Cancelled';
  }
}

function sayDecision({ decision }: Booking, sayTime: (instant: string) => string): Headline {
  switch (decision?.outcome) {
    case undefined:
      return { says: 'Not decided yet', tone: 'note' };
    case 'allowed':
      return { says: 'May go ahead', tone: 'fine' };
    case 'blocked':
      return decision.eligibleFrom === undefined
        ? { says: 'Must not go ahead', tone: 'stop', more: 'No later date makes it fine by itself.' }
        : { says: `Not on this date: from ${sayTime(decision.eligibleFrom)}`, tone: 'stop' };
    case 'review':
      return { says: 'A person must clear it', tone: 'warn' };
    case 'incomplete':
      return { says: 'Answers are missing', tone: 'ask' };
  }
}

export function sayBookingStatus(status: Booking['status']): string {
  switch (status) {
    case 'pending':
      return 'Not confirmed yet by the booking platform';
    case 'accepted':
      return 'Confirmed';
    case 'cancelled':
      return 'Cancelled';
    case 'completed':
      return 'Completed';
    case 'no-show':
      return 'No-show';
  }
}

const sources: Readonly<Record<string, string>> = {
  platform: "the booking platform's form",
  form: 'our screening form',
  text: 'a text reply',
  staff: 'staff',
};

/** Where an answer came from. */
export function saySource(source: string): string {
  const known = Object.hasOwn(sources, source) ? sources[source] : undefined;
  return known ?? source;
}

const outcomeNames: Readonly<Record<string, string>> = {
  allowed: 'may go ahead',
  blocked: 'not on this date',
  review: 'a person must clear it',
  incomplete: 'answers are missing',
};

/** An outcome inside a sentence. */
export function sayOutcomeName(outcome: string): string {
  const known = Object.hasOwn(outcomeNames, outcome) ? outcomeNames[outcome] : undefined;
  return known ?? outcome;
}

type Finding = NonNullable<Booking['decision']>['findings'][number];

export function toneOfFinding({ outcome, approved }: Finding): Tone {
  if (approved) return 'fine';
  switch (outcome) {
    case 'blocked':
      return 'stop';
    case 'review':
      return 'warn';
    case 'advisory':
      return 'note';
  }
}

export function wordOfFinding({ outcome, approved }: Finding): string {
  if (approved) return 'Approved';
  switch (outcome) {
    case 'blocked':
      return 'Stops the visit';
    case 'review':
      return 'A person must clear it';
    case 'advisory':
      return 'Good to know';
  }
}
