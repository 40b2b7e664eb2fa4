/** Moving a sample in time: everything together, every text in its own shape. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shiftToNow } from '../../../local/send/shift.ts';

const now = Date.parse('2027-03-01T12:00:00.250Z');

function shifted(json: unknown): unknown {
  const result = shiftToNow(json, now);
  if (!result.ok) throw new Error(result.reason);
  return result.json;
}

describe('a body', () => {
  test('is made now, and its other times keep their distance and shape', () => {
    const body = {
      triggerEvent: 'BOOKING_CREATED',
      createdAt: '2026-11-16T12:00:00.250Z',
      payload: {
        startTime: '2026-11-17T12:00:00Z',
        endTime: '2026-11-17T13:30:00+00:00',
        deep: [
          {
            at: '2026-11-17T08:00:00.000-0500',
            micro: '2026-11-16T12:00:00.250999Z',
            short: '2026-11-16T13:00Z',
          },
        ],
        day: '2026-11-17',
        wall: '2026-11-17T12:00:00',
        text: 'made 2026-11-16T12:00:00Z',
        count: 3,
        none: null,
      },
    };
    expect(shifted(body)).toEqual({
      triggerEvent: 'BOOKING_CREATED',
      createdAt: '2027-03-01T12:00:00.250Z',
      payload: {
        startTime: '2027-03-02T12:00:00Z',
        endTime: '2027-03-02T13:30:00+00:00',
        deep: [
          {
            at: '2027-03-02T08:00:00.000-0500',
            micro: '2027-03-01T12:00:00.250999Z',
            short: '2027-03-01T13:00Z',
          },
        ],
        day: '2026-11-17',
        wall: '2026-11-17T12:00:00',
        text: 'made 2026-11-16T12:00:00Z',
        count: 3,
        none: null,
      },
    });
  });

  test('of our own format goes by its timestamp', () => {
    expect(
      shifted({ timestamp: '2026-11-16T12:00:00.250Z', data: { startAt: '2026-11-16T13:00:00.250Z' } }),
    ).toEqual({
      timestamp: '2027-03-01T12:00:00.250Z',
      data: { startAt: '2027-03-01T13:00:00.250Z' },
    });
  });

  test('keeps its bytes when it already is of now', () => {
    const text =
      '{"createdAt":"2027-03-01T12:00:00.250Z","list":[1,"x",{"a":null}],"at":"2027-03-01T13:00:00.5+01:00"}';
    expect(JSON.stringify(shifted(JSON.parse(text)))).toBe(text);
  });

  test.each([
    null,
    'text',
    [],
    {},
    { createdAt: 5 },
    { createdAt: '2026-11-16' },
    { payload: { createdAt: 'x' } },
  ])('without a stamp of its own is refused: %j', (body) => {
    expect(shiftToNow(body, now)).toMatchObject({ ok: false });
  });

  test('whose times would leave the calendar is refused', () => {
    const body = { createdAt: '2026-11-16T12:00:00Z', at: '9999-12-30T00:00:00Z' };
    expect(shiftToNow(body, now)).toMatchObject({ ok: false });
  });

  test('keeps all distances, whatever its offsets', () => {
    const instants = fc.array(
      fc.tuple(fc.integer({ min: -1e10, max: 1e10 }), fc.integer({ min: -12, max: 14 })),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(instants, (others) => {
        const made = Date.parse('2026-11-16T12:00:00.250Z');
        const times = others.map(([ms, hours]) => withOffset(made + ms, hours));
        const body = { createdAt: '2026-11-16T12:00:00.250Z', times };
        const expected = others.map(([ms, hours]) => withOffset(now + ms, hours));
        expect(shifted(body)).toEqual({ createdAt: '2027-03-01T12:00:00.250Z', times: expected });
      }),
      { seed: 20_265, numRuns: 200 },
    );
  });
});

function withOffset(instant: number, hours: number): string {
  const wall = new Date(instant + hours * 3_600_000).toISOString().slice(0, -1);
  return `${wall}${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
}
