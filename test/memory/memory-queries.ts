/** The memory store's queries: they see what the indexes show, never the items. */
import {
  type AttentionEntry,
  belongingsMax,
  type FoundEntry,
  type Store,
  type VisitEntry,
  visitsMax,
} from '../../shared/ports.ts';
import { secondMs } from '../../shared/time/instant.ts';
import type { IndexRow } from './lagging-index.ts';

const rowsMax = 1_001;

type Queries = Pick<
  Store,
  'visitsOf' | 'visitsFrom' | 'dueBefore' | 'attentionFrom' | 'search' | 'belongingsOf'
>;

export function memoryQueries(rows: () => IndexRow[], begin: () => void): Queries {
  async function ask<T>(asked: Asked, read: (row: IndexRow) => T | undefined): Promise<T[]> {
    begin();
    return select(rows(), asked)
      .map(read)
      .filter((entry) => entry !== undefined);
  }

  return {
    visitsOf: (kind, clientKey, past) => {
      const matches = (row: IndexRow) =>
        (kind === 'phone' ? row.entry.phoneKey : row.entry.emailKey) === clientKey && isPast(row, past);
      return ask({ matches, at: startOf, newestFirst: true, limit: visitsMax }, visitOf);
    },
    visitsFrom: (clinicId, after, limit) => {
      const matches = (row: IndexRow) =>
        row.entry.visit?.clinicId === clinicId && isAfter(row.key, startOf(row), after);
      return ask({ matches, at: startOf, limit }, visitOf);
    },
    belongingsOf: (bookingKey) => {
      const matches = ({ entry }: IndexRow) => entry.belongsTo?.booking === bookingKey;
      const at = ({ entry }: IndexRow) => entry.belongsTo?.since ?? 0;
      return ask({ matches, at, limit: belongingsMax }, ({ key }) => key);
    },
    dueBefore: (shard, before, limit) => {
      const matches = (row: IndexRow) => row.entry.due?.shard === shard && dueAt(row) < before;
      return ask({ matches, at: dueAt, limit }, (row) => ({ key: row.key, due: dueAt(row) }));
    },
    attentionFrom: (clinicId, after, limit) => {
      const at = ({ entry }: IndexRow) => entry.attention?.startAt ?? 0;
      const matches = (row: IndexRow) =>
        row.entry.attention?.clinicId === clinicId && isAfter(row.key, at(row), after);
      return ask({ matches, at, limit }, attentionOf);
    },
    search: (by, values, limit) => {
      const matches = ({ entry }: IndexRow) =>
        (by === 'name' ? (entry.names?.prefixes ?? []) : [entry.lastFourKey]).some(
          (key) => key !== undefined && values.includes(key),
        );
      return ask({ matches, at: startOf, newestFirst: true, limit }, (row) => foundOf(row, by));
    },
  };
}

function visitOf({ key, visit }: IndexRow): VisitEntry | undefined {
  return visit === undefined ? undefined : { ...visit, key };
}

function foundOf(row: IndexRow, by: 'last-four' | 'name'): FoundEntry {
  const name = by === 'name' ? row.entry.names?.comparable : undefined;
  return { key: row.key, startAt: startOf(row), ...(name === undefined ? {} : { name }) };
}

function attentionOf({ key, entry }: IndexRow): AttentionEntry | undefined {
  return entry.attention && { key, startAt: entry.attention.startAt, kinds: [...entry.attention.kinds] };
}

function dueAt({ entry }: IndexRow): number {
  return (entry.due?.at ?? 0) * secondMs;
}

function startOf(row: IndexRow): number {
  return row.entry.visit?.startAt ?? 0;
}

function isAfter(key: string, at: number, after: { startAt: number; key?: string; until?: number }): boolean {
  if (after.until !== undefined && at >= after.until) return false;
  if (at !== after.startAt) return at > after.startAt;
  return after.key !== undefined && key > after.key;
}

/** Of rows from the latest start back: those after the last one seen. */
function isPast(row: IndexRow, past: { startAt: number; key: string } | undefined): boolean {
  if (past === undefined) return true;
  return startOf(row) === past.startAt ? row.key < past.key : startOf(row) < past.startAt;
}

interface Asked {
  matches: (row: IndexRow) => boolean;
  at: (row: IndexRow) => number;
  newestFirst?: true;
  limit: number;
}

function select(rows: IndexRow[], { matches, at, newestFirst, limit }: Asked): IndexRow[] {
  if (!Number.isInteger(limit) || limit < 1 || limit > rowsMax) {
    throw new RangeError(`expected a limit from 1 to ${rowsMax}, got ${limit}`);
  }
  const sorted = rows.filter(matches).sort((a, b) => at(a) - at(b) || (a.key < b.key ? -1 : 1));
  if (newestFirst) sorted.reverse();
  return sorted.slice(0, limit);
}
