/** The whole guidance in our own words, in sections along the time before and after the visit: what the page behind a text's link shows, because a text has room for little of it. */
import { careAfter } from './care-after.ts';
import { careBefore } from './care-before.ts';
import type { CareSection } from './care-section.ts';

/** In the order of the page. */
export const careSections: readonly CareSection[] = [...careBefore, ...careAfter];
