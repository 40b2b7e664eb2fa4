/** What staff may ask of one booking, and what comes of asking: data alone, so that the page's buttons and the acts rest on the same rules. */
import type {
  ActAsked,
  answersSchema,
  approvalSchema,
  callOffSchema,
  clearanceSchema,
  markSchema,
  proposalSchema,
  resendSchema,
} from '../api/manager/act.ts';
import type { ActName } from '../api/manager/act-name.ts';
import type { ActingRole } from '../api/manager/role.ts';
import type { ProblemError } from '../api/problem.ts';
import type { Clinic } from '../clinic/clinic.ts';
import { windowOf } from '../follow-up/agenda.ts';
import { canText } from '../follow-up/can-text.ts';
import type { SayingSituation } from '../follow-up/requested-texts.ts';
import { firstAllowed } from '../follow-up/text-window.ts';
import type { Policy } from '../policy/policy.ts';
import type { Instant } from '../time/instant.ts';
import type { Booking } from './booking.ts';
import type { BookingEvent, StaffAct } from './event.ts';
import type { Facts } from './facts.ts';

/** One act with what it was sent with. Stopping texts, exporting and erasing are about a client's number or person, and none of these. */
export type BookingAct =
  | (Zod<typeof approvalSchema> & { act: 'approve-findings' })
  | (Zod<typeof clearanceSchema> & { act: 'record-clearance' })
  | (Zod<typeof proposalSchema> & { act: 'settle-proposal' })
  | (Zod<typeof markSchema> & { act: 'mark-visit' })
  | (Zod<typeof callOffSchema> & { act: 'call-off' })
  | (Zod<typeof resendSchema> & { act: 'resend-text' })
  | (Zod<typeof answersSchema> & { act: 'record-answers' })
  | (ActAsked & { act: PlainAct });

/** Acts that say nothing but why. */
type PlainAct = Extract<
  ActName,
  'ask-again' | 'send-earliest-date' | 'mark-told' | 'renew-links' | 'reveal-phone'
>;

type Zod<Schema extends { _zod: { output: unknown } }> = Schema['_zod']['output'];

/** Whoever is signed in. */
export interface Staff {
  by: string;
  role: ActingRole;
}

/** What an act is judged by. */
export interface ActSituation {
  booking: Booking;
  clinic: Clinic;
  /** The one the booking stands on. */
  policy: Policy | undefined;
  /** The clinic's newest for the treatment: answers are read by it. Absent: the booking's own. */
  published?: Policy | undefined;
  /** The newer policy that waits for a person, and what else it is judged by. Absent where none waits, or nobody looks. */
  proposed?: { policy: Policy | undefined; facts: Facts };
  now: Instant;
}

/** The events of an act, or why there are none. A mistake of no field in particular stands under `act`. */
export type PlannedAct =
  | { plan: 'do'; events: BookingEvent[] }
  /** Somebody with another role may: says who. */
  | { plan: 'forbidden'; reason: string }
  | { plan: 'refused'; mistakes: ProblemError[] };

export function refused(path: string, expected: string): PlannedAct {
  return { plan: 'refused', mistakes: [{ path, expected }] };
}

export function planned(...events: BookingEvent[]): PlannedAct {
  return { plan: 'do', events };
}

/** What an act needs to be put on record. */
export type NamedAct = ActAsked & { act: ActName };

/** Who acts, why and when, as every event of the act carries it. */
export function staffAct({ by, role }: Staff, { act, why, click }: NamedAct, now: Instant): StaffAct {
  return { what: act, by: onRecordAs(by), role, why, click, at: now };
}

/** Characters of a name on record. */
const staffCharsMax = 100;

/** Somebody's name as the record holds it. */
export function onRecordAs(by: string): string {
  return by.slice(0, staffCharsMax);
}

/** The situation as texts are judged by; `undefined` while nothing was decided. */
export function sayingOf({ booking, clinic, policy, now }: ActSituation): SayingSituation | undefined {
  const { decision } = booking;
  return decision === undefined ? undefined : { booking, decision, policy, zone: clinic.zone, now };
}

/** Why no text can go to the client before an instant; `undefined` where one can. */
export function whyNoText({ booking, clinic, now }: ActSituation, until: Instant): string | undefined {
  if (!canText(booking)) return 'expected a client with a usable number, consent and no stop: please call';
  if (clinic.status === 'paused' || clinic.status === 'removed')
    return "expected the clinic's texts to be on";
  return firstAllowed(now, until, windowOf(booking, clinic)) === undefined
    ? 'expected an hour in which texts go out and that is early enough: please call'
    : undefined;
}
