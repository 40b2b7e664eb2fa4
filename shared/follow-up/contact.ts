/** The contact: what is known of one phone number at one clinic, as stored. */
import * as z from 'zod';

/** Texts remembered per number: more than two weeks at the caps' rate. */
export const slotsMax = 40;
/** Inbound texts remembered for deduplication; AWS may deliver one twice within minutes. */
export const repliesMax = 20;
/** Day-before questions that can be open at once on one number. */
export const questionsMax = 4;

/** Where a stop comes from, weakest first: staff lift what staff set, the client on the care page what was set there, and START lifts all. */
export const stopSources = ['staff', 'page', 'text', 'carrier'] as const;
export type StopSource = (typeof stopSources)[number];

const instant = z.int();

export const contactSchema = z.strictObject({
  type: z.literal('contact'),
  clinicId: z.string().max(64),
  phoneKey: z.string().max(40),
  version: z.int().nonnegative(),
  /** Absent once its client was erased: what a text is sent to is then the booking's own. */
  phone: z.string().max(16).optional(),
  /** Consent as the client's latest texted booking had it: what was said, when, and where it comes from. */
  consent: z.strictObject({ given: z.boolean(), at: instant, source: z.string().max(60) }).optional(),
  /** Set while no text may go to this number. */
  optedOut: z.strictObject({ at: instant, source: z.enum(stopSources) }).optional(),
  /** The time of the client's last own STOP or START, by the message's envelope: an older one changes nothing. No click moves it. */
  optChangedAt: instant.optional(),
  /** When a click last allowed the texts again: a table from before it does not stop them anew. */
  allowedAt: instant.optional(),
  /** The step whose text is the first this number ever got; it carries the opt-out line. */
  firstText: z.string().max(300).optional(),
  /** Texts reserved or sent, oldest first. `text` names booking and step. */
  slots: z
    .array(
      z.strictObject({
        text: z.string().max(300),
        /** Milestone, stated facts and the person: the same guidance is said once. */
        content: z.string().max(100),
        kind: z.enum(['status', 'care', 'reply']),
        at: instant,
      }),
    )
    .max(slotsMax),
  /** Day-before questions waiting for 1 or 2. */
  questions: z
    .array(
      z.strictObject({
        platform: z.string().max(40),
        uid: z.string().max(128),
        askedAt: instant,
        expiresAt: instant,
      }),
    )
    .max(questionsMax),
  /** Inbound texts already taken, with the reply's fate. */
  replies: z
    .array(
      z.strictObject({
        id: z.string().max(100),
        at: instant,
        /** `taken`: read, its effects may still be missing; `none`: settled without an answer. */
        state: z.enum(['taken', 'none', 'claimed', 'sent', 'failed', 'unknown']),
      }),
    )
    .max(repliesMax),
  language: z.enum(['en', 'es']).optional(),
});
export type Contact = z.infer<typeof contactSchema>;
