/** The gate: the verdict on one booking and its whole agenda, from facts alone. */
import type { Clinic } from '../clinic/clinic.ts';
import { planAgenda } from '../follow-up/agenda.ts';
import { openRequests } from '../follow-up/requested-texts.ts';
import type { Step } from '../follow-up/step.ts';
import type { Policy } from '../policy/policy.ts';
import type { Instant } from '../time/instant.ts';
import { audited } from './audit.ts';
import type { Booking } from './booking.ts';
import type { Facts } from './facts.ts';
import type { Decision, Outcome } from './finding.ts';
import { judge } from './judge.ts';

export interface Decided {
  decision: Decision;
  agenda: Step[];
  /** The outcome frozen at the visit's start, once that is past. */
  atStart?: Outcome;
}

/** `policy` is absent where the clinic maps the service to no treatment. Deterministic and total; nothing here reads a clock. */
export function decide(
  booking: Booking,
  facts: Facts,
  policy: Policy | undefined,
  clinic: Clinic,
  now: Instant,
): Decided {
  const begun = now >= booking.startAt;
  // What held when the visit began is the last verdict before it; a booking first heard of later is judged as it comes.
  const last = begun ? booking.decision : undefined;
  const decision = last ?? judge(booking, facts, policy, clinic, now);
  const atStart = begun ? (booking.atStart ?? decision.outcome) : undefined;
  const decided = { ...booking, ...(atStart === undefined ? {} : { atStart }) };
  return {
    decision,
    agenda: planAgenda({ booking: decided, decision, facts, clinic, policy, now }),
    ...(atStart === undefined ? {} : { atStart }),
  };
}

/** The booking with a decision written in; another outcome than before goes on record. */
export function withDecided(booking: Booking, decided: Decided): Booking {
  const { outcome, at } = decided.decision;
  const known =
    outcome === booking.decision?.outcome
      ? booking
      : audited(booking, { at, did: `decided ${outcome}`, kind: 'decision' });
  const { atStart: _past, requests: _asked, ...rest } = known;
  const requests = openRequests(booking, decided.agenda);
  return {
    ...rest,
    ...(requests.length === 0 ? {} : { requests }),
    decision: decided.decision,
    steps: decided.agenda,
    ...(decided.atStart === undefined ? {} : { atStart: decided.atStart }),
  };
}
