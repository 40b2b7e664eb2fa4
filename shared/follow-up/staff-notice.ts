/** What staff are told by e-mail, before it has words: a mailbox is read by anybody, so a notice is made of kinds, times and counts, and who it is about stays behind the sign-in. */
import type { Booking } from '../booking/booking.ts';
import { bookingIdOf } from '../booking/booking.ts';
import { referenceOf } from '../booking/reference.ts';
import type { Clinic } from '../clinic/clinic.ts';
import type { AttentionKind } from '../store/item.ts';
import type { Instant } from '../time/instant.ts';
import type { LocalDate } from '../time/zone.ts';
import { noticeIds } from './step.ts';

/** The kind of the one e-mail a day. */
export const digestKind = 'daily-digest';
/** Every kind there is: what a subscriber may ask for by the attribute `kind`. */
export const noticeKinds = [...noticeIds, digestKind] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Whose staff are told, and in which zone times are said. */
interface AtClinic {
  clinicId: string;
  brand: string;
  zone: string;
}

/** Told at once: something about one booking that cannot wait. */
export interface BookingNotice extends AtClinic {
  kind: (typeof noticeIds)[number];
  bookingId: string;
  /** The booking's address on the site. */
  ref: string;
  startAt: Instant;
}

/** Told together: bookings of one kind that could wait. */
export interface GatheredNotice extends AtClinic {
  kind: BookingNotice['kind'];
  gathered: Count;
}

/** `more`: there is more than was counted. */
export interface Count {
  count: number;
  more: boolean;
}

/** Told once a day. */
export interface DigestNotice extends AtClinic {
  kind: typeof digestKind;
  /** The clinic's local day. */
  day: LocalDate;
  /** Of the day, cancelled ones left out. */
  visits: Count;
  /** Bookings from that day on that need a person. */
  waiting: Count;
  /** The same by kind: one booking may be under several. */
  byKind: Partial<Record<AttentionKind, number>>;
  /** Since the digest before: deliveries that were refused, and items that could not be worked on. */
  refused: Count;
  quarantined: Count;
}

export type StaffNotice = BookingNotice | GatheredNotice | DigestNotice;

export function noticeOf(booking: Booking, clinic: Clinic, kind: BookingNotice['kind']): BookingNotice {
  const { id: clinicId, brand, zone } = clinic;
  const { startAt } = booking;
  return {
    clinicId,
    brand,
    zone,
    kind,
    bookingId: bookingIdOf(booking),
    ref: referenceOf(booking),
    startAt,
  };
}

/** A day without visits and without anything that waits is no e-mail. */
export function saysSomething({ visits, waiting, refused, quarantined }: DigestNotice): boolean {
  return [visits, waiting, refused, quarantined].some(({ count }) => count > 0);
}
