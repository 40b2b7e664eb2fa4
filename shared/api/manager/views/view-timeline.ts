/** What happened to a booking, oldest first, in plain words: its audit, its texts as far as they got, and approvals that the audit no longer holds. */
import type { AuditEntry } from '../../../booking/audit.ts';
import type { Booking } from '../../../booking/booking.ts';
import { ruleOfId } from '../../../booking/finding.ts';
import { sayRule } from '../../../booking/say-rule.ts';
import type { Step } from '../../../follow-up/step.ts';
import { ownPlatform } from '../../../platforms/own-platform.ts';
import type { Policy } from '../../../policy/policy.ts';
import { formatInstant, type Instant } from '../../../time/instant.ts';
import type { TimelineEntry } from '../booking-page.ts';
import { sayStep } from '../step-words.ts';
import { sayDeed } from './say-deed.ts';

type Entry = Omit<TimelineEntry, 'at'> & { at: Instant };

/** How a finding that was approved is said, by its id: no other than that one, for its rule may find something else by now. */
type SayApproved = (finding: string) => string;

/** The answer to a client's own text: the booking's record has only what the client said. */
export interface TextedBack {
  at: Instant;
  status: 'sent' | 'failed' | 'unknown';
}

/** Everything of one booking that has happened. What its own clinic wrote down is an act, and no delivery as well. */
export function viewTimeline(
  booking: Booking,
  policy: Policy | undefined,
  say: SayApproved,
  answered?: TextedBack,
): TimelineEntry[] {
  const audit = booking.audit.filter(({ kind }) => booking.platform !== ownPlatform || kind !== 'delivery');
  const entries = [
    ...audit.map((entry) => auditEntry(entry, booking, policy, say)),
    ...booking.steps.flatMap(textEntry),
    ...forgottenApprovals(booking, say),
    ...(answered === undefined ? [] : [answerEntry(answered)]),
  ];
  return entries.sort((a, b) => a.at - b.at).map((entry) => ({ ...entry, at: formatInstant(entry.at) }));
}

function auditEntry(
  { at, did, kind, by, why }: AuditEntry,
  { overrides }: Booking,
  policy: Policy | undefined,
  say: SayApproved,
): Entry {
  const sayOne = (rule: string) => {
    const approved = overrides.find(
      (one) => one.at === at && one.by === by && ruleOfId(one.finding) === rule,
    );
    return approved === undefined ? sayRule(rule, policy) : say(approved.finding);
  };
  return {
    at,
    kind: kind ?? 'system',
    says: sayDeed(did, sayOne),
    ...(by === undefined ? {} : { by }),
    ...(why === undefined ? {} : { why }),
  };
}

/** Planned ones are the agenda's; checks are nothing to people. */
function textEntry({ act, state }: Step): Entry[] {
  if (act.kind === 'check' || state.status === 'planned') return [];
  const reason = 'reason' in state ? `: ${state.reason}` : '';
  const { at, status } = state;
  return act.kind === 'text'
    ? [{ at, kind: 'text', says: `${sayStep(act.what)}${reason}`, status }]
    : [{ at, kind: 'system', says: `${sayStep(act.what)}${reason}` }];
}

/** Only "something changed" is answered with words about the booking. */
function answerEntry({ at, status }: TextedBack): Entry {
  return { at, kind: 'text', says: 'Link to the questions, in answer', status };
}

function forgottenApprovals({ audit, overrides }: Booking, say: SayApproved): Entry[] {
  const isOnRecord = (at: Instant) => audit.some((entry) => entry.kind === 'act' && entry.at === at);
  return overrides
    .filter(({ at }) => !isOnRecord(at))
    .map(({ at, finding, by, why }) => ({
      at,
      kind: 'act',
      says: `Approved: ${say(finding)}`,
      by,
      why,
    }));
}
