/** How a booking stands in the words its client reads. Never more than the client was told: who reads of a block may answer otherwise, and the record must know. */
import type { ScreeningResult, Standing } from '../../../shared/api/page-view.ts';
import type { Booking } from '../../../shared/booking/booking.ts';
import { type Decision, standingFindings } from '../../../shared/booking/finding.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { hasSent } from './open-questions.ts';

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
