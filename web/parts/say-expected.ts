/** What the API expects of a field, as a sentence at that field. */

/** "expected a date such as ..." becomes "Please give a date such as ...". */
export function sayExpected(expected: string): string {
  const text = expected.replace(/^expected /, 'Please give ');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
