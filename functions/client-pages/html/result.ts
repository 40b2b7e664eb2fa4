/** What the answers led to, in kind words: never a rule, never a reason. */
import type { PageView } from '../../../shared/api/page-view.ts';
import { type Content, fill, type Html, html } from './escape.ts';
import { pageWords } from './page-words.ts';
import { phoneLink } from './phone-link.ts';
import { renderMoment, renderVisitCard } from './visit-card.ts';
import type { PageWords } from './words-en.ts';

export type ResultView = Extract<PageView, { page: 'result' }>;

export function titleOfResult({ outcome, language }: ResultView): string {
  const words = pageWords[language];
  switch (outcome.result) {
    case 'all-set':
      return words.allSetTitle;
    case 'pause':
      return words.pauseTitle;
    case 'clinic-will-call':
      return words.callTitle;
    case 'not-on-this-date':
      return words.notYetTitle;
    case 'questions-open':
      return words.openTitle;
  }
}

/** `formUrl` leads back to the questions. */
export function renderResult(view: ResultView, formUrl: string): Html {
  const words = pageWords[view.language];
  const { careToken } = view;
  const careUrl = careToken !== undefined && `/c/${encodeURIComponent(careToken)}?lang=${view.language}`;
  return html`${renderOutcome(view, words, formUrl)}
${renderVisitCard(view)}
${careUrl !== false && html`<p><a class="button" href="${careUrl}">${words.careLink}</a></p>`}`;
}

function renderOutcome(view: ResultView, words: PageWords, formUrl: string): Content {
  const { outcome } = view;
  const when = renderMoment(view.startAt, view);
  switch (outcome.result) {
    case 'all-set':
      return html`<p class="lead">${fill(words.allSet, { when })}</p>`;
    case 'pause':
      return html`<p class="lead">${fill(words.pause, { from: renderMoment(outcome.pauseFrom, view) })}</p>
<p>${words.pausePrescribed}</p>`;
    case 'clinic-will-call':
      return html`<p class="lead">${fill(words.call, { when })}</p>`;
    case 'not-on-this-date': {
      const from = outcome.eligibleFrom;
      return html`<p class="lead">${fill(words.notYet, { when })}</p>
${from !== undefined && html`<p>${fill(words.notYetFrom, { from: renderMoment(from, view) })}</p>`}
<p>${fill(words.notYetCall, { phone: phoneLink(view.clinicPhone) })}</p>`;
    }
    case 'questions-open':
      return html`<p class="lead">${words.open}</p>
<p><a class="button" href="${formUrl}">${words.openLink}</a></p>`;
  }
}
