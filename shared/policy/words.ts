/** The smallest pieces of configured data: identifiers, bounded texts and texts in both languages. */
import * as z from 'zod';

/** The languages every text of the product exists in. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** Longest configured sentence, in characters: two or three lines on a phone. */
export const textCharsMax = 400;

export const boundedText = z.string().trim().min(1).max(textCharsMax);

/** Lower-case words joined by hyphens: rule, question and treatment ids. 64 characters at most. */
export const identifier = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens');

export const words = z.strictObject({ en: boundedText, es: boundedText });
export type Words = z.infer<typeof words>;
