/** What every store does to an item on its way in and out: nothing is written that could not be read back, nothing is read unchecked. Free of AWS, so that the memory store does the same. */
import type * as z from 'zod';
import type { Unreadable } from '../../shared/ports.ts';
import { type Item, itemSchema, keyOf } from '../../shared/store/item.ts';
import { StoreRefusedError } from '../errors.ts';

/** Characters of a reason: what the quarantine keeps. */
const reasonCharsMax = 300;
/** Paths named in one reason: enough to find the fault. */
const pathsMax = 5;

/** Bytes of one item's text: DynamoDB takes 400 KB, less the key and the index attributes beside it. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const itemBytesMax = 390 * 1024;

/** The item as it is stored: its schema kept, its texts well formed (half a surrogate pair has no UTF-8), its size bounded. */
export function textOf(item: Item): string {
  const parsed = itemSchema.safeParse(wellFormed(item));
  if (!parsed.success) {
    throw new StoreRefusedError({ operation: 'put', reason: reasonOf(parsed.error.issues) }, parsed.error);
  }
  const text = JSON.stringify(parsed.data);
  if (Buffer.byteLength(text) > itemBytesMax) {
    throw new StoreRefusedError({ operation: 'put', reason: `over ${itemBytesMax} bytes` });
  }
  return text;
}

/** The stored text of a key as the item it should be. */
export function readItem(key: string, text: string | undefined): Item | Unreadable {
  const parsed = itemSchema.safeParse(parseJson(text));
  if (!parsed.success) return unreadable(key, reasonOf(parsed.error.issues));
  if (keyOf(parsed.data) !== key) return unreadable(key, 'the item belongs to another key');
  return parsed.data;
}

/** `undefined` for what is no JSON: no schema takes that. */
function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(key: string, reason: string): Unreadable {
  return { type: 'unreadable', key, reason };
}

/** Paths and codes only: a value may be a person's. */
function reasonOf(issues: readonly z.core.$ZodIssue[]): string {
  const named = issues.slice(0, pathsMax).map(({ path, code }) => `${path.join('.') || 'item'}: ${code}`);
  return named.join('; ').slice(0, reasonCharsMax);
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toWellFormed(), wellFormed(inner)]),
  );
}
