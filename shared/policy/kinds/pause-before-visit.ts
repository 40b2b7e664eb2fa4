/** A product to be paused before the visit (retinoids): blocks on a use that is too late, else allows on condition where there is time to pause. */
import type { Answer } from '../../screening/answer.ts';
import { dayMs, formatInstant, type Instant } from '../../time/instant.ts';
import { localDateOf, startOfDay } from '../../time/zone.ts';
import type { RuleContext, RuleSays } from '../evaluation.ts';
import { addGap, dayOf, latestOf, type Moment, subtractGap } from '../gap.ts';
import type { RuleOf } from '../policy.ts';

/** A last use may lie this far after its answer (zones, "tonight once more"); later is no last use. */
const lastUseAheadMs = dayMs;

const passes: RuleSays = { findings: [], open: [] };

/**
 * A last use plus the pause that ends after the start blocks until then; exactly at the start passes. Otherwise an
 * answer given more than the pause before the start allows on condition `pauseBy`. Given later, only a dated last use passes.
 */
export function evaluatePauseBeforeVisit(rule: RuleOf<'pause-before-visit'>, context: RuleContext): RuleSays {
  const uses = context.answerTo(rule.usesQuestion);
  if (uses?.value.is === 'no' || uses?.value.is === 'never') return passes;
  if (uses?.value.is !== 'yes' && uses?.value.is !== 'still')
    return { findings: [], open: [rule.usesQuestion] };

  const lastUse = context.answerTo(rule.lastUseQuestion);
  const moment = lastUse === undefined ? undefined : momentOf(lastUse, context.zone);
  const { startAt } = context.visit;
  if (moment !== undefined) {
    const eligibleFrom = addGap(latestOf(moment, context.zone), rule.pause, context.zone);
    if (eligibleFrom > startAt) return blocked(rule, context, moment, eligibleFrom);
  }
  const pauseBy = subtractGap(startAt, rule.pause, context.zone);
  const answeredAt = Math.max(uses.at, lastUse?.at ?? uses.at);
  if (answeredAt < pauseBy) return { findings: [], open: [], pauseBy };
  return moment === undefined ? { findings: [], open: [rule.lastUseQuestion] } : passes;
}

function momentOf(answer: Answer, zone: string): Moment | undefined {
  const latest = answer.at + lastUseAheadMs;
  switch (answer.value.is) {
    case 'date':
      return startOfDay(answer.value.date, zone) > latest ? undefined : { day: answer.value.date };
    case 'instant':
      return answer.value.at > latest ? undefined : { at: answer.value.at };
    default:
      return undefined;
  }
}

function blocked(
  rule: RuleOf<'pause-before-visit'>,
  context: RuleContext,
  moment: Moment,
  eligibleFrom: Instant,
): RuleSays {
  const last = dayOf(moment, context.zone);
  const visitDate = localDateOf(context.visit.startAt, context.zone);
  const facts = `${'day' in moment ? moment.day : formatInstant(moment.at)}/${visitDate}`;
  const time = 'at' in moment ? { lastAt: moment.at } : {};
  return { findings: [{ outcome: rule.outcome, facts, eligibleFrom, last, ...time }], open: [] };
}
