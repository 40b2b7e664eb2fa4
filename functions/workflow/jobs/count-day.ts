/** Counts for a clinic's day: its visits, what waits for a person from today on, and what was refused since the last look. Three queries, once a day. */
import { countedMax } from '../../../shared/api/manager/attention-view.ts';
import type { Count, DigestNotice } from '../../../shared/follow-up/staff-notice.ts';
import type { AttentionEntry } from '../../../shared/ports.ts';
import type { AttentionKind } from '../../../shared/store/item.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import { addDays, type LocalDate, startOfDay } from '../../../shared/time/zone.ts';
import { bounded } from '../bounded.ts';
import type { DigestDeps } from '../deps.ts';

interface DayAsked {
  clinicId: string;
  zone: string;
  day: LocalDate;
  /** What was refused before is not new. */
  since: Instant;
}

type Counted = Pick<DigestNotice, 'visits' | 'waiting' | 'byKind' | 'refused' | 'quarantined'>;

export async function countDay(
  store: DigestDeps['store'],
  { clinicId, zone, day, since }: DayAsked,
): Promise<Counted> {
  const from = startOfDay(day, zone);
  const until = startOfDay(addDays(day, 1), zone);
  const [visits, ahead, behind] = await Promise.all([
    bounded(countedMax, (limit) => store.visitsFrom(clinicId, { startAt: from - 1, until }, limit)),
    bounded(countedMax, (limit) => store.attentionFrom(clinicId, { startAt: from - 1 }, limit)),
    bounded(countedMax, async (limit) =>
      since < from ? store.attentionFrom(clinicId, { startAt: since - 1, until: from }, limit) : [],
    ),
  ]);
  const waiting = ahead.entries.filter(isBooking);
  const news = [...behind.entries, ...ahead.entries].filter(({ startAt }) => startAt >= since);
  return {
    visits: {
      count: visits.entries.filter(({ status }) => status !== 'cancelled').length,
      more: visits.more,
    },
    waiting: { count: waiting.length, more: ahead.more },
    byKind: byKind(waiting),
    refused: countOf(news, 'refused-delivery', behind.more),
    quarantined: countOf(news, 'quarantined', behind.more),
  };
}

/** What else is listed has no visit: it stands at the time it came. */
function isBooking({ kinds }: AttentionEntry): boolean {
  return !kinds.includes('refused-delivery') && !kinds.includes('quarantined');
}

function byKind(entries: readonly AttentionEntry[]): Partial<Record<AttentionKind, number>> {
  const counts: Partial<Record<AttentionKind, number>> = {};
  for (const { kinds } of entries) for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function countOf(entries: readonly AttentionEntry[], kind: AttentionKind, more: boolean): Count {
  return { count: entries.filter(({ kinds }) => kinds.includes(kind)).length, more };
}
