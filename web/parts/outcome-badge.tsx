/** What was decided about a booking, as a badge; and how it stands as a whole. */
import {
  type Outcome,
  outcomeWords,
  type Status,
  statusWords,
} from '../../shared/api/manager/standing-words.ts';
import { outcomeTones } from './kind-words.ts';
import { ToneBadge } from './tone-badge.tsx';

interface OutcomeBadgeProps {
  /** Absent: nothing is decided of a visit that nobody gates. */
  outcome: Outcome | undefined;
}

export function OutcomeBadge({ outcome }: OutcomeBadgeProps) {
  if (outcome === undefined) return <ToneBadge tone="note">Not gated</ToneBadge>;
  return <ToneBadge tone={outcomeTones[outcome]}>{outcomeWords[outcome]}</ToneBadge>;
}

/** Of a confirmed booking what was decided, of any other what became of it. */
export function StandingBadge({ status, outcome }: OutcomeBadgeProps & { status: Status }) {
  if (status === 'accepted') return <OutcomeBadge outcome={outcome} />;
  return <ToneBadge tone="note">{statusWords[status]}</ToneBadge>;
}
