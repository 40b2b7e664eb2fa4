/** Why a finding stands, in one sentence: of the policy's rule where one found it, else in the gate's own words. */
import type { Policy, Rule } from '../policy/policy.ts';
import { reasonSentence } from '../policy/reason.ts';
import type { Words } from '../policy/words.ts';
import { type GateReasonAsked, gateReason, isGateRule } from './gate-reasons.ts';

/** A finding of a rule that its policy no longer has, or of a policy that cannot be read. */
const withoutRule: Words = {
  en: 'The rule that found this is not at hand: please look at the booking.',
  es: 'La regla que encontró esto no está disponible: revise la reserva.',
};

/** Total: there is a sentence for every finding that a stored booking may hold. */
export function findingReason(asked: GateReasonAsked): string {
  const { finding, policy, audience, language, zone, isDateBeside = false } = asked;
  const otherName = finding.rule === 'other-name';
  const rule = ruleNamed(policy, otherName ? ruleBehind(finding.id) : finding.rule);
  if (rule === undefined) {
    return isGateRule(finding.rule) ? gateReason(finding.rule, asked) : withoutRule[language];
  }
  const { eligibleFrom, last, lastAt } = finding;
  const found = {
    ...(eligibleFrom === undefined ? {} : { eligibleFrom }),
    ...(last === undefined ? {} : { last }),
    ...(lastAt === undefined ? {} : { lastAt }),
    ...(otherName ? { otherName } : {}),
  };
  return reasonSentence({ rule, audience, language, zone, found, isDateBeside });
}

/** `other-name|botox-gap/2026-11-10/...`: the rule that another person's visit would decide. */
function ruleBehind(findingId: string): string {
  return /\|([^/]*)\//.exec(findingId)?.[1] ?? '';
}

function ruleNamed(policy: Policy | undefined, id: string): Rule | undefined {
  return policy?.rules.find((rule) => rule.id === id);
}
