/** A timer's name and what it says when it fires: agreed here between the one who creates it and the one who is woken. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { ceilToSecond, type Instant } from '../time/instant.ts';

/** The name of the one timer of an item at a due instant: the same again is the same timer, so that a conflict means it is there. 47 characters of EventBridge Scheduler's 64. */
export function timerName(key: string, at: Instant): string {
  const hash = createHash('sha256')
    .update(`${ceilToSecond(at)} ${key}`)
    .digest('base64url');
  return `due-${hash}`;
}

/** What a fire carries: the item's key, never a person's data. Further fields of other versions are let through. */
export const timerInputSchema = z.object({
  v: z.literal(1),
  key: z.string().min(1).max(400),
  /** When it was to fire, filled in by the Scheduler: `2026-11-22T08:30:00Z`. */
  scheduled: z.string().max(64),
});
