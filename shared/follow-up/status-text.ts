/** Which text about the booking itself the client should have now, given what was said before. */
import type { Booking } from '../booking/booking.ts';
import type { Decision } from '../booking/finding.ts';
import { hourMs, type Instant, minuteMs } from '../time/instant.ts';
import { carePlan } from './care-plan.ts';
import type { BookingMilestoneId } from './milestone.ts';
import { heldByPauseAt, type Step, wasSaid } from './step.ts';
import { contentOf, plannedIdOf, type Stated, stepIdOf } from './text-identity.ts';

/** A first `allowed` closer to the visit than this makes one text that carries the advice too. Hours. */
export const lateBookingHours = 36;

/** A "not yet" with a near visit is followed by the form's link after this, else after the usual wait. Hours. */
const blockedAskHours = 1;
const againHours = carePlan['screening-needed'].againAfterHours ?? 24;

export interface WantedText {
  id: string;
  milestone: BookingMilestoneId;
  /** Due by the care plan. */
  from: Instant;
}

/** What the next text about a booking rests on. */
export interface StatusWish {
  booking: Booking;
  decision: Decision;
  now: Instant;
  /** Whether the treatment has guidance that a late booking must carry along. */
  hasCare: boolean;
  /** When a text that is due at an instant goes; now where it cannot go at all. */
  goesAt: (due: Instant) => Instant;
}

interface Situation extends StatusWish {
  stated: Stated;
}

/** What the client was last told of how the booking stands is what they believe. */
const good: readonly string[] = ['booked', 'late-booking', 'released', 'new-time'];
const bad: readonly string[] = ['not-yet', 'being-reviewed'];
const verdicts: readonly string[] = [...good, ...bad, 'cancelled'];

/** At most one status text, and the second ask of an open screening. */
export function wantedStatusTexts(wish: StatusWish): WantedText[] {
  const { booking, decision, now } = wish;
  if (now >= booking.startAt) return [];
  const { startAt, endAt } = booking;
  const { eligibleFrom } = decision;
  const stated = { startAt, endAt, ...(eligibleFrom === undefined ? {} : { eligibleFrom }) };
  const situation = { ...wish, stated };
  const status = wantedStatus(situation);
  return [status, secondAsk(situation, status)].filter((text) => text !== undefined);
}

function wantedStatus(situation: Situation): WantedText | undefined {
  const { booking, decision } = situation;
  if (booking.status === 'cancelled') {
    return booking.cancelledBy === 'clinic' ? verdict(situation, 'cancelled') : undefined;
  }
  if (booking.status === 'no-show' || booking.status === 'completed') return undefined;
  if (decision.outcome === 'blocked') return verdict(situation, 'not-yet');
  if (decision.open.length > 0) {
    return hasLinkFromReply(booking)
      ? undefined
      : planned(situation, 'screening-needed', askIdOf(booking, situation.stated));
  }
  if (decision.outcome === 'review') return verdict(situation, 'being-reviewed');
  return booking.status === 'pending' ? undefined : allowed(situation);
}

function allowed(situation: Situation): WantedText | undefined {
  const last = lastVerdict(situation.booking);
  if (last !== undefined && bad.includes(last.act.what)) return verdict(situation, 'released');
  if (last !== undefined && good.includes(last.act.what)) {
    return saysTheSame(last, situation.stated) ? undefined : verdict(situation, 'new-time');
  }
  return verdict(situation, situation.hasCare && isNear(situation) ? 'late-booking' : 'booked');
}

/** Whether the visit was near when the booking first became allowed. */
function isNear({ booking, stated, now }: Situation): boolean {
  const ids = [stepIdOf('booked', stated), stepIdOf('late-booking', stated)];
  const step = booking.steps.find(({ id }) => ids.includes(id));
  const since = step === undefined ? now : firstWantedAt(step);
  return booking.startAt - since < lateBookingHours * hourMs;
}

/** A first word that was given up when it was due was wanted then, not now. */
function firstWantedAt({ state }: Step): Instant {
  return state.status === 'planned' ? state.from - delayMs('booked') : state.at;
}

/** A verdict, unless it is what the client was told last; said again after another one, it gets its own number. */
function verdict(situation: Situation, milestone: BookingMilestoneId): WantedText | undefined {
  const { booking, stated } = situation;
  const base = stepIdOf(milestone, stated);
  const last = lastVerdict(booking);
  if (last?.act.what === milestone && saysTheSame(last, stated)) return undefined;
  const times = booking.steps.filter((step) => wasSaid(step) && isRoundOf(step.id, base)).length;
  return planned(situation, milestone, times === 0 ? base : `${base}@r${times + 1}`);
}

function lastVerdict({ steps }: Booking): Step | undefined {
  const said = steps.filter((step) => wasSaid(step) && verdicts.includes(step.act.what));
  return said.sort((a, b) => timeOf(a) - timeOf(b)).at(-1);
}

