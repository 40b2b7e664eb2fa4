/** A clinic's phone number as text that can be tapped. */
import { type Html, html } from './escape.ts';
import { icons } from './icons.ts';

export function phoneLink(phone: string): Html {
  return html`<a href="tel:${dialled(phone)}">${phone}</a>`;
}

/** The number that texts come from. */
export function smsLink(phone: string): Html {
  return html`<a href="sms:${dialled(phone)}">${phone}</a>`;
}

export function callButton(phone: string, label: string): Html {
  return html`<a class="button quiet" href="tel:${dialled(phone)}">${icons.phone}${label}</a>`;
}

function dialled(phone: string): string {
  return phone.replace(/[^0-9+]/g, '');
}
