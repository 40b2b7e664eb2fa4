/** The whole agenda of a booking: every act ahead, and every one that was done or given up. */
import type { Booking } from '../booking/booking.ts';
import type { Facts } from '../booking/facts.ts';
import type { Decision } from '../booking/finding.ts';
import type { Clinic } from '../clinic/clinic.ts';
import type { Policy } from '../policy/policy.ts';
import { dayMs, hourMs, type Instant } from '../time/instant.ts';
import { canText } from './can-text.ts';
import { carePlan } from './care-plan.ts';
import { planCareTexts } from './care-texts.ts';
import { guidedTime } from './guided-time.ts';
import { listedDays, pendingNearHours, planNotices } from './notices.ts';
import { planRequests } from './requested-texts.ts';
import { wantedStatusTexts } from './status-text.ts';
import {
  type Act,
  dueOfStep,
  heldByPauseAt,
  noHourLeftReason,
  type Step,
  stepsMax,
  wasSaid,
} from './step.ts';
import { contentOf } from './text-identity.ts';
import { firstAllowed, type TextWindow } from './text-window.ts';

/** When every open booking is decided again whatever else happens: the index has caught up, staff can still act. Hours before the start. */
export const recheckHours = [26, 3] as const;

export interface AgendaSituation {
  booking: Booking;
  decision: Decision;
  facts: Facts;
  clinic: Clinic;
  policy: Policy | undefined;
  now: Instant;
}

/** Settled and claimed steps stay as they are; everything planned is planned anew. */
export function planAgenda(situation: AgendaSituation): Step[] {
  const { booking } = situation;
  const texts = canText(booking) ? planTexts(situation) : [];
  const planned = [...texts, ...planRechecks(situation)];
  const kept = booking.steps.filter(
    (step) =>
      isKept(step, situation.now >= booking.startAt) &&
      !(isSaidAfterPause(step, situation) && has(planned, step.id)),
  );
  const fresh = planned.map((step) => settledBefore(booking, step)).filter((step) => !has(kept, step.id));
  const notices = planNotices({ ...situation, steps: [...kept, ...fresh] });
  return bounded([...kept, ...fresh, ...notices.filter((step) => !has(kept, step.id))]);
}

/** The hours and zones that hold for the booking's texts. */
export function windowOf(booking: Booking, clinic: Clinic): TextWindow {
  return {
    hours: clinic.textHours,
    zone: clinic.zone,
    visit: { startAt: booking.startAt, endAt: booking.completedAt ?? booking.endAt },
    ...(booking.client.zone === undefined ? {} : { clientZone: booking.client.zone }),
  };
}

/** What staff asked for goes instead of the plan's own text of its kind. */
function planTexts(situation: AgendaSituation): Step[] {
  const { booking, clinic } = situation;
  const requested = planRequests({
    ...situation,
    zone: clinic.zone,
    window: windowOf(booking, clinic),
  });
  const open = requested.filter(({ state }) => state.status === 'planned').map(({ act }) => act.what);
  return [...planOwnTexts(situation).filter(({ act }) => !open.includes(act.what)), ...requested];
}

function planOwnTexts(situation: AgendaSituation): Step[] {
  const { booking, decision, clinic, now } = situation;
  const window = windowOf(booking, clinic);
  const goesAt = (due: Instant) => firstAllowed(Math.max(due, now), booking.startAt, window);
  const wish = { booking, decision, now, hasCare: hasCarePlan(situation.policy) };
  const status = wantedStatusTexts({ ...wish, goesAt: (due) => goesAt(due) ?? now }).map((wanted): Step => {
    const act = { kind: 'text', what: wanted.milestone } as const;
    const held = booking.steps.find((step) => step.id === wanted.id)?.state;
    const isHeld = held?.status === 'planned' && held.tries !== undefined;
    const dueAt = goesAt(isHeld ? held.dueAt : wanted.from);
    return dueAt === undefined
      ? {
          id: wanted.id,
          act,
          state: { status: 'skipped', at: now, reason: isHeld ? noHourLeftReason : 'no allowed minute' },
        }
      : {
          id: wanted.id,
          act,
          state: { status: 'planned', from: wanted.from, dueAt, notAfter: booking.startAt },
        };
  });
  const unsaid = status.filter((step) => !isSaid(booking, step.id) && !isSettled(situation, step.id));
  const guidedAt = guidedTime(booking, unsaid);
  if (!wish.hasCare) return unsaid;
  const care = planCareTexts({
    booking,
    decision,
    facts: situation.facts,
    policy: situation.policy,
    window,
    zone: clinic.zone,
    now,
    ...(guidedAt === undefined ? {} : { guidedAt }),
    ...graceOf(booking, unsaid),
  });
  return [...unsaid, ...care];
}

