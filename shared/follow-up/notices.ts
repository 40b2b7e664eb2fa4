/** What a person should see: the kinds of attention a booking needs, and what staff are told at once. */
import { isOpen } from '../booking/ahead.ts';
import type { Booking } from '../booking/booking.ts';
import type { Decision, Outcome } from '../booking/finding.ts';
import { ownPlatform } from '../platforms/own-platform.ts';
import { type AttentionKind, attentionKinds } from '../store/item.ts';
import { dayMs, hourMs, type Instant } from '../time/instant.ts';
import { canText } from './can-text.ts';
import { carePlan } from './care-plan.ts';
import { isCareOpen } from './care-texts.ts';
import type { BookingMilestoneId } from './milestone.ts';
import { dayBefore } from './milestones/day-before.ts';
import { isReplaced } from './requested-texts.ts';
import { wantedStatusTexts, wasToldGood } from './status-text.ts';
import { type Act, heldByPauseAt, noHourLeftReason, type Step } from './step.ts';
import { plannedIdOf, stepIdOf } from './text-identity.ts';

/** A booking its platform still holds as pending this close to the start needs a person. Hours. */
export const pendingNearHours = 12;
/** How long after the visit its attention stays listed. Days. */
export const listedDays = 7;

/** A visit this near that is found to be held back cannot wait for the next look at the list. Hours. */
export const soonHours = 24;

interface NoticeSituation {
  booking: Booking;
  decision: Decision;
  steps: readonly Step[];
  now: Instant;
}

/** Told at once, once each: a client who cannot be told in time, or at all, and a visit that is held back against what its client believes, or so late. */
export function planNotices(situation: NoticeSituation): Step[] {
  const { booking, now } = situation;
  if (now >= booking.startAt) return [];
  const kinds = [
    ...(isUntold(situation) ? (['client-not-told'] as const) : []),
    ...(hasNoNumber(booking) && !isOwn(booking) && isUnreached(booking, now, situation.decision)
      ? (['no-usable-number'] as const)
      : []),
  ];
  const changed = isChanged(situation) ? [notice('changed-by-client', booking.reopenedAt ?? now, now)] : [];
  const untold = kinds.map((kind) => notice(kind, booking.startAt, now));
  const isNew = untold.some(({ id }) => !booking.steps.some((step) => step.id === id));
  return [...untold, ...changed, ...(isNew ? [] : heldNotices(situation))].map(
    (step) => booking.steps.find(({ id }) => id === step.id) ?? step,
  );
}

const weight: Record<Outcome, number> = { allowed: 0, incomplete: 1, review: 2, blocked: 3 };
const heldKinds: readonly string[] = ['no-longer-allowed', 'held-soon'];

/** Found by this very decision; once found it stays planned until it is said, or settled. What makes staff call anyway says it too. */
function heldNotices({ booking, decision, now }: NoticeSituation): Step[] {
  const { outcome } = decision;
  if (!isOpen(booking) || outcome === 'allowed') return [];
  if (isOwn(booking) && booking.decision === undefined) return [];
  const open = booking.steps.filter(
    ({ act, state }) => heldKinds.includes(act.what) && state.status === 'planned',
  );
  const before = weight[booking.decision?.outcome ?? 'allowed'];
  if (open.length > 0 || weight[outcome] <= before) return open;
  const turned = weight[outcome] >= weight.review && before < weight.review;
  if (turned && wasToldGood(booking)) return [notice('no-longer-allowed', now, now)];
  return now < booking.startAt - soonHours * hourMs ? [] : [notice('held-soon', now, now)];
}

/** Why a person should look, the weightiest first; empty: the booking leaves the attention index. */
export function attentionOf(booking: Booking, now: Instant): AttentionKind[] {
  const { decision, steps } = booking;
  if (decision === undefined || !isListed(booking, now)) return [];
  const unreached = isUnreached(booking, now);
  const holds: Record<AttentionKind, boolean> = {
    blocked: isOpen(booking) && decision.outcome === 'blocked',
    review: isOpen(booking) && decision.outcome === 'review',
    'client-not-told': now < booking.startAt && isUntold({ booking, decision, steps, now }),
    incomplete: isOpen(booking) && decision.outcome === 'incomplete',
    'changed-by-client': isChanged({ booking, decision }),
    'pending-near': booking.status === 'pending' && now >= booking.startAt - pendingNearHours * hourMs,
    proposal: booking.proposal !== undefined,
    'no-usable-number': unreached && hasNoNumber(booking),
    'no-consent': unreached && !hasNoNumber(booking) && !booking.consent.given,
    'opted-out': unreached && booking.optedOutAt !== undefined,
    'text-failed': lostTexts(steps, 'failed').length > 0,
    'text-unknown': lostTexts(steps, 'unknown').length > 0,
    // Listed on their own.
    'refused-delivery': false,
    quarantined: false,
  };
  return attentionKinds.filter((kind) => holds[kind]);
}

function isListed({ endAt }: Booking, now: Instant): boolean {
  return now <= endAt + listedDays * dayMs;
}

function isChanged({ booking, decision }: Pick<NoticeSituation, 'booking' | 'decision'>): boolean {
  return isOpen(booking) && booking.reopenedAt !== undefined && decision.open.length > 0;
}

function hasNoNumber(booking: Booking): boolean {
  return booking.client.phone === undefined;
}

