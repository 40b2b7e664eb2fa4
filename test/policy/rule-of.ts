/** Picks a rule of the default policy by its id. */
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { Rule } from '../../shared/policy/policy.ts';

export function ruleOf(id: string): Rule {
  const rule = microneedlingPolicy.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`no such rule: ${id}`);
  return rule;
}
