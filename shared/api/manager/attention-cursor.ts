/** Where a page of the opening list ended, and on which tab, as text that only the API reads: checked when it comes back, for it comes from outside. */
import { Buffer } from 'node:buffer';
import * as z from 'zod';
import { clinicOfKey } from '../../store/key-parts.ts';
import type { Instant } from '../../time/instant.ts';

/** A row's place in the index. */
export interface AttentionCursor {
  startAt: Instant;
  key: string;
}

/** The list that a place is in. */
export interface CursorList {
  clinicId: string;
  tab: 'ahead' | 'past';
}

const cursor = z.tuple([z.string(), z.int(), z.string().max(400)]);
/** What stands in the list. */
const listed = ['booking', 'delivery', 'quarantine'];

export function writeCursor({ startAt, key }: AttentionCursor, { tab }: CursorList): string {
  return Buffer.from(JSON.stringify([tab, startAt, key])).toString('base64url');
}

/** `undefined` for what is no cursor, or one of another tab or another clinic's list. */
export function readCursor(text: string, { clinicId, tab }: CursorList): AttentionCursor | undefined {
  const read = cursor.safeParse(parseJson(Buffer.from(text, 'base64url').toString()));
  if (!read.success) return undefined;
  const [of, startAt, key] = read.data;
  const isOurs = of === tab && listed.includes(key.split('#')[0] ?? '') && clinicOfKey(key) === clinicId;
  return isOurs ? { startAt, key } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
