/** Where a page of the opening list ended, as text that only the API reads: checked when it comes back, for it comes from outside. */
import { Buffer } from 'node:buffer';
import * as z from 'zod';
import type { Instant } from '../../time/instant.ts';

/** A row's place in the index. */
export interface AttentionCursor {
  startAt: Instant;
  key: string;
}

const cursor = z.tuple([z.int(), z.string().max(400)]);
/** What stands in the list. */
const listed = ['booking', 'delivery', 'quarantine'];

export function writeCursor({ startAt, key }: AttentionCursor): string {
  return Buffer.from(JSON.stringify([startAt, key])).toString('base64url');
}

/** `undefined` for what is no cursor, or one of another clinic's list. */
export function readCursor(text: string, clinicId: string): AttentionCursor | undefined {
  const read = cursor.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
  if (!read.success) return undefined;
  const [startAt, key] = read.data;
  return listed.includes(key.split('#')[0] ?? '') && clinicOf(key) === clinicId
    ? { startAt, key }
    : undefined;
}

/** A quarantined item's key holds that of the item. */
function clinicOf(key: string): string | undefined {
  const parts = key.split('#');
  return parts[0] === 'quarantine' ? parts[2] : parts[1];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
