/** When the account may spend no more on texts: how its end is recognised, and the pause that follows, so that what is due waits instead of being taken by SNS and dropped; after it one text tries, and the others wait for what becomes of it. */
import * as z from 'zod';
import { dayMs, type Instant, minuteMs } from '../time/instant.ts';

/** SNS takes a text over the limit, and only its delivery log says that it was dropped, in words that AWS lists nowhere. https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html */
const spendWords = /quota|spend/i;

/** `reason`: of a failed text. */
export function saysSpendLimit(reason: string | undefined): boolean {
  return reason !== undefined && spendWords.test(reason);
}

/** After this one text tries whether the limit was raised; if not, its receipt begins the next pause. Minutes. */
export const spendPauseMinutes = 60;
/** So long all others wait for that receipt: SNS drops a text over the limit at once, and its log shows that within minutes. Minutes. */
export const spendTrialMinutes = 10;
/** What waited longer than this since a pause is over needs no trial any more. Days. */
const rememberedDays = 1;

/** One for all clinics of the stage: they share the account's money. */
export const spendPauseSchema = z.strictObject({
  type: z.literal('spend-pause'),
  version: z.int().nonnegative(),
  until: z.int(),
  /** Until then one text tries; where no receipt stops it, texts go out as ever. */
  isTrial: z.boolean(),
  expiresAt: z.int(),
});
export type SpendPause = z.infer<typeof spendPauseSchema>;

/** The pause that a text dropped at an instant begins. A receipt may come days late: then it is over already, and the very same one comes back. */
export function pauseAfter(
  droppedAt: Instant,
  before: SpendPause | undefined,
  now: Instant,
): SpendPause | undefined {
  const until = droppedAt + spendPauseMinutes * minuteMs;
  return until <= Math.max(now, before?.until ?? 0) ? before : pauseUntil(until, before, false);
}

/** What the text that tries puts in the place of a pause that is over; `undefined`: none is needed. */
export function trialAfter(before: SpendPause | undefined, now: Instant): SpendPause | undefined {
  if (before === undefined || before.isTrial || now < before.until) return undefined;
  return pauseUntil(now + spendTrialMinutes * minuteMs, before, true);
}

function pauseUntil(until: Instant, before: SpendPause | undefined, isTrial: boolean): SpendPause {
  const version = (before?.version ?? 0) + 1;
  return { type: 'spend-pause', version, until, isTrial, expiresAt: until + rememberedDays * dayMs };
}
