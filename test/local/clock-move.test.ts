/** What may be asked of the clock, and what is refused. */
import { describe, expect, test } from 'vitest';
import { readClockMove } from '../../local/clock-move.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '../../shared/time/instant.ts';
import { instant } from './harness.ts';

const now = instant('2026-11-22T08:00:00Z');

describe('a move of the clock', () => {
  test.each([
    ['PT36H', 36 * hourMs],
    ['P14D', 14 * dayMs],
    ['P2W', 14 * dayMs],
    ['P1DT2H3M4S', dayMs + 2 * hourMs + 3 * minuteMs + 4 * secondMs],
    ['PT0S', 0],
  ])('may advance by %s', (advance, ms) => {
    expect(readClockMove({ advance }, now)).toEqual({ ok: true, to: now + ms });
  });

  test.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P1M',
    'P1Y',
    '-PT1H',
    'PT-1H',
    'PT1.5H',
    '36H',
    'pt36h',
    'PT1H ',
  ])('may not advance by "%s"', (advance) => {
    expect(readClockMove({ advance }, now)).toMatchObject({ ok: false, field: 'advance' });
  });

  test('may name the instant to go to, in any zone', () => {
    expect(readClockMove({ to: '2026-11-22T04:00:00-05:00' }, now)).toEqual({ ok: true, to: now + hourMs });
  });

  test('may not go back, nor to a time without a zone, nor to nonsense', () => {
    expect(readClockMove({ to: '2026-11-22T07:59:59Z' }, now)).toMatchObject({ ok: false, field: 'to' });
    expect(readClockMove({ to: '2026-11-23T08:00:00' }, now)).toMatchObject({ ok: false, field: 'to' });
    expect(readClockMove({ to: 'tomorrow' }, now)).toMatchObject({ ok: false, field: 'to' });
  });

  test('goes 400 days at most', () => {
    expect(readClockMove({ advance: 'P400D' }, now)).toMatchObject({ ok: true });
    expect(readClockMove({ advance: 'P400DT1S' }, now)).toMatchObject({ ok: false, field: 'advance' });
    expect(readClockMove({ to: '2036-01-01T00:00:00Z' }, now)).toMatchObject({ ok: false, field: 'to' });
  });

  test.each([
    null,
    'PT1H',
    [],
    {},
    { advance: 5 },
    { advance: 'PT1H', to: '2026-11-23T08:00:00Z' },
    { by: 'PT1H' },
  ])('is refused as %j', (body) => {
    expect(readClockMove(body, now)).toMatchObject({ ok: false, field: 'body' });
  });
});
