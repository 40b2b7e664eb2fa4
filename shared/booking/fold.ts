/** Joins two stored bookings that turned out to be one: the target takes what the folded one had learned and done. */
import { stepsMax, wasSaid } from '../follow-up/step.ts';
import { mergeAnswers } from './answers.ts';
import { appliedMax, type Booking, changesMax, overridesMax, toldMax } from './booking.ts';
import { compareOrder } from './order.ts';

/** The newer event's visit wins; answers, said texts, overrides and applied deliveries of both are kept. Folding twice changes nothing. */
export function carry(target: Booking, folded: Booking): Booking {
  const newer = compareOrder(folded.order, target.order) > 0 ? folded : target;
  const merged = mergeAnswers(
    {
      ...target,
      status: newer.status,
      startAt: newer.startAt,
      endAt: newer.endAt,
      order: newer.order,
      ...(newer.cancelledBy === undefined ? {} : { cancelledBy: newer.cancelledBy }),
      ...(newer.completedAt === undefined ? {} : { completedAt: newer.completedAt }),
    },
    folded.answers,
  );
  const known = new Set(target.steps.map((step) => step.id));
  const said = folded.steps.filter((step) => wasSaid(step) && !known.has(step.id));
  return {
    ...merged,
    steps: [...said, ...merged.steps].slice(-stepsMax),
    overrides: union(folded.overrides, merged.overrides, (o) => `${o.finding} ${o.at}`).slice(-overridesMax),
    shown: [...new Set([...folded.shown, ...merged.shown])].slice(-overridesMax),
    changes: union(folded.changes, merged.changes, (c) => `${c.question} ${c.at}`).slice(-changesMax),
    told: union(toldOf(folded, newer), toldOf(target, newer), (t) => `${t.pauseFrom} ${t.at}`).slice(
      -toldMax,
    ),
    applied: [...new Set([...folded.applied, ...merged.applied])].slice(-appliedMax),
    pages: { ...folded.pages, ...merged.pages },
    createdAt: Math.min(folded.createdAt, merged.createdAt),
    ...reopened(folded, merged),
  };
}

/** What was told of another time does not hold for this one. */
function toldOf(booking: Booking, { startAt }: Booking): Booking['told'] {
  return booking.startAt === startAt ? booking.told : [];
}

function reopened(a: Booking, b: Booking): { reopenedAt?: number } {
  const at = Math.max(a.reopenedAt ?? 0, b.reopenedAt ?? 0);
  return at === 0 ? {} : { reopenedAt: at };
}

function union<T>(first: readonly T[], second: readonly T[], identity: (entry: T) => string): T[] {
  const seen = new Set(first.map(identity));
  return [...first, ...second.filter((entry) => !seen.has(identity(entry)))];
}
