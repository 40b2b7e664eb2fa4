/** Resolves the care plan's due rules to instants of one visit. */
import { hourMs, type Instant, minuteMs } from '../time/instant.ts';
import { addDays, addLocalDays, instantOf, localDateOf } from '../time/zone.ts';
import type { CareMilestone, TextOffset } from './milestone.ts';
import { firstAllowed, lastAllowed, type TextWindow } from './text-window.ts';

/** morning-of goes on the visit's day only if it can be this long before the start. Hours. */
const morningLeadHours = 2;
/** Minutes of the local day: 08:00, and 18:00 the evening before an early visit. */
const morningMinute = 8 * 60;
const eveningMinute = 18 * 60;
/** The last minute of the local day that after-visit may still take on the visit's day. */
const dayEndMinute = 24 * 60;

export interface VisitTimes {
  startAt: Instant;
  /** The booked end, or when a person said it was completed. */
  endAt: Instant;
  /** From when strong actives pause, by the policy. */
  pauseFrom: Instant;
  /** The clinic's zone. */
  zone: string;
}

export function resolveOffset(offset: TextOffset, times: VisitTimes): Instant {
  const anchor = { start: times.startAt, end: times.endAt, pause: times.pauseFrom }[offset.from];
  const day = offset.days === undefined ? anchor : addLocalDays(anchor, offset.days, times.zone);
  return day + (offset.hours ?? 0) * hourMs + (offset.minutes ?? 0) * minuteMs;
}

/** When a care text is due by the plan, before the allowed hours are looked at. */
export function dueByPlan(milestone: CareMilestone, times: VisitTimes, window: TextWindow): Instant {
  switch (milestone.due.at) {
    case 'offset':
      return resolveOffset(milestone.due.offset, times);
    case 'morning-of':
      return morningOf(times, window);
    case 'after-visit':
      return afterVisit(times, window);
  }
}

/** The first allowed minute from 08:00 on the day if that leaves the lead, else 18:00 the day before. */
function morningOf(times: VisitTimes, window: TextWindow): Instant {
  const day = localDateOf(times.startAt, times.zone);
  const latest = times.startAt - morningLeadHours * hourMs;
  const morning = firstAllowed(instantOf(day, morningMinute, times.zone), latest + 1, window);
  return morning ?? instantOf(addDays(day, -1), eveningMinute, times.zone);
}

/** An hour after the end if that minute is allowed, else the last allowed minute after the end that day, else the next allowed one. */
function afterVisit(times: VisitTimes, window: TextWindow): Instant {
  const due = times.endAt + hourMs;
  if (firstAllowed(due, due + 1, window) !== undefined) return due;
  const dayEnd = instantOf(localDateOf(times.endAt, times.zone), dayEndMinute, times.zone);
  return lastAllowed(Math.min(due, dayEnd), times.endAt, window) ?? due;
}
