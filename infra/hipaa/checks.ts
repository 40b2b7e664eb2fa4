/** Runs cdk-nag's HIPAA pack over the constructs and keeps what it found of every rule: what is met is as much of the report as what is not. */
import type { App } from 'aws-cdk-lib';
import { HIPAASecurityChecks, type IApplyRule, NagRuleCompliance, type NagRuleResult } from 'cdk-nag';

export interface CheckedRule {
  /** Without the pack's name: `LambdaDLQ`. */
  rule: string;
  /** The paragraphs of 45 CFR 164 that the pack's authors see behind the rule. */
  controls: readonly string[];
  /** Paths of the constructs it looks at. */
  met: readonly string[];
  notMet: readonly string[];
}

/** The rules that look at something of ours, by name; the pack has more, for services that are not used. */
export function checkHipaa(app: App): CheckedRule[] {
  const pack = new ListeningPack();
  pack.validateScope(app);
  return [...pack.rules.values()].toSorted((a, b) => a.rule.localeCompare(b.rule, 'en'));
}

interface Heard extends CheckedRule {
  met: string[];
  notMet: string[];
}

class ListeningPack extends HIPAASecurityChecks {
  readonly rules = new Map<string, Heard>();

  protected override applyRule(asked: IApplyRule): void {
    const { node, info } = asked;
    const rule = asked.ruleSuffixOverride ?? asked.rule.name;
    const isMet = verdictOf(asked.rule(node));
    if (isMet === undefined) return;
    const heard = this.rules.get(rule) ?? { rule, controls: controlsIn(info), met: [], notMet: [] };
    heard[isMet ? 'met' : 'notMet'].push(node.node.path);
    this.rules.set(rule, heard);
  }
}

/** Undefined: the rule is about other resources. */
function verdictOf(result: NagRuleResult): boolean | undefined {
  if (Array.isArray(result)) return result.length === 0;
  return result === NagRuleCompliance.NOT_APPLICABLE ? undefined : result === NagRuleCompliance.COMPLIANT;
}

function controlsIn(info: string): string[] {
  return info.match(/164\.\d+(\([a-zA-Z0-9]+\))+/g) ?? [];
}
