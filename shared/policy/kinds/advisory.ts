/** A note that gates nothing: shown to the technician on the booking, or carried by the texts alone. */
import type { RuleContext, RuleSays } from '../evaluation.ts';
import type { RuleOf } from '../policy.ts';
import { onYes } from './on-yes.ts';

/** The facts of a finding that rests on no answer. */
export const onEveryVisit = 'always';

/** With a question: a finding on yes. Without: always one where the booking shows it, none where only the texts carry it. */
export function evaluateAdvisory(rule: RuleOf<'advisory'>, context: RuleContext): RuleSays {
  if (rule.question !== undefined) return onYes(rule.question, rule.outcome, context);
  if (rule.shownOn === 'texts') return { findings: [], open: [] };
  return { findings: [{ outcome: rule.outcome, facts: onEveryVisit }], open: [] };
}
