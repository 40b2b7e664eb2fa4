/** The care page's part about text messages: off and on again, and where the page cannot, who can. */

import { textsField } from '../form-fields.ts';
import type { CareView } from './care-moments.ts';
import { type Content, fill, type Html, html } from './escape.ts';
import { icons } from './icons.ts';
import type { PageLinks } from './page-links.ts';
import { pageWords } from './page-words.ts';
import { phoneLink, smsLink } from './phone-link.ts';

export function renderTexts(view: CareView, { self }: PageLinks): Content {
  const words = pageWords[view.language];
  if (view.texts === undefined) return undefined;
  if (view.texts.texts === 'on') {
    return html`<h2>${words.textsTitle}</h2>
<p>${words.textsOn}</p>
<details><summary>${words.textsStop}</summary>
<p>${words.textsStopSure}</p>
${button(self, 'stop', words.textsStopYes)}</details>`;
  }
  return html`<h2>${words.textsTitle}</h2>
<p>${words.textsOff}</p>
${renderWayBack(view, view.texts, self)}`;
}

function renderWayBack(
  view: CareView,
  { by, number }: Extract<NonNullable<CareView['texts']>, { texts: 'off' }>,
  self: string,
): Html {
  const words = pageWords[view.language];
  switch (by) {
    case 'page':
      return button(self, 'start', words.textsStart);
    case 'text':
    case 'carrier':
      return html`<p>${fill(words.textsByText, { number: smsLink(number) })}</p>`;
    case 'staff':
      return html`<p>${fill(words.textsByStaff, { phone: phoneLink(view.clinicPhone) })}</p>`;
  }
}

function button(url: string, asks: 'stop' | 'start', label: string): Html {
  return html`<form method="post" action="${url}"><button type="submit" class="quiet" name="${textsField}" value="${asks}">${label}</button></form>`;
}

/** What stands now, right after it was changed. */
export function sayTextsDone({ texts, language }: CareView): Content {
  const words = pageWords[language];
  if (texts === undefined) return undefined;
  const said = texts.texts === 'on' ? words.textsDoneOn : words.textsDoneOff;
  return html`<div class="note" role="status">${icons.check}<p>${said}</p></div>`;
}
