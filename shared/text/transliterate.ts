/** Turns text into GSM-7 where that is honest: other punctuation for the same mark, a letter without its accent. Never one script for another. */
import { septetsOf } from './gsm7.ts';

/** What Unicode's own decompositions do not give. */
const plainForms = new Map<string, string>([
  ...forms("'", '‘’‚‛′`´ʹʻʼˈ‹›'),
  ...forms('"', '“”„‟″«»'),
  ...forms('-', '‐‑‒–—―−•‣◦·'),
  ...forms('x', '×'),
  ...forms('/', '÷⁄∕'),
  ...forms(' ', '\t\v\f'),
  ...forms('\n', '\u2028\u2029\u0085'),
  ...forms('l', 'ł'),
  ...forms('L', 'Ł'),
  ...forms('d', 'đð'),
  ...forms('D', 'ĐÐ'),
  ...forms('h', 'ħ'),
  ...forms('H', 'Ħ'),
  ...forms('t', 'ŧ'),
  ...forms('T', 'Ŧ'),
  ...forms('i', 'ı'),
  ...forms('oe', 'œ'),
  ...forms('OE', 'Œ'),
  ...forms('th', 'þ'),
  ...forms('Th', 'Þ'),
  ...forms('SS', 'ẞ'),
]);

/** The text in GSM-7. What has no honest plain form (emoji, other scripts, invisible characters) is left out; runs of spaces become one. */
export function toGsm7(text: string): string {
  return tidy([...oneForm(text)].map((char) => plainForm(char) ?? '').join(''));
}

/** The same, but `undefined` where a letter or digit would have to be left out: what remains would be another word. */
export function transliterate(text: string): string | undefined {
  const chars = [...oneForm(text)];
  if (chars.some((char) => /[\p{L}\p{N}]/u.test(char) && plainForm(char) === undefined)) return undefined;
  return toGsm7(text);
}

function forms(plain: string, others: string): [string, string][] {
  return [...others].map((other) => [other, plain]);
}

function oneForm(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n');
}

function plainForm(char: string): string | undefined {
  if (septetsOf(char) !== undefined) return char;
  const known = plainForms.get(char);
  if (known !== undefined) return known;
  let plain = '';
  for (const piece of char.normalize('NFKD').replace(/\p{M}/gu, '')) {
    const found = septetsOf(piece) === undefined ? plainForms.get(piece) : piece;
    if (found === undefined) return undefined;
    plain += found;
  }
  return plain;
}

function tidy(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
