/** One verified webhook request as stored: kept before it is worked on, so that nothing verified is lost. */
import * as z from 'zod';
import { dayMs, type Instant } from '../time/instant.ts';

const instant = z.int();

/** How long one process may work on a delivery before the sweep takes it up, in seconds: longer than the function's time-out. */
export const leaseSeconds = 60;
/** A delivery that is done goes this long after, and its raw body with it: by then a retry of an unknown booking is stale by its stamp. Days. */
export const doneDays = 7;
/** One that is refused, or that nobody could finish, stays this long for people to look at. Days. */
export const openDays = 30;

export const answerSchema = z.strictObject({
  status: z.enum(['processed', 'duplicate', 'stale', 'ignored', 'accepted', 'refused']),
  bookingId: z.string().max(180).optional(),
  decision: z.enum(['allowed', 'blocked', 'review', 'incomplete']).optional(),
  reason: z.string().max(300).optional(),
});
/** What the platform is answered. */
export type DeliveryAnswer = z.infer<typeof answerSchema>;

/** Why a delivery led to nothing whose booking's client was erased: neither does it keep what it says. */
export const erasedReason = 'the client was erased';

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
/** A delivery somebody works on. */
export type OpenDelivery = Extract<Delivery, { status: 'received' }>;

/** The delivery with its answer; the version is the caller's. Its body stays where a restore may have to work on it again. */
export function doneDelivery(delivery: OpenDelivery, answer: DeliveryAnswer, doneAt: Instant): Delivery {
  const { leaseUntil: _lease, tries: _tries, status: _status, body, ...rest } = delivery;
  const ledNowhere = answer.status === 'ignored' || answer.reason === erasedReason;
  return {
    ...rest,
    ...(body === undefined || ledNowhere ? {} : { body }),
    status: 'done',
    doneAt,
    answer,
    expiresAt: doneAt + doneDays * dayMs,
  };
}

/** The delivery with why it cannot be read. */
export function refusedDelivery(
  delivery: OpenDelivery,
  refusal: { reason: string; fields: { path: string; expected: string }[] },
): Delivery {
  const { leaseUntil: _lease, tries: _tries, status: _status, ...rest } = delivery;
  return { ...rest, status: 'refused', ...refusal };
}
