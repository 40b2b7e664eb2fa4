/** One verified webhook request as stored: kept before it is worked on, so that nothing verified is lost. */
import * as z from 'zod';

const instant = z.int();

/** How long one process may work on a delivery before the sweep takes it up, in seconds: longer than the function's time-out. */
export const leaseSeconds = 60;
/** Rows live at least this long: after it, a retry of an unknown booking is stale by its stamp. Days. */
export const deliveryDays = 8;
/** The raw body is dropped this long after `done`. Days. */
export const bodyDays = 7;

export const answerSchema = z.strictObject({
  status: z.enum(['processed', 'duplicate', 'stale', 'ignored', 'accepted', 'refused']),
  bookingId: z.string().max(180).optional(),
  decision: z.enum(['allowed', 'blocked', 'review', 'incomplete']).optional(),
  reason: z.string().max(300).optional(),
});
/** What the platform is answered. */
export type DeliveryAnswer = z.infer<typeof answerSchema>;

const base = {
  type: z.literal('delivery'),
  clinicId: z.string().max(64),
  platform: z.string().max(40),
  /** The platform's delivery id, or the body's hash. */
  id: z.string().max(128),
  version: z.int().nonnegative(),
  receivedAt: instant,
  bodyHash: z.string().max(64),
  /** The request's body, base64. */
  body: z.string().max(100_000).optional(),
  expiresAt: instant,
};

export const deliverySchema = z.discriminatedUnion('status', [
  z.strictObject({ ...base, status: z.literal('received'), leaseUntil: instant, tries: z.int() }),
  z.strictObject({ ...base, status: z.literal('done'), doneAt: instant, answer: answerSchema }),
  z.strictObject({
    ...base,
    status: z.literal('refused'),
    reason: z.string().max(300),
    fields: z.array(z.strictObject({ path: z.string().max(120), expected: z.string().max(200) })).max(20),
  }),
]);
export type Delivery = z.infer<typeof deliverySchema>;
