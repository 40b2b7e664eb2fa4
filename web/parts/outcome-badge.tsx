/** What was decided about a booking, as a badge; and how the visit itself stands. */
import {
  type Outcome,
  outcomeWords,
  type Status,
  statusWords,
} from '../../shared/api/manager/standing-words.ts';
import { outcomeTones } from './kind-words.ts';
import { ToneBadge } from './tone-badge.tsx';

/** Absent: nothing is decided of a visit that nobody gates. */
export function OutcomeBadge({ outcome }: { outcome?: Outcome | undefined }) {
  if (outcome === undefined) return <ToneBadge tone="note">Not gated</ToneBadge>;
  return <ToneBadge tone={outcomeTones[outcome]}>{outcomeWords[outcome]}</ToneBadge>;
}

export function StatusBadge({ status }: { status: Status }) {
  return <ToneBadge tone={status === 'accepted' ? 'fine' : 'note'}>{statusWords[status]}</ToneBadge>;
}
