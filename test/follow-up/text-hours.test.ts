/** Text hours that cannot be: refused when the clinic's settings are read, with the field's name. */
import { describe, expect, test } from 'vitest';
import { clinicSchema, defaultTextHours } from '../../shared/clinic/clinic.ts';
import { aClinic } from '../world/world.ts';

function mistakesOf(changes: Record<string, unknown>): string[] {
  const read = clinicSchema.safeParse({ ...aClinic(), ...changes });
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function withMonday(monday: unknown) {
  return { textHours: [monday, ...defaultTextHours.slice(1)] };
}

describe('Impossible text hours are refused', () => {
  test.each([
    ['the start after the end', { from: 1200, until: 540 }],
    ['an empty day', { from: 540, until: 540 }],
    ['a day that is over before texts are legal', { from: 360, until: 480 }],
    ['a day that begins when texts are no longer legal', { from: 1260, until: 1380 }],
    ['a minute before midnight', { from: -1, until: 540 }],
    ['a minute after midnight', { from: 540, until: 1441 }],
    ['half a minute', { from: 540.5, until: 1200 }],
    ['words', { from: '09:00', until: '20:00' }],
    ['a field too many', { from: 540, until: 1200, pause: 720 }],
    ['nothing said', undefined],
  ])('%s', (_, monday) => {
    const mistakes = mistakesOf(withMonday(monday));
    expect(mistakes.length).toBeGreaterThan(0);
    for (const mistake of mistakes) expect(mistake).toMatch(/^textHours\.0/);
  });

  test('a week without any hours', () => {
    expect(mistakesOf({ textHours: Array.from({ length: 7 }, () => null) })).toEqual([
      'textHours: expected at least one day with hours',
    ]);
  });

  test('a week of six or eight days', () => {
    expect(mistakesOf({ textHours: defaultTextHours.slice(1) })).toHaveLength(1);
    expect(mistakesOf({ textHours: [...defaultTextHours, null] })).toHaveLength(1);
  });

  test.each(['Mars/Olympus', '+02:00', 'EST5EDT4', ''])('a zone that is none: %s', (zone) => {
    expect(mistakesOf({ zone })).toEqual(['zone: expected an IANA time zone such as America/New_York']);
  });
});

describe('Possible text hours are taken', () => {
  test.each([
    ['a closed day', null],
    ['the whole day', { from: 0, until: 1440 }],
    ['a single legal minute in the morning', { from: 0, until: 481 }],
    ['a single legal minute in the evening', { from: 1259, until: 1440 }],
  ])('%s', (_, monday) => {
    expect(mistakesOf(withMonday(monday))).toEqual([]);
  });
});
