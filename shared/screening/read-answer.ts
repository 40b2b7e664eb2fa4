/** Reads what a platform, a form or staff sent for one question; what is not plainly understood is unreadable, never "no". */
import type { Question } from '../policy/policy.ts';
import type { Instant } from '../time/instant.ts';
import { localDateOf } from '../time/zone.ts';
import { type AnswerValue, sameValue } from './answer.ts';
import { neverWords, noWords, stillWords, unsureWords, yesWords } from './answer-words.ts';
import { earliestDay, latestUse } from './date-bounds.ts';
import { foldText } from './fold-text.ts';
import { readMoment } from './read-date.ts';
import { sayRaw } from './say-raw.ts';

/** Where and when the answer was given. */
export interface ReadingContext {
  /** The clinic's zone. */
  zone: string;
  answeredAt: Instant;
}

/** Platforms wrap values in objects and lists; deeper than this is nothing a form sends. */
const wrappingDepthMax = 4;
/** More elements than a question has options. */
const elementsMax = 20;

/** `undefined` = not answered (missing, null, blank, empty list); otherwise the value, at worst `unreadable` with a short piece of it. */
export function readAnswer(
  question: Question,
  raw: unknown,
  context: ReadingContext,
): AnswerValue | undefined {
  return read(question, raw, context, wrappingDepthMax);
}

function read(
  question: Question,
  raw: unknown,
  context: ReadingContext,
  depth: number,
): AnswerValue | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'string') return readText(question, raw, context);
  if (typeof raw === 'boolean') return readText(question, raw ? 'yes' : 'no', context);
  if (typeof raw !== 'object' || depth === 0) return unreadable(raw);
  if (Array.isArray(raw)) return readList(question, raw, context, depth);
  return 'value' in raw ? read(question, raw.value, context, depth - 1) : unreadable(raw);
}

/** One element, or several that say the same. */
function readList(
  question: Question,
  list: readonly unknown[],
  context: ReadingContext,
  depth: number,
): AnswerValue | undefined {
  if (list.length > elementsMax) return unreadable(list);
  const values = list
    .map((element) => read(question, element, context, depth - 1))
    .filter((value) => value !== undefined);
  const [first] = values;
  if (first === undefined) return undefined;
  return values.every((value) => sameValue(value, first)) ? first : unreadable(list);
}

function readText(question: Question, text: string, context: ReadingContext): AnswerValue | undefined {
  if (text.trim() === '') return undefined;
  const folded = foldText(text);
  if (unsureWords.has(folded)) return { is: 'unsure' };
  const value =
    question.type === 'yes-no' ? readYesNo(folded) : readWhen(question.type, text.trim(), folded, context);
  return value ?? unreadable(text);
}

function readYesNo(folded: string): AnswerValue | undefined {
  if (yesWords.has(folded)) return { is: 'yes' };
  return noWords.has(folded) ? { is: 'no' } : undefined;
}

function readWhen(
  type: 'date' | 'last-use',
  text: string,
  folded: string,
  context: ReadingContext,
): AnswerValue | undefined {
  if (neverWords.has(folded) || noWords.has(folded)) return { is: 'never' };
  if (type === 'last-use' && stillWords.has(folded)) return { is: 'still' };
  if (type === 'date' && yesWords.has(folded)) return { is: 'yes' };
  const moment = readMoment(text, context.zone);
  if (moment === undefined) return undefined;
  const date = moment.is === 'date' ? moment.date : localDateOf(moment.at, context.zone);
  if (date < earliestDay(context.answeredAt, context.zone)) return undefined;
  if (type === 'last-use' && date > latestUse(context.answeredAt, context.zone)) return undefined;
  return type === 'date' ? { is: 'date', date } : moment;
}

function unreadable(raw: unknown): AnswerValue {
  return { is: 'unreadable', raw: sayRaw(raw) };
}
