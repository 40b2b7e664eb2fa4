/** The dates a visit's texts and pages state, from the policy's own intervals. */
import { subtractGap } from '../policy/gap.ts';
import type { Gap, Policy } from '../policy/policy.ts';
import { hourMs, type Instant } from '../time/instant.ts';
import { addDays, type LocalDate, localDateOf } from '../time/zone.ts';

/** Where a policy has no such rule, what the guidance says. */
const defaultPause: Gap = { amount: 24, unit: 'hours' };
const defaultBotoxGap: Gap = { amount: 14, unit: 'days' };

/** From when strong actives pause: the longest pause any rule asks for. */
export function resolvePauseFrom(policy: Policy | undefined, startAt: Instant, zone: string): Instant {
  const pauses = (policy?.rules ?? []).flatMap((rule) =>
    rule.enabled && rule.kind === 'pause-before-visit' ? [rule.pause] : [],
  );
  return Math.min(
    ...(pauses.length === 0 ? [defaultPause] : pauses).map((gap) => subtractGap(startAt, gap, zone)),
  );
}

/** The last local day on which Botox was possible before the visit. */
export function lastBotoxDayOf(policy: Policy | undefined, startAt: Instant, zone: string): LocalDate {
  const rule = policy?.rules.find((one) => one.enabled && one.id === 'botox-gap');
  const gap = rule?.kind === 'minimum-gap-since' ? rule.gap : defaultBotoxGap;
  return gap.unit === 'days'
    ? addDays(localDateOf(startAt, zone), -gap.amount)
    : localDateOf(startAt - gap.amount * hourMs, zone);
}
