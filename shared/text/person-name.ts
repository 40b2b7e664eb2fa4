/** Names of people as a stranger typed them: made safe to put into a text, and comparable. */
import { transliterate } from './transliterate.ts';

/** The room every text that addresses the client leaves for a first name. */
export const firstNameLettersMax = 20;

/** Forms of address that stand before a name and are none. */
const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'dra', 'prof', 'sr', 'sra', 'srta']);

const invisible = /\p{Cf}|\p{Co}|\p{Cs}|\p{Variation_Selector}|[\u115f\u1160\u3164\uffa0]/gu;
const lineOrSpace = /[\p{Cc}\p{Z}]+/u;
const pictures = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{So}|\u20e3/gu;

/** The first name for a text: letters, hyphen and apostrophe of GSM-7 only, at most 20. `undefined` where it cannot be said honestly, so that nothing odd, cut, or planted (a web address) goes out in the clinic's name. */
export function textFirstName(name: string): string | undefined {
  const word = wordsOf(name.replace(pictures, ' ')).find((candidate) => !isTitle(candidate));
  const plain = word === undefined ? undefined : transliterate(word);
  if (plain === undefined || !/^\p{L}+(['-]\p{L}+)*$/u.test(plain)) return undefined;
  return withinRoom(plain);
}

/** What makes two names the same person's under one phone or e-mail: first and last word without case, accents and punctuation. Empty where the name has no letters: such a name equals none. */
export function nameKey(name: string): string {
  const words = comparableWords(name);
  const first = words.at(0) ?? '';
  return words.length < 2 ? first : `${first} ${words.at(-1)}`;
}

/** What somebody who reads a name can type of it, without spaces: a name copied from elsewhere holds more than one sees. */
export function visibleSigns(name: string): string {
  return name
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, '')
    .toLowerCase();
}

/** The words of a name without case, accents, punctuation and a form of address before it. */
export function comparableWords(name: string): string[] {
  const words = name
    .replace(invisible, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/(?![\u3099\u309a])(?=\p{M})\p{Script=Inherited}/gu, '')
    .replace(/[łđðøıßæœþ]/g, (letter) => foldings[letter] ?? letter)
    .replace(/['’‘ʼ`´.]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .normalize('NFC')
    .split(' ')
    .filter((word) => word !== '');
  return words.length > 1 && isTitle(words[0] ?? '') ? words.slice(1) : words;
}

/** Visible words, without the punctuation around them. */
function wordsOf(name: string): string[] {
  return name
    .normalize('NFC')
    .replace(invisible, '')
    .split(lineOrSpace)
    .map((word) => word.replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, ''))
    .filter((word) => word !== '');
}

function isTitle(word: string): boolean {
  return titles.has(word.toLowerCase());
}

/** A double name gives up its later parts; any other long name is left out rather than cut. */
function withinRoom(name: string): string | undefined {
  if (name.length <= firstNameLettersMax) return name;
  const cut = name.lastIndexOf('-', firstNameLettersMax);
  return cut > 0 ? name.slice(0, cut) : undefined;
}

/** Letters that Unicode does not take apart but people type without. */
const foldings: Record<string, string> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};
