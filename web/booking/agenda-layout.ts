/** Where everything of the agenda stands on its time line, in pixels from the top: pure, so that it can be looked at without a browser. */
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';
import { sayStep } from '../../shared/api/manager/step-words.ts';

type Agenda = BookingPage['agenda'];
export type AheadStep = Agenda['steps'][number];

const hourMs = 3_600_000;
/** A day is 72 pixels: a night is seen as a band, and a week still fits a phone. */
const pixelsPerHour = 3;
/** Of a label's name and of its time, as the style sheet has them. */
const namePixels = 20;
const timePixels = 18;
const airPixels = 10;
/** What fits a line of a label on a phone. */
const nameCharsOfLine = 28;
const timeCharsOfLine = 34;
/** "Tomorrow, 10:00 AM". */
const timeChars = 20;
/** Under the line of this moment; its label stands above. */
const nowPixels = 20;
/** Before the first mark and after the last. */
const edgePixels = 22;
/** Longer stretches without a mark are folded: nothing is to be read in them but their length. */
const unfoldedHoursMax = 40;
/** What is still drawn to scale before and after a fold, so that the night before a text is seen. */
const beforeFoldHours = 10;
const foldPixels = 34;

/** What has a label: this moment, the visit, a text or a notice to staff. */
export type Mark =
  | { mark: 'now'; at: number; y: number }
  | { mark: 'visit'; at: number; y: number; bottom: number }
  | { mark: 'step'; at: number; y: number; step: AheadStep };

export interface Band {
  top: number;
  bottom: number;
}

export interface AgendaLayout {
  height: number;
  marks: Mark[];
  /** When no text goes out. */
  quiet: Band[];
  /** Stretches left out, and how long they are. */
  folds: (Band & { hours: number })[];
  /** Heights of the checks, which need no label. */
  checks: number[];
}

interface Shown {
  service: string;
  agenda: Agenda;
  startAt: string;
  endAt: string;
}

/** A mark before it has its place. `room`: what its label needs before the next may stand. */
type Placed = { at: number; room: number } & (
  | { mark: 'now' | 'visit' | 'visit-end' }
  | { mark: 'step'; step: AheadStep }
);

/** One straight piece of the axis: between two instants the height grows evenly. */
interface Piece {
  from: number;
  until: number;
  top: number;
  bottom: number;
  folded: boolean;
}

export function layOutAgenda(shown: Shown): AgendaLayout {
  const { agenda } = shown;
  const placed = orderMarks(shown);
  const { pieces, heights } = layPieces(placed);
  const heightOf = (at: number): number => heightIn(pieces, at);
  const lastHeight = heights.at(-1) ?? edgePixels;
  return {
    height: lastHeight + (placed.at(-1)?.room ?? edgePixels),
    marks: placed.flatMap((one, index) => markOf(one, heights[index] ?? 0, heights[index + 1] ?? 0)),
    quiet: agenda.quiet
      .flatMap((one) => cutOut(readTime(one.from), readTime(one.until), pieces))
      .map(({ from, until }) => ({ top: heightOf(from), bottom: heightOf(until) }))
      .filter(({ top, bottom }) => bottom - top >= 1),
    folds: pieces
      .filter(({ folded }) => folded)
      .map(({ top, bottom, from, until }) => ({ top, bottom, hours: (until - from) / hourMs })),
    checks: agenda.steps
      .filter(({ kind }) => kind === 'check')
      .map(({ at }) => readTime(at))
      .filter((at) => at >= (placed[0]?.at ?? 0) && at <= (placed.at(-1)?.at ?? 0))
      .map(heightOf),
  };
}

function readTime(iso: string): number {
  return new Date(iso).getTime();
}

