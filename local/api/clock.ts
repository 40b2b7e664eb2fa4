/** The movable clock over HTTP: what it reads, and forward with it. */
import * as z from 'zod';
import { formatInstant } from '../../shared/time/instant.ts';
import type { Clock, ClockSource } from '../clock.ts';
import { readClockMove } from '../clock-move.ts';
import type { LocalRequest, LocalResponse } from '../http-server.ts';
import { ok, readBody, refuseFields } from './respond.ts';

export function showClock(clock: Clock): LocalResponse {
  return ok({ now: formatInstant(clock.now()) });
}

/** Answers once everything that fell due on the way was done. */
export async function moveClock(
  request: LocalRequest,
  clock: Clock,
  sources: readonly ClockSource[],
): Promise<LocalResponse> {
  const read = readBody(request, z.unknown());
  if (!read.ok) return read.response;
  const move = readClockMove(read.body, clock.now());
  if (!move.ok) return refuseFields([{ path: move.field, expected: move.expected }]);
  const moved = await clock.moveTo(move.to, sources);
  if (!moved.ok) return refuseFields([{ path: moved.field, expected: moved.expected }]);
  return ok({ now: formatInstant(moved.to), from: formatInstant(moved.from), stops: moved.stops });
}
