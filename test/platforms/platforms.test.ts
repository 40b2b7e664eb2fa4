/** The table of platforms, and what holds for every one of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { platformById } from '../../shared/platforms/platforms.ts';
import { fixtureWith } from './fixture.ts';

const seed = 20_264;

describe('the table', () => {
  test.each(['standard', 'cal-com'])('holds %s, which can hold a booking', (id) => {
    expect(platformById(id)).toMatchObject({ id, gateClass: 'hold' });
  });

  test.each(['', 'toString', '__proto__', 'constructor', 'Cal-Com', 'calendly'])('does not hold %j', (id) => {
    expect(platformById(id)).toBeUndefined();
  });
});

const bodies = {
  standard: fixtureWith('standard', 'created'),
  'cal-com': fixtureWith('cal-com', 'created-answers-english'),
};
const ids = ['standard', 'cal-com'] as const;

/** Any JSON, or a real body with one place, at any depth, replaced by any JSON. */
function anyBody(id: (typeof ids)[number]) {
  const paths = pathsIn(bodies[id]);
  const altered = fc
    .tuple(fc.constantFrom(...paths), fc.jsonValue())
    .map(([path, value]) => replaced(bodies[id], path, value));
  const named = fc.record({
    triggerEvent: fc.constantFrom('BOOKING_CREATED', 'BOOKING_CANCELLED', 'MEETING_ENDED', 'PING'),
    type: fc.constantFrom('booking.created', 'booking.no_show', 'booking.completed'),
    createdAt: fc.constant('2026-11-16T14:05:00Z'),
    timestamp: fc.constant('2026-11-16T14:05:00Z'),
    payload: fc.jsonValue(),
    data: fc.jsonValue(),
  });
  return fc.oneof(fc.jsonValue(), named, altered);
}

function pathsIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([name, field]) => pathsIn(field).map((path) => [name, ...path])),
  ];
}

function replaced(value: unknown, [name, ...rest]: string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, i) => (String(i) === name ? replaced(item, rest, by) : item));
  const fields = Object.entries(value ?? {});
  return Object.fromEntries(
    fields.map(([key, field]) => [key, key === name ? replaced(field, rest, by) : field]),
  );
}

describe.each(ids)('%s', (id) => {
  const platform = platformById(id);
  if (platform === undefined) throw new Error(`${id} is missing`);

  test('reads any JSON without an error, the same each time, and changes nothing in it', () => {
    fc.assert(
      fc.property(anyBody(id), (body) => {
        const before = structuredClone(body);
        const reading = platform.read(body, 0);
        expect(['event', 'ignored', 'refused']).toContain(reading.read);
        expect(platform.read(body, 0)).toEqual(reading);
        expect(body).toEqual(before);
      }),
      { seed, numRuns: 1_500 },
    );
  });

  test('reads only events that fit the bounds of the store', () => {
    fc.assert(
      fc.property(anyBody(id), (body) => {
        const reading = platform.read(body, 0);
        if (reading.read === 'refused') {
          expect(reading.fields.length).toBeGreaterThan(0);
          expect(reading.reason.length).toBeLessThanOrEqual(300);
        }
        if (reading.read !== 'event') return;
        expect(reading.event.uid).toMatch(/^[\x21-\x7e]{1,128}$/);
        expect(Number.isSafeInteger(reading.event.order.stamp)).toBe(true);
        if (!('details' in reading.event) || reading.event.details === undefined) return;
        const { client, service, people, answers, startAt, endAt } = reading.event.details;
        expect(client.name.length).toBeGreaterThan(0);
        expect(client.name.length).toBeLessThanOrEqual(200);
        expect(service.length).toBeLessThanOrEqual(200);
        expect(people).toBeGreaterThanOrEqual(1);
        expect(answers.length).toBeLessThanOrEqual(60);
        expect(endAt).toBeGreaterThan(startAt);
      }),
      { seed, numRuns: 1_500 },
    );
  });

  test('verifies no delivery whose headers are made up', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.uint8Array(), (headers, body) => {
        expect(platform.verify({ headers, body, receivedAt: 0 }, ['secret']).verified).toBe(false);
      }),
      { seed, numRuns: 300 },
    );
  });
});
