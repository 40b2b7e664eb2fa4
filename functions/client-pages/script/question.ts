/** One question's fields in the page: what they say, and how they keep from contradicting themselves. */
import { dateChoice } from '../form-fields.ts';
import type { Said, Step } from './steps.ts';
import type { ScriptWords } from './words.ts';

export interface QuestionFields {
  id: string;
  box: HTMLFieldSetElement;
  heading: HTMLElement;
  choices: HTMLInputElement[];
  date: HTMLInputElement | undefined;
}

export function readQuestions(form: HTMLFormElement): QuestionFields[] {
  return [...form.querySelectorAll<HTMLFieldSetElement>('fieldset[data-question]')].map((box) => {
    const heading = box.querySelector<HTMLElement>('legend h2') ?? box;
    const choices = [...box.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    const date = box.querySelector<HTMLInputElement>('input[type=date]') ?? undefined;
    return { id: box.dataset.question ?? '', box, heading, choices, date };
  });
}

export function stepOf(question: QuestionFields): Step {
  const { box, id } = question;
  const choice = chosen(question);
  return {
    id,
    askIf: box.dataset.askIf,
    said: saidAt(question, choice),
    saysYes: choice?.value === 'yes',
    isWrong: box.classList.contains('has-wrong'),
  };
}

function saidAt({ date }: QuestionFields, choice: HTMLInputElement | undefined): Said {
  if (choice === undefined) return 'nothing';
  if (choice.value !== dateChoice || date === undefined) return 'something';
  if (date.value === '') return 'half';
  allowToday(date);
  if (date.validity.rangeUnderflow) return 'too-early';
  return date.validity.rangeOverflow ? 'too-late' : 'something';
}

/** Where the client is it may be a day later than at the clinic, or than when the page was opened: what their own today is nobody else knows. */
function allowToday(date: HTMLInputElement): void {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  const today = `${now.getFullYear()}-${month}-${day}`;
  if (date.max !== '' && date.max < today) date.max = today;
}

/** What keeps a question from being left; `undefined`: nothing. */
export function sayLack({ date }: QuestionFields, said: Said, words: ScriptWords): string | undefined {
  switch (said) {
    case 'nothing':
      return words.chooseOne;
    case 'half':
      return words.giveDate;
    case 'too-early':
      return date?.dataset.early;
    case 'too-late':
      return date?.dataset.late;
    case 'something':
      return undefined;
  }
}

function chosen({ choices }: QuestionFields): HTMLInputElement | undefined {
  return choices.find((choice) => choice.checked);
}

/** The question alone: "if yes" is said only where all of them stand on one page. */
export function sayQuestion({ heading }: QuestionFields): string {
  return heading.lastChild?.textContent?.trim() ?? '';
}

/** As the end of the form shows it; `undefined` while nothing is said. */
export function sayAnswer(question: QuestionFields, language: string): string | undefined {
  const choice = chosen(question);
  const { date } = question;
  if (saidAt(question, choice) !== 'something') return undefined;
  if (choice?.value === dateChoice) return sayDate(date?.value ?? '', language);
  return choice?.labels?.[0]?.textContent?.trim();
}

/** The day as it was picked, whatever the browser's zone. */
function sayDate(day: string, language: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** A picked date is the answer "on this date", and any other answer takes the date away. */
export function keepConsistent(question: QuestionFields, changed: EventTarget | null): void {
  const { choices, date } = question;
  if (date === undefined) return;
  if (changed === date) {
    const onDate = choices.find((choice) => choice.value === dateChoice);
    if (onDate !== undefined && date.value !== '') onDate.checked = true;
  } else if (chosen(question)?.value !== dateChoice) {
    date.value = '';
  }
}

/** What is missing stands beside the question and is read out; `undefined` takes it away. */
export function showWrong({ box, choices, date }: QuestionFields, text: string | undefined): void {
  const shown = box.querySelector('.wrong');
  date?.removeAttribute('aria-invalid');
  if (text === undefined) {
    shown?.remove();
    return;
  }
  const note = shown ?? document.createElement('p');
  note.className = 'wrong';
  note.setAttribute('role', 'alert');
  note.textContent = text;
  if (shown === null) box.querySelector('.choices')?.before(note);
  const choice = choices.find(({ checked }) => checked);
  if (choice?.value === dateChoice) date?.setAttribute('aria-invalid', 'true');
  (choice?.value === dateChoice ? date : choices[0])?.focus();
}
