/** A treatment that must lie a while back (Botox): what the client said and what the clinic's own records say both count. */

import type { Answer } from '../../screening/answer.ts';
import type { Instant } from '../../time/instant.ts';
import { addDays, type LocalDate, localDateOf, startOfDay } from '../../time/zone.ts';
import type { Found, RuleContext, RuleSays } from '../evaluation.ts';
import { addGap, dayOf, latestOf, type Moment } from '../gap.ts';
import type { RuleOf } from '../policy.ts';

type GapRule = RuleOf<'minimum-gap-since'>;

/**
 * Days are calendar days in the clinic's zone: the rule passes from the first instant of day N after the fact.
 * The finding is the latest fact that gates; another name's visit under the same key is a separate `review`.
 * An unanswered question stays open beside any finding: the clinic's own visit does not say what was done elsewhere.
 */
export function evaluateMinimumGapSince(rule: GapRule, context: RuleContext): RuleSays {
  const visitDate = localDateOf(context.visit.startAt, context.zone);
  const told = readTold(context.answerTo(rule.question), visitDate, context.zone);
  const sameName = [...told.moments, ...ownVisits(rule, context, visitDate, true)];
  const otherName = ownVisits(rule, context, visitDate, false);
  const worst = worstOf(rule, context, visitDate, sameName);
  const worstOther = worstOf(rule, context, visitDate, otherName);
  return {
    findings: [
      ...(worst === undefined ? [] : [worst]),
      ...(worstOther === undefined ? [] : [asOtherName(worstOther)]),
    ],
    open: told.open ? [rule.question] : [],
  };
}

/** A day after the visit itself cannot be what was asked for, so it leaves the question open. */
function readTold(
  answer: Answer | undefined,
  visitDate: LocalDate,
  zone: string,
): { moments: Moment[]; open: boolean } {
  switch (answer?.value.is) {
    case 'no':
    case 'never':
      return { moments: [], open: false };
    case 'date':
      return usable({ day: answer.value.date }, visitDate, zone);
    case 'instant':
      return usable({ at: answer.value.at }, visitDate, zone);
    default:
      return { moments: [], open: true };
  }
}

function usable(moment: Moment, visitDate: LocalDate, zone: string): { moments: Moment[]; open: boolean } {
  return dayOf(moment, zone) > visitDate ? { moments: [], open: true } : { moments: [moment], open: false };
}

function ownVisits(rule: GapRule, context: RuleContext, visitDate: LocalDate, sameName: boolean): Moment[] {
  return context.visits
    .filter((other) => other.treatment === rule.countsVisitsFor && other.sameName === sameName)
    .filter((other) => localDateOf(other.startAt, context.zone) <= visitDate)
    .map((other) => ({ at: other.startAt }));
}

function worstOf(
  rule: GapRule,
  context: RuleContext,
  visitDate: LocalDate,
  moments: Moment[],
): Found | undefined {
  let worst: Found | undefined;
  for (const moment of moments) {
    const eligibleFrom = eligibleAfter(moment, rule, context.zone);
    if (eligibleFrom <= context.visit.startAt) continue;
    if (worst?.eligibleFrom !== undefined && worst.eligibleFrom >= eligibleFrom) continue;
    const last = dayOf(moment, context.zone);
    worst = { outcome: rule.outcome, facts: `${last}/${visitDate}`, eligibleFrom, last };
  }
  return worst;
}

function eligibleAfter(moment: Moment, rule: GapRule, zone: string): Instant {
  if (rule.gap.unit === 'days') return startOfDay(addDays(dayOf(moment, zone), rule.gap.amount), zone);
  return addGap(latestOf(moment, zone), rule.gap, zone);
}

function asOtherName(found: Found): Found {
  return { ...found, outcome: 'review', facts: `other-name:${found.facts}`, otherName: true };
}
