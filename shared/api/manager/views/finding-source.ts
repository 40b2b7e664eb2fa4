/** Where a finding comes from and who may approve it, in words of the policy's own source. */
import type { Finding } from '../../../booking/finding.ts';
import { isGateRule } from '../../../booking/gate-reasons.ts';
import { rulesBehind } from '../../../booking/judge.ts';
import type { Policy, Source } from '../../../policy/policy.ts';

/** What the page says of a finding's rule. */
export interface FindingRule {
  source: string;
  overridableBy: 'manager' | 'clinician';
  /** A doctor's note clears it. */
  isClearance: boolean;
}

/** Reserved for a clinician where any rule behind it is. */
export function ruleOfFinding(finding: Finding, policy: Policy | undefined): FindingRule {
  const rules = rulesBehind(finding, policy);
  const reserved = rules.some((rule) => rule.overridableBy === 'clinician');
  const sources = [...new Set(rules.map((rule) => saySource(rule.source)))];
  return {
    source: sources.length > 0 ? sources.join(' ') : ownSource(finding),
    overridableBy: reserved ? 'clinician' : 'manager',
    isClearance: rules.some((rule) => rule.kind === 'clearance'),
  };
}

function ownSource({ rule }: Finding): string {
  return isGateRule(rule)
    ? "The gate's own check: it belongs to no treatment."
    : 'Its rule is no longer part of the policy.';
}

function saySource(source: Source): string {
  return source.document === 'microneedling-101'
    ? `Microneedling 101, "${source.heading}": ${source.line}`
    : `Beyond the source: ${source.note}`;
}
