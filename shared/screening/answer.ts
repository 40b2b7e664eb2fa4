/** What a client (or staff) answered to one screening question, when and through which channel. */
import * as z from 'zod';
import { isLocalDate } from '../time/zone.ts';

/** Longest kept piece of an answer that could not be read, in characters: enough for a person to see what was meant. */
export const unreadableCharsMax = 80;

/** The most answers one booking keeps: a policy's questions and room for those of an older version. */
export const answersMax = 80;

export const answerValue = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('yes') }),
  z.strictObject({ is: z.literal('no') }),
  z.strictObject({ is: z.literal('never') }),
  z.strictObject({ is: z.literal('still') }),
  z.strictObject({ is: z.literal('unsure') }),
  /** A day without a time; read the cautious way. */
  z.strictObject({
    is: z.literal('date'),
    date: z.string().refine(isLocalDate, 'expected a date that exists'),
  }),
  z.strictObject({ is: z.literal('instant'), at: z.int() }),
  /** Counts as unanswered and is shown to staff; never taken for "no". */
  z.strictObject({ is: z.literal('unreadable'), raw: z.string().max(unreadableCharsMax) }),
]);
export type AnswerValue = z.infer<typeof answerValue>;

export const answerSource = z.enum(['platform', 'form', 'text', 'staff']);
export type AnswerSource = z.infer<typeof answerSource>;

export const answer = z.strictObject({
  value: answerValue,
  /** When it was first given, epoch ms. */
  at: z.int(),
  source: answerSource,
  /** What the platform's form last said, so that it repeating itself is no new answer. */
  platform: answerValue.optional(),
  /** When the platform last repeated it, epoch ms; absent where it did not. */
  repeatedAt: z.int().optional(),
});
export type Answer = z.infer<typeof answer>;

/** By question id. */
export const answers = z.record(z.string().max(64), answer);
export type Answers = z.infer<typeof answers>;

/** A value as one short word: `yes`, `2026-11-10`. */
export function describeValue(value: AnswerValue): string {
  switch (value.is) {
    case 'date':
      return value.date;
    case 'instant':
      return String(value.at);
    case 'unreadable':
      return `unreadable ${value.raw}`;
    default:
      return value.is;
  }
}

/** Whether two values say the same thing. */
export function sameValue(one: AnswerValue, other: AnswerValue): boolean {
  return describeValue(one) === describeValue(other);
}
