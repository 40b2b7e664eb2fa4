/** What the answers led to, in kind words: never a rule, never a reason. */
import type { PageFrame, PageView, ScreeningResult, Standing } from '../../../shared/api/page-view.ts';
import { type Content, fill, type Html, html } from './escape.ts';
import { icons } from './icons.ts';
import { pageWords } from './page-words.ts';
import { callButton, phoneLink } from './phone-link.ts';
import { renderMoment, renderVisitCard } from './visit-card.ts';
import type { PageWords } from './words-en.ts';

type ResultView = Extract<PageView, { page: 'result' }>;

/** On a page of its own, or above the form that led to it. */
type StandingView = PageFrame & Standing;

export function titleOfResult({ outcome }: Standing, words: PageWords): string {
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

export function markOfResult({ result }: ScreeningResult): Html {
  switch (result) {
    case 'all-set':
    case 'pause':
      return html`<div class="mark">${icons.check}</div>`;
    case 'clinic-will-call':
      return html`<div class="mark">${icons.phone}</div>`;
    case 'not-on-this-date':
      return html`<div class="mark warm">${icons.calendar}</div>`;
    case 'questions-open':
      return html`<div class="mark warm">${icons.dots}</div>`;
  }
}

/** `formUrl` leads back to the questions. */
export function renderResult(view: ResultView, formUrl: string): Html {
  return html`${renderOutcome(view)}
${renderVisitCard(view)}
${renderWays(view, formUrl)}`;
}

export function renderStanding(view: StandingView, formUrl: string): Html {
  return html`${renderOutcome(view)}
${renderWays(view, formUrl)}`;
}

function renderWays(view: StandingView, formUrl: string): Html {
  const words = pageWords[view.language];
  const { careToken } = view;
  const care = careToken !== undefined && `/c/${encodeURIComponent(careToken)}`;
  return html`<div class="actions">${care !== false && html`<a class="button" href="${care}?lang=${view.language}">${words.careLink}</a> <a class="button quiet" href="${care}/visit.ics?lang=${view.language}">${icons.calendar}${words.calendar}</a>`}${renderWay(view, words, formUrl)}</div>`;
}

function renderOutcome(view: StandingView): Content {
  const words = pageWords[view.language];
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
${from !== undefined && html`<p class="lead">${fill(words.notYetFrom, { from: renderMoment(from, view) })}</p>`}
<p>${fill(words.notYetCall, { phone: phoneLink(view.clinicPhone) })}</p>`;
    }
    case 'questions-open':
      return html`<p class="lead">${words.open}</p>`;
  }
}

/** What to do next, where it is not to prepare. */
function renderWay(view: StandingView, words: PageWords, formUrl: string): Content {
  switch (view.outcome.result) {
    case 'not-on-this-date':
      return callButton(view.clinicPhone, words.callToRebook);
    case 'questions-open':
      return html`<a class="button" href="${formUrl}">${words.openLink}</a> ${callButton(view.clinicPhone, words.callTheClinic)}`;
    case 'all-set':
    case 'pause':
    case 'clinic-will-call':
      return undefined;
  }
}
