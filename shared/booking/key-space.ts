/** What can stand at a platform uid beside a booking: pointers and markers, so that events commute in any order. */
import * as z from 'zod';
import { bookingSchema } from './booking.ts';

const instant = z.int();
const place = {
  clinicId: z.string().max(64),
  platform: z.string().max(40),
  uid: z.string().max(128),
  version: z.int().nonnegative(),
};

/** Another uid of a live booking. While `carry` is there, the folded booking's state still has to reach the target. */
export const aliasSchema = z.strictObject({
  type: z.literal('alias'),
  ...place,
  target: z.string().max(128),
  carry: bookingSchema.optional(),
  carriedSince: instant.optional(),
  expiresAt: instant,
});
export type Alias = z.infer<typeof aliasSchema>;

/** Ended before it was created: a late create is folded into this end. */
export const tombstoneSchema = z.strictObject({
  type: z.literal('tombstone'),
  ...place,
  ended: z.enum(['cancelled', 'completed', 'no-show']),
  by: z.enum(['client', 'clinic', 'unknown']),
  order: z.strictObject({ stamp: instant, rank: z.int() }),
  expiresAt: instant,
});
export type Tombstone = z.infer<typeof tombstoneSchema>;

/** A reschedule came before the booking it moves: whatever still comes for this uid belongs to the target. */
export const movedSchema = z.strictObject({
  type: z.literal('moved'),
  ...place,
  target: z.string().max(128),
  expiresAt: instant,
});
export type Moved = z.infer<typeof movedSchema>;

/** A person's data was removed: nothing may write here again. */
export const erasedSchema = z.strictObject({
  type: z.literal('erased'),
  ...place,
  at: instant,
  steps: z.array(z.strictObject({ id: z.string().max(80), status: z.string().max(20) })).max(60),
  /** Who of staff did what when; reasons, decisions and replies are gone. */
  audit: bookingSchema.shape.audit.optional(),
});
export type Erased = z.infer<typeof erasedSchema>;

/** Pointers and tombstones live until 30 days past the visit; where no visit is known, this long. Days. */
export const pointerDays = 60;
