/** What a section of the care page is. */
import type { Words } from '../policy/words.ts';
import type { GuidanceLineId } from './guidance-lines.ts';
import type { Offset } from './milestone.ts';

/** In the order of the page. */
export const careSectionIds = [
  'tell-us',
  'not-for-everyone',
  'botox',
  'sun-before',
  'actives-before',
  'visit-day',
  'what-is-normal',
  'first-24-hours',
  'first-48-hours',
  'first-72-hours',
  'two-weeks',
  'when-to-call',
] as const;
export type CareSectionId = (typeof careSectionIds)[number];

/** One sentence of a section. */
export interface CareLine {
  text: Words;
  /** The guidance this sentence carries. */
  carries: readonly GuidanceLineId[];
}

/** What belongs together in time; static sentences: exact times and the phone stand beside them on the page. */
export interface CareSection {
  id: CareSectionId;
  side: 'before' | 'after';
  title: Words;
  lines: readonly CareLine[];
  /** When it begins and ends to hold, for the page's timeline; absent: no such time in the guidance. */
  from?: Offset;
  until?: Offset;
  /** When the page begins to bring it up, where the guidance says no day: with the text that says the same. Not shown as a time. */
  remindedFrom?: Offset;
}