/** In the order of their times; the end of the visit follows its start, whatever else happens meanwhile. */
function orderMarks({ service, agenda, startAt, endAt }: Shown): Placed[] {
  const from = readTime(agenda.from);
  const start = readTime(startAt);
  const marks: Placed[] = agenda.steps
    .filter(({ kind }) => kind !== 'check')
    .map((step) => ({
      mark: 'step',
      at: Math.max(from, readTime(step.at)),
      room: roomOf(sayStep(step.what), timeChars),
      step,
    }));
  marks.push({ mark: 'now', at: from, room: nowPixels });
  if (start >= from) marks.push({ mark: 'visit', at: start, room: roomOf(`Visit: ${service}`, timeChars) });
  marks.sort((one, other) => one.at - other.at || rankOf(one) - rankOf(other));
  const visit = marks.findIndex(({ mark }) => mark === 'visit');
  if (visit >= 0) {
    const end = Math.max(start, Math.min(readTime(endAt), marks[visit + 1]?.at ?? Number.POSITIVE_INFINITY));
    marks.splice(visit + 1, 0, { mark: 'visit-end', at: end, room: airPixels });
  }
  return marks;
}

/** A name of any length is cut after two lines. */
function roomOf(name: string, timeLength: number): number {
  const nameLines = Math.min(2, Math.ceil(name.length / nameCharsOfLine));
  return nameLines * namePixels + Math.ceil(timeLength / timeCharsOfLine) * timePixels + airPixels;
}

function rankOf({ mark }: Placed): number {
  return mark === 'now' ? 0 : mark === 'step' ? 1 : 2;
}

/** The axis, piece by piece, and the height of each mark. */
function layPieces(placed: readonly Placed[]): { pieces: Piece[]; heights: number[] } {
  const pieces: Piece[] = [];
  const heights: number[] = [];
  let y = edgePixels;
  let before: Placed | undefined;
  for (const one of placed) {
    if (before !== undefined) {
      pieces.push(...piecesBetween(before.at, one.at, y, before.room));
      y = pieces.at(-1)?.bottom ?? y;
    }
    heights.push(y);
    before = one;
  }
  return { pieces, heights };
}

function piecesBetween(from: number, until: number, top: number, room: number): Piece[] {
  const hours = (until - from) / hourMs;
  if (hours <= unfoldedHoursMax) {
    const bottom = top + Math.max(room, hours * pixelsPerHour);
    return [{ from, until, top, bottom, folded: false }];
  }
  const part = beforeFoldHours * hourMs;
  const first = top + Math.max(room, beforeFoldHours * pixelsPerHour);
  const second = first + foldPixels;
  const bottom = second + beforeFoldHours * pixelsPerHour;
  return [
    { from, until: from + part, top, bottom: first, folded: false },
    { from: from + part, until: until - part, top: first, bottom: second, folded: true },
    { from: until - part, until, top: second, bottom, folded: false },
  ];
}

function heightIn(pieces: readonly Piece[], at: number): number {
  const piece = pieces.find(({ until }) => at <= until) ?? pieces.at(-1);
  if (piece === undefined) return edgePixels;
  const { from, until, top, bottom } = piece;
  if (until === from) return top;
  return top + ((Math.min(Math.max(at, from), until) - from) / (until - from)) * (bottom - top);
}

/** What of a stretch is on the axis and not folded away. */
function cutOut(from: number, until: number, pieces: readonly Piece[]): { from: number; until: number }[] {
  return pieces
    .filter(({ folded }) => !folded)
    .map((piece) => ({ from: Math.max(from, piece.from), until: Math.min(until, piece.until) }))
    .filter((part) => part.until > part.from);
}

function markOf(one: Placed, y: number, next: number): Mark[] {
  switch (one.mark) {
    case 'visit-end':
      return [];
    case 'visit':
      return [{ mark: 'visit', at: one.at, y, bottom: next }];
    case 'now':
      return [{ mark: 'now', at: one.at, y }];
    case 'step':
      return [{ mark: 'step', at: one.at, y, step: one.step }];
  }
}
