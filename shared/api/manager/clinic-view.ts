/** The clinic and the person at work, a day's visits for the wall, and what a search finds. */
import * as z from 'zod';
import { bookingStatus } from '../../booking/booking.ts';
import { outcome } from '../../booking/finding.ts';
import { languages } from '../../policy/words.ts';
import { instant } from '../fields.ts';
import { roles } from './role.ts';
import { lastDigits, typedCharsMax, typedCharsMin } from './search-limits.ts';

export const clinicView = z.strictObject({
  you: z.strictObject({ name: z.string(), role: z.enum(roles) }),
  clinic: z.strictObject({
    id: z.string(),
    brand: z.string(),
    zone: z.string(),
    language: z.enum(languages),
    status: z.enum(['active', 'paused', 'restoring', 'removed']),
    /** Who of staff paused the texts; absent while they are on, and where the operator paused them. */
    paused: z.strictObject({ by: z.string(), why: z.string(), at: instant }).optional(),
    treatments: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  }),
  now: instant,
});
export type ClinicView = z.infer<typeof clinicView>;

/** Bookings that one search shows: whoever finds more types more letters. */
export const foundMax = 20;

/** By the first letters of any word of a name, or the last four digits of a phone: one of the two. */
export const searchQuery = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(typedCharsMin, 'expected three letters or more, or a last name of two')
      .max(typedCharsMax)
      .describe(
        'The beginning of a first or last name, three letters or more; two find only a last name that has no more.',
      )
      .optional(),
    lastFour: z
      .string()
      .regex(new RegExp(`^\\d{${lastDigits}}$`), 'expected four digits')
      .optional(),
  })
  .refine(({ name, lastFour }) => (name === undefined) !== (lastFour === undefined), {
    error: 'expected either name or lastFour',
    path: ['name'],
  });

const found = z.strictObject({
  ref: z.string(),
  name: z.string(),
  service: z.string(),
  status: bookingStatus,
  outcome: outcome.optional(),
  startAt: instant,
  /** The last four digits. */
  phone: z.string().optional(),
});
export const searchFound = z.strictObject({ found: z.array(found).max(foundMax), more: z.boolean() });
export type SearchFound = z.infer<typeof searchFound>;

/** The most visits one day's sheet holds. */
export const dayVisitsMax = 200;

export const dayView = z.strictObject({
  /** The clinic's local day. */
  day: z.string(),
  visits: z
    .array(
      z.strictObject({
        ref: z.string(),
        startAt: instant,
        endAt: instant,
        name: z.string(),
        service: z.string(),
        status: bookingStatus.exclude(['cancelled']),
        outcome: outcome.optional(),
        /** What the technician must know: blood thinners, a physician's care. */
        advisories: z.array(z.string()),
        /** Why it does not go ahead as it stands. */
        why: z.string().optional(),
        approved: z.array(z.strictObject({ finding: z.string(), by: z.string(), why: z.string() })),
      }),
    )
    .max(dayVisitsMax),
  /** What the technician must know of every visit for a treatment, once for all of them. */
  general: z.array(z.strictObject({ service: z.string(), says: z.string() })),
  /** Visits whose booking is stored but cannot be read: who comes is not known, only when. */
  unreadable: z.array(z.strictObject({ ref: z.string(), startAt: instant })).max(dayVisitsMax),
  more: z.boolean(),
});
export type DayView = z.infer<typeof dayView>;

/** How to reach a client: the number that takes texts, or else as it was given, and the e-mail address. */
export const revealedContact = z.strictObject({ phone: z.string().optional(), email: z.string().optional() });

/** Everything stored about one client, for the client. Field names are plain and times ISO 8601. */
export const clientExport = z.strictObject({
  exportedAt: instant,
  clinic: z.string(),
  name: z.string(),
  phone: z.string().optional(),
  email: z.string().optional(),
  bookings: z.array(z.record(z.string(), z.unknown())),
  /** What is known of the phone number: consent, opt-out, texts. */
  contact: z.record(z.string(), z.unknown()).optional(),
});
export type ClientExport = z.infer<typeof clientExport>;

/** An erasure takes its time: what is answered is that it goes on by itself. */
export const erasureBegun = z.strictObject({ accepted: z.literal(true), says: z.string() });
export type ErasureBegun = z.infer<typeof erasureBegun>;
