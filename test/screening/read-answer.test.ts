/** How the answers of forms, platforms and people are read, and what is never taken for a no. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../shared/policy/policy.ts';
import { answerValue, unreadableCharsMax } from '../../shared/screening/answer.ts';
import { readAnswer } from '../../shared/screening/read-answer.ts';
import { at, zone } from '../policy/given.ts';

const text = { en: 'Question?', es: '¿Pregunta?' };
const yesNo: Question = { id: 'q', type: 'yes-no', text };
const date: Question = { id: 'q', type: 'date', text };
const lastUse: Question = { id: 'q', type: 'last-use', text };
const context = { zone, answeredAt: at('2026-11-20T12:00:00Z') };

function read(question: Question, raw: unknown) {
  return readAnswer(question, raw, context);
}

describe('not answered', () => {
  test.each([
    undefined,
    null,
    '',
    '  \n',
    [[]],
    [['', null]],
    { value: '' },
    { label: 'Q', value: null },
  ])('%j', (raw) => {
    for (const question of [yesNo, date, lastUse]) expect(read(question, raw)).toBeUndefined();
  });

  test('an empty list', () => {
    expect(read(yesNo, [])).toBeUndefined();
  });
});

describe('yes-no questions', () => {
  test.each([
    'Yes',
    ' yes. ',
    'YES',
    'y',
    'Sí',
    'si',
    'SÍ',
    'Si\u0301',
    true,
    'true',
    'Yes, I do',
  ])('%j is yes', (raw) => {
    expect(read(yesNo, raw)).toEqual({ is: 'yes' });
  });

  test.each(['No', 'no', 'NO!', 'n', false, 'false', 'No, I don’t'])('%j is no', (raw) => {
    expect(read(yesNo, raw)).toEqual({ is: 'no' });
  });

  test.each(['Not sure', "I don't know", 'No sé', 'no lo sé', 'No estoy segura'])('%j is unsure', (raw) => {
    expect(read(yesNo, raw)).toEqual({ is: 'unsure' });
  });

  test('one element of a list and the value of an object are read', () => {
    expect(read(yesNo, ['Yes'])).toEqual({ is: 'yes' });
    expect(read(yesNo, { value: 'no' })).toEqual({ is: 'no' });
    expect(read(yesNo, { label: 'Are you?', value: ['sí'], isHidden: false })).toEqual({ is: 'yes' });
  });

  test('a list that says the same twice is read, one that contradicts itself is not', () => {
    expect(read(yesNo, ['yes', 'Sí'])).toEqual({ is: 'yes' });
    expect(read(yesNo, ['Yes', 'No'])).toEqual({ is: 'unreadable', raw: 'Yes, No' });
  });

  test.each<[unknown, string]>([
    [1, '1'],
    [0, '0'],
    ['sometimes', 'sometimes'],
    ['No, but my sister does', 'No, but my sister does'],
    ['2026-11-01', '2026-11-01'],
    ['none', 'none'],
    [{ answer: 'no' }, 'no'],
    [{}, ''],
    ['👍', '👍'],
  ])('%j is unreadable and never no', (raw, kept) => {
    expect(read(yesNo, raw)).toEqual({ is: 'unreadable', raw: kept });
  });
});

describe('date questions', () => {
  test.each([
    ['2026-11-05', '2026-11-05'],
    [' 2026-11-05 ', '2026-11-05'],
    ['2026/11/5', '2026-11-05'],
    ['11/25/2026', '2026-11-25'],
    ['25.11.2026', '2026-11-25'],
    ['05/05/2026', '2026-05-05'],
    ['2026-11-06T03:30:00Z', '2026-11-05'],
    ['2026-11-05T22:30:00-0500', '2026-11-05'],
    ['2026-11-05T22:30', '2026-11-05'],
  ])('%j is the day %s in the clinic', (raw, day) => {
    expect(read(date, raw)).toEqual({ is: 'date', date: day });
  });

  test('a date picker that writes the day as midnight in UTC means that day', () => {
    expect(read(date, '2026-11-05T00:00:00.000Z')).toEqual({ is: 'date', date: '2026-11-05' });
    expect(read(lastUse, '2026-11-05T00:00:00.000Z')).toEqual({ is: 'date', date: '2026-11-05' });
  });

  test.each(['never', 'Never.', 'Nunca', 'no', false])('%j is never', (raw) => {
    expect(read(date, raw)).toEqual({ is: 'never' });
  });

  test('yes names no day and is kept as it is', () => {
    expect(read(date, 'Sí')).toEqual({ is: 'yes' });
  });

  test.each([
    '11/05/2026',
    '5-11-2026',
    '2026-02-29',
    '31/31/2026',
    '1026-11-05',
    '5 Nov',
    'last week',
    'still',
    20261105,
  ])('%j is unreadable', (raw) => {
    expect(read(date, raw)).toEqual({ is: 'unreadable', raw: String(raw) });
  });

  test('an instant on a day that does not exist is unreadable', () => {
    expect(read(date, '2026-02-30T12:00:00Z')).toEqual({ is: 'unreadable', raw: '2026-02-30T12:00:00Z' });
  });
});

describe('last-use questions', () => {
  test('an instant stays an instant', () => {
    expect(read(lastUse, '2026-11-19T21:30:00-05:00')).toEqual({
      is: 'instant',
      at: at('2026-11-19T21:30:00-05:00'),
    });
  });

  test('a wall time is the clinic’s, and the later of two in the repeated hour', () => {
    expect(read(lastUse, '2026-11-19T21:30')).toEqual({ is: 'instant', at: at('2026-11-19T21:30:00-05:00') });
    expect(read(lastUse, '2026-11-01T01:30')).toEqual({ is: 'instant', at: at('2026-11-01T01:30:00-05:00') });
    expect(read(lastUse, '2026-11-19T25:30')).toEqual({ is: 'unreadable', raw: '2026-11-19T25:30' });
  });

  test.each([
    'still',
    'Todavía',
    'I still use it',
    'aún lo uso',
    "I'm still using it",
  ])('%j is still', (raw) => {
    expect(read(lastUse, raw)).toEqual({ is: 'still' });
  });

  test.each([
    '2026-11-22',
    '2027-05-01',
    '2026-11-22T09:00',
  ])('nothing was used in days to come: %s', (raw) => {
    expect(read(lastUse, raw)).toEqual({ is: 'unreadable', raw });
  });

  test('tomorrow is today for a client east of the clinic', () => {
    expect(read(lastUse, '2026-11-21')).toEqual({ is: 'date', date: '2026-11-21' });
  });

  test('yes says nothing about when', () => {
    expect(read(lastUse, 'yes')).toEqual({ is: 'unreadable', raw: 'yes' });
  });
});

describe('what is kept of an unreadable answer', () => {
  test('is cut to its limit and never within a surrogate pair', () => {
    const kept = read(yesNo, `${'x'.repeat(unreadableCharsMax - 1)}😀😀`);
    expect(kept).toEqual({ is: 'unreadable', raw: 'x'.repeat(unreadableCharsMax - 1) });
  });

  test('is one line without control characters', () => {
    expect(read(yesNo, 'may\u0000be\r\n not')).toEqual({ is: 'unreadable', raw: 'may be not' });
  });

  test('is bounded for values nested a hundred thousand deep', () => {
    const nested: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(read(yesNo, nested)).toMatchObject({ is: 'unreadable' });
  });
});

test('any JSON value is read into a valid answer or none, the same each time', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(yesNo, date, lastUse), (raw, question) => {
      const value = read(question, raw);
      if (value !== undefined) expect(answerValue.safeParse(value).success).toBe(true);
      expect(read(question, raw)).toEqual(value);
    }),
    { seed: 20261122, numRuns: 500 },
  );
});

test('a text is never read as no unless it begins like one', () => {
  fc.assert(
    fc.property(fc.string(), (raw) => {
      if (!/^[^\p{L}\p{N}]*[nf]/iu.test(raw)) expect(read(yesNo, raw)?.is).not.toBe('no');
    }),
    { seed: 20261122 },
  );
});
