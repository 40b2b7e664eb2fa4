/** Why a person should look at a booking, in one sentence: of several reasons the weightiest, which is the first of the kinds' own order. */
import { askedAgainAt } from '../../../booking/answers.ts';
import type { Booking, Client } from '../../../booking/booking.ts';
import { numberToCall } from '../../../booking/client-contact.ts';
import type { Decision, Finding } from '../../../booking/finding.ts';
import { findingReason } from '../../../booking/finding-reason.ts';
import { carePlan } from '../../../follow-up/care-plan.ts';
import { untoldTexts } from '../../../follow-up/notices.ts';
import type { Policy } from '../../../policy/policy.ts';
import type { AttentionKind } from '../../../store/item.ts';
import type { Instant } from '../../../time/instant.ts';
import { sayOutcome, stopWords } from '../standing-words.ts';

/** What the sentence is made of. */
export interface AttentionAsked {
  booking: Booking;
  /** The version the booking stands on. */
  policy: Policy | undefined;
  zone: string;
  /** From when the visit would be fine stands beside the sentence. */
  isDateBeside?: boolean;
}

/** The manager's site is English: so is every sentence of it. */
export const staffLanguage = 'en';

interface AttentionNow extends AttentionAsked {
  now: Instant;
}

/** One sentence for the first of the kinds; empty where there is none. */
export function sayAttention(kinds: readonly AttentionKind[], asked: AttentionNow): string {
  const [kind] = kinds;
  return kind === undefined ? '' : sayKind(kind, asked);
}

/** Why the visit does not go ahead as it stands; `undefined` where it does, or nothing was decided. */
export function sayHeldBack(asked: AttentionAsked): string | undefined {
  const { decision } = asked.booking;
  switch (decision?.outcome) {
    case 'blocked':
    case 'review':
      return sayFindings(decision, asked);
    case 'incomplete':
      return sayOpen(decision, asked.booking);
    default:
      return undefined;
  }
}

/** One finding as its rule words it for staff. */
export function sayFinding(finding: Finding, asked: AttentionAsked): string {
  return findingReason({ finding, ...asked, audience: 'manager', language: staffLanguage });
}

function sayKind(kind: AttentionKind, asked: AttentionNow): string {
  const { booking } = asked;
  switch (kind) {
    case 'blocked':
    case 'review':
    case 'incomplete':
      return sayHeldBack(asked) ?? '';
    case 'no-usable-number':
      return `There is no number that takes texts: ${askToReach(booking.client)}.`;
    case 'no-consent':
      return 'The client has not agreed to texts.';
    case 'opted-out':
      return sayStopped(booking);
    case 'client-not-told':
      return sayUntold(asked);
    case 'text-failed':
      return `A text did not arrive: ${lastReason(booking, 'failed')}.`;
    case 'text-unknown':
      return `Nobody knows whether a text arrived: ${lastReason(booking, 'unknown')}.`;
    case 'proposal':
      return sayProposal(booking);
    case 'pending-near':
      return asked.now < booking.startAt
        ? 'The visit is near, and nobody has accepted it on its platform.'
        : 'The time of the visit is over, and nobody had accepted it on its platform.';
    case 'changed-by-client':
      return 'The client said that something changed, and has not answered since.';
    case 'refused-delivery':
      return 'A booking was sent that could not be read.';
    case 'quarantined':
      return 'Something stored could not be worked on.';
  }
}

function askToReach(client: Client): string {
  if (numberToCall(client) !== undefined) return 'please call';
  return client.email === undefined ? 'nothing to reach the client by was given' : 'please write an e-mail';
}

function sayStopped({ stoppedBy }: Booking): string {
  return stoppedBy === undefined
    ? 'The number takes no texts: its owner, the carrier or staff stopped them.'
    : `${stopWords[stoppedBy]}.`;
}

/** Whoever knows how the visit stands may still not know from when to pause. */
function sayUntold({ booking, now }: AttentionNow): string {
  return untoldTexts(booking, now).some(({ milestone }) => carePlan[milestone].kind === 'status')
    ? 'The client does not know how the booking stands, and no text can say it in time: please call.'
    : 'The client was not told from when to pause, and no text can say it in time: please call.';
}

function sayProposal({ proposal }: Booking): string {
  return proposal === undefined
    ? 'A newer policy would decide otherwise.'
    : `By a newer policy: ${sayOutcome(proposal.outcome).toLowerCase()}.`;
}

function sayFindings(decision: Decision, asked: AttentionAsked): string {
  const standing = decision.findings.filter(
    (one) => one.outcome === decision.outcome && one.approved === undefined,
  );
  const [first, ...others] = standing;
  if (first === undefined) return '';
  const isDateBeside = asked.isDateBeside === true && first.eligibleFrom === decision.eligibleFrom;
  const sentence = sayFinding(first, { ...asked, isDateBeside });
  return others.length === 0 ? sentence : `${sentence} (And ${others.length} more.)`;
}

function sayOpen({ open }: Decision, booking: Booking): string {
  const again = open.filter((id) => askedAgainAt(booking, id) !== undefined).length;
  if (again === open.length) {
    return `The client said that something changed: ${again === 1 ? 'one question is' : `${again} questions are`} asked again.`;
  }
  return open.length === 1
    ? 'One question has no usable answer.'
    : `${open.length} questions have no usable answer.`;
}

function lastReason({ steps }: Booking, status: 'failed' | 'unknown'): string {
  const reasons = steps.flatMap(({ state }) => (state.status === status ? [state.reason] : []));
  return reasons.at(-1) ?? 'no reason is known';
}
