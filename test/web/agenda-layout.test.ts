/** The agenda's picture: what stands where, checked as numbers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AheadStep, layOutAgenda } from '../../web/booking/agenda-layout.ts';

const hourMs = 3_600_000;
const nowMs = Date.parse('2026-11-10T15:00:00Z');
/** Two names of a label and its time. */
const labelPixelsMin = 48;

/** Hours after now. */
function at(hours: number): string {
  return new Date(nowMs + hours * hourMs).toISOString();
}

function text(id: string, hours: number): AheadStep {
  return { id, kind: 'text', what: 'booked', at: at(hours) };
}

interface Given {
  steps?: AheadStep[];
  quiet?: [from: number, until: number][];
  visit?: [start: number, end: number];
}

function layOut({ steps = [], quiet = [], visit: [start, end] = [48, 49] }: Given) {
  const spans = quiet.map(([from, until]) => ({ from: at(from), until: at(until) }));
  return layOutAgenda({
    service: 'Microneedling',
    agenda: { from: at(0), until: at(9_999), steps, quiet: spans },
    startAt: at(start),
    endAt: at(end),
  });
}

describe("the agenda's picture", () => {
  test('begins with this moment and marks the visit among the texts', () => {
    const { marks } = layOut({ steps: [text('after', 50), text('before', 20)] });

    expect(marks.map((one) => (one.mark === 'step' ? one.step.id : one.mark))).toEqual([
      'now',
      'before',
      'visit',
      'after',
    ]);
  });

  test('leaves the visit out once it has begun', () => {
    const { marks } = layOut({ steps: [text('after', 50)], visit: [-1, 1] });

    expect(marks.map(({ mark }) => mark)).toEqual(['now', 'step']);
  });

  test('puts what is overdue at this moment, not before it', () => {
    const { marks } = layOut({ steps: [text('late', -3)] });

    expect(marks.slice(0, 2).map((one) => one.at)).toEqual([nowMs, nowMs]);
  });

  test('shows the visit as long as its label, however short it is', () => {
    const visit = layOut({ visit: [48, 48.25] }).marks.find(({ mark }) => mark === 'visit');

    expect(visit?.mark === 'visit' && visit.bottom - visit.y).toBeGreaterThanOrEqual(labelPixelsMin);
  });

  test('draws two days to scale and folds two weeks', () => {
    expect(layOut({ visit: [38, 39] }).folds).toEqual([]);
    expect(layOut({ visit: [14 * 24, 14 * 24 + 1] }).folds.map(({ hours }) => hours)).toEqual([14 * 24 - 20]);
  });

  test('shades the quiet hours, and none inside a fold', () => {
    const near = layOut({ quiet: [[2, 10]], visit: [30, 31] });
    expect(near.quiet).toHaveLength(1);
    const [night] = near.quiet;
    const [now, visit] = near.marks;
    expect(night?.top).toBeGreaterThan(now?.y ?? 0);
    expect(night?.bottom).toBeLessThan(visit?.y ?? 0);

    const far = layOut({ quiet: [[100, 113]], visit: [200, 201] });
    expect(far.folds).toHaveLength(1);
    expect(far.quiet).toEqual([]);
  });

  test('gives checks a stroke and no label', () => {
    const { marks, checks } = layOut({ steps: [{ id: 'c', kind: 'check', what: 'recheck', at: at(20) }] });

    expect(marks.map(({ mark }) => mark)).toEqual(['now', 'visit']);
    expect(checks).toHaveLength(1);
  });

  test('never lets two labels stand over each other, nor time run upwards', () => {
    const hours = fc.array(fc.double({ min: -5, max: 2_000, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(hours, fc.double({ min: -10, max: 1_000, noNaN: true }), (dues, start) => {
        const steps = dues.map((due, index) => text(String(index), due));
        const { marks, height } = layOut({ steps, visit: [start, start + 1.5] });
        const below = marks.filter(({ mark }) => mark !== 'now');
        for (const [index, one] of below.entries()) {
          const next = below[index + 1];
          if (next === undefined) continue;
          expect(next.at).toBeGreaterThanOrEqual(one.at);
          expect(next.y - one.y).toBeGreaterThanOrEqual(labelPixelsMin - 0.01);
        }
        expect(height).toBeGreaterThan(marks.at(-1)?.y ?? 0);
      }),
      { seed: 20_261_110, numRuns: 200 },
    );
  });
});
