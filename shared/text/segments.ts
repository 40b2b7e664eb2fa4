/** How many SMS parts a text takes: what it costs, and whether it arrives as one. */
import { septetsOf } from './gsm7.ts';

/** A part's room, alone and as one of several (six octets then carry the order): 3GPP TS 23.040, 9.2.3.24. */
const room = {
  'GSM-7': { alone: 160, joined: 153 },
  'UCS-2': { alone: 70, joined: 67 },
} as const;

export interface SegmentCount {
  encoding: 'GSM-7' | 'UCS-2';
  /** Septets in GSM-7 (extension characters are two), UTF-16 units in UCS-2. */
  units: number;
  /** Parts on the wire; at least one. */
  segments: number;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Counts as the carriers do: escape pairs, surrogate pairs and grapheme clusters stay whole in one part. */
export function countSegments(body: string): SegmentCount {
  const septets = septetPieces(body);
  return septets === undefined ? fill('UCS-2', unitPieces(body)) : fill('GSM-7', septets);
}

function septetPieces(body: string): number[] | undefined {
  const pieces: number[] = [];
  for (const char of body) {
    const septets = septetsOf(char);
    if (septets === undefined) return undefined;
    pieces.push(septets);
  }
  return pieces;
}

/** A cluster longer than a whole part cannot stay whole: its code points can. */
function unitPieces(body: string): number[] {
  return [...graphemes.segment(body)].flatMap(({ segment }) =>
    segment.length <= room['UCS-2'].joined ? [segment.length] : [...segment].map((char) => char.length),
  );
}

function fill(encoding: SegmentCount['encoding'], pieces: readonly number[]): SegmentCount {
  const units = pieces.reduce((sum, piece) => sum + piece, 0);
  const { alone, joined } = room[encoding];
  if (units <= alone) return { encoding, units, segments: 1 };
  let segments = 1;
  let used = 0;
  for (const piece of pieces) {
    if (used + piece > joined) {
      segments += 1;
      used = 0;
    }
    used += piece;
  }
  return { encoding, units, segments };
}
