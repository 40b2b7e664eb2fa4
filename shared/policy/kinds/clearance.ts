/** A condition for which a doctor's clearance may be needed: a yes waits for a person until one is recorded as an override. */
import type { RuleContext, RuleSays } from '../evaluation.ts';
import type { RuleOf } from '../policy.ts';
import { onYes } from './on-yes.ts';

/** Review on a yes; the recorded clearance is matched to the finding by the gate. */
export function evaluateClearance(rule: RuleOf<'clearance'>, context: RuleContext): RuleSays {
  return onYes(rule.question, rule.outcome, context);
}
