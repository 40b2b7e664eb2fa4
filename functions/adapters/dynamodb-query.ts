/** Bounded queries of the table's indexes, paged until the limit is reached. */
import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { TableIndex } from '../../shared/store/table.ts';
import { StoreUnavailableError } from '../errors.ts';
import type { Attributes } from './dynamodb-rows.ts';
import { storeFailure } from './store-failure.ts';

/** Rows one query may ask for: as many as a list counts, and one that says whether there are more. */
export const rowsMax = 1_001;
/** Pages of one query. A row is under 2 KB, so that many fit into three pages of 1 MB; the rest is room. */
const pagesMax = 10;

/** From an instant on, after the row that a key names there; before `until`, where there is an end. */
interface IndexRange {
  from: number;
  afterKey?: string;
  until?: number;
}

export interface IndexQuery {
  index: TableIndex;
  hash: string | number;
  /** On the index's range; absent: all of it. */
  range?: { is: '<'; than: number } | IndexRange;
  newestFirst?: boolean;
  /** Goes on after this row, whatever the order. */
  past?: { at: number; key: string };
  limit: number;
}

/** Rows of an index from a cursor on, which names the last row seen. */
export function rangeAfter(after: { startAt: number; key?: string; until?: number }): IndexRange {
  const until = after.until === undefined ? {} : { until: after.until };
  if (after.key === undefined) return { from: after.startAt + 1, ...until };
  return { from: after.startAt, afterKey: after.key, ...until };
}

/** Rows as `read` makes them. A row that cannot be read is a failure, not a gap: a visit that is not seen could let another one pass. */
export async function queryIndex<T>(
  client: DynamoDBClient,
  tableName: string,
  asked: IndexQuery,
  read: (row: Attributes) => T,
): Promise<T[]> {
  if (!Number.isInteger(asked.limit) || asked.limit < 1 || asked.limit > rowsMax) {
    throw new RangeError(`expected a limit from 1 to ${rowsMax}, got ${asked.limit}`);
  }
  const rows: Attributes[] = [];
  let from = startOf(asked);
  for (let page = 0; page < pagesMax; page += 1) {
    const answer = await queryPage(client, tableName, asked, asked.limit - rows.length, from);
    rows.push(...(answer.Items ?? []));
    from = answer.LastEvaluatedKey;
    if (from === undefined || rows.length >= asked.limit) return readAll(rows, read);
  }
  throw new StoreUnavailableError({ operation: 'query', code: 'TooManyPages' });
}

async function queryPage(
  client: DynamoDBClient,
  tableName: string,
  asked: IndexQuery,
  limit: number,
  from: Attributes | undefined,
) {
  const condition = conditionOf(asked);
  try {
    return await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: asked.index.name,
        ...condition,
        ScanIndexForward: asked.newestFirst !== true,
        Limit: limit,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
  } catch (error) {
    throw storeFailure('query', error);
  }
}

function conditionOf({ index, hash, range }: IndexQuery) {
  const names = { '#hash': index.hash.name };
  const values = { ':hash': hashValue(index, hash) };
  if (range === undefined) {
    return {
      KeyConditionExpression: '#hash = :hash',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    };
  }
  const bounds: Record<string, number> =
    'is' in range
      ? { ':until': range.than - 1 }
      : { ':from': range.from, ...(range.until === undefined ? {} : { ':until': range.until - 1 }) };
  return {
    KeyConditionExpression: `#hash = :hash AND ${comparisonOf(Object.keys(bounds))}`,
    ExpressionAttributeNames: { ...names, '#range': index.range },
    ExpressionAttributeValues: {
      ...values,
      ...Object.fromEntries(Object.entries(bounds).map(([name, bound]) => [name, { N: String(bound) }])),
    },
  };
}

/** Ranges are whole numbers, so that both bounds can be inclusive: a key condition takes one comparison only. */
function comparisonOf(bounds: readonly string[]): string {
  if (bounds.length === 2) return '#range BETWEEN :from AND :until';
  return bounds[0] === ':from' ? '#range >= :from' : '#range <= :until';
}

/** A cursor names the last row seen by its place in the index; the row itself may be gone meanwhile. */
function startOf({ index, hash, range, past }: IndexQuery): Attributes | undefined {
  const last = past ?? lastOf(range);
  if (last === undefined) return undefined;
  return {
    pk: { S: last.key },
    [index.hash.name]: hashValue(index, hash),
    [index.range]: { N: String(last.at) },
  };
}

function lastOf(range: IndexQuery['range']): IndexQuery['past'] {
  if (range === undefined || 'is' in range || range.afterKey === undefined) return undefined;
  return { at: range.from, key: range.afterKey };
}

function hashValue(index: TableIndex, hash: string | number) {
  return index.hash.type === 'S' ? { S: String(hash) } : { N: String(hash) };
}

function readAll<T>(rows: Attributes[], read: (row: Attributes) => T): T[] {
  try {
    return rows.map(read);
  } catch (error) {
    throw new StoreUnavailableError({ operation: 'query', code: 'UnreadableRow' }, error);
  }
}
