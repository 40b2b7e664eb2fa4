/** What somebody typed, as the API takes it: the first letters of any word of a name, or the last four digits of a phone. It stays out of the address, which browsers remember. */
import {
  lastDigits,
  lettersKept,
  typedCharsMax,
  typedCharsMin,
} from '../../shared/api/manager/search-limits.ts';

export type SearchText =
  | { is: 'too-short'; says: string }
  /** `finds`: said where nothing is found. */
  | { is: 'name'; query: { name: string }; finds: string }
  | { is: 'phone'; query: { lastFour: string } };

export function readSearchText(typed: string): SearchText {
  const text = typed.trim();
  if (/^[\d\s()+.-]+$/.test(text)) {
    const found = text.replace(/\D/g, '');
    if (found.length >= lastDigits) return { is: 'phone', query: { lastFour: found.slice(-lastDigits) } };
    return { is: 'too-short', says: 'Type the last four digits of the phone number.' };
  }
  if (text.length >= typedCharsMin) {
    return { is: 'name', query: { name: text.slice(0, typedCharsMax) }, finds: whatIsFound(text) };
  }
  return {
    is: 'too-short',
    says: 'Type three letters of a first or last name, or the last four digits of a phone.',
  };
}

function whatIsFound(text: string): string {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return letters < lettersKept
    ? 'Type three letters: fewer find only a last name that has no more.'
    : 'A name is found by what begins any word of it, as the client wrote it.';
}
