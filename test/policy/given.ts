/** Builders for what a rule is given, so that a test states only the facts it is about. */
import type { ClientVisit, RuleContext } from '../../shared/policy/evaluation.ts';
import type { Answer, AnswerValue } from '../../shared/screening/answer.ts';
import { hourMs, type Instant, parseInstant } from '../../shared/time/instant.ts';

export const zone = 'America/New_York';

export function at(iso: string): Instant {
  const instant = parseInstant(iso);
  if (instant === undefined) throw new Error(`not an instant: ${iso}`);
  return instant;
}

export function answer(value: AnswerValue, givenAt = '2026-11-01T12:00:00Z'): Answer {
  return { value, at: at(givenAt), source: 'form' };
}

export const yes: AnswerValue = { is: 'yes' };
export const no: AnswerValue = { is: 'no' };

export function on(date: string): AnswerValue {
  return { is: 'date', date };
}

export function atInstant(iso: string): AnswerValue {
  return { is: 'instant', at: at(iso) };
}

export interface Given {
  startAt: string;
  answers?: Record<string, Answer>;
  visits?: ClientVisit[];
}

/** A visit of one hour in New York. */
export function given({ startAt, answers = {}, visits = [] }: Given): RuleContext {
  const start = at(startAt);
  return {
    answerTo: (id) => answers[id],
    visit: { startAt: start, endAt: start + hourMs },
    zone,
    visits,
  };
}

export function botoxVisit(startAt: string, more: Partial<ClientVisit> = {}): ClientVisit {
  return {
    bookingId: 'b-1',
    treatment: 'botox',
    startAt: at(startAt),
    status: 'completed',
    sameName: true,
    ...more,
  };
}
