/** Something for which the treatment is avoided: a yes gates with the rule's own outcome and no date. */
import type { RuleContext, RuleSays } from '../evaluation.ts';
import type { RuleOf } from '../policy.ts';
import { onYes } from './on-yes.ts';

/** Blocks or asks for review on a yes; see onYes for the rest. */
export function evaluateContraindication(rule: RuleOf<'contraindication'>, context: RuleContext): RuleSays {
  return onYes(rule.question, rule.outcome, context);
}
