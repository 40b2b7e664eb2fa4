/** What happened to a booking, oldest first, in plain words: its audit, its texts as far as they got, and approvals that the audit no longer holds. */
import type { AuditEntry } from '../../../booking/audit.ts';
import type { Booking } from '../../../booking/booking.ts';
import { askedForText } from '../../../booking/evolve-staff.ts';
import type { Step } from '../../../follow-up/step.ts';
import { formatInstant, type Instant } from '../../../time/instant.ts';
import type { TimelineEntry } from '../booking-page.ts';
import { sayStep } from '../step-words.ts';

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
    says: sentenceOf(sayDeed(did)),
    ...(by === undefined ? {} : { by }),
    ...(why === undefined ? {} : { why }),
  };
}

/** What the record says was done, with a text by the name that staff know it by. */
export function sayDeed(did: string): string {
  if (!did.startsWith(askedForText)) return did;
  return `${askedForText}“${sayStep(did.slice(askedForText.length))}”`;
}

/** The audit's own words, where those for staff are others. */
const sentences: Readonly<Record<string, string>> = {
  booked: 'Booked on its platform',
  rescheduled: 'Moved on its platform',
  completed: 'Completed, says its platform',
  'no-show': 'Not come, says its platform',
  'no-show taken back': 'Come after all, says its platform',
  'answered by form': 'The client answered on the screening page',
  'answered by text': 'The client answered by text',
  'answered by platform': 'Answers came with the booking',
  'client said all is fine': 'The client said that all is fine',
  'client said something changed': 'The client said that something changed',
  'a reply fits two clients': 'A reply that may be another client’s',
  'joined with its older uid': 'Found to be the same booking as an older one',
  'texts stopped': 'The number takes no more texts',
  'texts on again': 'The number takes texts again',
};

function sentenceOf(did: string): string {
  const known = Object.hasOwn(sentences, did) ? sentences[did] : undefined;
  return known ?? `${did.slice(0, 1).toUpperCase()}${did.slice(1)}`;
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
      says: `Approved ${finding.split('|')[0]}`,
      by,
      why,
    }));
}
