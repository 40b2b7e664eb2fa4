/** Work on a whole clinic or client, slice by slice: an item with a due instant, so that it survives whoever works on it. */
import * as z from 'zod';

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

export const jobSchema = z.discriminatedUnion('work', [replanJob]);
export type Job = z.infer<typeof jobSchema>;
