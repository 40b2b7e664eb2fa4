/** What is kept of an answer that could not be read: short, one line, and safe to store and show. */
import { unreadableCharsMax } from './answer.ts';

/** How deep and how wide nested values are described: enough for a person, bounded whatever was posted. */
const describedDepthMax = 3;
const describedPartsMax = 10;

/** At most `unreadableCharsMax` characters, no control characters, no half surrogate pair. */
export function sayRaw(raw: unknown): string {
  const line = describe(raw, describedDepthMax)
    .slice(0, unreadableCharsMax * 4)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const cut = line.slice(0, unreadableCharsMax);
  const halved = line.length > cut.length && /[\uD800-\uDBFF]$/.test(cut);
  return (halved ? cut.slice(0, -1) : cut).toWellFormed();
}

function describe(raw: unknown, depth: number): string {
  if (typeof raw === 'string') return raw;
  if (typeof raw !== 'object' || raw === null) return String(raw);
  if (depth === 0) return '...';
  const values: unknown[] = Array.isArray(raw) ? raw : Object.values(raw);
  return values
    .slice(0, describedPartsMax)
    .map((value) => describe(value, depth - 1))
    .join(', ');
}
