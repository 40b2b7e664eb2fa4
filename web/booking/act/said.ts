/** What may be said to a question, by its type, and when what was picked is whole enough to be sent. */
import type { SaidWord } from '../../../shared/api/manager/act.ts';
import type { BookingPage } from '../../../shared/api/manager/booking-page.ts';
import type { BodyOf } from '../../api/call.ts';

export type AskedQuestion = BookingPage['questions'][number];
type Answers = BodyOf<'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-answers'>['answers'];
export type Said = Answers[string];

/** `date` stands for the day typed beside it. */
export type Choice = SaidWord | 'date';

export interface Picked {
  choice: Choice;
  /** Of the choice `date`. */
  date: string;
}

const choicesByType: Readonly<Record<AskedQuestion['type'], readonly Choice[]>> = {
  'yes-no': ['yes', 'no', 'unsure'],
  date: ['date', 'never', 'unsure'],
  'last-use': ['date', 'still', 'never', 'unsure'],
};

export function choicesOf({ type }: AskedQuestion): readonly Choice[] {
  return choicesByType[type];
}

export const choiceWords: Readonly<Record<Choice, string>> = {
  yes: 'Yes',
  no: 'No',
  never: 'Never',
  still: 'Still using it',
  unsure: 'Not sure',
  date: 'On this day',
};

/** What follows on a yes is not asked after any other answer. */
export function isAsked({ onlyAfter }: AskedQuestion, picked: Readonly<Record<string, Picked>>): boolean {
  return onlyAfter === undefined || (Object.hasOwn(picked, onlyAfter) && picked[onlyAfter]?.choice === 'yes');
}

/** `undefined` as long as the day is missing. */
export function readPicked({ choice, date }: Picked): Said | undefined {
  if (choice !== 'date') return choice;
  return date === '' ? undefined : date;
}

/** What is to be sent, and the questions that were begun and not finished. */
export function readAllPicked(
  picked: Readonly<Record<string, Picked>>,
  questions: readonly AskedQuestion[],
): { answers: Answers; unfinished: string[] } {
  const answers: Answers = {};
  const unfinished: string[] = [];
  for (const { id } of questions) {
    const one = Object.hasOwn(picked, id) ? picked[id] : undefined;
    if (one === undefined) continue;
    const said = readPicked(one);
    if (said === undefined) unfinished.push(id);
    else answers[id] = said;
  }
  return { answers, unfinished };
}
