/** What staff would do first about a booking that needs a person: one order for the list's hints and the page's buttons, so that a line never promises what its page hides. */
import type { ActName } from '../api/manager/act-name.ts';
import { statesTheFacts } from '../follow-up/requested-texts.ts';
import type { AttentionKind } from '../store/item.ts';
import type { Instant } from '../time/instant.ts';
import type { Booking } from './booking.ts';

/** What settles each kind, the nearest way first. */
const actsByKind: Readonly<Record<AttentionKind, readonly ActName[]>> = {
  blocked: ['ask-again', 'approve-findings', 'record-clearance'],
  review: ['record-clearance', 'approve-findings', 'ask-again'],
  'client-not-told': ['reveal-phone', 'mark-told'],
  incomplete: ['ask-again', 'record-answers'],
  'changed-by-client': ['ask-again', 'record-answers'],
  // Nobody but the platform can say it.
  'pending-near': [],
  proposal: ['settle-proposal'],
  'no-usable-number': ['reveal-phone', 'mark-told'],
  'no-consent': ['reveal-phone', 'mark-told'],
  'opted-out': ['reveal-phone', 'allow-texts', 'mark-told'],
  'text-failed': ['resend-text', 'reveal-phone', 'mark-told'],
  'text-unknown': ['resend-text', 'reveal-phone', 'mark-told'],
  // No bookings.
  'refused-delivery': [],
  quarantined: [],
};

/** Of a block that passes by itself: no other answer is looked for. */
const untilADate: readonly ActName[] = [
  'send-earliest-date',
  'approve-findings',
  'record-clearance',
  'ask-again',
];

/** What still wants settling once the visit has begun: the rest was about whether it would take place. */
const kindsAfterwards: readonly AttentionKind[] = ['proposal', 'text-failed', 'text-unknown'];

/** Of `can`, what somebody looks for because of these kinds, the weightiest kind's first. */
export function suggestedActs(
  booking: Booking,
  kinds: readonly AttentionKind[],
  can: readonly ActName[],
  now: Instant,
): ActName[] {
  const hasBegun = now >= booking.startAt;
  const isMarked = booking.status === 'completed' || booking.status === 'no-show';
  const counting = hasBegun ? kinds.filter((kind) => kindsAfterwards.includes(kind)) : kinds;
  const first: readonly ActName[] = hasBegun && !isMarked && kinds.length > 0 ? ['mark-visit'] : [];
  const acts = [...first, ...counting.flatMap((kind) => actsFor(kind, booking))];
  return [...new Set(acts)].filter(
    (act) => can.includes(act) && !(act === 'send-earliest-date' && isDateSaid(booking)),
  );
}

function actsFor(kind: AttentionKind, { decision }: Booking): readonly ActName[] {
  return kind === 'blocked' && decision?.eligibleFrom !== undefined ? untilADate : actsByKind[kind];
}

const saidStates: readonly string[] = ['sent', 'delivered', 'told', 'unknown'];

/** Whether a text has named the very date before; one that failed has not. */
function isDateSaid(booking: Booking): boolean {
  const { decision, steps } = booking;
  if (decision === undefined) return false;
  return steps.some(
    ({ id, state }) =>
      saidStates.includes(state.status) && statesTheFacts(id, 'not-yet', { booking, decision }),
  );
}
