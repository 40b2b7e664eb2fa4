/** How the pages' fields are named: the contract between the forms that show them, the script that reads them and the handler that takes them back. */

/** The choice that stands for "the date beside me"; the date itself is its own field. */
export const dateChoice = 'date';

const dateSuffix = '.date';

/** When the form was shown, epoch ms: no question's name, for it holds a dot. */
export const openedField = 'opened.at';

/** On the care page: whether texts shall stop or start. */
export const textsField = 'texts';

/** The date field of a question; its choices stand under the question's id. */
export function dateFieldOf(questionId: string): string {
  return `${questionId}${dateSuffix}`;
}

/** The question whose date field this is. */
export function questionOfDateField(field: string): string | undefined {
  return field.endsWith(dateSuffix) ? field.slice(0, -dateSuffix.length) : undefined;
}
