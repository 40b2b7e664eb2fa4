/** Reads the one-time expression `at(yyyy-mm-ddThh:mm:ss)` in its zone. */
import type { Instant } from '../../shared/time/instant.ts';
import { instantOf, isLocalDate } from '../../shared/time/zone.ts';

const atPattern = /^at\((\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})\)$/;

/** Undefined where the form is wrong or the day or time does not exist. */
export function readAtExpression(expression: string, zone: string): Instant | undefined {
  const [, date, hours, minutes, seconds] = (atPattern.exec(expression) ?? []).map(String);
  if (date === undefined || !isLocalDate(date)) return undefined;
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return instantOf(date, hour * 60 + minute, zone) + second * 1_000;
}
