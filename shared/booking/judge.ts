/** The verdict: what every rule and the gate's own checks say, weighed by precedence and the overrides on record. */
import type { Clinic } from '../clinic/clinic.ts';
import { evaluatePolicy } from '../policy/evaluate-policy.ts';
import { evaluateRule } from '../policy/evaluate-rule.ts';
import type { RuleContext } from '../policy/evaluation.ts';
import type { Policy, Rule } from '../policy/policy.ts';
import { questionsOf } from '../policy/policy.ts';
import { type Answer, describeValue } from '../screening/answer.ts';
import type { Instant } from '../time/instant.ts';
import { usableAnswer } from './answers.ts';
import type { Booking } from './booking.ts';
import type { Facts } from './facts.ts';
import { type Condition, type Decision, type Finding, findingIdCharsMax, type Outcome } from './finding.ts';

/** The gate's own rules, beside a policy's. Their reasons are in gate-reasons.ts. */
export const gateRules = [
  'more-people',
  'unknown-treatment',
  'not-told',
  'changed-answer',
  'ambiguous-reply',
  'other-name',
] as const;
export type GateRule = (typeof gateRules)[number];

export function judge(
  booking: Booking,
  facts: Facts,
  policy: Policy | undefined,
  clinic: Clinic,
  now: Instant,
): Decision {
  const context = contextOf(booking, facts, clinic);
  const results = policy === undefined ? [] : evaluatePolicy(policy, context);
  const conditions = results.flatMap(({ rule, says }) =>
    says.pauseBy === undefined ? [] : [conditionOf(booking, rule, says.pauseBy)],
  );
  const found = results.flatMap(({ rule, says }) =>
    says.findings.map((one) =>
      one.otherName
        ? finding('other-name', `${rule.id}/${one.facts}`, one.outcome, one)
        : finding(rule.id, one.facts, one.outcome, one),
    ),
  );
  const findings = [
    ...found,
    ...ownFindings(booking, policy),
    ...changedAnswers(booking, policy, found, context),
    ...notTold(conditions, now),
  ].map((one) => withApproval(one, booking, policy));
  const open = [...new Set(results.flatMap(({ says }) => says.open))];
  const blocking = findings.filter((one) => one.outcome === 'blocked' && one.approved === undefined);
  const eligibleFrom = latest(blocking);
  return {
    outcome: outcomeOf(findings, open),
    findings,
    open,
    conditions,
    ...(eligibleFrom === undefined ? {} : { eligibleFrom }),
    ...(policy === undefined ? {} : { policyVersion: policy.version }),
    at: now,
  };
}

/** blocked > review > incomplete > allowed. */
function outcomeOf(findings: readonly Finding[], open: readonly string[]): Outcome {
  const standing = findings.filter((one) => one.approved === undefined);
  if (standing.some((one) => one.outcome === 'blocked')) return 'blocked';
  if (standing.some((one) => one.outcome === 'review')) return 'review';
  return open.length > 0 ? 'incomplete' : 'allowed';
}

/** The instant at which every block has passed; none where a block has no date. */
function latest(blocking: readonly Finding[]): Instant | undefined {
  const dates = blocking.map((one) => one.eligibleFrom).filter((date) => date !== undefined);
  return dates.length === 0 || dates.length < blocking.length ? undefined : Math.max(...dates);
}

/** What rules see of a booking. */
export function contextOf(booking: Booking, facts: Facts, clinic: Clinic): RuleContext {
  return {
    answerTo: (question: string) => usableAnswer(booking, question),
    visit: { startAt: booking.startAt, endAt: booking.endAt },
    zone: clinic.zone,
    visits: facts.visits.filter((visit) => visit.status !== 'cancelled' && visit.status !== 'no-show'),
  };
}

