/** How loud a line is: whoever reads a day's lines begins with those where something went otherwise than planned. */
import type { EventName } from './metrics.ts';

/** Somebody was not told, may not have been told, or had to wait: a person may have to look. */
const warnings: ReadonlySet<EventName> = new Set<EventName>([
  'delivery-conflict',
  'item-put-back',
  'item-quarantined',
  'notice-failed',
  'reply-failed',
  'reply-unknown',
  'text-failed',
  'text-undelivered',
  'text-unknown',
  'text-unlinked',
  'tenant-wall',
  'timer-lost',
  'timer-missing',
]);

/** In Lambda's words. Errors are not business events: they have a line of their own. */
export function levelOf(event: EventName): 'INFO' | 'WARN' {
  return warnings.has(event) ? 'WARN' : 'INFO';
}
