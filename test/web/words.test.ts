/** Times in the clinic's zone, and what somebody typed into the search. */
import { describe, expect, test } from 'vitest';
import { addDays, dateOf, dayWords, isDate, timeWords } from '../../web/parts/time-words.ts';
import { readSearchText } from '../../web/search/search-text.ts';

const zone = 'America/New_York';
/** The evening of the 21st in New York. */
const now = Date.parse('2026-11-22T03:00:00Z');

describe('a time', () => {
  test.each([
    ['2026-11-22T04:30:00Z', 'Today, 11:30 PM'],
    ['2026-11-22T05:00:00Z', 'Tomorrow, 12:00 AM'],
    ['2026-11-20T15:00:00Z', 'Yesterday, 10:00 AM'],
    ['2026-11-24T15:00:00Z', 'Tue Nov 24, 10:00 AM'],
    ['2027-01-05T15:00:00Z', 'Tue Jan 5 2027, 10:00 AM'],
  ])('of %s is %s', (at, says) => {
    // The space before AM is a narrow one.
    expect(timeWords(at, 'day-and-time', zone, now).replace(/\u202f/g, ' ')).toBe(says);
  });

  test('inside a sentence begins with a small letter, but for the name of a day', () => {
    const said = ['2026-11-22T05:00:00Z', '2026-11-24T15:00:00Z'].map((at) =>
      timeWords(at, 'in-sentence', zone, now).replace(/\u202f/g, ' '),
    );

    expect(said).toEqual(['tomorrow, 12:00 AM', 'Tue Nov 24, 10:00 AM']);
  });

  test('keeps its day over a change of the clocks', () => {
    expect(dateOf('2026-11-01T05:59:00Z', zone)).toBe('2026-11-01');
    expect(addDays('2026-10-31', 2)).toBe('2026-11-02');
    expect(dayWords('2026-11-02', '2026-11-01')).toBe('Tomorrow');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});

test.each([
  ['2026-11-22', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-45', false],
  ['9999-12-31', false],
  ['2026-11-22x', false],
  ['tomorrow', false],
])('%s in an address is a day: %s', (text, is) => {
  expect(isDate(text)).toBe(is);
});

describe('what is searched for', () => {
  test.each([
    ['An', { name: 'An' }],
    ['  Ana Díaz ', { name: 'Ana Díaz' }],
    ['0142', { lastFour: '0142' }],
    ['(212) 555-0142', { lastFour: '0142' }],
  ])('%j is %j', (typed, query) => {
    expect(readSearchText(typed)).toMatchObject({ query });
  });

  test.each([
    ['Ma', /three letters/],
    ['M.-a', /three letters/],
    ['李娜', /a last name that has no more/],
    ['Mar', /begins any word of it/],
  ])('where nobody is found by %j, what it takes is said', (typed, says) => {
    const text = readSearchText(typed);
    expect(text.is === 'name' && text.finds).toMatch(says);
  });

  test.each(['', 'A', '014', '+1'])('%j is not enough yet', (typed) => {
    expect(readSearchText(typed).is).toBe('too-short');
  });
});
