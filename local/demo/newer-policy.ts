/** A clinic that changes its mind on Botox: who has booked under the policy before then waits for a person. */
import { shippedVersionMax } from '../../functions/workflow/policies.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { Policy } from '../../shared/policy/policy.ts';

/** Days between Botox and the visit, in turns: so that each run of the demo changes something. */
const gapDays = [21, 14] as const;

/** Botox this long before the visit is fine by one of them and not by the other. */
export const botoxDaysBefore = 18;

/** The one after a version, with the other gap. */
export function policyAfter(version: number): Policy {
  const next = Math.max(version, shippedVersionMax) + 1;
  const days = gapDays[(next - shippedVersionMax - 1) % gapDays.length] ?? gapDays[0];
  const rules = microneedlingPolicy.rules.map((rule) =>
    rule.id === 'botox-gap' && rule.kind === 'minimum-gap-since'
      ? { ...rule, gap: { amount: days, unit: 'days' as const } }
      : rule,
  );
  return { ...microneedlingPolicy, version: next, rules };
}
