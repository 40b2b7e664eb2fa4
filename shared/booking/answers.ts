/** How answers replace one another: the later one counts, one that the platform repeats keeps its first time, a changed one is remembered. */
import { type Answer, type Answers, type AnswerValue, answersMax, sameValue } from '../screening/answer.ts';
import type { Instant } from '../time/instant.ts';
import { type Booking, changesMax } from './booking.ts';

/** The booking with answers merged in. Older answers than the ones it has replace none. */
export function mergeAnswers(booking: Booking, incoming: Answers): Booking {
  let merged = booking;
  for (const [question, answer] of Object.entries(incoming)) merged = mergeAnswer(merged, question, answer);
  return merged;
}

function mergeAnswer(booking: Booking, question: string, incoming: Answer): Booking {
  const current = Object.hasOwn(booking.answers, question) ? booking.answers[question] : undefined;
  if (current === undefined) {
    const full = Object.keys(booking.answers).length >= answersMax;
    return full ? booking : withAnswer(booking, question, incoming);
  }
  if (isRepeat(current, incoming)) {
    const repeatedAt = Math.max(incoming.at, current.repeatedAt ?? current.at);
    return repeatedAt === (current.repeatedAt ?? current.at)
      ? booking
      : withAnswer(booking, question, { ...current, repeatedAt });
  }
  if (incoming.at < newestOf(current, incoming.source)) return withFormHeardLate(booking, question, incoming);
  const platform = incoming.source === 'platform' ? undefined : (current.platform ?? platformValue(current));
  const next = withAnswer(booking, question, {
    ...incoming,
    ...(platform === undefined ? {} : { platform }),
  });
  if (sameValue(current.value, incoming.value)) return next;
  const change = { question, from: current.value, to: incoming.value, at: incoming.at };
  return { ...next, changes: [...booking.changes, change].slice(-changesMax) };
}

function withAnswer(booking: Booking, question: string, answer: Answer): Booking {
  return { ...booking, answers: { ...booking.answers, [question]: answer } };
}

/** What the platform's form said before a person answered otherwise: heard of late, it is still what the platform repeats. */
function withFormHeardLate(booking: Booking, question: string, { source, value }: Answer): Booking {
  const current = booking.answers[question];
  const isKnown = current === undefined || current.source === 'platform' || current.platform !== undefined;
  return source !== 'platform' || isKnown
    ? booking
    : withAnswer(booking, question, { ...current, platform: value });
}

/** The platform's own forms are ordered by when it last said the same, so that one told late does not pass for news. */
function newestOf(current: Answer, source: Answer['source']): Instant {
  return source === 'platform' ? (current.repeatedAt ?? current.at) : current.at;
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
  return isOutdated(booking, answer) ? undefined : answer;
}

/** When the client said that something changed, of a question that was answered before: it is asked again since. */
export function askedAgainAt(booking: Booking, question: string): Instant | undefined {
  const answer = Object.hasOwn(booking.answers, question) ? booking.answers[question] : undefined;
  return answer !== undefined && isOutdated(booking, answer) ? booking.reopenedAt : undefined;
}

function isOutdated({ reopenedAt }: Booking, { at }: Answer): boolean {
  return reopenedAt !== undefined && at <= reopenedAt;
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
