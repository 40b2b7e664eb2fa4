/** One booking as its page shows it: everything of the booking's view, with sources, a time line and what may be done. */
import * as z from 'zod';
import { bookingViewSchema, decisionView } from '../booking-view.ts';
import { instant, sentence } from '../fields.ts';
import { actName } from './act-name.ts';

/** What the page says of a finding beside the booking's view. */
const findingDetails = z.strictObject({
  /** Of the finding. */
  id: z.string(),
  /** Where the rule comes from: the heading and line of the clinical source, or the note beyond it. */
  source: sentence,
  overridableBy: z.enum(['manager', 'clinician']),
  /** A doctor's note clears it. */
  isClearance: z.boolean(),
  approval: z
    .strictObject({
      by: z.string(),
      why: z.string(),
      at: instant,
      clearance: z.strictObject({ doctor: z.string(), on: z.string() }).optional(),
    })
    .optional(),
});

/** What a newer policy would decide, beside what stands. */
const proposed = z.strictObject({
  /** Who may stay with the older policy. */
  declinedBy: z.enum(['manager', 'clinician']),
  /** Absent where the newer policy cannot be read. */
  decision: decisionView.optional(),
  findings: z.array(findingDetails),
});

/** One thing that happened, oldest first. */
const timelineEntry = z.strictObject({
  at: instant,
  kind: z.enum(['delivery', 'decision', 'text', 'reply', 'act', 'system']),
  /** In plain words. */
  says: sentence,
  by: z.string().optional(),
  why: z.string().optional(),
  /** Of a text: how far it got. */
  status: z.string().optional(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** What is still to come, to be drawn on one line. */
const aheadStep = z.strictObject({
  id: z.string(),
  kind: z.enum(['text', 'check', 'staff-notice']),
  what: z.string(),
  at: instant,
});

export const bookingPageSchema = z.strictObject({
  booking: bookingViewSchema,
  /** Its address in the API and on the site. */
  ref: z.string(),
  /** What is booked, as staff call it. */
  service: z.string(),
  /** What an act must name as seen. */
  version: z.int(),
  findings: z.array(findingDetails),
  /** What staff may write down answers to, the open ones first. */
  questions: z.array(
    z.strictObject({
      id: z.string(),
      text: sentence,
      type: z.enum(['yes-no', 'date', 'last-use']),
      /** The days that a date field offers; absent where a date is no answer. */
      days: z.strictObject({ from: z.string(), until: z.string() }).optional(),
      /** The decision waits for it; any other answer may have changed. */
      open: z.boolean(),
      /** The yes-no question after whose yes alone it is asked, while that is answered otherwise. */
      onlyAfter: z.string().optional(),
      /** What was answered and could not be read. */
      unreadable: z.string().optional(),
      /** It was answered, and the client has said since that something changed. */
      askedAgainAt: instant.optional(),
    }),
  ),
  /** Each answer's question in words, by id. */
  questionTexts: z.record(z.string(), z.string()),
  timeline: z.array(timelineEntry),
  agenda: z.strictObject({
    from: instant,
    until: instant,
    steps: z.array(aheadStep),
    /** When no text goes out. */
    quiet: z.array(z.strictObject({ from: instant, until: instant })),
  }),
  /** Steps whose text may be sent once more, by id: failed or unknown, and no claim of theirs is alive. */
  resendable: z.array(z.string()),
  /** Where a newer policy waits for a person. */
  proposed: proposed.optional(),
  /** What the reader may do now. */
  can: z.array(actName),
  /** Of these, what settles why a person should look, the first first. */
  suggested: z.array(actName),
});
export type BookingPage = z.infer<typeof bookingPageSchema>;
