/** How names and answers are compared: without case, accents, punctuation and surplus blanks. */

/** Longer texts name no question and are no known answer; also the bound of the work done per text, in characters. */
const foldedCharsMax = 500;

/** `  ¿Última   aplicación de BÓTOX? ` becomes `ultima aplicacion de botox`; empty for what has no letter or digit, or is too long. */
export function foldText(text: string): string {
  if (text.length > foldedCharsMax) return '';
  return text
    .normalize('NFD')
    .replace(/[\p{M}'’‘`´]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
