/** A clinic's phone number as text that can be tapped. */
import { type Html, html } from './escape.ts';

export function phoneLink(phone: string): Html {
  const dialled = phone.replace(/[^0-9+]/g, '');
  return html`<a href="tel:${dialled}">${phone}</a>`;
}
