/** What the product notes of itself while it runs: lines and metrics are made of it, whichever shell notes it. */
import type { ActingRole } from '../api/manager/role.ts';
import type { AboutBooking } from './about-booking.ts';

/** Business events, declared once; ids and kinds only. */
export type BusinessEvent =
  | { event: 'delivery-received'; clinicId: string; platform: string; delivery: string }
  | {
      event: 'delivery-answered';
      clinicId: string;
      platform: string;
      delivery: string;
      status: string;
      bookingId?: string;
    }
  | { event: 'delivery-rejected'; clinicId: string; platform: string; reason: string }
  | { event: 'delivery-conflict'; clinicId: string; platform: string; delivery: string }
  | ({ event: 'booking-decided'; outcome: string } & AboutBooking)
  | ({ event: 'timer-missing'; reason: string } & AboutBooking)
  /** The sweep found work whose timer was armed, minutes after its instant: it did not fire, or the follow-up failed each time. */
  | ({ event: 'timer-lost'; overdueSeconds: number } & AboutBooking)
  | ({
      event:
        | 'text-sent'
        | 'text-failed'
        | 'text-unknown'
        | 'text-skipped'
        | 'text-postponed'
        /** By its receipt. */
        | 'text-delivered'
        | 'text-undelivered'
        /** Sent, but its receipt will not find it. */
        | 'text-unlinked';
      step: string;
      reason?: string;
    } & AboutBooking)
  /** A receipt of a text that is no booking's, or not known yet. */
  | { event: 'receipt-unknown'; message: string }
  /** A line of the delivery log that says nothing to us; `reason` names fields. */
  | { event: 'receipt-unreadable'; reason: string }
  | { event: 'receipt-failed'; message: string; reason: string }
  | { event: 'reply-taken'; clinicId: string; meaning: string }
  /** An answer to a client's text; the booking where the text was about one. */
  | ({
      event: 'reply-sent' | 'reply-failed' | 'reply-unknown';
      clinicId: string;
      milestone: string;
      reason?: string;
    } & Partial<AboutBooking>)
  | { event: 'contact-opted-out' | 'contact-opted-in'; clinicId: string; source: string }
  /** `oldestOverdueSeconds`: of the bookings found, so that it says how late texts are; 0 where none is. */
  | {
      event: 'swept';
      looked: number;
      worked: number;
      failed: number;
      deliveriesUnfinished: number;
      oldestOverdueSeconds: number;
    }
  /** `key`: a hash of the item's; beside it whose item it is, where the key says so. */
  | ({ event: 'item-quarantined' | 'item-put-back'; key: string; reason: string } & Partial<AboutBooking>)
  /** The booking where the notice is about one: the daily digest is about none. */
  | ({
      event: 'notice-sent' | 'notice-failed';
      clinicId: string;
      kind: string;
      reason?: string;
    } & Partial<AboutBooking>)
  /** The booking where the page belongs to one. */
  | ({ event: 'page-opened' | 'page-refused'; page: string; reason?: string } & Partial<AboutBooking>)
  | ({ event: 'screening-submitted' } & AboutBooking)
  /** Nobody was let in; `reason` says what is wrong with the token, never a piece of it. */
  | { event: 'sign-in-refused'; reason: string }
  /** Staff of the clinic asked for another one's. */
  | { event: 'tenant-wall'; clinicId: string; route: string }
  /** Staff did something; the booking where it was about one. `again`: what the act hands over was asked for once more with the same click. */
  | ({
      event: 'act-done';
      act: string;
      role: ActingRole;
      clinicId: string;
      again?: true;
    } & Partial<AboutBooking>);
