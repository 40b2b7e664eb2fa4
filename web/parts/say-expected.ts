/** What the API expects of a field, as a sentence at that field. */

/** "expected a date such as ..." becomes "Needed: a date such as ...". */
export function sayExpected(expected: string): string {
  const text = expected.replace(/^expected /, 'Needed: ');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
