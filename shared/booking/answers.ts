/** How answers replace one another: the later one counts, one that the platform repeats keeps its first time, a changed one is remembered. */
import { type Answer, type Answers, type AnswerValue, answersMax } from '../screening/answer.ts';
import { sameValue } from '../screening/read-answer.ts';
import { type Booking, changesMax } from './booking.ts';

/** A value as one short word: `yes`, `2026-11-10`. */
export function describeValue(value: AnswerValue): string {
  switch (value.is) {
    case 'date':
      return value.date;
    case 'instant':
      return String(value.at);
    case 'unreadable':
      return `unreadable ${value.raw}`;
    default:
      return value.is;
  }
}

/** The booking with answers merged in. Older answers than the ones it has change nothing. */
export function mergeAnswers(booking: Booking, incoming: Answers): Booking {
  let merged = booking;
  for (const [question, answer] of Object.entries(incoming)) merged = mergeAnswer(merged, question, answer);
  return merged;
}

function mergeAnswer(booking: Booking, question: string, incoming: Answer): Booking {
  const current = Object.hasOwn(booking.answers, question) ? booking.answers[question] : undefined;
  if (current === undefined && Object.keys(booking.answers).length >= answersMax) return booking;
  if (current !== undefined && isRepeat(current, incoming)) return booking;
  if (current !== undefined && incoming.at < current.at) return booking;
  const changed = current !== undefined && !sameValue(current.value, incoming.value);
  const platform = incoming.source === 'platform' ? undefined : (current?.platform ?? platformValue(current));
  return {
    ...booking,
    answers: {
      ...booking.answers,
      [question]: { ...incoming, ...(platform === undefined ? {} : { platform }) },
    },
    changes: changed
      ? [...booking.changes, { question, from: current.value, to: incoming.value, at: incoming.at }].slice(
          -changesMax,
        )
      : booking.changes,
  };
}

/** The platform sending its old form again is no new answer; a person saying the same again is: still using something a day before the visit is news. */
function isRepeat(current: Answer, incoming: Answer): boolean {
  if (incoming.source !== 'platform') return false;
  const last = current.platform ?? platformValue(current);
  return last !== undefined && sameValue(last, incoming.value);
}

function platformValue(answer: Answer | undefined): AnswerValue | undefined {
  return answer?.source === 'platform' ? answer.value : undefined;
}

/** The answer a rule may use: readable, and given after the client last said that something changed. */
export function usableAnswer(booking: Booking, question: string): Answer | undefined {
  const answer = Object.hasOwn(booking.answers, question) ? booking.answers[question] : undefined;
  if (answer === undefined || answer.value.is === 'unreadable') return undefined;
  if (booking.reopenedAt !== undefined && answer.at <= booking.reopenedAt) return undefined;
  return answer;
}

/** Answers that are given to the booking as it stands: never earlier than what they replace or answer, however far behind the machine's clock is. */
export function givenAfter(booking: Booking, answers: Answers): Answers {
  const reopened = booking.reopenedAt === undefined ? [] : [booking.reopenedAt + 1];
  const known = Math.max(...reopened, ...Object.values(booking.answers).map((answer) => answer.at));
  return Object.fromEntries(
    Object.entries(answers).map(([question, answer]) => [
      question,
      { ...answer, at: Math.max(answer.at, known) },
    ]),
  );
}
