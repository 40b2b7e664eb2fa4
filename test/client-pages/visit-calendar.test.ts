/** The calendar file, read back as a calendar reads it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeCalendar } from '../../functions/client-pages/visit-calendar.ts';
import { careView } from './views.ts';

/** Lines put together again, as name and value. https://datatracker.ietf.org/doc/html/rfc5545#section-3.1 */
function readLines(calendar: string): [name: string, value: string][] {
  return calendar
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]);
}

/** A text without the marks before what has a meaning. */
function readText(value = ''): string {
  return value.replace(/\\([\\;,n])/g, (_, char: string) => (char === 'n' ? '\n' : char));
}

function fieldOf(calendar: string, name: string): string | undefined {
  return readLines(calendar).find(([own]) => own === name)?.[1];
}

describe('the calendar file', () => {
  const calendar = writeCalendar(careView);

  test('holds one event with a reminder a day before, each part closed', () => {
    const parts = readLines(calendar).filter(([name]) => name === 'BEGIN' || name === 'END');

    expect(parts.map((part) => part.join(':'))).toEqual([
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'BEGIN:VALARM',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
    expect(fieldOf(calendar, 'TRIGGER')).toBe('-P1D');
  });

  test('gives the visit’s time in UTC', () => {
    expect(['DTSTAMP', 'DTSTART', 'DTEND'].map((name) => fieldOf(calendar, name))).toEqual([
      '20261121T200000Z',
      '20261122T190000Z',
      '20261122T200000Z',
    ]);
  });

  test('names treatment, clinic, place and phone, and nothing else', () => {
    const own = ['SUMMARY', 'LOCATION', 'DESCRIPTION'].map((name) => readText(fieldOf(calendar, name)));

    expect(own).toEqual([
      'Microneedling · Willow Skin Studio',
      '12 Example Street',
      'Questions or another time? Call +1 212 555 0100',
    ]);
  });

  test('is a file to add: no method, which would ask for an organizer', () => {
    expect(readLines(calendar).map(([name]) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(METHOD|ORGANIZER|ATTENDEE)/)]),
    );
  });

  test('replaces the event that an older one of the same visit made', () => {
    const moved = writeCalendar({ ...careView, visit: { ...careView.visit, revision: 9 } });

    expect(fieldOf(moved, 'UID')).toBe(fieldOf(calendar, 'UID'));
    expect([fieldOf(calendar, 'SEQUENCE'), fieldOf(moved, 'SEQUENCE')]).toEqual(['3', '9']);
  });

  test('speaks Spanish', () => {
    expect(writeCalendar({ ...careView, language: 'es' })).toContain('¿Preguntas u otra hora?');
  });

  test('keeps whatever a clinic is called in its own line, none longer than 75 octets, no character cut', () => {
    const text = fc.string({ unit: 'binary', maxLength: 120, size: 'max' });
    fc.assert(
      fc.property(text, text, (brand, place) => {
        const odd = writeCalendar({ ...careView, brand, place });
        const lines = odd.split('\r\n');
        expect(lines.at(-1)).toBe('');
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          expect(line.isWellFormed()).toBe(true);
        }
        const said = (given: string) =>
          given.replace(/\r\n|[\r\n\u2028\u2029]/g, '\n').replace(/(?!\n)\p{Cc}/gu, '');
        expect(readText(fieldOf(odd, 'LOCATION'))).toBe(said(place));
        expect(readLines(odd)).toHaveLength(readLines(calendar).length);
      }),
      { seed: 20_261_122 },
    );
  });
});
