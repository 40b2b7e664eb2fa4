/** Pages that show no booking: a link that leads nowhere (any more), and requests that could not be served. */
import type { PageView } from '../../../shared/api/page-view.ts';
import type { Language } from '../../../shared/policy/words.ts';
import { renderDocument } from './document.ts';
import { fill, html } from './escape.ts';
import { pageWords } from './page-words.ts';
import { phoneLink } from './phone-link.ts';
import type { PageWords } from './words-en.ts';

export type ClosedView = Extract<PageView, { page: 'closed' }>;

const closedTexts = {
  unknown: ['unknownTitle', 'unknown'],
  expired: ['expiredTitle', 'expired'],
  cancelled: ['cancelledTitle', 'cancelled'],
  'visit-past': ['pastTitle', 'past'],
} as const satisfies Record<ClosedView['why'], [keyof PageWords, keyof PageWords]>;

export function renderClosed(view: ClosedView, languageSwitchUrl: string): string {
  const words = pageWords[view.language];
  const { language, brand, clinicPhone } = view;
  const [title, text] = closedTexts[view.why];
  const call =
    brand !== undefined &&
    clinicPhone !== undefined &&
    html`<p>${fill(words.callClinic, { brand, phone: phoneLink(clinicPhone) })}</p>`;
  return renderDocument({
    language,
    title: words[title],
    ...(brand === undefined ? {} : { brand }),
    languageSwitchUrl,
    content: html`<p class="lead">${words[text]}</p>
${call}`,
  });
}

const noticeTexts = {
  'too-many-requests': ['tooManyTitle', 'tooMany'],
  unavailable: ['unavailableTitle', 'unavailable'],
  internal: ['failedTitle', 'failed'],
  refused: ['refusedTitle', 'refused'],
} as const satisfies Record<string, [keyof PageWords, keyof PageWords]>;
export type Notice = keyof typeof noticeTexts;

/** A request that was not served, and what to do about it. */
export function renderNotice(notice: Notice, language: Language, languageSwitchUrl: string): string {
  const words = pageWords[language];
  const [title, text] = noticeTexts[notice];
  const content = html`<p class="lead">${words[text]}</p>`;
  return renderDocument({ language, title: words[title], languageSwitchUrl, content });
}
