/** Texts that staff asked for: beside the plan's own, in the same hours, and only while what they say still holds. */
import { isOpen } from '../booking/ahead.ts';
import type { Booking, TextRequest } from '../booking/booking.ts';
import { type Decision, standingFindings } from '../booking/finding.ts';
import type { Policy } from '../policy/policy.ts';
import type { Instant } from '../time/instant.ts';
import { carePlan } from './care-plan.ts';
import { isCareOpen, visitTimesOf } from './care-texts.ts';
import { resolveOffset } from './due-time.ts';
import type { BookingMilestoneId } from './milestone.ts';
import { noHourLeftReason, type Step } from './step.ts';
import { isRequestId, plannedIdOf, type Stated, stepIdOf } from './text-identity.ts';
import { firstAllowed, type TextWindow } from './text-window.ts';

/** What decides whether a text would say the truth. */
export interface SayingSituation {
  booking: Booking;
  decision: Decision;
  policy: Policy | undefined;
  /** The clinic's. */
  zone: string;
  now: Instant;
}

/** Until when a text may go out for the booking as it stands; `undefined` where it would say what does not hold, or comes too late. */
export function sayableUntil(milestone: BookingMilestoneId, situation: SayingSituation): Instant | undefined {
  const { booking, now } = situation;
  const entry = carePlan[milestone];
  const holds = entry.kind === 'care' ? isCareOpen(entry, situation) : isTrue(milestone, situation);
  if (!holds) return undefined;
  const until = entry.kind === 'care' ? resolveOffset(entry.late, visitTimesOf(situation)) : booking.startAt;
  return now < until ? until : undefined;
}

/** Whether what a text about the booking itself says is so. */
function isTrue(milestone: BookingMilestoneId, { booking, decision, policy }: SayingSituation): boolean {
  switch (milestone) {
    case 'booked':
    case 'late-booking':
    case 'released':
    case 'new-time':
      return booking.status === 'accepted' && decision.outcome === 'allowed';
    case 'screening-needed':
      return isOpen(booking) && isAnswerWanted(decision, policy);
    case 'being-reviewed':
      return isOpen(booking) && decision.outcome === 'review';
    case 'not-yet':
      return isOpen(booking) && decision.outcome === 'blocked';
    case 'cancelled':
      return booking.status === 'cancelled' && booking.cancelledBy === 'clinic';
    default:
      return false;
  }
}

/** Whether the form would bring the booking further: questions are open, or a new answer clears what stands in the way. */
function isAnswerWanted(decision: Decision, policy: Policy | undefined): boolean {
  const clearing = policy?.rules.filter((rule) => rule.selfClearing).map(({ id }) => id) ?? [];
  return decision.open.length > 0 || standingFindings(decision).some(({ rule }) => clearing.includes(rule));
}

/** Whether a step states the visit and the dates as they are now. */
export function statesTheFacts(
  stepId: string,
  milestone: BookingMilestoneId,
  { booking, decision }: Pick<SayingSituation, 'booking' | 'decision'>,
): boolean {
  const base = stepIdOf(milestone, statedBy(booking, decision));
  return stepId === base || stepId.startsWith(`${base}@`);
}

/** The instants that a text of the booking would state now. */
export function statedBy({ startAt, endAt }: Booking, { eligibleFrom }: Decision): Stated {
  return { startAt, endAt, ...(eligibleFrom === undefined ? {} : { eligibleFrom }) };
}

/** The asked-for texts that are still to go. One that no longer holds is left out, and so forgotten. */
export function planRequests(situation: SayingSituation & { window: TextWindow }): Step[] {
  const { booking, now, window } = situation;
  return (booking.requests ?? []).flatMap((request): Step[] => {
    const until = isStillWanted(request, situation) ? sayableUntil(request.milestone, situation) : undefined;
    if (until === undefined) return [];
    const before = booking.steps.find(({ id }) => id === request.step)?.state;
    const held = before?.status === 'planned' && before.tries !== undefined ? before.dueAt : request.at;
    const dueAt = firstAllowed(Math.max(held, now), until, window);
    return [
      {
        id: request.step,
        act: { kind: 'text', what: request.milestone },
        state:
          dueAt === undefined
            ? { status: 'skipped', at: now, reason: noHourLeftReason }
            : { status: 'planned', from: request.at, dueAt, notAfter: until },
      },
    ];
  });
}

/** Not settled yet, of this visit, and not overtaken: a text that arrived after all needs no second one. */
function isStillWanted({ step, milestone, replaces }: TextRequest, situation: SayingSituation): boolean {
  const { steps } = situation.booking;
  const own = steps.find(({ id }) => id === step)?.state.status;
  const old = steps.find(({ id }) => id === replaces)?.state.status;
  return (
    (own === undefined || own === 'planned') &&
    (old === undefined || old === 'failed' || old === 'unknown') &&
    statesTheFacts(step, milestone, situation)
  );
}

/** The requests whose text is not settled: the others need no memory. */
export function openRequests({ requests = [] }: Booking, agenda: readonly Step[]): TextRequest[] {
  return requests.filter(({ step }) =>
    agenda.some(({ id, state }) => id === step && (state.status === 'planned' || state.status === 'claimed')),
  );
}

/** Whether staff asked for the same text once more after it: then that one is what counts. */
export function isReplaced(step: Step, steps: readonly Step[]): boolean {
  const planned = plannedIdOf(step.id);
  return steps.some(
    (other) =>
      other.id !== step.id &&
      isRequestId(other.id) &&
      plannedIdOf(other.id) === planned &&
      other.state.status !== 'skipped' &&
      (!isRequestId(step.id) || timeOf(other) >= timeOf(step)),
  );
}

function timeOf({ state }: Step): Instant {
  return state.status === 'planned' ? state.from : state.at;
}
