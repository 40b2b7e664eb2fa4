/** Joins two stored bookings that turned out to be one: the target takes what the folded one had learned and done. */
import { type Step, stepsMax, wasSaid } from '../follow-up/step.ts';
import { mergeAnswers } from './answers.ts';
import { withActsOf } from './audit.ts';
import { appliedMax, type Booking, changesMax, overridesMax, requestsMax, toldMax } from './booking.ts';
import { withFormerKeys } from './former-keys.ts';
import { joinedLinks } from './link-series.ts';
import { markedOf, withoutMark } from './mark.ts';
import { compareOrder } from './order.ts';

/** The newer event's visit wins; answers, said texts, overrides, acts of staff and applied deliveries of both are kept. Folding twice changes nothing. */
export function carry(target: Booking, folded: Booking): Booking {
  const newer = compareOrder(folded.order, target.order) > 0 ? folded : target;
  const marked = markedOf(target, folded, newer);
  const merged = mergeAnswers(
    {
      ...withoutMark(target),
      status: (marked ?? newer).status,
      people: Math.max(target.people, folded.people),
      startAt: newer.startAt,
      endAt: newer.endAt,
      order: newer.order,
      ...(newer.cancelledBy === undefined ? {} : { cancelledBy: newer.cancelledBy }),
      ...endOf(marked ?? newer),
    },
    folded.answers,
  );
  const saidHere = new Set(target.steps.filter(outlivesFold).map((step) => step.id));
  const said = folded.steps.filter((step) => outlivesFold(step) && !saidHere.has(step.id));
  const saidThere = new Set(said.map((step) => step.id));
  const joined = {
    ...merged,
    steps: [...said, ...merged.steps.filter((step) => !saidThere.has(step.id))].slice(-stepsMax),
    overrides: union(folded.overrides, merged.overrides, (o) => `${o.finding} ${o.at}`).slice(-overridesMax),
    shown: [...new Set([...folded.shown, ...merged.shown])].slice(-overridesMax),
    changes: union(folded.changes, merged.changes, (c) => `${c.question} ${c.at}`).slice(-changesMax),
    told: union(toldOf(folded, newer), toldOf(target, newer), (t) => `${t.pauseFrom} ${t.at}`).slice(
      -toldMax,
    ),
    applied: [...new Set([...folded.applied, ...merged.applied])].slice(-appliedMax),
    ...joinedLinks(merged, folded),
    audit: withActsOf(merged, folded),
    ...requestsOf(folded, merged),
    createdAt: Math.min(folded.createdAt, merged.createdAt),
    ...latestOf('reopenedAt', folded, merged),
    ...latestOf('ambiguousReplyAt', folded, merged),
    ...latestOf('reachedAt', folded, merged),
  };
  return withFormerKeys(joined, [...(folded.formerPhoneKeys ?? []), folded.phoneKey]);
}

/** What was planned is planned anew; an erasure that was asked for is due all the same. */
function outlivesFold(step: Step): boolean {
  return wasSaid(step) || step.act.what === 'erase';
}

function endOf({ completedAt, marked }: Booking): Partial<Booking> {
  return {
    ...(completedAt === undefined ? {} : { completedAt }),
    ...(marked === undefined ? {} : { marked }),
  };
}

function requestsOf(folded: Booking, merged: Booking): Partial<Booking> {
  const requests = union(folded.requests ?? [], merged.requests ?? [], ({ step }) => step);
  return requests.length === 0 ? {} : { requests: requests.slice(-requestsMax) };
}

/** What was told of another time does not hold for this one. */
function toldOf(booking: Booking, { startAt }: Booking): Booking['told'] {
  return booking.startAt === startAt ? booking.told : [];
}

function latestOf(
  field: 'reopenedAt' | 'ambiguousReplyAt' | 'reachedAt',
  a: Booking,
  b: Booking,
): Partial<Booking> {
  const at = Math.max(a[field] ?? 0, b[field] ?? 0);
  return at === 0 ? {} : { [field]: at };
}

function union<T>(first: readonly T[], second: readonly T[], identity: (entry: T) => string): T[] {
  const seen = new Set(first.map(identity));
  return [...first, ...second.filter((entry) => !seen.has(identity(entry)))];
}
