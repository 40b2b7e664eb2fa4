/** Bounds of what staff type, alone in this file so that the site's forms hold the very same ones without the schemas. What the record keeps is bounded by them as well. */

/** Characters of a reason: a sentence or two. */
export const whyCharsMax = 200;
/** Fewer say nothing to whoever reads the record later. */
export const whyCharsMin = 3;

/** Characters of the name of who acts, as the sign-in knows them. */
export const authorCharsMax = 100;

/** Characters of a doctor's name: with titles and a practice. */
export const doctorCharsMax = 80;
/** Shorter is no doctor's name. */
export const doctorCharsMin = 2;

/** Minutes of a visit: less is no treatment. */
export const visitMinutesMin = 5;
/** Minutes of a visit: half a day. */
export const visitMinutesMax = 720;
/** Visits further ahead are a slip of the year. Days. */
export const visitDaysAheadMax = 730;
