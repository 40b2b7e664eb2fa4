/** Pages that show no booking: a link that leads nowhere (any more). What was sent to one is shown, so that it can be told by phone. */
import type { PageView } from '../../../shared/api/page-view.ts';
import { renderDocument } from './document.ts';
import { type Content, fill, html } from './escape.ts';
import { icons } from './icons.ts';
import { pageWords } from './page-words.ts';
import { phoneLink } from './phone-link.ts';
import { sayValue } from './question-field.ts';
import type { PageWords } from './words-en.ts';

export type ClosedView = Extract<PageView, { page: 'closed' }>;

const closedTexts = {
  unknown: ['unknownTitle', 'unknown'],
  expired: ['expiredTitle', 'expired'],
  renewed: ['renewedTitle', 'renewed'],
  cancelled: ['cancelledTitle', 'cancelled'],
  'visit-past': ['visitOverTitle', 'visitOver'],
} as const satisfies Record<ClosedView['why'], [keyof PageWords, keyof PageWords]>;

export function renderClosed(view: ClosedView, otherLanguage: string | undefined): string {
  const words = pageWords[view.language];
  const { language, brand, clinicPhone } = view;
  const [title, text] = closedTexts[view.why];
  const call =
    brand !== undefined &&
    clinicPhone !== undefined &&
    html`<p class="note">${icons.phone}<span>${fill(words.callClinic, { brand, phone: phoneLink(clinicPhone) })}</span></p>`;
  return renderDocument({
    language,
    title: words[title],
    brand,
    otherLanguage,
    content: html`<p class="lead">${words[text]}</p>
${call}
${renderTyped(view)}`,
  });
}

function renderTyped({ typed = [], language, zone = 'UTC' }: ClosedView): Content {
  if (typed.length === 0) return undefined;
  const words = pageWords[language];
  const rows = typed.map(
    (asked) =>
      html`<div><dt>${asked.question.text[language]}</dt><dd>${sayValue(asked, { language, zone })}</dd></div>
`,
  );
  return html`<h2>${words.typedTitle}</h2>
<p>${words.typed}</p>
<dl class="typed">${rows}</dl>`;
}
