/** The table of rule kinds: a new kind is a file in kinds/ and a line here. */
import type { RuleContext, RuleSays } from './evaluation.ts';
import { evaluateAdvisory } from './kinds/advisory.ts';
import { evaluateClearance } from './kinds/clearance.ts';
import { evaluateConsult } from './kinds/consult.ts';
import { evaluateContraindication } from './kinds/contraindication.ts';
import { evaluateMinimumGapSince } from './kinds/minimum-gap-since.ts';
import { evaluatePauseBeforeVisit } from './kinds/pause-before-visit.ts';
import type { Rule } from './policy.ts';

/** What one rule says about one visit, whether it is switched on or not; `open` does not know of `askIf` (see evaluatePolicy). */
export function evaluateRule(rule: Rule, context: RuleContext): RuleSays {
  switch (rule.kind) {
    case 'minimum-gap-since':
      return evaluateMinimumGapSince(rule, context);
    case 'pause-before-visit':
      return evaluatePauseBeforeVisit(rule, context);
    case 'contraindication':
      return evaluateContraindication(rule, context);
    case 'clearance':
      return evaluateClearance(rule, context);
    case 'consult':
      return evaluateConsult(rule, context);
    case 'advisory':
      return evaluateAdvisory(rule, context);
    default:
      return rule satisfies never;
  }
}
