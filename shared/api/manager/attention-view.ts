/** What needs a person, as the opening page lists it: one line each, soonest visit first. */
import * as z from 'zod';
import { bookingStatus } from '../../booking/booking.ts';
import { attentionKinds } from '../../store/item.ts';
import { instant } from '../fields.ts';
import { actName } from './act-name.ts';

const kind = z.enum(attentionKinds);

/** Entries the counts are taken over, from today on; beyond them a count is followed by "+". */
export const countedMax = 1_000;
/** Rows of one page: what a phone shows in some screens, and two reads of the table. */
export const pageRows = 25;

const bookingRow = z.strictObject({
  row: z.literal('booking'),
  /** Its address in the API and on the site. */
  ref: z.string(),
  name: z.string(),
  /** What is booked, as staff call it. */
  service: z.string(),
  status: bookingStatus,
  startAt: instant,
  kinds: z.array(kind),
  /** In one sentence: the weightiest of them. */
  why: z.string(),
  /** From when it would be fine, where that is known. */
  eligibleFrom: instant.optional(),
  /** What the reader may do now. */
  can: z.array(actName),
  /** Of these, what settles it, the first first. */
  suggested: z.array(actName),
});

/** A delivery that was refused: nobody is known from it. */
const deliveryRow = z.strictObject({
  row: z.literal('delivery'),
  platform: z.string(),
  receivedAt: instant,
  kinds: z.array(kind),
  why: z.string(),
  /** The fields that could not be read, and what was expected. */
  fields: z.array(z.strictObject({ path: z.string(), expected: z.string() })),
});

/** Something stored that could not be worked on, by what it is. */
const quarantineRow = z.strictObject({
  row: z.literal('quarantined'),
  /** Of the booking, where it is one. */
  ref: z.string().optional(),
  since: instant,
  kinds: z.array(kind),
  why: z.string(),
});

export const attentionRow = z.discriminatedUnion('row', [bookingRow, deliveryRow, quarantineRow]);
export type AttentionRow = z.infer<typeof attentionRow>;

export const attentionQuery = z.strictObject({
  /** `ahead`: from the clinic's today on; `past`: before it, until a week after the visit. */
  tab: z.enum(['ahead', 'past']).default('ahead'),
  /** Only these, joined by commas; absent: all. */
  kinds: z
    .string()
    .transform((joined) => joined.split(','))
    .pipe(z.array(kind).min(1).max(attentionKinds.length))
    .optional(),
  /** Of the page before. */
  after: z.string().max(600).optional(),
});

const counts = z.strictObject({
  byKind: z.partialRecord(kind, z.int()),
  all: z.int(),
  /** There is more than was counted. */
  more: z.boolean(),
});
export type AttentionCounts = z.infer<typeof counts>;

export const attentionPage = z.strictObject({
  rows: z.array(attentionRow).max(pageRows),
  /** Of the tab, whatever the filter; on the first page only. */
  counts: counts.optional(),
  /** Where the next page begins; absent on the last. */
  next: z.string().optional(),
  at: instant,
});
export type AttentionPage = z.infer<typeof attentionPage>;
