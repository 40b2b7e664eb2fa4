/** The pages' texts by language. */
import type { Language } from '../../../shared/policy/words.ts';
import { en, type PageWords } from './words-en.ts';
import { es } from './words-es.ts';

export const pageWords: Readonly<Record<Language, PageWords>> = { en, es };