/** Until when the client may undo what a text about the booking will say; one that is being tried again holds nothing back. */
function graceOf(booking: Booking, status: readonly Step[]): { graceUntil?: Instant } {
  const ends = status.flatMap(({ id, state }) => {
    const tried = booking.steps.some((step) => step.id === id && 'tries' in step.state);
    return state.status === 'planned' && !tried ? [state.from] : [];
  });
  return ends.length === 0 ? {} : { graceUntil: Math.max(...ends) };
}

/** Whether the booking's treatment comes with guidance. */
export function hasCarePlan(policy: Policy | undefined): boolean {
  return policy !== undefined && policy.carePlan !== 'none';
}

function isSaid(booking: Booking, id: string): boolean {
  return booking.steps.some((step) => wasSaid(step) && contentOf(step.id) === contentOf(id));
}

/** A text that was given up when it was due is not planned again, but for a pause, so nothing waits for it. */
function isSettled(situation: AgendaSituation, id: string): boolean {
  const { booking, now } = situation;
  return booking.steps.some(
    (step) => step.id === id && isKept(step, now >= booking.startAt) && !isSaidAfterPause(step, situation),
  );
}

/** What a pause held back of how the booking stands is still news when the texts go on; guidance has its own times. */
function isSaidAfterPause(step: Step, { clinic }: AgendaSituation): boolean {
  const goesOn = clinic.status === 'active' || clinic.status === 'restoring';
  return (
    goesOn &&
    step.act.kind === 'text' &&
    carePlan[step.act.what].kind === 'status' &&
    heldByPauseAt(step) !== undefined
  );
}

/** Instants at which the booking is decided again: 26 h and 3 h before, at the start, where a condition must have been told, while it is pending, and when a visit that was not allowed leaves the list. */
function planRechecks({ booking, decision, now }: AgendaSituation): Step[] {
  if (booking.status !== 'pending' && booking.status !== 'accepted') return [];
  const instants = [
    ...recheckHours.map((hours) => booking.startAt - hours * hourMs),
    booking.startAt,
    ...decision.conditions.filter((one) => one.toldAt === undefined).map((one) => one.pauseBy),
    ...(decision.outcome === 'allowed' ? [] : [booking.endAt + listedDays * dayMs + 1]),
    ...(booking.status === 'pending' ? [booking.startAt - pendingNearHours * hourMs] : []),
  ];
  return [...new Set(instants)]
    .filter((at) => at > now)
    .map((at) => planned({ kind: 'check', what: 'recheck' }, at));
}

function planned(act: Act, at: Instant): Step {
  return {
    id: `${act.what}@${Math.floor(at / 1000)}`,
    act,
    state: { status: 'planned', from: at, dueAt: at, notAfter: Number.MAX_SAFE_INTEGER },
  };
}

/** What happened is kept; what was planned, or skipped by planning, is planned anew. Looks at other bookings stay until they are done. */
function isKept(step: Step, begun: boolean): boolean {
  if (step.act.kind === 'check') return step.act.what !== 'recheck';
  if (step.state.status === 'skipped')
    return !isPlanningReason(step.state.reason) || (begun && isBeforeVisit(step));
  return step.state.status !== 'planned';
}

/** Once the visit has begun, nothing before it is planned any more: why it was not said stands. */
function isBeforeVisit(step: Step): boolean {
  if (step.act.kind !== 'text') return false;
  const milestone = carePlan[step.act.what];
  return milestone.kind === 'status' || milestone.side === 'before';
}

/** Reasons that planning gives; all others were found when the text was due, and stand. */
const planningReasons: readonly string[] = [
  'no allowed minute',
  'too late',
  'already said',
  'said in the other text',
  'another visit',
];

export function isPlanningReason(reason: string): boolean {
  return planningReasons.includes(reason);
}

/** A skip that still holds keeps its first time and reason. */
function settledBefore(booking: Booking, step: Step): Step {
  if (step.state.status !== 'skipped') return withTries(booking, step);
  const before = booking.steps.find((one) => one.id === step.id);
  return before?.state.status === 'skipped' ? before : step;
}

function withTries(booking: Booking, step: Step): Step {
  const before = booking.steps.find((one) => one.id === step.id)?.state;
  if (step.state.status !== 'planned' || before?.status !== 'planned' || before.tries === undefined)
    return step;
  return { ...step, state: { ...step.state, tries: before.tries } };
}

function has(steps: readonly Step[], id: string): boolean {
  return steps.some((step) => step.id === id);
}

/** The bound: open steps always stay, the oldest settled ones go. */
function bounded(steps: Step[]): Step[] {
  const surplus = steps.length - stepsMax;
  if (surplus <= 0) return steps;
  const settled = steps.filter((step) => dueOfStep(step) === undefined);
  const skipped = settled.filter((step) => step.state.status === 'skipped');
  const going = new Set([...skipped, ...settled.filter((step) => !skipped.includes(step))].slice(0, surplus));
  return steps.filter((step) => !going.has(step)).slice(0, stepsMax);
}