/** Written down by staff: how it stands at first, and that it has no number, they saw as they did. */
function isOwn({ platform }: Booking): boolean {
  return platform === ownPlatform;
}

/** Whether a status text or day-before of this visit cannot go out in time; a second ask is not one the client waits for. */
function isUntold(situation: NoticeSituation): boolean {
  return situation.steps.some((step) => isGivenUp(step, situation)) || muteTexts(situation).length > 0;
}

/** Texts that did not arrive, may not have, or cannot go out, as planning names them: whoever tells the client instead settles them all. */
export function untoldTexts(booking: Booking, now: Instant): UntoldText[] {
  const { decision, steps } = booking;
  if (decision === undefined || !isListed(booking, now)) return [];
  const situation = { booking, decision, steps, now };
  const isAwaited = now < booking.startAt;
  const givenUp = steps.filter((step) => isGivenUp(step, situation));
  const lost = [...lostTexts(steps, 'failed'), ...lostTexts(steps, 'unknown'), ...(isAwaited ? givenUp : [])];
  const texts = [
    ...lost.flatMap(({ id, act }) =>
      act.kind === 'text' ? [{ id: plannedIdOf(id), milestone: act.what }] : [],
    ),
    ...(isAwaited ? unheardTexts(situation) : []),
  ];
  return texts.filter(({ id }, index) => texts.findIndex((one) => one.id === id) === index);
}

interface UntoldText {
  id: string;
  milestone: BookingMilestoneId;
}

function lostTexts(steps: readonly Step[], status: 'failed' | 'unknown'): Step[] {
  return steps.filter(
    (step) => step.act.kind === 'text' && step.state.status === status && !isReplaced(step, steps),
  );
}

function isGivenUp(step: Step, situation: NoticeSituation): boolean {
  if (step.act.kind !== 'text' || step.id.includes('@again')) return false;
  const { state } = step;
  const givenUp =
    state.status === 'failed' ||
    (state.status === 'skipped' && untoldReasons.includes(state.reason)) ||
    (heldByPauseAt(step) !== undefined && stillHolds(step, situation));
  const matters = carePlan[step.act.what].kind === 'status' || step.act.what === 'day-before';
  const thisVisit = stepIdOf(step.act.what, situation.booking).split('@').slice(0, 2).join('@');
  return givenUp && matters && step.id.startsWith(thisVisit) && !isReplaced(step, situation.steps);
}

/** Whether the client still waits for what a pause held back: what is true no longer, or was said otherwise since, nobody needs to call about. */
function stillHolds({ id, act }: Step, { booking, decision, now }: NoticeSituation): boolean {
  if (act.kind !== 'text') return false;
  const milestone = carePlan[act.what];
  if (milestone.kind === 'care') return isCareOpen(milestone, { booking, decision, now });
  // Whether the treatment comes with guidance only decides by which of two words a visit is called fine.
  return [true, false].some((hasCare) =>
    wantedStatusTexts({ booking, decision, now, hasCare, goesAt: (at) => at }).some((one) => one.id === id),
  );
}

/** What somebody who takes no texts cannot go without: more than the platform's own confirmation says. One without a number is listed as such. */
function muteTexts(situation: NoticeSituation): UntoldText[] {
  if (hasNoNumber(situation.booking)) return [];
  return unheardTexts(situation).filter(
    ({ milestone }) => milestone !== 'booked' && milestone !== 'late-booking',
  );
}

/** What somebody who takes no texts would hear by them, and nobody told them: how the booking stands, and from when to pause where it is allowed on that condition. */
function unheardTexts({ booking, decision, now }: NoticeSituation): UntoldText[] {
  if (canText(booking)) return [];
  const told = booking.steps.filter(({ state }) => state.status === 'told').map(({ id }) => plannedIdOf(id));
  const status = wantedStatusTexts({ booking, decision, now, hasCare: true, goesAt: (at) => at });
  const mustPause =
    isCareOpen(dayBefore, { booking, decision, now }) &&
    decision.conditions.some(({ toldAt, pauseBy }) => toldAt === undefined && now < pauseBy);
  const pause: UntoldText[] = mustPause
    ? [{ id: stepIdOf(dayBefore.id, booking), milestone: dayBefore.id }]
    : [];
  return [...status, ...pause].filter(({ id }) => !id.includes('@again') && !told.includes(id));
}

/** Whether a visit is open to whose client no text goes, and nobody has spoken to them as it stands now: not since the stop, or not of what there is to hear since then, such as another time. */
export function isUnreached(booking: Booking, now: Instant, decision = booking.decision): boolean {
  if (decision === undefined || !isListed(booking, now)) return false;
  if (!isOpen(booking) || canText(booking)) return false;
  const { reachedAt = 0, consent, optedOutAt = 0, steps } = booking;
  if (reachedAt < Math.max(optedOutAt, consent.at)) return true;
  return unheardTexts({ booking, decision, steps, now }).length > 0;
}

/** Why a text did not go out though its client waits for it. */
const untoldReasons: readonly string[] = [
  'no allowed minute',
  'too late',
  noHourLeftReason,
  'opted out',
  'too many texts',
];

function notice(what: Extract<Act, { kind: 'staff-notice' }>['what'], about: Instant, now: Instant): Step {
  return {
    id: `${what}@${Math.floor(about / 1000)}`,
    act: { kind: 'staff-notice', what },
    state: { status: 'planned', from: now, dueAt: now, notAfter: Number.MAX_SAFE_INTEGER },
  };
}
