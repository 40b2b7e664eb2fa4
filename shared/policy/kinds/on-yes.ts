/** What contraindication, clearance, consult and asked advisories share: a yes is the finding, a no passes, anything else is open. */
import type { Found, RuleContext, RuleSays } from '../evaluation.ts';

/** Reads one yes-no question into a finding with the given outcome. */
export function onYes(questionId: string, outcome: Found['outcome'], context: RuleContext): RuleSays {
  const value = context.answerTo(questionId)?.value.is;
  if (value === 'yes') return { findings: [{ outcome, facts: 'answer:yes' }], open: [] };
  return { findings: [], open: value === 'no' ? [] : [questionId] };
}
