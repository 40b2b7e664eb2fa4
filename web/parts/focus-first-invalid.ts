/** Leads to the first field that is wrong, once its error stands beside it. */

/** Mantine marks the frame of a field, or of a group of choices, that has an error. */
const wrongFrame = '[data-error="true"]';
const field = ':is(input, textarea, select):not(:disabled)';

export function focusFirstInvalid(form: HTMLFormElement): void {
  requestAnimationFrame(() => {
    const frame = form.querySelector(wrongFrame);
    const wrong = frame?.querySelector('[aria-invalid="true"]') ?? frame?.querySelector(field);
    if (wrong instanceof HTMLElement) wrong.focus();
  });
}
