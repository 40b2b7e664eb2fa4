/** The store in memory, with DynamoDB's manners: conditional puts, items checked on every read, indexes that lag behind when told to. */
import { readItem, textOf } from '../../functions/adapters/stored-item.ts';
import { StoreUnavailableError } from '../../functions/errors.ts';
import { type AttentionEntry, type Store, type VisitEntry, visitsMax } from '../../shared/ports.ts';
import {
  type AttentionKind,
  type IndexEntry,
  type Item,
  indexEntryOf,
  keyOf,
} from '../../shared/store/item.ts';
import { secondMs } from '../../shared/time/instant.ts';
import { deepFreeze } from './deep-freeze.ts';
import { type IndexRow, laggingIndex } from './lagging-index.ts';

const keysMax = 20;
const rowsMax = 1_000;

export interface MemoryStore extends Store {
  /** From now on the indexes show what they show now. */
  freezeIndexes: () => void;
  /** The indexes catch up. */
  thawIndexes: () => void;
  /** Every call throws `StoreUnavailableError` until `repair`. */
  breakDown: () => void;
  repair: () => void;
  /** Every readable item, in the order of first writing; bypasses an outage and counts as no call. */
  items: () => Item[];
  /** Puts anything at all at a key, as a bug or a hand would: a string as it is, all else as JSON. With an entry it is found by that index. */
  plant: (key: string, stored: unknown, entry?: IndexEntry) => void;
  /** As DynamoDB's TTL, or a hand, does. */
  remove: (key: string) => void;
}

interface Stored {
  text: string;
  version: number | undefined;
}

/** `indexLagCalls`: so many further calls of the store pass before a put shows in the indexes. */
export function memoryStore({ indexLagCalls = 0 } = {}): MemoryStore {
  const rows = new Map<string, Stored>();
  const index = laggingIndex(indexLagCalls);
  let isDown = false;

  function begin(operation: string): void {
    if (isDown) throw new StoreUnavailableError({ operation, code: 'BrokenDown' });
    index.tick();
  }

  function put(item: Item, seen: number | 'absent', attention: AttentionKind[]): 'stored' | 'conflict' {
    const text = textOf(item);
    const key = keyOf(item);
    const standing = rows.get(key);
    const nothingStandsThere = seen === 'absent' && standing === undefined;
    const nobodyWroteSince = seen !== 'absent' && standing?.version === seen;
    if (!nothingStandsThere && !nobodyWroteSince) return 'conflict';
    rows.set(key, { text, version: item.version });
    index.write(key, rowOf(item, indexEntryOf(item, attention)));
    return 'stored';
  }

  return {
    get: async (keys) => {
      begin('get');
      if (keys.length > keysMax) throw new RangeError(`expected at most ${keysMax} keys`);
      return keys.map((key) => {
        const stored = rows.get(key);
        return stored === undefined ? undefined : deepFreeze(readItem(key, stored.text));
      });
    },
    put: async (item, seen, attention = []) => {
      begin('put');
      return { put: put(item, seen, attention) };
    },
    ...queries(index.rows, () => begin('query')),
    freezeIndexes: index.freeze,
    thawIndexes: index.thaw,
    breakDown: () => {
      isDown = true;
    },
    repair: () => {
      isDown = false;
    },
    items: () => [...rows].flatMap(([key, { text }]) => readable(key, text)),
    plant: (key, stored, entry = {}) => {
      const text = typeof stored === 'string' ? stored : JSON.stringify(stored);
      rows.set(key, { text, version: undefined });
      index.write(key, { key, entry });
    },
    remove: (key) => {
      rows.delete(key);
      index.write(key, undefined);
    },
  };
}

type Queries = Pick<Store, 'visitsOf' | 'visitsFrom' | 'dueBefore' | 'attentionFrom' | 'search'>;

function queries(rows: () => IndexRow[], begin: () => void): Queries {
  async function ask<T>(asked: Asked, read: (row: IndexRow) => T | undefined): Promise<T[]> {
    begin();
    return select(rows(), asked)
      .map(read)
      .filter((entry) => entry !== undefined);
  }

  return {
    visitsOf: (kind, clientKey) => {
      const matches = ({ entry }: IndexRow) =>
        (kind === 'phone' ? entry.phoneKey : entry.emailKey) === clientKey;
      return ask({ matches, at: startOf, newestFirst: true, limit: visitsMax }, visitOf);
    },
    visitsFrom: (clinicId, after, limit) => {
      const matches = (row: IndexRow) =>
        row.entry.visit?.clinicId === clinicId && isAfter(row.key, startOf(row), after);
      return ask({ matches, at: startOf, limit }, visitOf);
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
    search: (by, value, limit) => {
      const matches = ({ entry }: IndexRow) =>
        (by === 'last-four' ? entry.lastFourKey : entry.namePrefix) === value;
      return ask({ matches, at: startOf, newestFirst: true, limit }, visitOf);
    },
  };
}

function readable(key: string, text: string): Item[] {
  const item = readItem(key, text);
  return item.type === 'unreadable' ? [] : [deepFreeze(item)];
}

function rowOf(item: Item, entry: IndexEntry): IndexRow {
  const key = keyOf(item);
  if (item.type !== 'booking' || entry.summary === undefined) return { key, entry };
  const { platform, uid, startAt } = item;
  return { key, entry, visit: { platform, uid, startAt, ...entry.summary } };
}

function visitOf({ key, visit }: IndexRow): VisitEntry | undefined {
  return visit === undefined ? undefined : { ...visit, key };
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

function isAfter(key: string, at: number, after: { startAt: number; key?: string }): boolean {
  if (at !== after.startAt) return at > after.startAt;
  return after.key !== undefined && key > after.key;
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
