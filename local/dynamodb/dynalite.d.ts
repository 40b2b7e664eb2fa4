/** The parts of dynalite that the stack uses; the package brings no types of its own. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  export interface DynaliteOptions {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }

  export default function dynalite(options: DynaliteOptions): Server;
}

declare module 'dynalite/db/index.js' {
  /** An index as its table keeps it; opaque to us. */
  export interface StoredIndex {
    IndexName: string;
    IndexStatus?: string;
  }

  export interface StoredTable {
    TableName: string;
    TableStatus: string;
    LocalSecondaryIndexes?: StoredIndex[];
    GlobalSecondaryIndexes?: StoredIndex[];
  }

  type Change = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };

  export interface Level {
    open(): Promise<void>;
    batch(changes: Change[]): Promise<void>;
    clear(range: { gte: string; lt: string }): Promise<void>;
    iterator(range: { gte: string; lt: string }): AsyncIterable<[string, unknown]>;
    close(): Promise<void>;
  }

  interface Db {
    create(options: { path: string }): { db: Level };
    /** With no existing item: the rows that this item has in these indexes. */
    getIndexActions(
      indexes: StoredIndex[],
      existingItem: null,
      item: unknown,
      table: StoredTable,
    ): { puts: { index: string; key: string; item: unknown }[] };
    /** Called by the engine before it writes the item. */
    updateIndexes(
      store: unknown,
      table: unknown,
      existingItem: unknown,
      item: unknown,
      done: (error?: unknown) => void,
    ): void;
  }

  const db: Db;
  export default db;
}
