/** What of the form its client still has to answer, once it was sent. */
import { answerDays } from '../../../shared/booking/answer-days.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import { askedQuestions } from '../../../shared/policy/asked-questions.ts';
import type { Answers } from '../../../shared/screening/answer.ts';
import { sideOf } from '../../../shared/screening/date-bounds.ts';
import { lastSentAt } from '../../../shared/screening/draft.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import type { Standpoint } from '../change-booking.ts';

/** Since the questions were last opened. */
export function hasSent(booking: Booking): boolean {
  return lastSentAt(booking) > (booking.reopenedAt ?? 0);
}

/** What a form that was sent left open, days that cannot be included: it comes back for these. `isJustSent`: also one with nothing in it, unless the questions were opened again since. */
export function leftOpen(
  standpoint: Pick<Standpoint, 'booking' | 'clinic' | 'policy'>,
  isJustSent: boolean,
  now: Instant,
): string[] {
  const { booking } = standpoint;
  const isEmpty = isJustSent && booking.reopenedAt === undefined;
  if (!hasSent(booking) && !isEmpty) return [];
  const open = booking.decision?.outcome === 'incomplete' ? booking.decision.open : [];
  return [...new Set([...open, ...daysBeyond(standpoint, booking.answers, now)])];
}

/** Whoever is not sure has answered: sending the form back would not make them surer. */
export function isUnsureOnly({ answers }: Booking, open: readonly string[]): boolean {
  return open.every((question) => answers[question]?.value.is === 'unsure');
}

/** The asked questions that were answered with a day that cannot be. */
export function daysBeyond(
  { booking, clinic, policy }: Pick<Standpoint, 'booking' | 'clinic' | 'policy'>,
  sent: Answers,
  now: Instant,
): string[] {
  const questions = policy === undefined ? [] : askedQuestions(policy);
  const said = (id: string) => (Object.hasOwn(sent, id) ? sent[id] : booking.answers[id])?.value;
  return questions
    .filter(({ id, askIf }) => Object.hasOwn(sent, id) && (askIf === undefined || said(askIf)?.is === 'yes'))
    .filter((question) => {
      const bounds = answerDays(question, { booking, clinic, now });
      return bounds !== undefined && sideOf(said(question.id), bounds) !== undefined;
    })
    .map(({ id }) => id);
}
