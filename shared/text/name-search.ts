/** Names as staff look for them: by the beginning of any word. What an index holds of a name and what is asked of it come from here alone, so that they fit. Why so: docs/decisions/017. */
import { lettersKept } from '../api/manager/search-limits.ts';
import { comparableWords } from './person-name.ts';

/** Words by which one name is found: each takes an index of its own. Most names have two words, Spanish ones three or four. */
export const searchedWordsMax = 4;

/** The name as it is compared with what is typed: without case, accents and punctuation. */
export function comparableName(name: string): string {
  return comparableWords(name).join(' ');
}

/** The first three letters of the name from each searched word on, fewer where it ends: "Jo Li" has `jol` and `li`. */
export function namePrefixes(name: string): string[] {
  const words = comparableWords(name);
  return [...new Set(searchedPlaces(words).map((place) => firstLetters(words.slice(place))))];
}

/** The prefixes that a name like the typed one has at least one of: its beginning and, where that is a short word, its longest word. */
export function askedPrefixes(typed: string): string[] {
  const words = comparableWords(typed);
  const [first] = words;
  if (first === undefined) return [];
  const isEnough = (word: string) => lengthOf(word) >= lettersKept;
  const longer = isEnough(first) ? [] : words.toSorted(byLength).slice(0, 1).filter(isEnough);
  return [...new Set([firstLetters(words), ...longer.map((word) => firstLetters([word]))])];
}

/** Whether each typed word begins a word of the name, in any order; or all of them together do, however they are spaced. */
export function isNamedLike(comparable: string, typed: string): boolean {
  const asked = comparableWords(typed);
  if (asked.length === 0) return false;
  const words = comparable.split(' ');
  if (asked.every((one) => words.some((word) => word.startsWith(one)))) return true;
  return words.some((_, place) => words.slice(place).join('').startsWith(asked.join('')));
}

/** The first word, the last, and of those between the longest: what is left out is mostly a "de" or a "van". */
function searchedPlaces(words: readonly string[]): number[] {
  const between = [...words.entries()].slice(1, -1).toSorted(([, a], [, b]) => byLength(a, b));
  const ends = words.length < 2 ? [...words.keys()] : [0, words.length - 1];
  return [...ends, ...between.map(([place]) => place)].slice(0, searchedWordsMax);
}

function firstLetters(words: readonly string[]): string {
  return [...words.join('')].slice(0, lettersKept).join('');
}

/** The longest first; equally long ones stay in the order of the name. */
function byLength(one: string, other: string): number {
  return lengthOf(other) - lengthOf(one);
}

function lengthOf(word: string): number {
  return [...word].length;
}
