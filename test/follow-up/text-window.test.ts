/** When a text may go out: the clinic's hours, the client's where known, the law's always, on the days clocks and calendars are odd. */
import { describe, expect, test } from 'vitest';
import { defaultTextHours, type TextHours } from '../../shared/clinic/clinic.ts';
import {
  firstAllowed,
  isAllowed,
  lastAllowed,
  quietSpans,
  type TextWindow,
} from '../../shared/follow-up/text-window.ts';
import { dayMs, formatInstant, hourMs, type Instant, minuteMs } from '../../shared/time/instant.ts';
import { at } from '../policy/given.ts';

const newYork: TextWindow = { hours: defaultTextHours, zone: 'America/New_York' };

function everyDay(from: number, until: number): TextHours {
  const day = { from: from * 60, until: until * 60 };
  return [day, day, day, day, day, day, day];
}

function first(from: string, window: TextWindow, until: Instant = at(from) + 10 * dayMs): string | undefined {
  const found = firstAllowed(at(from), until, window);
  return found === undefined ? undefined : formatInstant(found);
}

describe('The default hours', () => {
  test.each([
    ['2026-11-18T08:59:59-05:00', false],
    ['2026-11-18T09:00:00-05:00', true],
    ['2026-11-18T19:59:59-05:00', true],
    ['2026-11-18T20:00:00-05:00', false],
    ['2026-11-15T11:59:59-05:00', false],
    ['2026-11-15T12:00:00-05:00', true],
    ['2026-11-15T19:59:59-05:00', true],
    ['2026-11-15T20:00:00-05:00', false],
  ])('at %s a text may go: %s', (instant, allowed) => {
    expect(isAllowed(at(instant), newYork)).toBe(allowed);
  });

  test('an allowed instant is its own first allowed one, seconds and all', () => {
    expect(first('2026-11-18T11:07:42-05:00', newYork)).toBe('2026-11-18T16:07:42.000Z');
  });

  test('from Saturday evening the first allowed minute is Sunday noon', () => {
    expect(first('2026-11-14T20:00-05:00', newYork)).toBe('2026-11-15T17:00:00.000Z');
  });

  test('the end of the search is not part of it', () => {
    const opening = at('2026-11-18T09:00-05:00');
    expect(firstAllowed(opening - hourMs, opening, newYork)).toBeUndefined();
    expect(firstAllowed(opening - hourMs, opening + 1, newYork)).toBe(opening);
  });

  test('the last allowed minute before midnight is the one before closing', () => {
    const before = at('2026-11-18T23:00-05:00');
    expect(lastAllowed(before, before - dayMs, newYork)).toBe(at('2026-11-18T19:59-05:00'));
  });

  test('the last allowed minute never lies before the earliest one asked for', () => {
    const before = at('2026-11-18T21:00-05:00');
    expect(lastAllowed(before, at('2026-11-18T20:00-05:00'), newYork)).toBeUndefined();
    expect(lastAllowed(before, at('2026-11-18T19:59:30-05:00'), newYork)).toBe(
      at('2026-11-18T19:59:30-05:00'),
    );
  });

  test('the last allowed minute before a Sunday forenoon is on Saturday', () => {
    const before = at('2026-11-15T09:00-05:00');
    expect(lastAllowed(before, before - 2 * dayMs, newYork)).toBe(at('2026-11-14T19:59-05:00'));
  });
});

describe('Hours as a clinic sets them', () => {
  test('a day without hours sends nothing, and the next one begins at its own opening', () => {
    const day = { from: 9 * 60, until: 20 * 60 };
    const hours: TextHours = [day, day, null, null, day, day, null];
    expect(first('2026-11-18T10:00-05:00', { ...newYork, hours })).toBe('2026-11-20T14:00:00.000Z');
  });

  test('one open day in the week is found from the day after it', () => {
    const hours: TextHours = [null, null, null, { from: 600, until: 660 }, null, null, null];
    expect(first('2026-11-19T11:00-05:00', { ...newYork, hours })).toBe('2026-11-26T15:00:00.000Z');
  });

  test.each([
    ['2026-11-18T07:59:59-05:00', false],
    ['2026-11-18T08:00:00-05:00', true],
    ['2026-11-18T20:59:59-05:00', true],
    ['2026-11-18T21:00:00-05:00', false],
  ])('round-the-clock hours are cut to the legal ones: at %s a text may go: %s', (instant, allowed) => {
    expect(isAllowed(at(instant), { ...newYork, hours: everyDay(0, 24) })).toBe(allowed);
  });
});

