/** What a client has typed into the screening form and not sent: kept so that it is shown again, and decided on by nobody. An item of its own beside the booking, so that typing never races with what changes the visit. */
import * as z from 'zod';
import type { Booking } from '../booking/booking.ts';
import type { Instant } from '../time/instant.ts';
import { answersMax, answerValue } from './answer.ts';

const instant = z.int();

export const draftSchema = z.strictObject({
  type: z.literal('draft'),
  clinicId: z.string().max(64),
  platform: z.string().max(40),
  uid: z.string().max(128),
  version: z.int().nonnegative(),
  /** The number whose link it was typed behind: it is not shown behind another one's. */
  phoneKey: z.string().max(40).optional(),
  /** By question id; empty once it was sent or its client is forgotten. */
  values: z
    .record(z.string().max(64), answerValue)
    .refine((values) => Object.keys(values).length <= answersMax, `expected at most ${answersMax} answers`),
  /** When it was last typed into. */
  at: instant,
  /** When the page was shown that it was typed into. */
  openedAt: instant,
  expiresAt: instant,
});
export type Draft = z.infer<typeof draftSchema>;

/** What was typed behind a link to the number that the booking has now. */
export function draftOf(
  { phoneKey }: Pick<Booking, 'phoneKey'>,
  draft: Draft | undefined,
): Draft | undefined {
  return draft?.phoneKey === phoneKey ? draft : undefined;
}

/** When the client last sent answers to a booking, epoch ms; 0 where they never did. What a page shown before that still types is overtaken. */
export function lastSentAt({ answers }: Booking): Instant {
  const sent = Object.values(answers).filter(({ source }) => source === 'form');
  return Math.max(0, ...sent.map(({ at }) => at));
}

/** What was typed and still counts: a draft of a page that was shown before the form was last sent came too late, however it got here. */
export function typedValues(booking: Booking, draft: Draft | undefined): Draft['values'] {
  if (draft === undefined || draft.openedAt < lastSentAt(booking)) return {};
  const { answers } = booking;
  return Object.fromEntries(
    Object.entries(draft.values).filter(([question]) => {
      const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
      return answer === undefined || answer.at < draft.at;
    }),
  );
}
