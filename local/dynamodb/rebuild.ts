/**
 * Makes the store's indexes whole before the engine starts. The engine writes index rows and the item one after the other, so a kill between
 * them leaves rows without their item's consent, or items without their rows. Items are the truth and are never touched here; the rows are
 * dropped and derived anew by the engine's own rule. A kill in the middle is healed by the next start.
 */
import dynaliteDb, { type Level, type StoredIndex, type StoredTable } from 'dynalite/db/index.js';

export interface Rebuilt {
  tables: number;
  items: number;
  indexRows: number;
}

/** The engine's data cannot be opened; the message says where and why. */
export class EngineDataError extends Error {
  override name = 'EngineDataError';
}

/** Changes per batch: bounds the memory of a rebuild, and is far above what one item causes. */
const batchSizeMax = 2_000;

/** How the engine prefixes its keys: `table~NAME`, `item-NAME~KEY`, `index-local~NAME~INDEX~KEY`, `index-global~NAME~INDEX~KEY`. */
const tablePrefix = 'table~';
const indexPrefix = 'index-';

/** `path` is the engine's folder; no engine may have it open. */
export async function rebuildIndexes(path: string): Promise<Rebuilt> {
  const level = dynaliteDb.create({ path }).db;
  await open(level, path);
  try {
    const tables = await readTables(level);
    await finishTables(level, tables);
    await level.clear(below(indexPrefix));
    let items = 0;
    let indexRows = 0;
    for (const table of tables) {
      const written = await writeIndexRows(level, table);
      items += written.items;
      indexRows += written.indexRows;
    }
    return { tables: tables.length, items, indexRows };
  } finally {
    await level.close();
  }
}

async function open(level: Level, path: string): Promise<void> {
  try {
    await level.open();
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const isLocked = cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED';
    const what = isLocked
      ? 'another process has it open; is the stack already running?'
      : 'it cannot be opened';
    throw new EngineDataError(`the table data in ${path}: ${what}`, { cause: error });
  }
}

async function readTables(level: Level): Promise<StoredTable[]> {
  const tables: StoredTable[] = [];
  for await (const [, value] of level.iterator(below(tablePrefix))) {
    // The engine wrote it; its shape is the engine's (version pinned), checked by the tests of this file.
    tables.push(value as StoredTable);
  }
  return tables;
}

/** A kill right after CreateTable leaves a table that the engine would call CREATING for ever. */
async function finishTables(level: Level, tables: StoredTable[]): Promise<void> {
  for (const table of tables) {
    if (table.TableStatus !== 'CREATING') continue;
    table.TableStatus = 'ACTIVE';
    for (const index of table.GlobalSecondaryIndexes ?? []) index.IndexStatus = 'ACTIVE';
    await level.batch([{ type: 'put', key: tablePrefix + table.TableName, value: table }]);
  }
}

async function writeIndexRows(
  level: Level,
  table: StoredTable,
): Promise<{ items: number; indexRows: number }> {
  const kinds: [string, StoredIndex[]][] = [
    ['local', table.LocalSecondaryIndexes ?? []],
    ['global', table.GlobalSecondaryIndexes ?? []],
  ];
  let rows: { type: 'put'; key: string; value: unknown }[] = [];
  let items = 0;
  let indexRows = 0;
  for await (const [, item] of level.iterator(below(`item-${table.TableName}~`))) {
    items += 1;
    for (const [kind, indexes] of kinds) {
      for (const row of dynaliteDb.getIndexActions(indexes, null, item, table).puts) {
        const key = `${indexPrefix}${kind}~${table.TableName}~${row.index}~${row.key}`;
        rows.push({ type: 'put', key, value: row.item });
      }
    }
    if (rows.length < batchSizeMax) continue;
    indexRows += rows.length;
    await level.batch(rows);
    rows = [];
  }
  await level.batch(rows);
  return { items, indexRows: indexRows + rows.length };
}

function below(prefix: string): { gte: string; lt: string } {
  return { gte: prefix, lt: `${prefix}\u00ff` };
}
