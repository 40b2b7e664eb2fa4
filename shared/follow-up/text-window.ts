/** When a text may go out: the clinic's hours, the client's hours where known, and never outside the legal ones. */
import { type Hours, legalHours, type TextHours } from '../clinic/clinic.ts';
import { dayMs, hourMs, type Instant, minuteMs } from '../time/instant.ts';
import { addDays, daysBetween, instantOf, type LocalDate, localDateOf, weekdayOf } from '../time/zone.ts';

/** Around the visit the client is where the clinic is: from this long before the start ... */
export const nearBeforeHours = 36;
/** ... to this long after the end, only the clinic's hours count. */
export const nearAfterHours = 12;

/** How far one search looks, in calendar days: beyond the longest late limit of the care plan. */
const searchDaysMax = 21;

/** Days remembered for one clinic's hours: a year in two zones. */
const knownDaysMax = 800;

export interface TextWindow {
  hours: TextHours;
  zone: string;
  /** The client's zone, where known and another than the clinic's. */
  clientZone?: string;
  /** Around this visit only the clinic's hours count. */
  visit?: { startAt: Instant; endAt: Instant };
}

/** Half-open: `from` is in it, `until` is not. */
export interface Span {
  from: Instant;
  until: Instant;
}

/** Whether this very minute is allowed. */
export function isAllowed(instant: Instant, window: TextWindow): boolean {
  return allowedSpans({ from: instant, until: instant + 1 }, window).length > 0;
}

/** The first allowed instant at or after `from` and before `until`. */
export function firstAllowed(from: Instant, until: Instant, window: TextWindow): Instant | undefined {
  const soon = allowedSpans({ from, until: Math.min(until, from + dayMs) }, window)[0];
  return (soon ?? allowedSpans({ from, until }, window)[0])?.from;
}

/** The last allowed minute before `before`, not before `notBefore`. */
export function lastAllowed(before: Instant, notBefore: Instant, window: TextWindow): Instant | undefined {
  const late = allowedSpans({ from: Math.max(notBefore, before - dayMs), until: before }, window).at(-1);
  const span =
    late ??
    allowedSpans({ from: Math.max(notBefore, before - searchDaysMax * dayMs), until: before }, window).at(-1);
  if (span === undefined) return undefined;
  const minute = Math.ceil(span.until / minuteMs) * minuteMs - minuteMs;
  return Math.max(minute, span.from);
}

/** When no text goes out between two instants, earliest first: what an agenda is drawn over. Read in parts, for one search looks only so far. */
export function quietSpans(within: Span, window: TextWindow): Span[] {
  const quiet: Span[] = [];
  let closed = within.from;
  for (let from = within.from; from < within.until; from += searchDaysMax * dayMs) {
    const until = Math.min(within.until, from + searchDaysMax * dayMs);
    for (const open of allowedSpans({ from, until }, window)) {
      if (open.from > closed) quiet.push({ from: closed, until: open.from });
      closed = Math.max(closed, open.until);
    }
  }
  return closed < within.until ? [...quiet, { from: closed, until: within.until }] : quiet;
}

function allowedSpans(within: Span, { hours, zone, clientZone, visit }: TextWindow): Span[] {
  const clinics = openings(within, zone, hours);
  if (clientZone === undefined || clientZone === zone) return clinics;
  const near = visit && {
    from: visit.startAt - nearBeforeHours * hourMs,
    until: visit.endAt + nearAfterHours * hourMs,
  };
  const far = clinics.flatMap((span) => (near === undefined ? [span] : outside(span, near)));
  const clients = openings(within, clientZone, hours);
  const both = far.flatMap((span) => clients.flatMap((other) => overlap(span, other)));
  const close = near === undefined ? [] : clinics.flatMap((span) => overlap(span, near));
  return [...both, ...close].sort((a, b) => a.from - b.from);
}

/** The zone's openings inside a span, earliest first. */
function openings(within: Span, zone: string, hours: TextHours): Span[] {
  const first = localDateOf(within.from, zone);
  const days = Math.min(daysBetween(first, localDateOf(within.until, zone)), searchDaysMax);
  return Array.from({ length: Math.max(days, 0) + 1 }, (_, day) =>
    openingOf(addDays(first, day), zone, hours),
  ).flatMap((opening) => (opening === undefined ? [] : overlap(opening, within)));
}

/** Openings already worked out, by the hours they came from: one plan asks for the same days many times. */
const known = new WeakMap<TextHours, Map<string, Span | undefined>>();

function openingOf(date: LocalDate, zone: string, hours: TextHours): Span | undefined {
  const ofHours = known.get(hours) ?? new Map<string, Span | undefined>();
  known.set(hours, ofHours);
  const key = `${date} ${zone}`;
  if (ofHours.has(key)) return ofHours.get(key);
  const opening = workOutOpening(date, zone, hours);
  if (ofHours.size < knownDaysMax) ofHours.set(key, opening);
  return opening;
}

function workOutOpening(date: LocalDate, zone: string, hours: TextHours): Span | undefined {
  const day = legal(hours[weekdayOf(date) - 1] ?? null);
  if (day === null) return undefined;
  return { from: instantOf(date, day.from, zone), until: instantOf(date, day.until, zone) };
}

function legal(day: Hours): Hours {
  if (day === null) return null;
  return { from: Math.max(day.from, legalHours.from), until: Math.min(day.until, legalHours.until) };
}

function overlap(a: Span, b: Span): Span[] {
  const span = { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) };
  return span.from < span.until ? [span] : [];
}

function outside(span: Span, hole: Span): Span[] {
  return [
    ...overlap(span, { from: Number.NEGATIVE_INFINITY, until: hole.from }),
    ...overlap(span, { from: hole.until, until: Number.POSITIVE_INFINITY }),
  ];
}
