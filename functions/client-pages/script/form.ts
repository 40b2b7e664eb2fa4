/** Entry of the screening form's script: read before the page is shown, at work once it is there. Whatever goes wrong leaves the plain form. */
import { type DraftKeeper, keepDraft } from './draft.ts';
import { buildFrame } from './frame.ts';
import { readQuestions } from './question.ts';
import { Wizard } from './wizard.ts';
import type { ScriptWords } from './words.ts';

const root = document.documentElement;

function start(form: HTMLFormElement): void {
  // Our own page wrote it.
  const words = JSON.parse(form.dataset.words ?? '') as ScriptWords;
  const sentBack = document.querySelector<HTMLElement>('[data-sent-back]');
  const notes = document.querySelectorAll<HTMLElement>('[data-note],[data-intro],[data-sent-back],.mark');
  const send = form.querySelector<HTMLElement>('[data-send]');
  const frame = buildFrame(form, words);
  const title = document.querySelector('h1')?.textContent ?? '';
  const parts = { form, questions: readQuestions(form), frame, words, intro: [...notes], send, title };
  const wizard = new Wizard(parts, sentBack !== null);
  // What is typed is saved by itself.
  for (const element of form.querySelectorAll<HTMLElement>('[data-plain]')) element.hidden = true;
  wizard.hideUnasked();
  const draft = keepDraft(form, (state) => {
    if (state === 'closed' || state === 'overtaken') sayStopped(state);
    frame.saved.textContent = state === 'saved' ? words.saved : state === 'not-saved' ? words.notSaved : '';
  });
  form.addEventListener('input', ({ target }) => {
    wizard.take(target);
    draft.changed();
  });
  frame.next.addEventListener('click', () => wizard.goOn());
  frame.back.addEventListener('click', () => wizard.goBack());
  // The two come together or alone, as the browser likes.
  addEventListener('popstate', () => wizard.show());
  addEventListener('hashchange', () => wizard.show());
  takeSubmit(form, wizard, draft, words);
  keepOverLanguages(draft);
  wizard.show();
  form.classList.add('ready');
}

/** At once, so that nobody answers on for nothing. */
function sayStopped(why: 'closed' | 'overtaken'): void {
  const box = document.querySelector<HTMLElement>(`[data-stopped=${why}]`);
  if (box === null) return;
  box.hidden = false;
  box.focus();
}

/** The return key stands for the way on; the form is sent at its end only, and once. */
function takeSubmit(form: HTMLFormElement, wizard: Wizard, draft: DraftKeeper, words: ScriptWords): void {
  const button = form.querySelector<HTMLButtonElement>('[data-send] button');
  const label = button?.textContent ?? '';
  form.addEventListener('submit', (event) => {
    const isUnderWay = button?.getAttribute('aria-disabled') === 'true';
    if (isUnderWay || !wizard.isAtEnd()) {
      event.preventDefault();
      if (!isUnderWay) wizard.goOn();
      return;
    }
    draft.stop();
    button?.setAttribute('aria-disabled', 'true');
    if (button !== null) button.textContent = words.sending;
  });
  // The page that comes back by the browser's back button is as it was left.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    draft.resume();
    button?.removeAttribute('aria-disabled');
    if (button !== null) button.textContent = label;
  });
}

/** The other language is another page: what was typed is saved first, and the place is kept. */
function keepOverLanguages(draft: DraftKeeper): void {
  const link = document.querySelector<HTMLAnchorElement>('header a[hreflang]');
  link?.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void draft.flush().then(() => location.assign(link.href + location.hash));
  });
}

/** What was hidden or switched off shows again. */
function leavePlain(form: HTMLFormElement | null): void {
  root.classList.remove('js', 'stepping');
  for (const box of form?.querySelectorAll('fieldset') ?? []) box.disabled = false;
  for (const element of document.querySelectorAll<HTMLElement>('main [hidden]:not([data-stopped])'))
    element.hidden = false;
}

root.classList.add('js');
addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector<HTMLFormElement>('form#screening');
  try {
    if (form !== null) start(form);
  } catch (error) {
    leavePlain(form);
    throw error;
  }
});
