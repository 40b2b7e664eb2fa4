/** What the gate says about a booking: findings, conditions, decision, as stored. */
import * as z from 'zod';
import { onEveryVisit } from '../policy/kinds/advisory.ts';

/** The most findings one decision keeps: a policy's rules and the gate's own. */
export const findingsMax = 80;
/** Longest finding id, in characters: `rule|facts`. */
export const findingIdCharsMax = 200;

const instant = z.int();

export const finding = z.strictObject({
  /** The rule and the facts it rests on; what an override names. */
  id: z.string().max(findingIdCharsMax),
  rule: z.string().max(64),
  outcome: z.enum(['blocked', 'review', 'advisory']),
  /** The first instant at which it passes by itself; absent where no date helps. */
  eligibleFrom: instant.optional(),
  /** The local day of the fact, for the reason's words. */
  last: z.string().max(10).optional(),
  /** The instant of it, where a time was given and counts. */
  lastAt: instant.optional(),
  /** Approved by an override that names it: shown, and without effect. */
  approved: z.literal(true).optional(),
});
export type Finding = z.infer<typeof finding>;

/** Allowed on condition: something is paused from `pauseBy` on, and the client was told so. */
export const condition = z.strictObject({
  rule: z.string().max(64),
  pauseBy: instant,
  toldAt: instant.optional(),
});
export type Condition = z.infer<typeof condition>;

export const outcome = z.enum(['allowed', 'blocked', 'review', 'incomplete']);
export type Outcome = z.infer<typeof outcome>;

export const decision = z.strictObject({
  outcome,
  findings: z.array(finding).max(findingsMax),
  /** Ids of questions without a usable answer. */
  open: z.array(z.string().max(64)).max(findingsMax),
  conditions: z.array(condition).max(findingsMax),
  /** When every dated block has passed; absent when nothing blocks or a block has no date. */
  eligibleFrom: instant.optional(),
  /** Absent when the service has no policy. */
  policyVersion: z.int().positive().optional(),
  at: instant,
});
export type Decision = z.infer<typeof decision>;

/** The rule that a finding's id begins with. */
export function ruleOfId(finding: string): string {
  return finding.split('|')[0] ?? finding;
}

/** Whether a finding says nothing of this client: it stands on every visit for the treatment. */
export function isGeneral({ id, rule }: Pick<Finding, 'id' | 'rule'>): boolean {
  return id === `${rule}|${onEveryVisit}`;
}

/** As they are read: what is said of everybody hides nothing that is said of one. */
export function generalLast(findings: readonly Finding[]): Finding[] {
  return [...findings.filter((one) => !isGeneral(one)), ...findings.filter(isGeneral)];
}

/** What stands in the way and is not approved. */
export function standingFindings(decision: Pick<Decision, 'findings'> | undefined): Finding[] {
  return (decision?.findings ?? []).filter((one) => one.outcome !== 'advisory' && one.approved === undefined);
}
