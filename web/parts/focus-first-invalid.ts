/** Leads to the first field that is wrong, once its error stands beside it. */

/** Mantine marks the frame of a field, or of a group of choices, that has an error. */
const wrongField = '[data-error="true"] :is(input, textarea, select):not(:disabled)';

export function focusFirstInvalid(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>(wrongField)?.focus());
}
