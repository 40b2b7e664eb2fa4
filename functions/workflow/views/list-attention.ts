/** What needs a person, soonest visit first: two queries of the index and the page's own rows, whatever the clinic's size. */
import { readCursor, writeCursor } from '../../../shared/api/manager/attention-cursor.ts';
import {
  type AttentionCounts,
  type AttentionPage,
  countedMax,
  pageRows,
} from '../../../shared/api/manager/attention-view.ts';
import type { Role } from '../../../shared/api/manager/role.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { listedDays } from '../../../shared/follow-up/notices.ts';
import type { AttentionEntry } from '../../../shared/ports.ts';
import type { AttentionKind } from '../../../shared/store/item.ts';
import { isBookingKey } from '../../../shared/store/key-parts.ts';
import { dayMs, formatInstant, type Instant } from '../../../shared/time/instant.ts';
import { localDateOf, startOfDay } from '../../../shared/time/zone.ts';
import { type Bounded, bounded } from '../bounded.ts';
import type { StaffDeps } from '../deps.ts';
import { attentionRows } from './attention-rows.ts';

/** How long what has no visit, such as a refused delivery, stays with what is ahead: a long weekend. Then it is under the past. Days. */
const unseenDays = 3;

export interface ListAsked {
  clinic: Clinic;
  role: Role;
  tab: 'ahead' | 'past';
  kinds?: readonly AttentionKind[] | undefined;
  after?: string | undefined;
}

export type AttentionListed = { listed: true; page: AttentionPage } | { listed: false; why: 'no-cursor' };

export async function listAttention(
  deps: StaffDeps,
  asked: ListAsked,
  now: Instant,
): Promise<AttentionListed> {
  const { clinic, kinds, after, tab } = asked;
  const list = { clinicId: clinic.id, tab };
  const cursor = after === undefined ? undefined : readCursor(after, list);
  if (after !== undefined && cursor === undefined) return { listed: false, why: 'no-cursor' };
  const isFirst = cursor === undefined;
  const today = startOfDay(localDateOf(now, clinic.zone), clinic.zone);
  // What is counted or filtered takes more entries than the page shows.
  const max = isFirst || kinds !== undefined ? countedMax : pageRows;
  const read = await (tab === 'ahead' ? readAhead : readPast)(deps, { clinic, cursor, today, now, max });
  const wanted = read.entries.filter((entry) => isOfKinds(entry, kinds));
  const shown = wanted.slice(0, pageRows);
  const last = wanted.length > pageRows ? shown.at(-1) : read.more ? read.entries.at(-1) : undefined;
  const page: AttentionPage = {
    rows: await attentionRows(deps, { clinic, role: asked.role, entries: shown }, now),
    ...(isFirst ? { counts: countsOf(read) } : {}),
    ...(last === undefined ? {} : { next: writeCursor(last, list) }),
    at: formatInstant(now),
  };
  return { listed: true, page };
}

interface ReadAsked {
  clinic: Clinic;
  cursor: { startAt: Instant; key: string } | undefined;
  today: Instant;
  now: Instant;
  max: number;
}

/** From today on; before it, what came lately without a visit: nobody may have seen it yet. */
async function readAhead(
  deps: StaffDeps,
  { clinic, cursor, today, max }: ReadAsked,
): Promise<Bounded<AttentionEntry>> {
  const { store } = deps;
  const isPast = cursor === undefined || cursor.startAt < today;
  const unseenFrom = cursor ?? { startAt: today - unseenDays * dayMs - 1 };
  const [unseen, ahead] = await Promise.all([
    isPast ? store.attentionFrom(clinic.id, { ...unseenFrom, until: today }, countedMax) : [],
    bounded(max, (limit) => store.attentionFrom(clinic.id, isPast ? { startAt: today - 1 } : cursor, limit)),
  ]);
  return { ...ahead, entries: [...unseen.filter(({ key }) => !isBookingKey(key)), ...ahead.entries] };
}

/** From a week after the visit's start on it is no longer listed, though the index still has what nobody wrote since. */
async function readPast(
  deps: StaffDeps,
  { clinic, cursor, today, now, max }: ReadAsked,
): Promise<Bounded<AttentionEntry>> {
  const from = cursor ?? { startAt: now - listedDays * dayMs - 1 };
  return bounded(max, (limit) => deps.store.attentionFrom(clinic.id, { ...from, until: today }, limit));
}

function isOfKinds(entry: AttentionEntry, kinds: readonly AttentionKind[] | undefined): boolean {
  return kinds === undefined || entry.kinds.some((kind) => kinds.includes(kind));
}

function countsOf({ entries, more }: Bounded<AttentionEntry>): AttentionCounts {
  const byKind: AttentionCounts['byKind'] = {};
  for (const { kinds } of entries) {
    for (const kind of kinds) byKind[kind] = (byKind[kind] ?? 0) + 1;
  }
  return { byKind, all: entries.length, more };
}
