/** The booking: everything the system knows of one visit, as the one item it is stored in. */
import * as z from 'zod';
import { authorCharsMax, doctorCharsMax, whyCharsMax } from '../api/manager/act-limits.ts';
import { emailCharsMax, nameCharsMax, phoneCharsMax } from '../api/person-limits.ts';
import { stopSources } from '../follow-up/contact.ts';
import { bookingMilestoneIds } from '../follow-up/milestone.ts';
import { step, stepIdCharsMax, stepsMax } from '../follow-up/step.ts';
import { languages } from '../policy/words.ts';
import { answers, answerValue } from '../screening/answer.ts';
import { decision, findingIdCharsMax, outcome } from './finding.ts';

/** Delivery keys a booking remembers: more retries of one delivery than any platform makes. */
export const appliedMax = 32;
/** Audit entries kept; the oldest go first. */
export const auditMax = 40;
/** Overrides kept; more than one per rule of the largest policy is not useful. */
export const overridesMax = 80;
/** Changed answers remembered until a person has looked. */
export const changesMax = 20;
/** Statements the client was told that a condition rests on. */
export const toldMax = 8;
/** Numbers a booking had before that are remembered. */
export const formerKeysMax = 4;

/** How a visit stands on its platform, and what became of it. */
export const bookingStatus = z.enum(['pending', 'accepted', 'cancelled', 'completed', 'no-show']);

const instant = z.int();
const clientKey = z.string().max(40);

export const clientSchema = z.strictObject({
  name: z.string().max(nameCharsMax),
  /** E.164, only when it may be texted. */
  phone: z.string().max(16).optional(),
  /** As it was given, only where it may not: for a person to call. */
  givenPhone: z.string().max(phoneCharsMax).optional(),
  email: z.string().max(emailCharsMax).optional(),
  language: z.enum(languages),
  zone: z.string().max(64).optional(),
});
export type Client = z.infer<typeof clientSchema>;

const override = z.strictObject({
  finding: z.string().max(findingIdCharsMax),
  by: z.string().max(authorCharsMax),
  role: z.enum(['manager', 'clinician']),
  why: z.string().max(whyCharsMax),
  at: instant,
  /** Of a doctor's note: who wrote it, and its local date. */
  clearance: z.strictObject({ doctor: z.string().max(doctorCharsMax), on: z.string().max(10) }).optional(),
});
export type Override = z.infer<typeof override>;

/** Characters of an audit entry: `approved` and a whole finding's id fit. */
const auditCharsMax = findingIdCharsMax + 20;

const audit = z.strictObject({
  at: instant,
  did: z.string().max(auditCharsMax),
  /** Absent where it is none of these. */
  kind: z.enum(['delivery', 'decision', 'reply', 'act']).optional(),
  by: z.string().max(authorCharsMax).optional(),
  why: z.string().max(whyCharsMax).optional(),
  /** Of an act of staff: which, and the click it came from, so that the same one sent twice acts once. */
  what: z.string().max(40).optional(),
  click: z.string().max(36).optional(),
});

/** Texts that staff asked for and that planning keeps; the oldest go first. */
export const requestsMax = 10;

/** A text that a person asked for, beside those the care plan wants. */
const request = z.strictObject({
  step: z.string().max(stepIdCharsMax),
  milestone: z.enum(bookingMilestoneIds),
  at: instant,
  /** The failed or unknown text that it stands in for. */
  replaces: z.string().max(stepIdCharsMax).optional(),
});
export type TextRequest = z.infer<typeof request>;