describe("The client's zone", () => {
  const window: TextWindow = { ...newYork, clientZone: 'America/Los_Angeles' };

  test('a minute must be allowed in both zones', () => {
    expect(isAllowed(at('2026-11-18T09:00-05:00'), window)).toBe(false);
    expect(first('2026-11-18T09:00-05:00', window)).toBe(formatInstant(at('2026-11-18T12:00-05:00')));
    expect(isAllowed(at('2026-11-18T19:59-05:00'), window)).toBe(true);
    expect(isAllowed(at('2026-11-18T20:00-05:00'), window)).toBe(false);
  });

  test("another weekday's hours hold where it is another day", () => {
    const auckland: TextWindow = { ...newYork, clientZone: 'Pacific/Auckland' };
    // Saturday 18:30 in New York is Sunday 12:30 in Auckland; 17:30 is Sunday 11:30, still closed there.
    expect(isAllowed(at('2026-11-14T17:30-05:00'), auckland)).toBe(false);
    expect(isAllowed(at('2026-11-14T18:30-05:00'), auckland)).toBe(true);
  });

  const startAt = at('2026-11-18T15:00-05:00');
  const near: TextWindow = { ...window, visit: { startAt, endAt: startAt + hourMs } };

  test("from 36 hours before the start only the clinic's hours count", () => {
    // 09:00 on the visit's day in New York is 06:00 in Los Angeles.
    expect(isAllowed(at('2026-11-18T09:00-05:00'), near)).toBe(true);
    expect(isAllowed(at('2026-11-17T09:00-05:00'), near)).toBe(true);
    expect(isAllowed(at('2026-11-16T09:00-05:00'), near)).toBe(false);
  });

  test('the near time begins at that very instant', () => {
    const evening = at('2026-11-20T22:00-05:00');
    const visit = { startAt: evening, endAt: evening + hourMs };
    const both: TextWindow = { ...near, visit };
    const nearFrom = at('2026-11-19T10:00-05:00');
    expect(isAllowed(nearFrom - 1, both)).toBe(false);
    expect(isAllowed(nearFrom, both)).toBe(true);
  });

  test('the near time ends 12 hours after the end', () => {
    const evening = at('2026-11-18T21:30-05:00');
    const both: TextWindow = { ...near, visit: { startAt: evening - hourMs, endAt: evening } };
    const nearUntil = at('2026-11-19T09:30-05:00');
    expect(isAllowed(nearUntil - 1, both)).toBe(true);
    expect(isAllowed(nearUntil, both)).toBe(false);
  });

  test('zones that never share an allowed minute have none but near the visit', () => {
    const apart: TextWindow = { ...near, hours: everyDay(9, 11), clientZone: 'Asia/Tokyo' };
    expect(first('2026-11-10T09:00-05:00', apart)).toBe(formatInstant(at('2026-11-17T09:00-05:00')));
  });
});

describe('Odd days', () => {
  test.each([
    ['the clocks go back', '2026-11-01T00:00-04:00', '2026-11-01T12:00-05:00'],
    ['the clocks go forward', '2027-03-14T00:00-05:00', '2027-03-14T12:00-04:00'],
    ['the leap day begins', '2028-02-28T20:00-05:00', '2028-02-29T09:00-05:00'],
    ['the leap day is over', '2028-02-29T20:00-05:00', '2028-03-01T09:00-05:00'],
    ['the year ends', '2026-12-31T20:00-05:00', '2027-01-01T09:00-05:00'],
    ['midnight strikes', '2026-11-18T00:00-05:00', '2026-11-18T09:00-05:00'],
  ])('when %s the day opens by the wall clock', (_, from, expected) => {
    expect(first(from, newYork)).toBe(formatInstant(at(expected)));
  });

  test.each([
    ['half an hour off', 'Asia/Kolkata', '2026-11-18T00:00Z', '2026-11-18T03:30Z'],
    ['three quarters off', 'Pacific/Chatham', '2026-11-18T07:00Z', '2026-11-18T19:15Z'],
    ['fourteen hours ahead', 'Pacific/Kiritimati', '2026-11-18T07:00Z', '2026-11-18T19:00Z'],
    ['twelve hours behind', 'Etc/GMT+12', '2026-11-18T08:00Z', '2026-11-18T21:00Z'],
    ['with a half-hour summer time', 'Australia/Lord_Howe', '2026-10-03T10:00Z', '2026-10-04T01:00Z'],
  ])('a zone %s opens at its own nine, and noon on Sundays', (_, zone, from, expected) => {
    expect(first(from, { ...newYork, zone })).toBe(formatInstant(at(expected)));
  });

  test('a zone that changes its clocks at midnight closes and opens as ever', () => {
    const beirut: TextWindow = { ...newYork, zone: 'Asia/Beirut' };
    const lastBefore = lastAllowed(at('2027-03-28T00:00Z'), at('2027-03-27T00:00Z'), beirut);
    expect(lastBefore).toBe(at('2027-03-27T20:00+02:00') - minuteMs);
    expect(first('2027-03-27T23:00Z', beirut)).toBe(formatInstant(at('2027-03-28T12:00+03:00')));
  });
});

describe('When no text goes out', () => {
  const from = at('2026-10-20T15:00-04:00');

  test('is every minute that is not allowed, over weeks, a change of the clocks and another zone of the client', () => {
    const clients = { ...newYork, clientZone: 'America/Los_Angeles' };
    const visit = { startAt: at('2026-11-18T10:00-05:00'), endAt: at('2026-11-18T11:00-05:00') };
    for (const window of [newYork, clients, { ...clients, visit }]) {
      const until = from + 50 * dayMs;
      const quiet = quietSpans({ from, until }, window);
      let next = 0;
      for (let minute = from; minute < until; minute += 7 * minuteMs) {
        while (quiet[next] !== undefined && (quiet[next]?.until ?? 0) <= minute) next += 1;
        const isQuiet = (quiet[next]?.from ?? until) <= minute;
        if (isQuiet === isAllowed(minute, window)) expect(formatInstant(minute)).toBe('told right');
      }
      expect(quiet.length).toBeGreaterThan(45);
    }
  });

  test('begins and ends with what was asked for', () => {
    const open = at('2026-11-18T10:00-05:00');
    expect(quietSpans({ from: open, until: open + hourMs }, newYork)).toEqual([]);
    const night = { from: at('2026-11-18T23:00-05:00'), until: at('2026-11-19T02:00-05:00') };
    expect(quietSpans(night, newYork)).toEqual([night]);
  });
});
