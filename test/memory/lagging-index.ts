/** The memory store's indexes: what queries see, which may be older than what stands in the table. */
import type { VisitEntry } from '../../shared/ports.ts';
import type { IndexEntry } from '../../shared/store/index-entry.ts';

export interface IndexRow {
  key: string;
  entry: IndexEntry;
  /** Of bookings only. */
  visit?: Omit<VisitEntry, 'key'>;
}

interface Change {
  key: string;
  row: IndexRow | undefined;
  /** The call from which on it shows. */
  showsAt: number;
}

/** `lagCalls`: store calls between a write and its showing. */
export function laggingIndex(lagCalls: number) {
  const shown = new Map<string, IndexRow>();
  const waiting: Change[] = [];
  let call = 0;
  let isFrozen = false;

  function show(isRipe: (change: Change) => boolean): void {
    if (isFrozen) return;
    for (let next = waiting[0]; next !== undefined && isRipe(next); next = waiting[0]) {
      waiting.shift();
      if (next.row === undefined) shown.delete(next.key);
      else shown.set(next.key, next.row);
    }
  }

  return {
    /** Another call of the store begins. */
    tick: () => {
      call += 1;
      show(({ showsAt }) => showsAt <= call);
    },
    write: (key: string, row: IndexRow | undefined) => {
      waiting.push({ key, row, showsAt: call + lagCalls });
      show(({ showsAt }) => showsAt <= call);
    },
    rows: () => [...shown.values()],
    freeze: () => {
      isFrozen = true;
    },
    thaw: () => {
      isFrozen = false;
      show(() => true);
    },
  };
}