export const bookingSchema = z.strictObject({
  type: z.literal('booking'),
  clinicId: z.string().max(64),
  platform: z.string().max(40),
  /** The uid the booking was first stored under; later uids are aliases of it. */
  uid: z.string().max(128),
  version: z.int().nonnegative(),
  /** The platform's name for the service. */
  service: z.string().max(200),
  /** Absent when the clinic maps the service to no treatment: then the gate asks for a person. */
  treatment: z.string().max(64).optional(),
  /** The policy version the booking stands on. */
  policyVersion: z.int().positive().optional(),
  status: bookingStatus,
  cancelledBy: z.enum(['client', 'clinic', 'unknown']).optional(),
  startAt: instant,
  endAt: instant,
  /** When a person said the visit was completed; after-care counts from it. */
  completedAt: instant.optional(),
  /** What staff said of this visit, and when: what a platform stated before says nothing against it. */
  marked: z.strictObject({ as: z.enum(['completed', 'no-show']), at: instant }).optional(),
  client: clientSchema,
  phoneKey: clientKey.optional(),
  emailKey: clientKey.optional(),
  lastFourKey: clientKey.optional(),
  /** Of numbers that the booking had before: what is known of them goes when its client is erased. */
  formerPhoneKeys: z.array(clientKey).max(formerKeysMax).optional(),
  people: z.int().positive(),
  /** Consent to texts: what was said, when, and where it comes from. */
  consent: z.strictObject({ given: z.boolean(), at: instant, source: z.string().max(60) }),
  answers,
  /** When the client last said that something changed: every answer before it is open again. */
  reopenedAt: instant.optional(),
  /** When the answer to "something changed" could not be sent: the form's link goes out as a text of the booking instead. */
  askMissedAt: instant.optional(),
  /** Two clients of one number had an open question when one of them answered. */
  ambiguousReplyAt: instant.optional(),
  /** The client's number takes no texts: since when, and who stopped them, where that is known. */
  optedOutAt: instant.optional(),
  stoppedBy: z.enum(stopSources).optional(),
  /** When staff last told the client what no text could. */
  reachedAt: instant.optional(),
  order: z.strictObject({ stamp: instant, rank: z.int() }),
  applied: z.array(z.string().max(24)).max(appliedMax),
  decision: decision.optional(),
  /** The outcome when the visit began: frozen, after-care rests on it. */
  atStart: outcome.optional(),
  steps: z.array(step).max(stepsMax),
  overrides: z.array(override).max(overridesMax),
  /** Rules whose block or review the client was shown. */
  shown: z.array(z.string().max(64)).max(overridesMax),
  /** Answers that replaced other ones: a block the client had seen does not vanish silently. */
  changes: z
    .array(z.strictObject({ question: z.string().max(64), from: answerValue, to: answerValue, at: instant }))
    .max(changesMax),
  /** From when the client was told to pause, and when they were told. */
  told: z.array(z.strictObject({ pauseFrom: instant, at: instant })).max(toldMax),
  /** Tokens of the client's pages. */
  pages: z.strictObject({ screening: z.string().max(32).optional(), care: z.string().max(32).optional() }),
  /** How often staff have closed all links given out so far; absent: never. */
  linkSeries: z.int().positive().optional(),
  /** A newer policy that would find otherwise: waits for a person. */
  proposal: z.strictObject({ policyVersion: z.int().positive(), outcome: z.string().max(20) }).optional(),
  /** The newer policy version that a person decided against: it is not proposed again. */
  declinedPolicy: z.int().positive().optional(),
  /** Texts that staff asked for. */
  requests: z.array(request).max(requestsMax).optional(),
  audit: z.array(audit).max(auditMax),
  /** The version in which the record last grew: whoever saw that one or a later one has seen all that is on it. */
  recordedIn: z.int().positive().optional(),
  /** Whether a timer stands at the due instant; the due index holds either way. */
  timer: z.strictObject({ state: z.enum(['armed', 'missing']), at: instant }).optional(),
  createdAt: instant,
});
export type Booking = z.infer<typeof bookingSchema>;

/** How people and other systems name a booking: platform and first uid. */
export function bookingIdOf(booking: { platform: string; uid: string }): string {
  return `${booking.platform}:${booking.uid}`;
}
