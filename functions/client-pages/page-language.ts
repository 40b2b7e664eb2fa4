/** Which language a page speaks: what the address asks for, else, where no client is known, what the browser prefers. */
import { type Language, languages } from '../../shared/policy/words.ts';

/** Languages of a browser that are looked at; more is no person's list. */
const preferencesMax = 10;

/** `?lang=`; `undefined` leaves it to the client's own language. */
export function askedLanguage(query: URLSearchParams): Language | undefined {
  return languageNamed(query.get('lang') ?? '');
}

/** The first of the browser's languages that the product speaks. Browsers list the best first. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const preferences = (acceptLanguage ?? '').split(',', preferencesMax);
  for (const preference of preferences) {
    const language = languageNamed(preference.trim().slice(0, 2).toLowerCase());
    if (language !== undefined) return language;
  }
  return 'en';
}

function languageNamed(name: string): Language | undefined {
  return languages.find((language) => language === name);
}
