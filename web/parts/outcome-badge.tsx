/** What was decided about a booking, as a badge; and how it stands on its platform. */
import type { AnswerOf } from '../api/call.ts';
import type { Tone } from './kind-words.ts';
import { ToneBadge } from './tone-badge.tsx';

type Found = AnswerOf<'POST /v1/manager/clinics/{clinicId}/find-bookings'>['found'][number];
export type Outcome = NonNullable<Found['outcome']>;
export type Status = Found['status'];

const outcomes: Readonly<Record<Outcome, { says: string; tone: Tone }>> = {
  allowed: { says: 'May go ahead', tone: 'fine' },
  blocked: { says: 'Blocked', tone: 'stop' },
  review: { says: 'Review', tone: 'warn' },
  incomplete: { says: 'Answers missing', tone: 'ask' },
};

/** How it stands on its platform. */
const statusWords: Readonly<Record<Status, string>> = {
  accepted: 'Confirmed',
  pending: 'Not confirmed yet',
  cancelled: 'Cancelled',
  completed: 'Completed',
  'no-show': 'No-show',
};

/** Absent: nothing is decided of a visit that nobody gates. */
export function OutcomeBadge({ outcome }: { outcome?: Outcome | undefined }) {
  if (outcome === undefined) return <ToneBadge tone="note">Not gated</ToneBadge>;
  const { says, tone } = outcomes[outcome];
  return <ToneBadge tone={tone}>{says}</ToneBadge>;
}

export function StatusBadge({ status }: { status: Status }) {
  return <ToneBadge tone={status === 'accepted' ? 'fine' : 'note'}>{statusWords[status]}</ToneBadge>;
}
