/** How a booking stands in the words its client reads, and what of the form is still open. Never more than the client was told: who reads of a block may answer otherwise, and the record must know. */
import type { ScreeningResult, Standing } from '../../../shared/api/page-view.ts';
import { answerDays } from '../../../shared/booking/answer-days.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import { type Decision, standingFindings } from '../../../shared/booking/finding.ts';
import { askedQuestions } from '../../../shared/policy/asked-questions.ts';
import type { Answers } from '../../../shared/screening/answer.ts';
import { sideOf } from '../../../shared/screening/date-bounds.ts';
import { lastSentAt } from '../../../shared/screening/draft.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import type { Standpoint } from '../change-booking.ts';

/** Since the questions were last opened. */
function hasSent(booking: Booking): boolean {
  return lastSentAt(booking) > (booking.reopenedAt ?? 0);
}

/** `undefined` while the answers decide nothing yet or some are `open`, and of a verdict that nobody has told. */
export function standingOf(
  { decision, pages, shown }: Booking,
  open: readonly string[],
): Standing | undefined {
  if (decision === undefined || decision.outcome === 'incomplete') return undefined;
  const { outcome } = decision;
  if (outcome === 'allowed') return open.length === 0 ? resultStanding(decision, pages.care) : undefined;
  const isTold = standingFindings(decision).some(
    (one) => one.outcome === outcome && shown.includes(one.rule),
  );
  return isTold ? resultStanding(decision, undefined) : undefined;
}

/** What a form led to that was sent just now; `undefined` where it was not. */
export function resultOfForm(booking: Booking): Standing | undefined {
  const { decision, pages } = booking;
  if (decision === undefined || !hasSent(booking)) return undefined;
  return resultStanding(decision, decision.outcome === 'allowed' ? pages.care : undefined);
}

function resultStanding(decision: Decision, careToken: string | undefined): Standing {
  return { outcome: resultOf(decision), ...(careToken === undefined ? {} : { careToken }) };
}

function resultOf(decision: Decision): ScreeningResult {
  switch (decision.outcome) {
    case 'allowed': {
      const pauseFrom = pauseOf(decision);
      return pauseFrom === undefined ? { result: 'all-set' } : { result: 'pause', pauseFrom };
    }
    case 'review':
      return { result: 'clinic-will-call' };
    case 'blocked':
      return decision.eligibleFrom === undefined
        ? { result: 'not-on-this-date' }
        : { result: 'not-on-this-date', eligibleFrom: decision.eligibleFrom };
    case 'incomplete':
      return { result: 'questions-open' };
  }
}

/** From when something is paused, where the decision rests on it. */
export function pauseOf(decision: Decision): Instant | undefined {
  const pauses = decision.conditions.map((one) => one.pauseBy);
  return pauses.length === 0 ? undefined : Math.min(...pauses);
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
