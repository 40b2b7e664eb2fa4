/** How long a person may be written down, by a platform or by staff: alone in this file so that the site's forms hold the very same bounds without the schemas. */

/** Characters of a person's name kept. */
export const nameCharsMax = 200;
/** Longest phone number looked at, in characters: an E.164 number with any punctuation and an extension. */
export const phoneCharsMax = 40;
/** Longest e-mail address. https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.3 */
export const emailCharsMax = 254;
