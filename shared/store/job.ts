/** Work on a whole clinic or client, slice by slice: an item with a due instant, so that it survives whoever works on it. */
import * as z from 'zod';
import { noticeIds } from '../follow-up/step.ts';

const instant = z.int();

const common = {
  type: z.literal('job'),
  clinicId: z.string().max(64),
  id: z.string().max(64),
  version: z.int().nonnegative(),
  /** Absent once it is done. */
  dueAt: instant.optional(),
  expiresAt: instant,
};

/** A paced walk over a clinic's bookings after a change of its settings: one slice at a time, then the cursor moves. */
const replanJob = z.strictObject({
  ...common,
  work: z.literal('replan'),
  /** Waits for this version of the clinic: the job is stored before the change it is for. */
  clinicVersion: z.int().nonnegative(),
  /** Start of the last booking looked at and its key; absent before the first slice. */
  cursor: z.strictObject({ startAt: instant, key: z.string().max(300) }).optional(),
  done: z.int().nonnegative(),
});
export type ReplanJob = z.infer<typeof replanJob>;

/** The clinic's one e-mail a day: moves on to the next morning, and never ends while the clinic is there. */
const digestJob = z.strictObject({
  ...common,
  work: z.literal('digest'),
  /** In which its due instant is the morning's. */
  zone: z.string().max(64),
  /** The local day that was claimed last: it is told once. */
  toldDay: z.string().max(10).optional(),
  /** What came before is not new any more. */
  since: instant,
  /** Times that the day's notice was refused. */
  tries: z.int().optional(),
});
export type DigestJob = z.infer<typeof digestJob>;

/** Notices that one e-mail tells of at most; of more it says that there are. */
export const gatheredMax = 100;
/** Letters of a hash: two notices of one hour do not share them. */
export const noticeMarkChars = 12;

/** The e-mails of one kind to a clinic's staff: after one was sent, the next ones of the hour are gathered, and told in one. */
const noticesJob = z.strictObject({
  ...common,
  work: z.literal('notices'),
  kind: z.enum(noticeIds),
  /** So long what can wait is gathered. */
  until: instant,
  /** The notice that was told at once: it may have to be told again. */
  opener: z.string().max(noticeMarkChars).optional(),
  /** Marks of those gathered since; there is a due instant while there are any. One more than are told of only says that there are more. */
  waiting: z.array(z.string().max(noticeMarkChars)).max(gatheredMax + 1),
  /** Times that their e-mail was refused. */
  tries: z.int().optional(),
});
export type NoticesJob = z.infer<typeof noticesJob>;

/** Client keys of one person: every number and address they ever booked with here. */
export const clientKeysMax = 20;
/** Bookings of one person: far more than a life of visits. */
export const erasedBookingsMax = 300;

const clientKey = z.string().max(40);

/** Removes a client: looks for what is theirs at once, and twice more for what the indexes and whoever was at work did not show yet. */
const eraseJob = z.strictObject({
  ...common,
  work: z.literal('erase'),
  /** The booking it was asked for. */
  start: z.strictObject({ platform: z.string().max(40), uid: z.string().max(128) }),
  erasure: z.strictObject({ by: z.string().max(100), click: z.string().max(36), at: instant }),
  /** The person's name as a hash; empty where it has no letters, and once the job is done. */
  person: z.string().max(40),
  /** Found so far, written down before anything is removed: what led to the rest may be gone when it is taken up again. */
  phoneKeys: z.array(clientKey).max(clientKeysMax),
  emailKeys: z.array(clientKey).max(clientKeysMax),
  bookings: z
    .array(z.strictObject({ platform: z.string().max(40), uid: z.string().max(128) }))
    .max(erasedBookingsMax),
  passes: z.int().nonnegative(),
  /** After a restore of the table the passes count from here, not from the erasure. */
  repeatedAt: instant.optional(),
});
export type EraseJob = z.infer<typeof eraseJob>;

export const jobSchema = z.discriminatedUnion('work', [replanJob, digestJob, noticesJob, eraseJob]);
export type Job = z.infer<typeof jobSchema>;
