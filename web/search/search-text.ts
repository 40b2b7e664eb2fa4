/** What somebody typed, as the API takes it: the first letters of a name or the last four digits of a phone. It stays out of the address, which browsers remember. */

/** The API's own bounds. */
const lettersMin = 2;
const digits = 4;
const lettersMax = 60;

export type SearchText =
  | { is: 'too-short'; says: string }
  | { is: 'name'; query: { name: string } }
  | { is: 'phone'; query: { lastFour: string } };

export function readSearchText(typed: string): SearchText {
  const text = typed.trim();
  if (/^[\d\s()+.-]+$/.test(text)) {
    const found = text.replace(/\D/g, '');
    if (found.length >= digits) return { is: 'phone', query: { lastFour: found.slice(-digits) } };
    return { is: 'too-short', says: 'Type the last four digits of the phone number.' };
  }
  if (text.length >= lettersMin) return { is: 'name', query: { name: text.slice(0, lettersMax) } };
  return { is: 'too-short', says: 'Type the first letters of a name, or the last four digits of a phone.' };
}
