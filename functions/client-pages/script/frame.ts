/** What the script adds around the questions: how far one is, the way on and back, and the look back at the end. Built of nodes and texts, so that nothing that was answered can be markup. */
import { type QuestionFields, sayAnswer, sayQuestion } from './question.ts';
import { hashOf } from './steps.ts';
import { type ScriptWords, sayProgress } from './words.ts';

export interface Frame {
  progress: HTMLElement;
  steer: HTMLElement;
  back: HTMLButtonElement;
  next: HTMLButtonElement;
  saved: HTMLElement;
  review: HTMLElement;
}

export function buildFrame(form: HTMLFormElement, words: ScriptWords): Frame {
  const progress = make('p', { class: 'progress', id: 'progress' });
  const back = make('button', { type: 'button', class: 'quiet' }, words.back);
  const next = make('button', { type: 'button' });
  const steer = make('div', { class: 'steer' }, back, next);
  const saved = make('p', { class: 'saved', role: 'status' });
  const review = make('section', { class: 'review', 'aria-labelledby': 'review-title' });
  const send = form.querySelector('[data-send]');
  form.prepend(progress);
  if (send === null) form.append(review, steer);
  else send.before(review, steer);
  form.append(saved);
  return { progress, steer, back, next, saved, review };
}

export function showProgress({ progress }: Frame, words: ScriptWords, n: number, all: number): void {
  const bar = make('progress', { max: String(all), value: String(n), 'aria-hidden': 'true' });
  progress.replaceChildren(make('span', {}, sayProgress(words, n, all)), bar);
}

export function showReview(
  { review }: Frame,
  words: ScriptWords,
  questions: readonly QuestionFields[],
  language: string,
): HTMLElement {
  const title = make('h2', { tabindex: '-1', id: 'review-title' }, words.review);
  const rows = questions.map((question) => {
    const asked = sayQuestion(question);
    const said = sayAnswer(question, language);
    const href = hashOf({ at: 'question', id: question.id });
    const change = make('a', { href, 'aria-label': `${words.change}: ${asked}` }, words.change);
    const answer = make('strong', said === undefined ? { class: 'missing' } : {}, said ?? words.missing);
    return make('li', {}, make('span', {}, asked), answer, change);
  });
  review.replaceChildren(title, make('p', {}, words.reviewIntro), make('ol', {}, ...rows));
  return title;
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}
