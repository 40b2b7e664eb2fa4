/** Something the practitioner wants to hear about before the visit: a yes waits for a person. */
import type { RuleContext, RuleSays } from '../evaluation.ts';
import type { RuleOf } from '../policy.ts';
import { onYes } from './on-yes.ts';

/** Review on a yes. */
export function evaluateConsult(rule: RuleOf<'consult'>, context: RuleContext): RuleSays {
  return onYes(rule.question, rule.outcome, context);
}
