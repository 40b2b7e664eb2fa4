/** What the client's pages show of a booking. */
import type { PageFrame, PageView, ScreeningResult } from '../../shared/api/page-view.ts';
import type { Decision } from '../../shared/booking/finding.ts';
import { lastBotoxDayOf, resolvePauseFrom } from '../../shared/follow-up/visit-dates.ts';
import { askedQuestions } from '../../shared/policy/asked-questions.ts';
import type { Policy, Question } from '../../shared/policy/policy.ts';
import type { Language } from '../../shared/policy/words.ts';
import type { Instant } from '../../shared/time/instant.ts';
import type { Standpoint } from './change-booking.ts';

export type Closed = Extract<PageView, { page: 'closed' }>;

export function closedView(
  { booking, clinic }: Standpoint,
  why: Closed['why'],
  language: Language | undefined,
): Closed {
  return {
    page: 'closed',
    why,
    language: language ?? booking.client.language,
    brand: clinic.brand,
    clinicPhone: clinic.phone,
  };
}

export function frameOf({ booking, clinic, policy }: Standpoint, language: Language | undefined): PageFrame {
  return {
    language: language ?? booking.client.language,
    brand: clinic.brand,
    clinicPhone: clinic.phone,
    place: clinic.place,
    zone: clinic.zone,
    treatment: policy?.title ?? { en: booking.service, es: booking.service },
    startAt: booking.startAt,
    endAt: booking.endAt,
  };
}

export function screeningView(
  standpoint: Standpoint,
  policy: Policy | undefined,
  unanswered: string[],
  language: Language | undefined,
): PageView {
  const { answers } = standpoint.booking;
  const questions = (policy === undefined ? [] : askedQuestions(policy)).map((question: Question) => {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    return { question, ...(answer === undefined ? {} : { value: answer.value }) };
  });
  return { ...frameOf(standpoint, language), page: 'screening', questions, unanswered };
}

export function careView(standpoint: Standpoint, now: Instant, language: Language | undefined): PageView {
  const { booking, clinic, policy } = standpoint;
  return {
    ...frameOf(standpoint, language),
    page: 'care',
    now,
    pauseFrom: resolvePauseFrom(policy, booking.startAt, clinic.zone),
    lastBotoxDay: lastBotoxDayOf(policy, booking.startAt, clinic.zone),
  };
}

export function resultOf(decision: Decision): ScreeningResult {
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
