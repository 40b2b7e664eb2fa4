/** When the account may spend no more on texts: how its end is recognised, and the pause that follows, so that what is due waits instead of being taken by SNS and dropped. */
import * as z from 'zod';
import { type Instant, minuteMs } from '../time/instant.ts';

/** SNS takes a text over the limit, and only its delivery log says that it was dropped, in words that AWS lists nowhere. https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html */
const spendWords = /quota|spend/i;

/** `reason`: of a failed text. */
export function saysSpendLimit(reason: string | undefined): boolean {
  return reason !== undefined && spendWords.test(reason);
}

/** After this one text tries whether the limit was raised; if not, its receipt begins the next pause. Minutes. */
export const spendPauseMinutes = 60;

/** One for all clinics of the stage: they share the account's money. */
export const spendPauseSchema = z.strictObject({
  type: z.literal('spend-pause'),
  version: z.int().nonnegative(),
  until: z.int(),
  expiresAt: z.int(),
});
export type SpendPause = z.infer<typeof spendPauseSchema>;

/** The pause that a text dropped at an instant begins. A receipt may come days late: then it is over already. */
export function pauseAfter(droppedAt: Instant, before: SpendPause | undefined): SpendPause {
  const until = Math.max(droppedAt + spendPauseMinutes * minuteMs, before?.until ?? 0);
  return { type: 'spend-pause', version: (before?.version ?? 0) + 1, until, expiresAt: until };
}
