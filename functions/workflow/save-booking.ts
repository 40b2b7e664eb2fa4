/** Decides and stores a booking: the timer first, then the one conditional put that the work itself stands in. */
import type { Booking } from '../../shared/booking/booking.ts';
import { catchUpFrom } from '../../shared/booking/catch-up.ts';
import { decide, withDecided } from '../../shared/booking/decide.ts';
import type { Facts } from '../../shared/booking/facts.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import { attentionOf } from '../../shared/follow-up/notices.ts';
import { timerName } from '../../shared/follow-up/timer.ts';
import { aboutBooking } from '../../shared/journal/about-booking.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { ceilToSecond, type Instant, secondMs } from '../../shared/time/instant.ts';
import { type BookingDeps, keyOfPlace } from './deps.ts';

/** A timer nearer than this may be in the past when it arrives; what is due sooner is run in line or waits this long. Seconds. */
export const timerLeadSeconds = 90;

export interface Change {
  booking: Booking;
  /** The version that was loaded, or `absent` for a new booking. */
  seen: number | 'absent';
  facts: Facts;
  policy: Policy | undefined;
  clinic: Clinic;
  now: Instant;
  /** When what it follows from happened, where that may be before the clinic's restore. */
  since?: Instant;
  /** Recording what was sent never waits for a timer: it is created after the put. */
  timerAfterPut?: boolean;
  /** The caller runs what is due by now itself: it needs no timer. */
  runsDue?: boolean;
}

/** The booking as stored, or `undefined` when another writer came first. */
export async function saveBooking(deps: BookingDeps, change: Change): Promise<Booking | undefined> {
  const { clinic, facts, now, policy, seen } = change;
  const known = change.since === undefined ? change.booking : catchUpFrom(change, change.since);
  const decided = withDecided(known, decide(known, facts, policy, clinic, now));
  const version = seen === 'absent' ? 1 : seen + 1;
  const at = timerAt(decided, now, change.runsDue === true);
  const standing = decided.timer?.state === 'armed' && decided.timer.at === at;
  const timed = await armed(deps, decided, standing || change.timerAfterPut === true ? undefined : at, now);
  const next = { ...timed, version };
  const put = await deps.store.put(next, seen, attentionOf(next, now));
  if (put.put === 'conflict') return undefined;
  if (change.timerAfterPut === true && !standing) await armed(deps, next, at, now);
  noteDecision(deps, change.booking, next);
  return next;
}

/** The earliest planned step. The first poke is run in line by whoever saves, and a claim without a record is the sweep's. */
function timerAt(booking: Booking, now: Instant, runsDue: boolean): Instant | undefined {
  const dues = booking.steps.flatMap(({ id, state }) =>
    state.status !== 'planned' || id === 'poke' || (runsDue && state.dueAt <= now)
      ? []
      : [Math.max(state.dueAt, now)],
  );
  return dues.length === 0 ? undefined : ceilToSecond(Math.min(...dues));
}

async function armed(
  deps: BookingDeps,
  booking: Booking,
  at: Instant | undefined,
  now: Instant,
): Promise<Booking> {
  if (at === undefined) return booking;
  const key = keyOfPlace(booking);
  const fireAt = Math.max(at, ceilToSecond(now) + timerLeadSeconds * secondMs);
  const result = await deps.timers.create({ name: timerName(key, fireAt), at: fireAt, key });
  if (result.timer === 'missing') {
    deps.journal.note({ event: 'timer-missing', ...aboutBooking(booking), reason: result.reason });
  }
  return { ...booking, timer: { state: result.timer, at } };
}

function noteDecision(deps: BookingDeps, before: Booking, after: Booking): void {
  const outcome = after.decision?.outcome;
  if (outcome === undefined || outcome === before.decision?.outcome) return;
  deps.journal.note({ event: 'booking-decided', ...aboutBooking(after), outcome });
}
