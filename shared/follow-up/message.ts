/** What stands at a published text's message id: the step it belongs to, or a receipt that came before anybody had written that down. */
import * as z from 'zod';
import { dayMs, type Instant } from '../time/instant.ts';
import { receiptSchema } from './receipt.ts';
import { messageIdCharsMax, stepIdCharsMax } from './step.ts';

/** Receipts come up to 72 hours after their text, and a dead-letter queue is looked at within days. https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-destinations.html Days. */
const messageDays = 8;

const base = {
  type: z.literal('message'),
  /** SNS's own. */
  id: z.string().min(1).max(messageIdCharsMax),
  version: z.int().nonnegative(),
  expiresAt: z.int(),
};

/** Created on "does not exist", by the follow-up or by the receipt; whoever comes second reloads and joins, so that both orders lead to the same end. */
export const messageSchema = z.discriminatedUnion('holds', [
  z.strictObject({
    ...base,
    holds: z.literal('text'),
    clinicId: z.string().max(64),
    platform: z.string().max(40),
    uid: z.string().max(128),
    step: z.string().max(stepIdCharsMax),
    /** Of the number it went to, which may not be the booking's own any more. */
    phoneKey: z.string().max(40),
  }),
  z.strictObject({ ...base, holds: z.literal('receipt'), receipt: receiptSchema }),
]);
export type Message = z.infer<typeof messageSchema>;

/** Where a published text belongs: what a receipt of it is applied to. */
export type TextOrigin = Pick<
  Extract<Message, { holds: 'text' }>,
  'clinicId' | 'platform' | 'uid' | 'step' | 'phoneKey'
>;

/** When a pointer made now has served: TTL takes it from then on, and one that is still read does no harm. */
export function messageExpiry(now: Instant): Instant {
  return now + messageDays * dayMs;
}