/** Whether the last that a text said of how the booking stands is that the visit is fine. */
export function wasToldGood(booking: Booking): boolean {
  return good.includes(lastVerdict(booking)?.act.what ?? '');
}

function saysTheSame(step: Step, stated: Stated): boolean {
  return step.act.kind === 'text' && isRoundOf(step.id, stepIdOf(step.act.what, stated));
}

function isRoundOf(id: string, base: string): boolean {
  const planned = plannedIdOf(id);
  return planned === base || planned.startsWith(`${base}@r`);
}

/** After "something changed" the answer to that text carried the link, unless it could not be sent; once used, the link is spent. */
function hasLinkFromReply({ reopenedAt, askMissedAt, answers }: Booking): boolean {
  if (reopenedAt === undefined || (askMissedAt !== undefined && askMissedAt >= reopenedAt)) return false;
  return !Object.values(answers).some((answer) => answer.at > reopenedAt);
}

/** Questions that open anew after a good word, or after "something changed", are asked anew. */
export function askIdOf(booking: Booking, stated: Stated, again?: 'again'): string {
  const told = booking.steps.filter((step) => wasSaid(step) && good.includes(step.act.what)).length;
  const round = [
    ...(again === undefined ? [] : [again]),
    ...(told === 0 ? [] : [`q${told}`]),
    ...(booking.reopenedAt === undefined ? [] : [String(Math.floor(booking.reopenedAt / 1000))]),
  ];
  return stepIdOf('screening-needed', stated, round.length === 0 ? undefined : round.join('-'));
}

/** The form's link goes out once more while questions stay open and nothing undated blocks. */
function secondAsk(situation: Situation, status: WantedText | undefined): WantedText | undefined {
  const { booking, decision, now } = situation;
  const undated = decision.outcome === 'blocked' && decision.eligibleFrom === undefined;
  const over = booking.status !== 'pending' && booking.status !== 'accepted';
  if (decision.open.length === 0 || undated || over) return undefined;
  const id = askIdOf(booking, situation.stated, 'again');
  const first = firstAskAt(situation, status);
  const hours = first === undefined && isSoon(situation) ? blockedAskHours : againHours;
  const from = first === undefined ? (keptTime(booking, id) ?? now + hours * hourMs) : first + hours * hourMs;
  return from < booking.startAt ? { id, milestone: 'screening-needed', from } : undefined;
}

/** The ask that a "not yet" went ahead of comes soon where the visit is near. */
function isSoon({ booking, now }: Situation): boolean {
  return booking.startAt - now < lateBookingHours * hourMs;
}

/** When the client was, or will be, last asked before the second ask: also where that is only wanted just now, or was the answer to a text. */
function firstAskAt(situation: Situation, status: WantedText | undefined): Instant | undefined {
  const { booking, goesAt, stated } = situation;
  const ask = contentOf(askIdOf(booking, stated));
  const isOfVisit = (id: string) => id.startsWith(stepIdOf('screening-needed', stated));
  const asks = booking.steps.filter(({ id }) => contentOf(id) === ask);
  // One that is planned for a time the visit no longer has is about to be dropped.
  const open = asks.filter(
    (step) => wasSaid(step) || (step.state.status === 'planned' && isOfVisit(step.id)),
  );
  const requested = (booking.requests ?? []).filter(
    ({ step }) => contentOf(step) === ask && isOfVisit(step) && !booking.steps.some(({ id }) => id === step),
  );
  const times = [
    ...open.map(({ state }) => (state.status === 'planned' ? goesAt(state.dueAt) : state.at)),
    ...requested.map(({ at }) => goesAt(at)),
  ];
  if (times.length > 0) return Math.max(...times);
  const givenUp = asks.find(({ id, state }) => state.status !== 'planned' && isOfVisit(id));
  if (givenUp !== undefined) return timeOf(givenUp);
  return status?.milestone === 'screening-needed' ? goesAt(status.from) : booking.reopenedAt;
}

/** A text that is planned already keeps its time, and one that a pause held back the time at which it would have gone. */
function planned({ booking, now }: Situation, milestone: BookingMilestoneId, id: string): WantedText {
  return { id, milestone, from: keptTime(booking, id) ?? now + delayMs(milestone) };
}

function keptTime(booking: Booking, id: string): Instant | undefined {
  const step = booking.steps.find((one) => one.id === id);
  if (step === undefined) return undefined;
  return step.state.status === 'planned' ? step.state.from : heldByPauseAt(step);
}

function delayMs(milestone: BookingMilestoneId): number {
  const entry = carePlan[milestone];
  return entry.kind === 'status' ? entry.delayMinutes * minuteMs : 0;
}

function timeOf(step: Step): Instant {
  return step.state.status === 'planned' ? step.state.dueAt : step.state.at;
}
