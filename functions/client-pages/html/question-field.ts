/** One question as a fieldset that can be answered by keyboard, voice or thumb: radio buttons, and a date field where a date may be the answer. */
import type { AskedQuestion } from '../../../shared/api/page-view.ts';
import { sayDate } from '../../../shared/follow-up/say-time.ts';
import type { Question } from '../../../shared/policy/policy.ts';
import type { Language } from '../../../shared/policy/words.ts';
import type { AnswerValue } from '../../../shared/screening/answer.ts';
import { dayIn, sideOf } from '../../../shared/screening/date-bounds.ts';
import { type LocalDate, localDateOf } from '../../../shared/time/zone.ts';
import { dateChoice, dateFieldOf } from '../form-fields.ts';
import { type Content, fill, type Html, html } from './escape.ts';
import { pageWords } from './page-words.ts';
import type { PageWords } from './words-en.ts';

export interface QuestionSetting {
  language: Language;
  /** The clinic's: says which day an answered instant was. */
  zone: string;
  /** The last post left it without a usable answer. */
  isWrong: boolean;
  /** The question before it that it hangs on. */
  followsUp?: string;
}

interface Choice {
  value: AnswerValue['is'];
  label: string;
}

/** Where a link to the question leads: its first choice. Ids of its other parts add a dot, which no question id has. */
export function fieldIdOf(questionId: string): string {
  return `q-${questionId}`;
}

export function renderQuestion(asked: AskedQuestion, setting: QuestionSetting): Html {
  const { question, value } = asked;
  const { language, isWrong, followsUp } = setting;
  const words = pageWords[language];
  const id = fieldIdOf(question.id);
  const notes: [id: string, text: Content, kind: string][] = [];
  if (question.help !== undefined) notes.push([`${id}.help`, question.help[language], 'help']);
  if (question.type === 'date') notes.push([`${id}.ahead`, words.dateAhead, 'help']);
  if (value?.is === 'unreadable' && value.raw !== dateChoice && dayIn(value) === undefined) {
    notes.push([`${id}.raw`, fill(words.unreadable, { raw: value.raw }), 'help']);
  }
  if (isWrong) notes.push([`${id}.wrong`, sayWhatIsWrong(asked, words), 'wrong']);
  const describedBy = notes.map(([noteId]) => noteId).join(' ');
  const isFollowUp = followsUp !== undefined;
  const classes = [isFollowUp ? 'if-yes' : '', isWrong ? 'has-wrong' : ''].join(' ').trim();
  return html`<fieldset data-question="${question.id}"${isFollowUp && html` data-ask-if="${followsUp}"`}${classes !== '' && html` class="${classes}"`}${describedBy !== '' && html` aria-describedby="${describedBy}"`}>
<legend><h2 tabindex="-1">${isFollowUp && html`<span>${words.ifYes}</span> `}${question.text[language]}</h2></legend>
${notes.map(([noteId, text, kind]) => html`<p class="${kind}" id="${noteId}">${text}</p>`)}
<div class="choices">${renderChoices(asked, setting, words)}</div>
</fieldset>
`;
}

function renderChoices(asked: AskedQuestion, setting: QuestionSetting, words: PageWords): Content {
  const { question, value } = asked;
  const id = fieldIdOf(question.id);
  const choices = choicesOf(question, words);
  const asksDate = question.type !== 'yes-no';
  return [
    asksDate && renderDate(asked, setting, words),
    choices.map((choice, index) =>
      renderChoice(question.id, asksDate || index > 0 ? `${id}.${choice.value}` : id, choice, value),
    ),
  ];
}

/** What was chosen, as its label says it; a date as the clinic's day. */
export function sayValue(
  { question, value }: AskedQuestion,
  { language, zone }: { language: Language; zone: string },
): string {
  const words = pageWords[language];
  const date = dateOf(value, zone);
  if (date !== undefined) return sayWithYear(date, language);
  if (value?.is === 'unreadable') return value.raw;
  return choicesOf(question, words).find((choice) => choice.value === value?.is)?.label ?? words.onDate;
}

function choicesOf(question: Question, words: PageWords): Choice[] {
  const unsure: Choice = { value: 'unsure', label: words.unsure };
  switch (question.type) {
    case 'yes-no':
      return [{ value: 'yes', label: words.yes }, { value: 'no', label: words.no }, unsure];
    case 'date':
      return [{ value: 'never', label: words.never }, unsure];
    case 'last-use':
      return [{ value: 'still', label: words.still }, unsure];
  }
}

function renderChoice(name: string, id: string, choice: Choice, value: AnswerValue | undefined): Html {
  const checked = value?.is === choice.value && html` checked`;
  return html`<label class="choice" for="${id}"><input type="radio" id="${id}" name="${name}" value="${choice.value}"${checked}> ${choice.label}</label>`;
}

function renderDate(asked: AskedQuestion, setting: QuestionSetting, words: PageWords): Html {
  const { question, value, bounds } = asked;
  const id = fieldIdOf(question.id);
  const date = dateOf(value, setting.zone);
  const checked = (date !== undefined || awaitsDate(value)) && html` checked`;
  const limits = bounds !== undefined && html` min="${bounds.from}" max="${bounds.until}"`;
  return html`<div class="on-date">
<label class="choice" for="${id}"><input type="radio" id="${id}" name="${question.id}" value="${dateChoice}"${checked}> ${words.onDate}</label>
<input type="date" id="${id}.date" name="${dateFieldOf(question.id)}" aria-label="${words.dateLabel}: ${question.text[setting.language]}"${limits} data-early="${words.dayTooEarly}" data-late="${sayTooLate(question, words)}"${date !== undefined && html` value="${date}"`}${setting.isWrong && html` aria-invalid="true"`}>
</div>
`;
}

/** The year too: what was long ago may be of another one. */
function sayWithYear(date: LocalDate, language: Language): string {
  const separator = language === 'en' ? ', ' : ' ';
  return `${sayDate(date, language)}${separator}${date.slice(0, 4)}`;
}

/** Said that there is a date, and not which. */
function awaitsDate(value: AnswerValue | undefined): boolean {
  return value?.is === 'yes' || (value?.is === 'unreadable' && value.raw === dateChoice);
}

/** Also a day that cannot be, so that it stands there to be put right. */
function dateOf(value: AnswerValue | undefined, zone: string): LocalDate | undefined {
  return value?.is === 'instant' ? localDateOf(value.at, zone) : dayIn(value);
}

function sayWhatIsWrong({ question, value, bounds }: AskedQuestion, words: PageWords): string {
  if (value?.is === 'unsure') return words.wrongUnsure;
  const side = bounds === undefined ? undefined : sideOf(value, bounds);
  if (side === 'too-early') return words.dayTooEarly;
  if (side === 'too-late') return sayTooLate(question, words);
  return question.type === 'yes-no' ? words.wrongYesNo : words.wrongDate;
}

function sayTooLate({ type }: Question, words: PageWords): string {
  return type === 'last-use' ? words.dayNotYet : words.dayAfterVisit;
}