function conditionOf(booking: Booking, rule: Rule, pauseBy: Instant): Condition {
  const told = booking.told.find((one) => one.pauseFrom <= pauseBy && one.at <= pauseBy);
  return { rule: rule.id, pauseBy, ...(told === undefined ? {} : { toldAt: told.at }) };
}

function notTold(conditions: readonly Condition[], now: Instant): Finding[] {
  return conditions
    .filter((one) => one.toldAt === undefined && now >= one.pauseBy)
    .map((one) => finding('not-told', `${one.rule}/${one.pauseBy}`, 'review'));
}

function ownFindings(booking: Booking, policy: Policy | undefined): Finding[] {
  return [
    ...(booking.people > 1 ? [finding('more-people', String(booking.people), 'review')] : []),
    ...(booking.ambiguousReplyAt === undefined
      ? []
      : [finding('ambiguous-reply', String(booking.ambiguousReplyAt), 'review')]),
    ...(policy === undefined ? [finding('unknown-treatment', booking.service, 'review')] : []),
  ];
}

/** A block or review the client had seen and then answered away: a person looks, unless the rule clears itself. */
function changedAnswers(
  booking: Booking,
  policy: Policy | undefined,
  found: readonly Finding[],
  context: RuleContext,
): Finding[] {
  const rules = policy?.rules.filter((rule) => rule.enabled && !rule.selfClearing) ?? [];
  return rules
    .filter((rule) => booking.shown.includes(rule.id))
    .filter((rule) => !found.some((one) => one.rule === rule.id && one.outcome !== 'advisory'))
    .flatMap((rule) => {
      const change = booking.changes.findLast(
        (one) => questionsOf(rule).includes(one.question) && wouldGate(rule, one, context),
      );
      const to = change && booking.answers[change.question]?.value;
      if (change === undefined || to === undefined) return [];
      const facts = `${change.question}/${describeValue(change.from)}/${describeValue(to)}`;
      return [finding('changed-answer', facts, 'review')];
    });
}

/** Whether the answer before the change would still gate today: a visit that moved may have settled it anyway. */
function wouldGate(rule: Rule, { question, from, at }: Booking['changes'][number], context: RuleContext) {
  const before: Answer = { value: from, at, source: 'form' };
  const answerTo = (asked: string) => (asked === question ? before : context.answerTo(asked));
  return evaluateRule(rule, { ...context, answerTo }).findings.some((one) => one.outcome !== 'advisory');
}

function finding(
  rule: string,
  facts: string,
  outcome: Finding['outcome'],
  more: { eligibleFrom?: Instant; last?: string; lastAt?: Instant } = {},
): Finding {
  return {
    id: `${rule}|${facts}`.slice(0, findingIdCharsMax),
    rule,
    outcome,
    ...(more.eligibleFrom === undefined ? {} : { eligibleFrom: more.eligibleFrom }),
    ...(more.last === undefined ? {} : { last: more.last }),
    ...(more.lastAt === undefined ? {} : { lastAt: more.lastAt }),
  };
}

function withApproval(one: Finding, booking: Booking, policy: Policy | undefined): Finding {
  const reserved = isReserved(one, policy);
  const approved = booking.overrides.some(
    (override) => override.finding === one.id && (!reserved || override.role === 'clinician'),
  );
  return approved ? { ...one, approved: true } : one;
}

/** Whether only a clinician may approve it. */
export function isReserved(one: Finding, policy: Policy | undefined): boolean {
  return rulesBehind(one, policy).some((rule) => rule.overridableBy === 'clinician');
}

/** The policy's rules a finding stands for: a rule's own, or, of a changed answer, those that asked. */
export function rulesBehind(one: Finding, policy: Policy | undefined): Rule[] {
  const rules = policy?.rules ?? [];
  if (one.rule !== 'changed-answer') return rules.filter(({ id }) => id === one.rule);
  return rules.filter((rule) =>
    questionsOf(rule).some((asked) => one.id.startsWith(`changed-answer|${asked}/`)),
  );
}
