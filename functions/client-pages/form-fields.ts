/** How the screening form's fields are named: the contract between the page that shows them and the handler that reads them back. */

/** The choice that stands for "the date beside me"; the date itself is its own field. */
export const dateChoice = 'date';

const dateSuffix = '.date';

/** The date field of a question; its choices stand under the question's id. */
export function dateFieldOf(questionId: string): string {
  return `${questionId}${dateSuffix}`;
}

/** The question whose date field this is. */
export function questionOfDateField(field: string): string | undefined {
  return field.endsWith(dateSuffix) ? field.slice(0, -dateSuffix.length) : undefined;
}
