/** Who may decline what a newer policy proposes: nobody lets a client by whom they could not approve themselves. */
import { evaluatePolicy } from '../policy/evaluate-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { isAhead } from './ahead.ts';
import type { ActSituation } from './asked-act.ts';
import type { Facts } from './facts.ts';
import { standingFindings } from './finding.ts';
import { contextOf, isReserved, judge, rulesBehind } from './judge.ts';

export type Declining = { by: 'manager' } | { by: 'clinician'; rules: string[] };

/** A clinician, where the newer policy finds or asks what only one may approve, and the booking's own does not. Once the visit has begun nothing is let by any more. */
export function decliningOf(situation: ActSituation): Declining {
  const { policy, proposed } = situation;
  if (!isAhead(situation.booking, situation.now)) return { by: 'manager' };
  // What cannot be looked at is nothing to decline lightly.
  if (proposed?.policy === undefined) return { by: 'clinician', rules: [] };
  const known = policy === undefined ? [] : reservedBy(policy, situation, proposed.facts);
  const added = reservedBy(proposed.policy, situation, proposed.facts).filter(
    (one) => !known.some(({ about }) => about === one.about),
  );
  return added.length === 0
    ? { by: 'manager' }
    : { by: 'clinician', rules: [...new Set(added.map(({ rule }) => rule))] };
}

interface Reserved {
  rule: string;
  /** The finding, or the question that has no answer. */
  about: string;
}

/** What stands in the way by a policy and is a clinician's to approve, also once an open question is answered. */
function reservedBy(policy: Policy, { booking, clinic, now }: ActSituation, facts: Facts): Reserved[] {
  const found = standingFindings(judge(booking, facts, policy, clinic, now))
    .filter((one) => isReserved(one, policy))
    .flatMap((one) => rulesBehind(one, policy).map(({ id }) => ({ rule: id, about: one.id })));
  const open = evaluatePolicy(policy, contextOf(booking, facts, clinic))
    .filter(({ rule }) => rule.overridableBy === 'clinician' && rule.outcome !== 'advisory')
    .flatMap(({ rule, says }) => says.open.map((question) => ({ rule: rule.id, about: question })));
  return [...found, ...open];
}
