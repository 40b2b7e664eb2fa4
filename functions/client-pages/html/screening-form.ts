/** The screening form: each question with what hangs on it right behind it, and what must be looked at again on top. Whole without a script; with it, one question at a time. */
import type { AskedQuestion, PageView } from '../../../shared/api/page-view.ts';
import { openedField } from '../form-fields.ts';
import { type Content, fill, type Html, html } from './escape.ts';
import { icons } from './icons.ts';
import type { PageLinks } from './page-links.ts';
import { pageWords } from './page-words.ts';
import { phoneLink } from './phone-link.ts';
import { fieldIdOf, renderQuestion } from './question-field.ts';
import { renderStanding } from './result.ts';
import { scriptWords } from './script-words.ts';
import { renderVisitCard } from './visit-card.ts';

export type ScreeningView = Extract<PageView, { page: 'screening' }>;

export function renderScreeningForm(view: ScreeningView, links: PageLinks): Html {
  const words = pageWords[view.language];
  const { language, zone } = view;
  const unanswered = new Set(view.unanswered);
  const ids = new Set(view.questions.map(({ question }) => question.id));
  const fields = inReadingOrder(view.questions).map((asked) => {
    const { id, askIf } = asked.question;
    const followsUp = askIf !== undefined && ids.has(askIf) ? { followsUp: askIf } : {};
    return renderQuestion(asked, { language, zone, isWrong: unanswered.has(id), ...followsUp });
  });
  return html`${renderErrorSummary(view)}
${renderNote(view, links)}
${view.standing && html`<div data-note>${renderStanding({ ...view, ...view.standing }, links.self)}</div>`}
${renderStopped(view, links)}
<form id="screening" method="post" action="${links.self}" data-draft="${links.draft}" data-words="${scriptWords(view)}" autocomplete="off" novalidate>
<div data-intro>
${renderVisitCard(view)}
<p>${view.standing === undefined ? words.screeningIntro : words.sentBefore}</p>
</div>
<input type="hidden" name="${openedField}" value="${view.openedAt}">
${fields}
<div class="send" data-send>
<p data-plain>${words.sendHint}</p>
<div class="actions"><button type="submit">${words.send}</button> <button type="submit" class="quiet" formaction="${links.draft}" data-plain>${words.later}</button></div>
</div>
</form>`;
}

/** The given order, but a question that hangs on another comes right behind it. Questions that hang on each other in a ring stay at the end. */
export function inReadingOrder(questions: readonly AskedQuestion[]): AskedQuestion[] {
  const ids = new Set(questions.map(({ question }) => question.id));
  const placed = new Set<AskedQuestion>();
  function place(asked: AskedQuestion): void {
    if (placed.has(asked)) return;
    placed.add(asked);
    for (const other of questions) if (other.question.askIf === asked.question.id) place(other);
  }
  for (const asked of questions) {
    if (asked.question.askIf === undefined || !ids.has(asked.question.askIf)) place(asked);
  }
  for (const asked of questions) place(asked);
  return [...placed];
}

/** Where the form stands: just saved, half filled in before, or sent before. */
function renderNote({ language, filled, standing, unanswered }: ScreeningView, { done }: PageLinks): Content {
  const words = pageWords[language];
  if (done === 'saved' && filled === 'draft') return note(words.savedForLater);
  if (unanswered.length > 0) return undefined;
  if (filled === 'draft') return note(words.resumed);
  return filled === 'sent' && standing === undefined && note(words.sentBefore);
}

function note(text: string): Html {
  return html`<div class="note" role="status" data-note>${icons.check}<p>${text}</p></div>`;
}

/** What the script says once nothing more is kept; without it, sending says so. */
function renderStopped({ language, brand, clinicPhone }: ScreeningView, { self }: PageLinks): Html {
  const words = pageWords[language];
  const call = fill(words.callClinic, { brand, phone: phoneLink(clinicPhone) });
  return html`<div class="wrong-box" tabindex="-1" data-stopped="closed" hidden><p>${words.stoppedClosed}</p><p>${call}</p></div>
<div class="wrong-box" tabindex="-1" data-stopped="overtaken" hidden><p>${words.stoppedSent}</p><p><a href="${self}">${words.stoppedReload}</a></p></div>`;
}

/** Takes the focus when the page opens, so that a screen reader starts with it. */
function renderErrorSummary(view: ScreeningView): Content {
  const words = pageWords[view.language];
  const unanswered = new Set(view.unanswered);
  const wrong = inReadingOrder(view.questions).filter(({ question }) => unanswered.has(question.id));
  if (wrong.length === 0) return undefined;
  const isSomeKept = view.questions.some(
    ({ question, value }) => value !== undefined && !unanswered.has(question.id),
  );
  const links = wrong.map(
    ({ question }) => html`<li><a href="#${fieldIdOf(question.id)}">${question.text[view.language]}</a></li>`,
  );
  return html`<div class="wrong-box" role="alert" tabindex="-1" autofocus aria-labelledby="wrong-title" data-sent-back>
<h2 id="wrong-title">${words.wrongTitle}</h2>
<p>${isSomeKept ? words.wrongIntro : words.wrongIntroAll}</p>
<ul>${links}</ul>
</div>`;
}
