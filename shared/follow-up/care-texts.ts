/** The guidance texts of one visit: when each goes out, or why it does not. */
import type { Booking } from '../booking/booking.ts';
import type { Facts } from '../booking/facts.ts';
import type { Decision } from '../booking/finding.ts';
import type { Policy } from '../policy/policy.ts';
import { dayMs, hourMs, type Instant } from '../time/instant.ts';
import { careMilestones } from './care-plan.ts';
import { dueByPlan, resolveOffset, type VisitTimes } from './due-time.ts';
import type { CareMilestone } from './milestone.ts';
import { noHourLeftReason, type Step, wasSaid } from './step.ts';
import { contentOf, stepIdOf } from './text-identity.ts';
import { firstAllowed, lastAllowed, type TextWindow } from './text-window.ts';
import { resolvePauseFrom } from './visit-dates.ts';

/** A text that leads to the guidance says what morning-of would say when that is due this close to it. Hours. */
const mergedWithinHours = 2;

export interface CareSituation {
  booking: Booking;
  decision: Decision;
  facts: Facts;
  policy: Policy | undefined;
  window: TextWindow;
  zone: string;
  now: Instant;
  /** When a text that leads to the whole guidance goes or went out, where there is one. */
  guidedAt?: Instant;
  /** The undo grace of a text about the booking itself: guidance does not overtake it. */
  graceUntil?: Instant;
}

export function planCareTexts(situation: CareSituation): Step[] {
  const times = visitTimesOf(situation);
  return careMilestones
    .filter((milestone) => isCareOpen(milestone, situation))
    .map((milestone) => planCareText(milestone, situation, times));
}

/** What the care plan's offsets are counted from. */
export function visitTimesOf({
  booking,
  policy,
  zone,
}: Pick<CareSituation, 'booking' | 'policy' | 'zone'>): VisitTimes {
  return {
    startAt: booking.startAt,
    endAt: booking.completedAt ?? booking.endAt,
    pauseFrom: resolvePauseFrom(policy, booking.startAt, zone),
    zone,
  };
}

/** Before the visit: while it is allowed and accepted. After it: if it was allowed at its start, or a person completed it; what was missed before it stays on record. */
export function isCareOpen(
  milestone: CareMilestone,
  { booking, decision, now }: Pick<CareSituation, 'booking' | 'decision' | 'now'>,
): boolean {
  if (booking.status === 'completed') return milestone.side === 'after' || booking.atStart === 'allowed';
  if (booking.status !== 'accepted' || booking.proposal !== undefined) return false;
  return now < booking.startAt ? decision.outcome === 'allowed' : booking.atStart === 'allowed';
}

function planCareText(milestone: CareMilestone, situation: CareSituation, times: VisitTimes): Step {
  const { booking, now, window } = situation;
  const id = stepIdOf(milestone.id, booking);
  const act = { kind: 'text', what: milestone.id } as const;
  const from = dueByPlan(milestone, times, window);
  const notAfter = resolveOffset(milestone.late, times);
  const time = { from, notAfter, now, window };
  const kept = keptDue(booking, id);
  const dueAt = goesAt(milestone, time, kept, situation.graceUntil);
  const skip = (reason: string): Step => ({ id, act, state: { status: 'skipped', at: now, reason } });
  if (alreadySaid(booking, id)) return skip('already said');
  if (isSaidAtOnce(milestone, time, situation.guidedAt)) return skip('said in the other text');
  if (dueAt === undefined) return skip(whyNever(now, notAfter, kept));
  if (hasAnotherVisit(milestone, dueAt, situation)) return skip('another visit');
  return { id, act, state: { status: 'planned', from, dueAt, notAfter } };
}

interface TextTime {
  from: Instant;
  notAfter: Instant;
  now: Instant;
  window: TextWindow;
}

/** The first allowed minute of the text's time, else, where its plan says so, the last one before. `waits`: instants it may not go before. */
function goesAt(
  milestone: CareMilestone,
  { from, notAfter, now, window }: TextTime,
  ...waits: (Instant | undefined)[]
): Instant | undefined {
  const earliest = Math.max(from, now, ...waits.map((wait) => wait ?? from));
  const inTime = firstAllowed(earliest, notAfter, window);
  if (inTime !== undefined || !milestone.elseBefore || now >= notAfter) return inTime;
  return lastAllowed(from, now, window);
}

function whyNever(now: Instant, notAfter: Instant, kept: Instant | undefined): string {
  if (now >= notAfter) return 'too late';
  return kept === undefined ? 'no allowed minute' : noHourLeftReason;
}

/** A text held back by a cap or a passing refusal keeps its later time. */
function keptDue(booking: Booking, id: string): Instant | undefined {
  const state = booking.steps.find((step) => step.id === id)?.state;
  return state?.status === 'planned' && state.tries !== undefined ? state.dueAt : undefined;
}

function alreadySaid(booking: Booking, id: string): boolean {
  const content = contentOf(id);
  return booking.steps.some((step) => step.id !== id && wasSaid(step) && contentOf(step.id) === content);
}

/** Judged by when the text goes that leads to all of it, so that it stays so: what is too late by then, and a morning-of close to it. */
function isSaidAtOnce(milestone: CareMilestone, time: TextTime, guidedAt: Instant | undefined): boolean {
  if (guidedAt === undefined || milestone.side === 'after') return false;
  const goes = goesAt(milestone, { ...time, now: guidedAt });
  if (goes === undefined) return true;
  return milestone.id === 'morning-of' && goes - guidedAt <= mergedWithinHours * hourMs;
}

/** After-care makes room for a later visit that has started by then, or starts soon after. */
function hasAnotherVisit(
  milestone: CareMilestone,
  dueAt: Instant,
  { booking, facts }: CareSituation,
): boolean {
  if (milestone.side === 'before') return false;
  const until = dueAt + (milestone.skippedByVisitWithinDays ?? 0) * dayMs;
  return facts.visits.some(
    (visit) =>
      visit.sameName &&
      visit.status !== 'cancelled' &&
      visit.status !== 'no-show' &&
      visit.startAt > booking.startAt &&
      visit.startAt <= until,
  );
}
