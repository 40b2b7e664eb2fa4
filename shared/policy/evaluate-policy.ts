/** All switched-on rules of a policy over one visit, with open questions resolved along `askIf`. */

import { evaluateRule } from './evaluate-rule.ts';
import type { RuleContext, RuleSays } from './evaluation.ts';
import type { Policy, Question, Rule } from './policy.ts';

/** One enabled rule and what it says. */
export interface RuleResult {
  rule: Rule;
  says: RuleSays;
}

/**
 * What each enabled rule says, in policy order. A question is open only where it would be asked: where its `askIf` was
 * answered no it is not, and where that is itself unanswered, that one is open in its place (unknown is never a pass).
 */
export function evaluatePolicy(policy: Policy, context: RuleContext): RuleResult[] {
  const byId = new Map(policy.questions.map((question) => [question.id, question]));
  return policy.rules
    .filter((rule) => rule.enabled)
    .map((rule) => {
      const says = evaluateRule(rule, context);
      const open = says.open.flatMap((id) => openInstead(id, byId, context));
      return { rule, says: { ...says, open: [...new Set(open)] } };
    });
}

function openInstead(id: string, byId: ReadonlyMap<string, Question>, context: RuleContext): string[] {
  const parent = byId.get(id)?.askIf;
  if (parent === undefined) return [id];
  switch (context.answerTo(parent)?.value.is) {
    case 'yes':
    case 'still':
      return [id];
    case 'no':
    case 'never':
      return [];
    default:
      return openInstead(parent, byId, context);
  }
}
