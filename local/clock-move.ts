/** Reads what a person asks of the clock: `{"advance":"PT36H"}` or `{"to":"2026-11-22T08:30:00Z"}`. */
import * as z from 'zod';
import {
  dayMs,
  formatInstant,
  hourMs,
  type Instant,
  minuteMs,
  parseInstant,
  secondMs,
} from '../shared/time/instant.ts';
import { notBefore } from './clock.ts';

export type ClockMoveRead = { ok: true; to: Instant } | { ok: false; field: string; expected: string };

/** A move further than this is a slip of the pen; no care plan is longer than some weeks. */
const moveDaysMax = 400;

const durationExample =
  'an ISO 8601 duration of weeks, days, hours, minutes and seconds, such as PT36H or P14D';
const instantExample = 'an ISO 8601 instant with a zone, such as 2026-11-22T08:30:00Z';

const moveBody = z.union([z.strictObject({ advance: z.string() }), z.strictObject({ to: z.string() })]);

export function readClockMove(body: unknown, now: Instant): ClockMoveRead {
  const move = moveBody.safeParse(body);
  if (!move.success) return refused('body', '{"advance": duration} or {"to": instant}');
  if ('advance' in move.data) {
    const ms = parseDuration(move.data.advance);
    return ms === undefined ? refused('advance', durationExample) : bounded('advance', now + ms, now);
  }
  const to = parseInstant(move.data.to);
  return to === undefined ? refused('to', instantExample) : bounded('to', to, now);
}

function bounded(field: string, to: Instant, now: Instant): ClockMoveRead {
  if (to < now) return refused(field, notBefore(now));
  const latest = now + moveDaysMax * dayMs;
  if (to > latest) return refused(field, `at most ${moveDaysMax} days ahead, until ${formatInstant(latest)}`);
  return { ok: true, to };
}

function refused(field: string, expected: string): ClockMoveRead {
  return { ok: false, field, expected };
}

const durationPattern = /^P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/;

/** Milliseconds; a day is 24 hours. Years and months have no fixed length and are refused. */
function parseDuration(text: string): number | undefined {
  const parts = durationPattern.exec(text);
  if (parts === null) return undefined;
  const [, weeks, days, time, hours, minutes, seconds] = parts;
  const amounts = [weeks, days, hours, minutes, seconds];
  if (amounts.every((amount) => amount === undefined) || time === 'T') return undefined;
  const units = [7 * dayMs, dayMs, hourMs, minuteMs, secondMs];
  return amounts.reduce((sum, amount, index) => sum + Number(amount ?? 0) * (units[index] ?? 0), 0);
}
