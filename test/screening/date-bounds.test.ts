/** Which days can be an answer: today as the clinic or the client counts it, and no day after the visit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateBoundsOf, sideOf } from '../../shared/screening/date-bounds.ts';
import { readAnswer } from '../../shared/screening/read-answer.ts';
import { dayMs, hourMs } from '../../shared/time/instant.ts';
import { localDateOf } from '../../shared/time/zone.ts';
import { instantOf } from '../world/world.ts';

const zone = 'America/New_York';
/** Monday evening in New York; Tuesday in London. */
const now = instantOf('2026-11-17T01:00:00Z');
const startAt = instantOf('2026-12-14T15:00:00Z');
const text = { en: 'When?', es: '¿Cuándo?' };

describe('the days offered for a last use', () => {
  test('end with the clinic’s today, whatever the day is at Greenwich', () => {
    expect(dateBoundsOf({ type: 'last-use' }, { now, zone, startAt })).toEqual({
      from: '1906-01-01',
      until: '2026-11-16',
      latest: '2026-11-17',
    });
  });

  test.each([
    ['Europe/London', '2026-11-17'],
    ['America/Los_Angeles', '2026-11-16'],
    ['Pacific/Kiritimati', '2026-11-17'],
  ])('end with the client’s own where that has begun: %s', (clientZone, until) => {
    expect(dateBoundsOf({ type: 'last-use' }, { now, zone, clientZone, startAt })?.until).toBe(until);
  });
});

test('Of another date they end with the visit’s day at the clinic', () => {
  const late = instantOf('2026-12-15T03:00:00Z');
  expect(dateBoundsOf({ type: 'date' }, { now, zone, startAt: late })).toMatchObject({
    until: '2026-12-14',
    latest: '2026-12-14',
  });
  expect(dateBoundsOf({ type: 'yes-no' }, { now, zone, startAt })).toBeUndefined();
});

test('No client anywhere on earth is refused for a last use on a day that has begun for them', () => {
  const zones = [
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'Asia/Tokyo',
    'Europe/Madrid',
    zone,
    'Pacific/Honolulu',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 365 * 24 * 4 }),
      (clinics, clients, quarters) => {
        const at = now + (quarters * hourMs) / 4;
        const question = { id: 'q', type: 'last-use', text } as const;
        const day = localDateOf(at, clients);
        const value = readAnswer(question, day, { zone: clinics, answeredAt: at });
        const bounds = dateBoundsOf(question, { now: at, zone: clinics, startAt: at + dayMs });
        expect(value).toEqual({ is: 'date', date: day });
        expect(bounds === undefined ? 'none' : sideOf(value, bounds)).toBeUndefined();
      },
    ),
    { seed: 20261117 },
  );
});
