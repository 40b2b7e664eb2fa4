/** A booking as people and other systems are shown it: ids, sentences and ISO instants, the phone number masked. */
import * as z from 'zod';
import { bookingStatus } from '../booking/booking.ts';
import { outcome } from '../booking/finding.ts';
import { stopSources } from '../follow-up/contact.ts';
import { languages } from '../policy/words.ts';
import { attentionKinds } from '../store/item.ts';
import { instant, sentence } from './fields.ts';

const findingView = z.strictObject({
  /** What an override names. */
  id: z.string(),
  rule: z.string(),
  outcome: z.enum(['blocked', 'review', 'advisory']),
  /** Approved by a person: shown, and without effect. */
  approved: z.boolean(),
  eligibleFrom: instant.optional(),
  /** Why, in one sentence each: in the client's language, and in the one asked for. */
  reasons: z.strictObject({ client: sentence, manager: sentence }),
});

/** A verdict with its reasons as sentences. */
export const decisionView = z.strictObject({
  outcome,
  findings: z.array(findingView),
  /** Questions without a usable answer. */
  open: z.array(z.strictObject({ question: z.string(), text: sentence })),
  /** Allowed on condition that something is paused from then on. */
  conditions: z.array(z.strictObject({ rule: z.string(), pauseBy: instant, toldAt: instant.optional() })),
  eligibleFrom: instant.optional(),
  policyVersion: z.int().optional(),
  at: instant,
});

const stepView = z.strictObject({
  id: z.string(),
  kind: z.enum(['text', 'check', 'staff-notice']),
  what: z.string(),
  status: z.enum(['planned', 'claimed', 'sent', 'delivered', 'told', 'skipped', 'failed', 'unknown']),
  /** When it goes or went, or was given up. */
  at: instant,
  reason: z.string().optional(),
});

/** Everything staff see of one booking. */
export const bookingViewSchema = z.strictObject({
  /** `platform:uid`. */
  id: z.string(),
  clinicId: z.string(),
  service: z.string(),
  treatment: z.string().optional(),
  status: bookingStatus,
  cancelledBy: z.enum(['client', 'clinic', 'unknown']).optional(),
  startAt: instant,
  endAt: instant,
  /** `phone` shows its last four digits only; absent: no number that may be texted. */
  client: z.strictObject({
    name: z.string(),
    phone: z.string().optional(),
    language: z.enum(languages),
    /** How a person may reach them: shown whole on request only. */
    reach: z.array(z.enum(['phone', 'email'])),
  }),
  people: z.int(),
  texts: z.strictObject({
    consent: z.boolean(),
    source: z.string(),
    optedOut: z.boolean(),
    /** Who stopped them, where that is known. */
    stoppedBy: z.enum(stopSources).optional(),
  }),
  /** Why a person should look; empty: nobody needs to. */
  attention: z.array(z.enum(attentionKinds)),
  decision: decisionView.optional(),
  /** A newer policy would find otherwise: guidance waits until a person has looked. */
  proposal: z.strictObject({ policyVersion: z.int(), outcome: z.string() }).optional(),
  answers: z.array(
    z.strictObject({ question: z.string(), says: z.string(), at: instant, source: z.string() }),
  ),
  overrides: z.array(
    z.strictObject({ finding: z.string(), by: z.string(), role: z.string(), why: z.string(), at: instant }),
  ),
  /** In the order of their times. */
  steps: z.array(stepView),
  audit: z.array(z.strictObject({ at: instant, did: z.string(), by: z.string().optional() })),
  createdAt: instant,
});
export type BookingView = z.infer<typeof bookingViewSchema>;
