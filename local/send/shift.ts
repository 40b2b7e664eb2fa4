/** Moves a recorded body in time as a whole, so that an old sample arrives as if it had been made just now. */
import { formatInstant, type Instant, minuteMs, parseInstant } from '../../shared/time/instant.ts';

export type Shifted = { ok: true; json: unknown } | { ok: false; reason: string };

/** Instants must stay in the four-digit years, or their texts would change shape. */
const earliest = Date.UTC(1000, 0, 1);
const latest = Date.UTC(9999, 0, 1);

/** Every instant text moves by the same amount, at which the event's own stamp (`createdAt`, else `timestamp`) becomes `now`; its zone and fraction digits stay. */
export function shiftToNow(json: unknown, now: Instant): Shifted {
  const stamp = stampOf(json);
  if (stamp === undefined) {
    return {
      ok: false,
      reason: 'it has no createdAt or timestamp at the top that is an instant with a zone',
    };
  }
  const moved = { byMs: now - stamp, outOfRange: false };
  const shifted = shiftValue(json, (text) => shiftText(text, moved));
  return moved.outOfRange
    ? { ok: false, reason: 'its instants lie too far apart to be moved together' }
    : { ok: true, json: shifted };
}

function stampOf(json: unknown): Instant | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  for (const name of ['createdAt', 'timestamp']) {
    const field: unknown = Object.hasOwn(json, name) ? Reflect.get(json, name) : undefined;
    const instant = typeof field === 'string' ? parseInstant(field) : undefined;
    if (instant !== undefined) return instant;
  }
  return undefined;
}

function shiftValue(value: unknown, shift: (text: string) => string): unknown {
  if (typeof value === 'string') return shift(value);
  if (Array.isArray(value)) return value.map((item) => shiftValue(item, shift));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shiftValue(field, shift)]));
}

function shiftText(text: string, moved: { byMs: number; outOfRange: boolean }): string {
  const instant = parseInstant(text);
  if (instant === undefined) return text;
  const target = instant + moved.byMs;
  if (target < earliest || target > latest) {
    moved.outOfRange = true;
    return text;
  }
  return writeLike(text, target);
}

/** Writes an instant in the shape of a sample: same offset, same precision; digits finer than milliseconds are kept as they were. */
function writeLike(sample: string, instant: Instant): string {
  const parts = /T\d{2}:\d{2}(:\d{2})?(?:\.(\d+))?(Z|[+-]\d{2}:?\d{2})$/.exec(sample);
  const zone = parts?.[3] ?? 'Z';
  const wall = formatInstant(instant + offsetMs(zone));
  const seconds = parts?.[1] === undefined ? '' : wall.slice(16, 19);
  const digits = parts?.[2];
  const fraction =
    digits === undefined ? '' : `.${`${wall.slice(20, 23)}${digits.slice(3)}`.slice(0, digits.length)}`;
  return `${wall.slice(0, 16)}${seconds}${fraction}${zone}`;
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * minuteMs;
}
