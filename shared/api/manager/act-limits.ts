/** Bounds of what staff type into an act, alone in this file so that the site can hold them without the schemas. */

/** Characters of a reason: a sentence or two. */
export const whyCharsMax = 200;
/** Fewer say nothing to whoever reads the record later. */
export const whyCharsMin = 3;
