/** The contract of a booking platform's adapter: how a delivery is verified, identified and read. One entry beside this file per platform, with a folder where its reading needs one. */
import type { Language } from '../policy/words.ts';
import type { Instant } from '../time/instant.ts';

/** What the gate can do on the platform about a booking that may not go ahead; shown to people as it is, never more. */
export type GateClass = 'hold' | 'cancel' | 'alert';

/** One webhook request as received: header names in lower case, the body's exact bytes. */
export interface RawDelivery {
  headers: Readonly<Record<string, string | undefined>>;
  body: Uint8Array;
  receivedAt: Instant;
}

export type Verification =
  /** `id` identifies the delivery for ever: the platform's own id, or the body's hash where it sends none. At most 128 characters. */
  | { verified: true; id: string }
  /** `reason` is for our logs and names no secret and no signature. */
  | { verified: false; reason: string };

/** Where an event stands in the platform's own order: by stamp, then by rank. */
export interface OrderStamp {
  stamp: Instant;
  rank: number;
}

/** Equal stamps apply in this order, lowest first. */
export const ranks = {
  requested: 1,
  confirmed: 2,
  rescheduled: 3,
  completed: 4,
  noShow: 4,
  cancelled: 5,
} as const;

export interface PlatformClient {
  name: string;
  phone?: string;
  email?: string;
  language?: Language;
  /** IANA zone, only when known to the runtime. */
  zone?: string;
}

/** An answer as the platform sent it, under the platform's own name for the question. */
export interface PlatformAnswer {
  /** Slug, label or question text: whatever may name the question, most specific first. */
  names: string[];
  raw: unknown;
}

/** A booking as one event describes it, whole. */
export interface BookingDetails {
  /** The platform's name for the service: looked up in the clinic's map of services to treatments. */
  service: string;
  startAt: Instant;
  endAt: Instant;
  client: PlatformClient;
  /** How many people the booking is for; more than one is a finding. */
  people: number;
  answers: PlatformAnswer[];
  /** Consent to texts as this event states it; absent when it says nothing. */
  consent?: boolean;
}

interface EventBase {
  /** The booking's id on its platform, 1 to 128 characters. */
  uid: string;
  order: OrderStamp;
}

/** What happened to a booking, in the gate's words. */
export type PlatformEvent =
  | (EventBase & { happened: 'requested' | 'confirmed'; details: BookingDetails })
  | (EventBase & {
      happened: 'rescheduled';
      details: BookingDetails;
      /** The uid before, where the platform gives a new one. */
      previousUid?: string;
      /** The platform still waits for the clinic's confirmation. */
      pending: boolean;
    })
  | (EventBase & { happened: 'cancelled'; by: 'client' | 'clinic' | 'unknown' })
  | (EventBase & { happened: 'completed'; details?: BookingDetails })
  | (EventBase & { happened: 'no-show'; takenBack: boolean })
  /** A clock passed the booked end: says nothing about whether anyone came. */
  | (EventBase & { happened: 'end-passed'; startAt: Instant; endAt: Instant });

export type Reading =
  | { read: 'event'; event: PlatformEvent }
  /** Verified and well formed, but nothing for the gate: `reason` is shown to the operator. */
  | { read: 'ignored'; reason: string }
  /** Verified but unreadable: kept, shown to the manager. `fields` name what is wrong, never a value. */
  | { read: 'refused'; reason: string; fields: { path: string; expected: string }[] };

export interface Platform {
  id: string;
  gateClass: GateClass;
  /** Verifies over the raw bytes with any of the active secrets, constant time; no secret at all is a refusal. */
  verify: (delivery: RawDelivery, secrets: readonly string[]) => Verification;
  /** Reads the decoded JSON of a verified delivery. `receivedAt` for platforms without a stamp of their own. */
  read: (body: unknown, receivedAt: Instant) => Reading;
}
