/** The form one question at a time: the browser's history holds the places, so that its back button leads to the question before. */
import { type Frame, showProgress, showReview } from './frame.ts';
import { keepConsistent, type QuestionFields, sayLack, showWrong, stepOf } from './question.ts';
import {
  askedSteps,
  hashOf,
  type Place,
  placeAfter,
  placeAfterIntro,
  placeBefore,
  placeOf,
  type Step,
} from './steps.ts';
import type { ScriptWords } from './words.ts';

export interface WizardParts {
  form: HTMLFormElement;
  questions: readonly QuestionFields[];
  frame: Frame;
  words: ScriptWords;
  /** What belongs to the introduction only. */
  intro: readonly HTMLElement[];
  send: HTMLElement | null;
  /** Of the introduction. */
  title: string;
}

export class Wizard {
  private readonly parts: WizardParts;
  private place: Place | undefined;
  private hasSeenEnd: boolean;

  /** `isSentBack`: the server looked at it already, so the way leads along what is open. */
  constructor(parts: WizardParts, isSentBack: boolean) {
    this.parts = parts;
    this.hasSeenEnd = isSentBack;
  }

  isAtEnd(): boolean {
    return this.place?.at === 'review';
  }

  /** Shows the place that the address names; the focus follows, but for the first time. */
  show(): void {
    const before = this.place;
    const place = placeOf(this.steps(), location.hash);
    this.place = place;
    this.reveal(place);
    const heading = this.fillIn(place);
    if (before === undefined || hashOf(before) === hashOf(place)) return;
    scrollTo(0, 0);
    heading?.focus({ preventScroll: true });
  }

  goOn(): void {
    if (this.place === undefined || this.place.at === 'review') return;
    if (this.place.at === 'intro') this.go(placeAfterIntro(this.steps()));
    else this.leave(this.place.id);
  }

  /** A question is left by its answer only: "not sure" is one. */
  private leave(id: string): void {
    const question = this.parts.questions.find((one) => one.id === id);
    if (question === undefined) return;
    const { said } = stepOf(question);
    const { words } = this.parts;
    const lack = sayLack(question, said, words);
    if (lack !== undefined) {
      showWrong(question, lack);
      return;
    }
    // Who goes on has looked at it again.
    question.box.classList.remove('has-wrong');
    this.go(placeAfter(this.steps(), id, this.hasSeenEnd));
  }

  goBack(): void {
    if (depthOf(history.state) > 0) {
      history.back();
      return;
    }
    const to = placeBefore(this.steps(), this.place ?? { at: 'intro' });
    history.replaceState(null, '', addressOf(to));
    this.show();
  }

  take(target: EventTarget | null): void {
    const question = this.parts.questions.find(({ box }) => target instanceof Node && box.contains(target));
    if (question === undefined) return;
    keepConsistent(question, target);
    showWrong(question, undefined);
    question.box.classList.remove('has-wrong');
    this.hideUnasked();
  }

  /** What is not asked is not sent either; its fields keep what they hold, should it be asked again. */
  hideUnasked(): void {
    const shown = new Set(this.asked());
    for (const question of this.parts.questions) question.box.disabled = !shown.has(question);
  }

  private steps(): Step[] {
    return this.parts.questions.map(stepOf);
  }

  private asked(): QuestionFields[] {
    const ids = new Set(askedSteps(this.steps()).map(({ id }) => id));
    return this.parts.questions.filter(({ id }) => ids.has(id));
  }

  private go(to: Place): void {
    history.pushState({ depth: depthOf(history.state) + 1 }, '', addressOf(to));
    this.show();
  }

  private reveal(place: Place): void {
    const { questions, frame, intro, send, words, title } = this.parts;
    const heading = document.querySelector('h1');
    if (heading !== null) heading.textContent = place.at === 'intro' ? title : words.title;
    const here = place.at === 'question' ? place.id : undefined;
    document.documentElement.classList.toggle('stepping', place.at !== 'intro');
    for (const element of intro) element.hidden = place.at !== 'intro';
    for (const { box, id } of questions) box.hidden = id !== here;
    frame.progress.hidden = here === undefined;
    frame.review.hidden = place.at !== 'review';
    frame.next.hidden = place.at === 'review';
    frame.back.hidden = here === undefined;
    if (send !== null) send.hidden = place.at !== 'review';
  }

  /** The heading that the place begins with. */
  private fillIn(place: Place): HTMLElement | undefined {
    const { frame, words } = this.parts;
    const asked = this.asked();
    switch (place.at) {
      case 'review':
        this.hasSeenEnd = true;
        return showReview(frame, words, asked, document.documentElement.lang);
      case 'question': {
        const index = asked.findIndex((question) => question.id === place.id);
        const heading = asked[index]?.heading;
        showProgress(frame, words, index + 1, asked.length);
        heading?.setAttribute('aria-describedby', frame.progress.id);
        frame.next.textContent = words.next;
        return heading;
      }
      case 'intro': {
        const isBegun = this.steps().some(({ said }) => said !== 'nothing');
        frame.next.textContent = isBegun ? words.goOn : words.start;
        const heading = document.querySelector<HTMLElement>('h1');
        heading?.setAttribute('tabindex', '-1');
        return heading ?? undefined;
      }
    }
  }
}

function addressOf(place: Place): string {
  return hashOf(place) || `${location.pathname}${location.search}`;
}

/** How many places of ours lie before this one in the browser's history. */
function depthOf(state: unknown): number {
  if (typeof state !== 'object' || state === null || !('depth' in state)) return 0;
  return typeof state.depth === 'number' ? state.depth : 0;
}
