/** Bounds of what a search is asked with, alone in this file so that the site reads what was typed by the very same ones without the schemas. */

/** Letters that names are kept by. */
export const lettersKept = 3;
/** Letters of a whole name: fewer find nobody. */
export const typedCharsMin = 2;
/** Letters looked at: longer than what tells two names apart. */
export const typedCharsMax = 60;
/** The last digits of a phone that a booking is found by. */
export const lastDigits = 4;
