/** Counts what the calls of a store would cost in DynamoDB: units of writing, of which the indexes take their part, and of reading. */
import { type Attributes, rowOf } from '../../../functions/adapters/dynamodb-rows.ts';
import { type AttentionKind, type Item, keyOf } from '../../../shared/store/item.ts';
import { indexes, type TableIndex } from '../../../shared/store/table.ts';
import { bytesOf } from '../../adapters/row-size.ts';
import type { MemoryStore } from '../../memory/memory-store.ts';

/** Bytes of a unit. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html */
const writeUnitBytes = 1_024;
const readUnitBytes = 4_096;
/** An index is read eventually consistent: half a unit. */
const indexReadPart = 0.5;
/** A row of an index with what it copies of a visit. */
const visitRowBytes = 200;
/** The key, the start and the kinds. */
const attentionRowBytes = 150;

export interface StoreUnits {
  calls: number;
  writeUnits: number;
  readUnits: number;
}

export function countedStore(store: MemoryStore): {
  store: MemoryStore;
  units: StoreUnits;
  bytes: () => number;
  /** Counts from here on. */
  reset: () => void;
} {
  const units: StoreUnits = { calls: 0, writeUnits: 0, readUnits: 0 };
  const rows = new Map<string, Attributes>();

  function countQuery(found: readonly unknown[], rowBytes: number): void {
    units.calls += 1;
    units.readUnits += indexReadPart * readUnitsOf(found.length * rowBytes);
  }

  function countPut(item: Item, attention: AttentionKind[] | undefined): void {
    const row = rowOf(item, attention ?? [], 'm'.repeat(36));
    const before = rows.get(keyOf(item));
    units.writeUnits += writeUnits(before, row);
    rows.set(keyOf(item), row);
  }

  const counted: MemoryStore = {
    ...store,
    get: async (keys) => {
      const found = await store.get(keys);
      units.calls += 1;
      for (const key of keys) units.readUnits += readUnitsOf(bytesAt(rows.get(key)));
      return found;
    },
    put: async (item, seen, attention) => {
      units.calls += 1;
      const result = await store.put(item, seen, attention);
      countPut(item, attention);
      return result;
    },
    visitsOf: async (kind, key, past) => {
      const found = await store.visitsOf(kind, key, past);
      countQuery(found, visitRowBytes);
      return found;
    },
    attentionFrom: async (clinicId, after, limit) => {
      const found = await store.attentionFrom(clinicId, after, limit);
      countQuery(found, attentionRowBytes);
      return found;
    },
  };
  return {
    store: counted,
    units,
    reset: () => {
      Object.assign(units, { calls: 0, writeUnits: 0, readUnits: 0 });
    },
    bytes: () => [...rows.values()].reduce((sum, row) => sum + storedBytes(row), 0),
  };
}

function bytesAt(row: Attributes | undefined): number {
  return row === undefined ? 0 : bytesOf(row);
}

/** Reading nothing costs as much as reading little. */
function readUnitsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / readUnitBytes));
}

function unitsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / writeUnitBytes));
}

/** The larger of before and after is paid, in the table and in each index that changes; a row whose key in an index changes is taken out there and put in again. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html */
export function writeUnits(before: Attributes | undefined, after: Attributes): number {
  const inIndexes = Object.values<TableIndex>(indexes).map((index) => {
    const was = projected(before, index);
    const is = projected(after, index);
    if (JSON.stringify(was) === JSON.stringify(is)) return 0;
    if (was === undefined || is === undefined) return unitsOf(bytesAt(was ?? is));
    const isMoved = [index.hash.name, index.range].some(
      (key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]),
    );
    return isMoved
      ? unitsOf(bytesOf(was)) + unitsOf(bytesOf(is))
      : unitsOf(Math.max(bytesOf(was), bytesOf(is)));
  });
  const inTable = unitsOf(Math.max(bytesAt(before), bytesOf(after)));
  return inIndexes.reduce((sum, each) => sum + each, inTable);
}

function projected(row: Attributes | undefined, index: TableIndex): Attributes | undefined {
  if (row?.[index.hash.name] === undefined) return undefined;
  const names = ['pk', index.hash.name, index.range, ...index.projected];
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)));
}

function storedBytes(row: Attributes): number {
  const copies = Object.values<TableIndex>(indexes).map((index) => bytesAt(projected(row, index)));
  return copies.reduce((sum, each) => sum + each, bytesOf(row));
}
