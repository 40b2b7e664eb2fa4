/** Instants: the one way this code holds a moment. A number, so that it compares, sorts and stores as itself. */

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
/** 24 elapsed hours; a calendar day in a zone may be longer or shorter (see zone.ts). */
export const dayMs = 24 * hourMs;

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** An ISO 8601 instant with a zone (`Z` or an offset, with or without colon); `undefined` for anything else, so that a wall time is never taken for UTC. */
export function parseInstant(text: string): Instant | undefined {
  if (!isoInstant.test(text)) return undefined;
  const instant = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(instant) || !dayExists(text) ? undefined : instant;
}

/** `Date.parse` takes 30 February for 2 March. */
function dayExists(text: string): boolean {
  const day = new Date(`${text.slice(0, 10)}T00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
}

/** `2026-11-22T08:30:00.000Z`. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The next whole second: what the due index and the Scheduler count in. */
export function ceilToSecond(instant: Instant): Instant {
  return Math.ceil(instant / secondMs) * secondMs;
}
