/** The years a visit may lie in: outside them a date is a mistake, and times of one length sort as texts. */

/** The first and the last of them. */
export const yearMin = '2000';
export const yearMax = '2099';

/** Whether a date or an instant in ISO 8601 lies in them. */
export function hasVisitYear(text: string): boolean {
  const year = text.slice(0, 4);
  return year >= yearMin && year <= yearMax;
}
