/** What the workflows are given: of the ports no more than they use, so that a function's permissions can be read off its type, and what is remembered between invocations. */
import type { Booking } from '../../shared/booking/booking.ts';
import type { Place } from '../../shared/booking/place-event.ts';
import type {
  BelongingStore,
  BookingStore,
  DueStore,
  JobStore,
  ListStore,
  Ports,
  TextSending,
} from '../../shared/ports.ts';
import { keys } from '../../shared/store/item.ts';
import type { Policies } from './policies.ts';

/** What changing a clinic takes. */
export interface ClinicDeps extends Pick<Ports, 'clock' | 'timers'> {
  store: Pick<BookingStore, 'get' | 'put'>;
  policies: Policies;
}

/** What changing a booking takes. */
export interface BookingDeps extends ClinicDeps, Pick<Ports, 'journal'> {
  store: BookingStore;
}

/** Beside that, what a client's page or a link to it takes. */
export interface PageDeps extends BookingDeps, Pick<Ports, 'randomness'> {}

/** What verifying a delivery takes. */
export interface DeliveryDeps extends BookingDeps, Pick<Ports, 'secrets'> {}

/** What sending a booking's texts and notices takes. */
export interface TextDeps extends PageDeps, Pick<Ports, 'staffNotices'> {
  texting: TextSending;
}

/** What answering a client's text takes. */
export interface ReplyDeps extends PageDeps, Pick<Ports, 'secrets' | 'texting'> {}

/** What staff's looking up and acting takes. */
export interface StaffDeps extends DeliveryDeps, Pick<Ports, 'randomness'> {
  store: BookingStore & ListStore & BelongingStore;
}

/** What removing a client takes. */
export interface EraseDeps extends BookingDeps {
  store: BookingStore & BelongingStore;
}

/** What walking over a clinic's bookings takes. */
export interface JobDeps extends BookingDeps {
  store: BookingStore & JobStore;
}

/** What telling a clinic's staff of their day takes. */
export interface DigestDeps extends BookingDeps, Pick<Ports, 'staffNotices'> {
  store: BookingStore & Pick<JobStore, 'attentionFrom' | 'visitsFrom'>;
}

/** What a timer may be set for: a booking's steps, or a job's next slice. */
export interface FollowUpDeps extends TextDeps, JobDeps {
  store: BookingStore & JobStore;
}

/** What whatever is overdue takes: also deliveries that nobody finished. */
export interface SweepDeps extends FollowUpDeps, Pick<Ports, 'secrets'> {
  store: BookingStore & JobStore & DueStore;
}

/** All of it: for the stack on one machine and the tests. */
export interface Deps extends Ports {
  policies: Policies;
}

export function placeOf(booking: Booking): Place {
  return { clinicId: booking.clinicId, platform: booking.platform, uid: booking.uid };
}

export function keyOfPlace(place: Place): string {
  return keys.booking(place.clinicId, place.platform, place.uid);
}
