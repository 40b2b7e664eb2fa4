/** Acts on what the gate found: approving findings, recording a doctor's clearance, settling what a newer policy proposes. */
import type { ProblemError } from '../api/problem.ts';
import type { Policy } from '../policy/policy.ts';
import { earliestDay } from '../screening/date-bounds.ts';
import type { Instant } from '../time/instant.ts';
import { type LocalDate, localDateOf } from '../time/zone.ts';
import { isAhead } from './ahead.ts';
import {
  type ActSituation,
  type BookingAct,
  type PlannedAct,
  planned,
  refused,
  type Staff,
  staffAct,
} from './asked-act.ts';
import { decliningOf } from './declining.ts';
import { type Finding, standingFindings } from './finding.ts';
import { isReserved } from './judge.ts';
import { sayRule } from './say-rule.ts';

type Asked<Name extends BookingAct['act']> = Extract<BookingAct, { act: Name }>;

const aheadExpected = 'expected a visit that has not begun: what held then stands';

/** Findings that stand, by somebody who may. */
export function planApproval(
  asked: Asked<'approve-findings'>,
  staff: Staff,
  situation: ActSituation,
): PlannedAct {
  const { booking, policy, now } = situation;
  const known = (booking.decision?.findings ?? []).filter(({ id }) => asked.findings.includes(id));
  const reserved = known.filter((one) => one.approved === undefined && isReserved(one, policy));
  if (staff.role !== 'clinician' && reserved.length > 0) {
    const said = sayRules(
      reserved.map(({ rule }) => rule),
      policy,
    );
    return { plan: 'forbidden', reason: `Only a clinician may approve this: ${said}.` };
  }
  if (!isAhead(booking, now)) return refused('findings', aheadExpected);
  const mistakes = mistakesIn(asked.findings, booking.decision?.findings ?? []);
  if (mistakes.length > 0) return { plan: 'refused', mistakes };
  const findings = [...new Set(asked.findings)];
  return planned({ type: 'approved', findings, act: staffAct(staff, asked, now) });
}

/** A doctor's note settles what its rule asks one for, and nothing else; a clinician judges it. */
export function planClearance(
  asked: Asked<'record-clearance'>,
  staff: Staff,
  situation: ActSituation,
): PlannedAct {
  const { booking, policy, clinic, now } = situation;
  if (staff.role !== 'clinician') {
    return { plan: 'forbidden', reason: "Only a clinician may record a doctor's clearance." };
  }
  if (!isAhead(booking, now)) return refused('findings', aheadExpected);
  const found = booking.decision?.findings ?? [];
  const mistakes = [
    ...mistakesIn(asked.findings, found),
    ...asked.findings.flatMap((id, index): ProblemError[] => {
      const finding = found.find((one) => one.id === id);
      return finding === undefined || needsClearance(finding, policy)
        ? []
        : [{ path: `findings.${index}`, expected: "expected a finding that a doctor's note clears" }];
    }),
    ...wrongDate(asked.on, now, clinic.zone),
  ];
  if (mistakes.length > 0) return { plan: 'refused', mistakes };
  const findings = [...new Set(asked.findings)];
  const { doctor, on } = asked;
  return planned({ type: 'approved', findings, clearance: { doctor, on }, act: staffAct(staff, asked, now) });
}

/** A note lies behind, and no longer ago than the dates that a client answers. */
function wrongDate(on: LocalDate, now: Instant, zone: string): ProblemError[] {
  if (on > localDateOf(now, zone))
    return [{ path: 'on', expected: 'expected a date that is not in the future' }];
  const from = earliestDay(now, zone);
  return on < from ? [{ path: 'on', expected: `expected a date from ${from} on` }] : [];
}

/** Accepted, the booking is decided by the newer policy; declined, it stays on its own and is not asked about again. */
export function planSettlement(
  asked: Asked<'settle-proposal'>,
  staff: Staff,
  situation: ActSituation,
): PlannedAct {
  const { booking, now } = situation;
  if (booking.proposal === undefined) return refused('act', 'expected a booking with a proposal');
  if (!asked.accept && staff.role !== 'clinician') {
    const declining = decliningOf(situation);
    if (declining.by === 'clinician') {
      return { plan: 'forbidden', reason: sayReserved(declining.rules, situation.proposed?.policy) };
    }
  }
  return planned({ type: 'proposal-settled', accepted: asked.accept, act: staffAct(staff, asked, now) });
}

function sayReserved(rules: readonly string[], newer: Policy | undefined): string {
  const about = rules.length === 0 ? '' : `: it leaves ${sayRules(rules, newer)} to a clinician`;
  return `Only a clinician may decline the newer policy${about}.`;
}

/** Which standing findings somebody of a role may approve. */
export function approvable({ booking, policy }: ActSituation, role: Staff['role']): Finding[] {
  const standing = standingFindings(booking.decision);
  return role === 'clinician' ? standing : standing.filter((one) => !isReserved(one, policy));
}

/** Whether a doctor's note is what the finding's rule asks for. */
export function needsClearance({ rule }: Finding, policy: Policy | undefined): boolean {
  return policy?.rules.some(({ id, kind }) => id === rule && kind === 'clearance') ?? false;
}

function mistakesIn(ids: readonly string[], found: readonly Finding[]): ProblemError[] {
  return ids.flatMap((id, index) => {
    const finding = found.find((one) => one.id === id && one.outcome !== 'advisory');
    const path = `findings.${index}`;
    if (finding === undefined) return [{ path, expected: 'expected a finding that holds the booking back' }];
    return finding.approved === undefined
      ? []
      : [{ path, expected: 'expected a finding that is not approved yet' }];
  });
}

/** By what they ask, never by what was answered: a refusal is kept in more places than a page. */
function sayRules(rules: readonly string[], policy: Policy | undefined): string {
  return [...new Set(rules)].map((rule) => sayRule(rule, policy)).join(', ');
}
