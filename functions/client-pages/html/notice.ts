/** Requests that could not be served, and what to do about it. */
import type { Language } from '../../../shared/policy/words.ts';
import { renderDocument } from './document.ts';
import { type Html, html } from './escape.ts';
import { pageWords } from './page-words.ts';
import type { PageWords } from './words-en.ts';

const noticeTexts = {
  'too-many-requests': ['tooManyTitle', 'tooMany'],
  unavailable: ['unavailableTitle', 'unavailable'],
  internal: ['failedTitle', 'failed'],
  refused: ['refusedTitle', 'refused'],
} as const satisfies Record<string, [keyof PageWords, keyof PageWords]>;
export type Notice = keyof typeof noticeTexts;

/** A form that was not taken, to be sent once more as it was. */
export interface SentAgain {
  url: string;
  fields: readonly (readonly [field: string, value: string])[];
}

export interface NoticeParts {
  language: Language;
  otherLanguage: string | undefined;
  again?: SentAgain | undefined;
}

export function renderNotice(notice: Notice, { language, otherLanguage, again }: NoticeParts): string {
  const words = pageWords[language];
  const [title, text] = noticeTexts[notice];
  const content = html`<p class="lead">${words[text]}</p>
${again !== undefined && renderAgain(again, words)}`;
  return renderDocument({ language, title: words[title], otherLanguage, content });
}

function renderAgain({ url, fields }: SentAgain, words: PageWords): Html {
  const kept = fields.map(
    ([field, value]) => html`<input type="hidden" name="${field}" value="${value}">
`,
  );
  return html`<p>${words.kept}</p>
<form method="post" action="${url}">
${kept}<div class="actions"><button type="submit">${words.again}</button></div>
</form>`;
}
