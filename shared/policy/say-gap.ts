/** Gaps as sentences about rules say them. */
import type { Gap } from './policy.ts';
import type { Language } from './words.ts';

const units: Record<Language, Record<Gap['unit'], readonly [one: string, many: string]>> = {
  en: { hours: ['hour', 'hours'], days: ['day', 'days'] },
  es: { hours: ['hora', 'horas'], days: ['día', 'días'] },
};

/** `14 days`, `1 hora`. */
export function sayGap(gap: Gap, language: Language): string {
  const [one, many] = units[language][gap.unit];
  return `${gap.amount} ${gap.amount === 1 ? one : many}`;
}
