/** What a newer policy would decide of a booking that waits for a person: shown beside what stands. */
import type { Policy } from '../policy/policy.ts';
import type { ActSituation } from './asked-act.ts';
import { decide } from './decide.ts';
import { type Declining, decliningOf } from './declining.ts';
import type { Decision } from './finding.ts';

export interface Proposed {
  /** Who may stay with the older policy. */
  declinedBy: Declining['by'];
  /** Absent where the newer policy cannot be read. */
  newer?: { policy: Policy; decision: Decision };
}

/** As the booking is now, which may be otherwise than when it was proposed. `undefined` where nothing is. */
export function proposedDecision(situation: ActSituation): Proposed | undefined {
  const { booking, clinic, proposed, now } = situation;
  if (booking.proposal === undefined) return undefined;
  const declinedBy = decliningOf(situation).by;
  if (proposed?.policy === undefined) return { declinedBy };
  const { policy, facts } = proposed;
  return { declinedBy, newer: { policy, decision: decide(booking, facts, policy, clinic, now).decision } };
}
