/** The few pictures of the pages, drawn as lines in the text's own colour; each stands beside words that say the same. */
import { Html } from './escape.ts';

export const icons = {
  check: icon('<path d="M5 12.5l4.5 4.5L19 7.5"/>'),
  clock: icon('<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>'),
  phone: icon(
    '<path d="M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3c0 1-.8 1.5-1.6 1.5C11.5 18.5 5.5 12.5 5 5.6 5 4.8 5.5 4 6.5 4z"/>',
  ),
  calendar: icon(
    '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
  ),
  dots: icon('<circle cx="12" cy="12" r="8.5"/><path d="M8 12h.01M12 12h.01M16 12h.01"/>'),
} as const;

/** Screen readers get the words beside it. */
function icon(path: string): Html {
  return new Html(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${path}</svg>`);
}
