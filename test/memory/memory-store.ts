/** The store in memory, with DynamoDB's manners: conditional puts, items checked on every read, indexes that lag behind when told to. */
import { readItem, textOf } from '../../functions/adapters/stored-item.ts';
import { StoreUnavailableError } from '../../functions/errors.ts';
import type { Store } from '../../shared/ports.ts';
import { type IndexEntry, indexEntryOf } from '../../shared/store/index-entry.ts';
import { type AttentionKind, type Item, keyOf } from '../../shared/store/item.ts';
import { ceilToSecond, type Instant, secondMs } from '../../shared/time/instant.ts';
import { deepFreeze } from './deep-freeze.ts';
import { type IndexRow, laggingIndex } from './lagging-index.ts';
import { memoryQueries } from './memory-queries.ts';

const keysMax = 20;

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
  /** What the indexes are told of it. */
  row: IndexRow;
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
    write({ text, version: item.version, row: rowOf(item, indexEntryOf(item, attention)) });
    return 'stored';
  }

  function putBack(key: string, at: Instant | undefined): void {
    const standing = rows.get(key);
    if (standing === undefined) return;
    const entry = movedBack(standing.row.entry, at);
    if (entry !== undefined) write({ ...standing, row: { ...standing.row, entry } });
  }

  function write(stored: Stored): void {
    rows.set(stored.row.key, stored);
    index.write(stored.row.key, stored.row);
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
    putBack: async (key, due) => {
      begin('put-back');
      putBack(key, due);
    },
    ...memoryQueries(index.rows, () => begin('query')),
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
      write({ text, version: undefined, row: { key, entry } });
    },
    remove: (key) => {
      rows.delete(key);
      index.write(key, undefined);
    },
  };
}

/** Later in the due index or out of it, never sooner; `undefined` where nothing moves. */
function movedBack({ due, ...entry }: IndexEntry, at: Instant | undefined): IndexEntry | undefined {
  if (due === undefined) return undefined;
  if (at === undefined) return entry;
  const later = { shard: due.shard, at: ceilToSecond(at) / secondMs };
  return later.at <= due.at ? undefined : { ...entry, due: later };
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
