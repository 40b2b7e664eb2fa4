/** What a posted form gives, and what the screening makes of it. */
import { describe, expect, test } from 'vitest';
import { readForm } from '../../functions/client-pages/read-form.ts';
import { collectAnswers } from '../../shared/screening/collect-answers.ts';
import { instant, questions } from './views.ts';

function form(fields: [string, string][]): Uint8Array {
  return Buffer.from(new URLSearchParams(fields).toString());
}

/** What the screening makes of the posted fields: the page's contract with it. */
function valuesOf(fields: [string, string][]) {
  const { answers } = collectAnswers({
    questions: Object.values(questions),
    sent: readForm(form(fields)),
    at: instant('2026-11-10T15:00:00Z'),
    zone: 'America/New_York',
    source: 'form',
  });
  return Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));
}

describe('a posted form', () => {
  test('gives each question’s raw answer under the question’s id', () => {
    expect(
      readForm(
        form([
          ['pregnant', 'no'],
          ['last-botox', 'never'],
        ]),
      ),
    ).toEqual([
      { names: ['pregnant'], raw: 'no' },
      { names: ['last-botox'], raw: 'never' },
    ]);
  });

  test('says nothing about what was left empty', () => {
    expect(
      readForm(
        form([
          ['last-botox.date', ''],
          ['pregnant', ' '],
        ]),
      ),
    ).toEqual([]);
  });

  test('passes on no field that cannot be a question', () => {
    expect(
      readForm(
        form([
          ['__proto__', 'x'],
          ['constructor.prototype', 'x'],
          ['<b>', 'x'],
          ['A B', 'x'],
        ]),
      ),
    ).toEqual([]);
  });

  test('of thousands of fields is read as far as a form of ours goes', () => {
    const fields = Array.from({ length: 5_000 }, (_, index): [string, string] => [`q${index}`, 'yes']);

    expect(readForm(form(fields))).toHaveLength(121);
  });

  test('that is no text at all gives nothing', () => {
    expect(readForm(new Uint8Array([0xff, 0xfe, 0x00]))).toEqual([]);
  });
});

const understood: [string, [string, string][], object][] = [
  ['yes', [['pregnant', 'yes']], { pregnant: { is: 'yes' } }],
  ['not sure', [['pregnant', 'unsure']], { pregnant: { is: 'unsure' } }],
  [
    'never',
    [
      ['last-botox', 'never'],
      ['last-botox.date', ''],
    ],
    { 'last-botox': { is: 'never' } },
  ],
  ['still', [['retinoids-last-use', 'still']], { 'retinoids-last-use': { is: 'still' } }],
  [
    'a chosen date',
    [
      ['last-botox', 'date'],
      ['last-botox.date', '2026-10-01'],
    ],
    { 'last-botox': { is: 'date', date: '2026-10-01' } },
  ],
  [
    'a date without its choice',
    [['last-botox.date', '2026-10-01']],
    { 'last-botox': { is: 'date', date: '2026-10-01' } },
  ],
  [
    'a date typed by hand',
    [
      ['last-botox', 'date'],
      ['last-botox.date', '10/25/2026'],
    ],
    { 'last-botox': { is: 'date', date: '2026-10-25' } },
  ],
];

const contradictory: [string, [string, string][], string][] = [
  [
    'a date that was chosen and not given',
    [
      ['last-botox', 'date'],
      ['last-botox.date', ''],
    ],
    'last-botox',
  ],
  [
    'never and a date',
    [
      ['last-botox', 'never'],
      ['last-botox.date', '2026-11-09'],
    ],
    'last-botox',
  ],
  [
    'two dates',
    [
      ['last-botox.date', '2026-11-09'],
      ['last-botox.date', '2025-11-09'],
    ],
    'last-botox',
  ],
  [
    'yes and no',
    [
      ['pregnant', 'yes'],
      ['pregnant', 'no'],
    ],
    'pregnant',
  ],
  ['a value the form does not have', [['pregnant', '<script>']], 'pregnant'],
];

describe('what the screening understands of the form', () => {
  test.each(understood)('%s', (_what, fields, values) => {
    expect(valuesOf(fields)).toEqual(values);
  });

  test.each(contradictory)('%s is no answer', (_what, fields, id) => {
    expect(valuesOf(fields)[id]).toMatchObject({ is: 'unreadable' });
  });
});
