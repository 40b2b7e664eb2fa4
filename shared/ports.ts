/** What the shells need of the world: the one list of effects. Adapters, memory ports and the simulator implement it. */
import type { Booking } from './booking/booking.ts';
import type { StaffNotice } from './follow-up/staff-notice.ts';
import type { BusinessEvent } from './journal/business-event.ts';
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

/** A booking as a search finds it; may lag behind the item. */
export interface FoundEntry {
  key: string;
  startAt: Instant;
  /** Comparable, whole; only where a name was searched for. */
  name?: string;
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
  /** Bookings that have one of the search keys, each once, newest visit first. */
  search: (by: 'last-four' | 'name', values: readonly string[], limit: number) => Promise<FoundEntry[]>;
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
