/** After a restore the table knows less than was done: whatever was due before the clinic's `restoredAt` may have happened, so it is settled as unknown and never done by itself. Here because it is decided from the booking alone, whoever touches it first. */
import type { Clinic } from '../clinic/clinic.ts';
import { type Step, stepsMax } from '../follow-up/step.ts';
import type { Policy } from '../policy/policy.ts';
import type { Instant } from '../time/instant.ts';
import type { Booking } from './booking.ts';
import { decide, withDecided } from './decide.ts';
import type { Facts } from './facts.ts';

/** Why a text or notice counts as unknown that fell due before a restore. */
export const restoredReason = 'restored';

/** What a booking is caught up from: the same that it is decided from. */
export interface Behind {
  booking: Booking;
  facts: Facts;
  policy: Policy | undefined;
  clinic: Clinic;
}

/**
 * The booking as it stands once everything due before the restore is settled; the very same one where nothing was. Nothing that is planned
 * after the restore is due before it, so no mark on the booking is needed, and doing it again changes nothing. `until`: only what was due
 * before then, where the next thing to fold in happened then.
 */
export function catchUp(behind: Behind, until = behind.clinic.restoredAt): Booking {
  const { booking } = behind;
  if (until === undefined || !isBehind(booking, until)) return booking;
  return passChecks(behind, settleActs(booking, until), until);
}

/** The booking as it would have been decided at an instant before the restore, and what fell due since then settled: for an event of that time that is heard of only now. */
export function catchUpFrom(behind: Behind, at: Instant): Booking {
  const { booking, clinic } = behind;
  if (clinic.restoredAt === undefined || at >= clinic.restoredAt) return booking;
  return passChecks(behind, settleActs(decidedAt(behind, booking, at), clinic.restoredAt), clinic.restoredAt);
}

/** Texts and notices due or claimed before the restore become unknown, each at its own time; looks at the client's other bookings stay due. */
export function settleActs(booking: Booking, restoredAt: Instant | undefined): Booking {
  if (restoredAt === undefined || !booking.steps.some((step) => mayBeDone(step, restoredAt))) return booking;
  return {
    ...booking,
    steps: booking.steps.map((step) => (mayBeDone(step, restoredAt) ? settled(step) : step)),
  };
}

/** Whether anything is to be settled at all: tells without loading what a decision takes. */
export function isBehind({ steps }: Booking, restoredAt: Instant | undefined): boolean {
  if (restoredAt === undefined) return false;
  return steps.some((step) => mayBeDone(step, restoredAt)) || firstCheck(steps, restoredAt) !== undefined;
}

function mayBeDone({ act, state }: Step, restoredAt: Instant): boolean {
  if (act.kind === 'check') return false;
  if (state.status === 'planned') return state.dueAt < restoredAt;
  return state.status === 'claimed' && state.at < restoredAt;
}

function settled(step: Step): Step {
  const { state } = step;
  const at = state.status === 'planned' ? state.dueAt : state.at;
  return { ...step, state: { status: 'unknown', at, reason: restoredReason } };
}

/** A verdict may turn with time alone: each recheck before the restore is decided again at its own instant, and the texts that followed from it are settled too. */
function passChecks(behind: Behind, settledBooking: Booking, restoredAt: Instant): Booking {
  let booking = settledBooking;
  for (let round = 0; round < stepsMax; round += 1) {
    const at = firstCheck(booking.steps, restoredAt);
    if (at === undefined) break;
    booking = settleActs(decidedAt(behind, booking, at), restoredAt);
  }
  return booking;
}

function firstCheck(steps: readonly Step[], before: Instant): Instant | undefined {
  const dues = steps.flatMap(({ act, state }) =>
    act.kind === 'check' && act.what === 'recheck' && state.status === 'planned' && state.dueAt < before
      ? [state.dueAt]
      : [],
  );
  return dues.length === 0 ? undefined : Math.min(...dues);
}

function decidedAt({ facts, policy, clinic }: Behind, booking: Booking, at: Instant): Booking {
  return withDecided(booking, decide(booking, facts, policy, clinic, at));
}
