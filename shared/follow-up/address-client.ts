/** How every text begins: the clinic first, so that the client knows who writes before reading what. */
import type { TextFacts } from './milestone.ts';

/** `Rosewood Skin: We have ...`. */
export function asClinic(facts: Pick<TextFacts, 'brand'>, sentence: string): string {
  return `${facts.brand}: ${sentence}`;
}

/** `Rosewood Skin: Ana, see you ...`; without a usable name the sentence, given in lower case, starts with a capital. */
export function asClinicByName(facts: TextFacts, sentence: string): string {
  if (facts.firstName !== undefined) return asClinic(facts, `${facts.firstName}, ${sentence}`);
  return asClinic(
    facts,
    sentence.replace(/\p{L}/u, (letter) => letter.toUpperCase()),
  );
}
