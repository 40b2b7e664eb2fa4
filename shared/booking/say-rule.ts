/** What a rule is called for staff where no finding of it is at hand: by the question it asks, and the gate's own in a few words. Never by its id alone while the policy says more. */
import { type Policy, questionsOf } from '../policy/policy.ts';
import { isGateRule } from './gate-reasons.ts';
import type { GateRule } from './judge.ts';

const gateRuleWords: Readonly<Record<GateRule, string>> = {
  'more-people': 'more people than were screened',
  'unknown-treatment': 'a service without rules',
  'not-told': 'a pause that the client was not told of',
  'changed-answer': 'an answer that was changed',
  'ambiguous-reply': 'a reply that fits two clients',
  'other-name': 'a visit under another name',
};

/** A few words inside a sentence, in English as all that staff read. A rule that its policy has no more is said by its id. */
export function sayRule(id: string, policy: Policy | undefined): string {
  if (isGateRule(id)) return gateRuleWords[id];
  const rule = policy?.rules.find((one) => one.id === id);
  const [asked] = rule === undefined ? [] : questionsOf(rule);
  const question = policy?.questions.find((one) => one.id === asked);
  return question === undefined ? id.replaceAll('-', ' ') : `“${question.text.en}”`;
}
