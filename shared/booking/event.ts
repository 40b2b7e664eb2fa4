/** What can happen to a booking: platform events in the gate's words, what people do, and how texts went. */
import type { ActName } from '../api/manager/act-name.ts';
import type { ActingRole } from '../api/manager/role.ts';
import type { StopSource } from '../follow-up/contact.ts';
import type { BookingMilestoneId } from '../follow-up/milestone.ts';
import type { OrderStamp } from '../platforms/platform.ts';
import type { Answers } from '../screening/answer.ts';
import type { Instant } from '../time/instant.ts';
import type { Booking } from './booking.ts';
import type { LinkBounds } from './link-series.ts';
import type { Visit } from './visit.ts';

/** From a platform: ordered by its own stamp, applied once per delivery. */
export interface Stamped {
  order: OrderStamp;
  /** Short hash of the delivery; the booking remembers the last of them. */
  delivery: string;
  at: Instant;
}

export type PlatformBookingEvent = Stamped &
  (
    | { type: 'booked'; pending: boolean; visit: Visit }
    | { type: 'rescheduled'; pending: boolean; visit: Visit }
    | { type: 'cancelled'; by: 'client' | 'clinic' | 'unknown' }
    | { type: 'completed' }
    | { type: 'no-show'; takenBack: boolean }
  );

/** How one step went. */
export type StepEvent =
  | { type: 'step-claimed'; step: string; at: Instant; expiresAt: Instant }
  /** Proven not sent and worth another try. */
  | { type: 'step-postponed'; step: string; at: Instant; dueAt: Instant }
  | { type: 'step-sent'; step: string; at: Instant; messageId?: string; pauseFrom?: Instant }
  | { type: 'step-skipped' | 'step-unknown'; step: string; at: Instant; reason: string }
  /** Refused for good; with `messageId` it was taken first, and a receipt says that it did not arrive. */
  | { type: 'step-failed'; step: string; at: Instant; reason: string; messageId?: string }
  /** A receipt says that it arrived. */
  | { type: 'step-delivered'; step: string; at: Instant; messageId: string };

/** What a receipt says of a step; it may come before the record of the publish, twice, or days later. */
export type ReceiptEvent = Extract<StepEvent, { type: 'step-failed' | 'step-delivered' }> & {
  messageId: string;
};

/** Who of the clinic's staff does what, when and why. */
export interface StaffAct {
  what: ActName | 'add-booking';
  by: string;
  role: ActingRole;
  why: string;
  /** A UUID of the click: an act that is on record already changes nothing. */
  click: string;
  at: Instant;
}

/** What staff do to a booking. Answers they write down are `answered`, with their act. */
export type StaffEvent = { act: StaffAct } & (
  | { type: 'approved'; findings: readonly string[]; clearance?: { doctor: string; on: string } }
  | { type: 'proposal-settled'; accepted: boolean }
  /** One more text, beside what the care plan wants. */
  | {
      type: 'text-requested';
      milestone: BookingMilestoneId;
      step: string;
      /** The failed or unknown text that it stands in for: should that have arrived after all, this one is not sent. */
      replaces?: string;
    }
  | { type: 'marked'; as: 'completed' | 'no-show' }
  | { type: 'called-off'; by: 'client' | 'clinic' }
  | {
      type: 'client-told';
      /** Beside the texts that could not say it. */
      texts: readonly { step: string; milestone: BookingMilestoneId }[];
      /** What a day-before text would have said. */
      pauseFrom?: Instant;
    }
  | {
      type:
        | 'links-renewed'
        | 'texts-stopped'
        | 'texts-allowed'
        | 'phone-revealed'
        | 'exported'
        | 'erasure-asked'
        | 'added';
    }
);

export type BookingEvent =
  | PlatformBookingEvent
  | StepEvent
  | StaffEvent
  /** Answers submitted by the client or written down by staff: never a draft. */
  | {
      type: 'answered';
      answers: Answers;
      at: Instant;
      by: 'form' | 'text' | 'staff' | 'platform';
      /** Of staff. */
      act?: StaffAct;
      policyVersion?: number;
    }
  /** The client says that something changed: every answer so far is open again. */
  | { type: 'reopened'; at: Instant }
  /** The answer that should have carried the form's link did not go out. */
  | { type: 'ask-missed'; at: Instant }
  /** The client answered the day-before question with "all fine". */
  | { type: 'confirmed-fine'; at: Instant }
  /** An answer that may be another client's: a person asks. */
  | { type: 'reply-ambiguous'; at: Instant }
  /** The client's number takes texts no longer, by whom it was stopped, or again. */
  | { type: 'opt-changed'; stoppedBy: StopSource | undefined; at: Instant }
  /** The client was shown these rules' block or review. */
  | { type: 'outcome-shown'; rules: string[]; at: Instant }
  /** A page that says from when to pause was shown. */
  | { type: 'told-to-pause'; pauseFrom: Instant; at: Instant }
  | ({ type: 'page-made'; page: 'screening' | 'care'; token: string } & LinkBounds)
  | { type: 'poked'; step: string }
  | { type: 'policy-moved'; policyVersion: number; at: Instant }
  | { type: 'policy-proposed'; policyVersion: number; outcome: string; at: Instant }
  /** Another live booking turned out to be this one under an older uid. */
  | { type: 'carried'; from: Booking; at: Instant };
