/** Text as somebody typed or pasted it, without what nobody sees: half characters, signs that turn the reading direction, control characters and odd spaces. */

const unseen = /\p{Cs}|\p{Bidi_Control}|[\u200b\u2060\ufeff]/gu;
const gaps = /[\p{Cc}\p{Z}]+/gu;

/** Joiners stay: some scripts need them. */
export function cleanTyped(text: string): string {
  return text.replace(unseen, '').replace(gaps, ' ').trim();
}
