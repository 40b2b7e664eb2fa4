/** Bounds of what a search is asked with, alone in this file so that the site reads what was typed by the very same ones without the schemas. */

/** Letters that each word of a name is kept by: enough to narrow a list, and what people type before they look up. */
export const lettersKept = 3;
/** Letters of a whole last name: fewer find nobody. */
export const typedCharsMin = 2;
/** Letters looked at: longer than what tells two names apart. */
export const typedCharsMax = 60;
/** The last digits of a phone that a booking is found by. */
export const lastDigits = 4;
