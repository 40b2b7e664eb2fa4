/** The screening form: each question with what hangs on it right behind it, and what must be looked at again on top. */
import type { PageView } from '../../../shared/api/page-view.ts';
import { type Content, type Html, html } from './escape.ts';
import { pageWords } from './page-words.ts';
import { type AskedQuestion, fieldIdOf, renderQuestion } from './question-field.ts';
import { renderVisitCard } from './visit-card.ts';

export type ScreeningView = Extract<PageView, { page: 'screening' }>;

export function renderScreeningForm(view: ScreeningView, formAction: string): Html {
  const words = pageWords[view.language];
  const { language, zone } = view;
  const unanswered = new Set(view.unanswered);
  const ids = new Set(view.questions.map(({ question }) => question.id));
  const fields = inReadingOrder(view.questions).map((asked) => {
    const { id, askIf } = asked.question;
    const isFollowUp = askIf !== undefined && ids.has(askIf);
    return renderQuestion(asked, { language, zone, isWrong: unanswered.has(id), isFollowUp });
  });
  return html`${renderErrorSummary(view)}
${renderVisitCard(view)}
<p>${words.screeningIntro}</p>
<form method="post" action="${formAction}" autocomplete="off" novalidate>
${fields}
<button type="submit">${words.send}</button>
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

/** Takes the focus when the page opens, so that a screen reader starts with it. */
function renderErrorSummary(view: ScreeningView): Content {
  const words = pageWords[view.language];
  const unanswered = new Set(view.unanswered);
  const wrong = inReadingOrder(view.questions).filter(({ question }) => unanswered.has(question.id));
  if (wrong.length === 0) return undefined;
  const links = wrong.map(
    ({ question }) => html`<li><a href="#${fieldIdOf(question.id)}">${question.text[view.language]}</a></li>`,
  );
  return html`<div class="wrong-box" role="alert" tabindex="-1" autofocus aria-labelledby="wrong-title">
<h2 id="wrong-title">${words.wrongTitle}</h2>
<p>${words.wrongIntro}</p>
<ul>${links}</ul>
</div>`;
}
