/** What the shells need of the world: the one list of effects. Adapters, memory ports and the simulator implement it. */
import type { ActingRole } from './api/manager/role.ts';
import type { Booking } from './booking/booking.ts';
import type { StaffNotice } from './follow-up/staff-notice.ts';
import type { AboutBooking } from './journal/about-booking.ts';
import type { AttentionKind, Item } from './store/item.ts';
import type { Instant } from './time/instant.ts';

export interface Clock {
  now: () => Instant;
}

/** What the store could not read: the item is left as it is, and the caller decides. */
export interface Unreadable {
  type: 'unreadable';
  key: string;
  reason: string;
}

export type PutResult =
  | { put: 'stored' }
  /** Another write came first; the caller reloads. */
  | { put: 'conflict' };

/** A booking as the client-key and visit indexes project it; may lag behind the item. */
export interface VisitEntry {
  key: string;
  platform: string;
  uid: string;
  startAt: Instant;
  treatment: string;
  status: Booking['status'];
  nameKey: string;
}

export interface DueEntry {
  key: string;
  /** Whole seconds, as ms. */
  due: Instant;
}

export interface AttentionEntry {
  key: string;
  startAt: Instant;
  kinds: AttentionKind[];
}

/** From an instant on, or after the row that the key names there; before `until`. */
export interface ListCursor {
  startAt: Instant;
  key?: string;
  until?: Instant;
}

/** What changing a booking takes of the table. One table, conditional puts, eventually consistent indexes. Anything else thrown means the store is out of reach: `StoreUnavailableError`. */
export interface BookingStore {
  /** Strongly consistent, in the order asked; at most 20 keys. */
  get: (keys: readonly string[]) => Promise<(Item | Unreadable | undefined)[]>;
  /** `seen`: the version the caller loaded, `absent` when nothing may stand there. The item carries the new version. */
  put: (item: Item, seen: number | 'absent', attention?: AttentionKind[]) => Promise<PutResult>;
  /** Bookings under a client key, latest start first; at most `visitsMax`. `past`: the last one seen, where more are wanted. */
  visitsOf: (kind: 'phone' | 'email', clientKey: string, past?: VisitEntry) => Promise<VisitEntry[]>;
}

/** What removing a client takes beside. */
export interface BelongingStore {
  /** Keys of what belongs to the booking at a key: deliveries that still hold their body, and its other uids. At most `belongingsMax`. */
  belongingsOf: (bookingKey: string) => Promise<string[]>;
}

/** What is found of one booking at a time: whoever is through with it asks again. */
export const belongingsMax = 100;

/** What a paced job takes beside. */
export interface JobStore extends BelongingStore {
  /** What needs a person, by start, after the cursor and before `until`. */
  attentionFrom: (clinicId: string, after: ListCursor, limit: number) => Promise<AttentionEntry[]>;
  /** A clinic's bookings by start, after the cursor and before `until`. */
  visitsFrom: (clinicId: string, after: ListCursor, limit: number) => Promise<VisitEntry[]>;
  /** Moves an item in the due index, or out of it (`undefined`), without reading or touching the item itself: for what cannot be worked on. */
  putBack: (key: string, due: Instant | undefined) => Promise<void>;
}

/** What finds overdue work. */
export interface DueStore {
  /** What was due before the instant in one shard, oldest first. */
  dueBefore: (shard: number, before: Instant, limit: number) => Promise<DueEntry[]>;
}

/** What staff look things up by. */
export interface ListStore {
  attentionFrom: JobStore['attentionFrom'];
  visitsFrom: JobStore['visitsFrom'];
  /** Keys of bookings by a search key, newest visit first. */
  search: (by: 'last-four' | 'name-prefix', value: string, limit: number) => Promise<VisitEntry[]>;
}

/** All of it: what every implementation offers. Each function is given only the part it needs, and may do only that part. */
export interface Store extends BookingStore, JobStore, DueStore, ListStore {}

/** The most visits of one client that are looked at, latest start first: far more than a person has in a year. */
export const visitsMax = 50;

export type TimerResult = { timer: 'armed' } | { timer: 'missing'; reason: string };

/** One EventBridge schedule per due instant; never updated, never deleted. */
export interface Timers {
  /** `name` is at most 64 characters; a conflict counts as armed. */
  create: (timer: { name: string; at: Instant; key: string }) => Promise<TimerResult>;
}

export type PublishResult =
  | { published: 'yes'; messageId: string }
  /** Proven not sent. `passing`: worth another try. */
  | { published: 'no'; passing: boolean; reason: string }
  /** Sent or not: nobody knows. Never tried again by itself. */
  | { published: 'unknown'; reason: string };

export interface TextMessage {
  to: string;
  from: string;
  body: string;
  /** For the delivery trail, never shown to the client. */
  bookingId?: string;
  milestone: string;
}

export interface TextSending {
  publish: (message: TextMessage) => Promise<PublishResult>;
  /** Whether the carrier side refuses this number; `unknown` when it could not be asked. */
  isOptedOut: (phone: string) => Promise<boolean | 'unknown'>;
}

/** For the function that hears a client's START. */
export interface Texting extends TextSending {
  /** Lifts the carrier side's opt-out (allowed once in 30 days). */
  optIn: (phone: string) => Promise<{ lifted: boolean; reason?: string }>;
}

export interface StaffNotices {
  publish: (notice: StaffNotice) => Promise<PublishResult>;
}

/** A clinic's secrets: per platform the active webhook secrets, and the key of its client keys. */
export interface ClinicSecrets {
  platforms: Record<string, string[]>;
  /** HMAC key of phone and e-mail keys; base64, 32 bytes. */
  clientKey: string;
}

export interface Secrets {
  /** `undefined`: no such clinic. Throws `SecretsUnavailableError` when the store of secrets is out of reach. */
  ofClinic: (clinicId: string) => Promise<ClinicSecrets | undefined>;
}

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

export interface Journal {
  note: (event: BusinessEvent) => void;
}

export interface Randomness {
  /** An unguessable token of 10 letters and digits. */
  token: () => string;
}

export interface Ports {
  clock: Clock;
  store: Store;
  timers: Timers;
  texting: Texting;
  staffNotices: StaffNotices;
  secrets: Secrets;
  journal: Journal;
  randomness: Randomness;
}
