/** What happened to a booking, oldest first, in plain words: its audit, its texts as far as they got, and approvals that the audit no longer holds. */
import type { AuditEntry } from '../../../booking/audit.ts';
import type { Booking } from '../../../booking/booking.ts';
import type { Step } from '../../../follow-up/step.ts';
import { formatInstant, type Instant } from '../../../time/instant.ts';
import type { TimelineEntry } from '../booking-page.ts';
import { sayStep } from '../step-words.ts';
import { sayDeed } from './say-deed.ts';

type Entry = Omit<TimelineEntry, 'at'> & { at: Instant };

/** Everything of one booking that has happened. */
export function viewTimeline(booking: Booking): TimelineEntry[] {
  const entries = [
    ...booking.audit.map(auditEntry),
    ...booking.steps.flatMap(textEntry),
    ...forgottenApprovals(booking),
  ];
  return entries.sort((a, b) => a.at - b.at).map((entry) => ({ ...entry, at: formatInstant(entry.at) }));
}

function auditEntry({ at, did, kind, by, why }: AuditEntry): Entry {
  return {
    at,
    kind: kind ?? 'system',
    says: sayDeed(did),
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

function forgottenApprovals({ audit, overrides }: Booking): Entry[] {
  const isOnRecord = (at: Instant) => audit.some((entry) => entry.kind === 'act' && entry.at === at);
  return overrides
    .filter(({ at }) => !isOnRecord(at))
    .map(({ at, finding, by, why }) => ({
      at,
      kind: 'act',
      says: sayDeed(`approved ${finding.split('|')[0]}`),
      by,
      why,
    }));
}
