/** The forms of staff's acts without their looks: what is sent, what is missing, and where an error is said. */
import { describe, expect, test } from 'vitest';
import { newBookingSchema } from '../../shared/api/manager/act.ts';
import { type ProblemDetails, type ProblemType, problemOf } from '../../shared/api/problem.ts';
import { ProblemError, UnreachableError } from '../../web/api/problem-error.ts';
import { type AskedQuestion, choicesOf, isAsked, readAllPicked } from '../../web/booking/act/said.ts';
import { checkDraft, type Draft, draftFields, errorsOf, readDraft } from '../../web/new-booking/draft.ts';
import { errorAt, errorsElsewhere, readRefusal } from '../../web/parts/refusal.ts';

function refusalOf(type: ProblemType, details: ProblemDetails = {}) {
  return readRefusal(new ProblemError(problemOf(type, details)));
}

describe('an act that was not done', () => {
  test('because somebody else was first says who did what', () => {
    const latest = { did: 'approved pregnancy', by: 'max', at: '2026-11-10T15:00:00.000Z' };

    expect(refusalOf('conflict', { latest })).toMatchObject({ refused: 'conflict', latest });
  });

  test('because of a field says so at the field, or at a part of it', () => {
    const refusal = refusalOf('invalid-input', {
      errors: [
        { path: 'findings.0', expected: 'expected a finding that stands' },
        { path: 'answers.last-botox', expected: 'expected a date' },
      ],
    });

    expect(errorAt(refusal, 'findings')).toBe('Needed: a finding that stands');
    expect(errorAt(refusal, 'answers.last-botox')).toBe('Needed: a date');
    expect(errorAt(refusal, 'answers.last')).toBeUndefined();
    expect(errorAt(refusal, 'why')).toBeUndefined();
    expect(errorsElsewhere(refusal, ['findings'])).toEqual(['answers.last-botox: expected a date']);
    expect(errorsElsewhere(refusal, ['findings', 'answers.last-botox'])).toEqual([]);
  });

  test('because of how the booking stands says so without a field', () => {
    const refusal = refusalOf('invalid-input', {
      errors: [{ path: 'act', expected: 'expected a visit that has not begun' }],
    });

    expect(errorsElsewhere(refusal, ['why'])).toEqual(['Needed: a visit that has not begun']);
  });

  test.each([
    ['nothing answered', new UnreachableError(new TypeError('no network'))],
    ['the server failed', new ProblemError(problemOf('internal'))],
  ])('may have been done all the same when %s', (_, error) => {
    expect(readRefusal(error)).toEqual({ refused: 'unreachable' });
  });

  test('because it is not for the reader says the reason', () => {
    const detail = 'Only a clinician may approve this.';

    expect(refusalOf('forbidden', { detail })).toEqual({ refused: 'other', says: detail });
  });
});

describe('answers that staff write down', () => {
  const questions: AskedQuestion[] = [
    { id: 'pregnant', text: 'Pregnant?', type: 'yes-no', open: true },
    { id: 'last-botox', text: 'Last Botox?', type: 'date', open: true },
    { id: 'last-retinoid', text: 'Last use?', type: 'last-use', open: false },
  ];

  test('are those that were picked, a day as a date', () => {
    const picked = {
      pregnant: { choice: 'no', date: '' },
      'last-botox': { choice: 'date', date: '2026-10-01' },
    } as const;

    expect(readAllPicked(picked, questions)).toEqual({
      answers: { pregnant: 'no', 'last-botox': '2026-10-01' },
      unfinished: [],
    });
  });

  test('are not whole while a day is missing, and drop what is no longer asked', () => {
    const picked = {
      'last-retinoid': { choice: 'date', date: '' },
      gone: { choice: 'yes', date: '' },
    } as const;

    expect(readAllPicked(picked, questions)).toEqual({ answers: {}, unfinished: ['last-retinoid'] });
  });

  test('are asked about what follows on a yes only after it', () => {
    const follows: AskedQuestion = {
      id: 'last-use',
      text: 'When?',
      type: 'last-use',
      open: false,
      onlyAfter: 'uses',
    };

    expect(isAsked({ id: 'uses', text: 'Uses it?', type: 'yes-no', open: false }, {})).toBe(true);
    expect(isAsked(follows, {})).toBe(false);
    expect(isAsked(follows, { uses: { choice: 'no', date: '' } })).toBe(false);
    expect(isAsked(follows, { uses: { choice: 'yes', date: '' } })).toBe(true);
  });

  test('can always be "not sure", and "still using it" only of a use', () => {
    expect(questions.every((question) => choicesOf(question).includes('unsure'))).toBe(true);
    expect(questions.map((question) => choicesOf(question).includes('still'))).toEqual([false, false, true]);
  });
});

describe('a new booking', () => {
  const draft: Draft = {
    treatment: 'microneedling',
    day: '2026-11-22',
    time: '10:30',
    lastsMinutes: '60',
    name: ' Ana ',
    phone: '+1 212 555 0142',
    email: '',
    language: 'en',
    consent: true,
    why: 'Walk-in',
  };

  test('is sent as the API reads it', () => {
    const sent = readDraft(draft, '7f4df6a3-0ec1-4f0e-9a52-2d6a7c1f9b10');

    expect(checkDraft(draft)).toEqual({});
    expect(newBookingSchema.parse(sent)).toEqual(sent);
    expect(sent).toMatchObject({ start: '2026-11-22T10:30', lasts: 60, name: 'Ana' });
    expect(sent).not.toHaveProperty('email');
  });

  test('says at each field what is missing', () => {
    const empty: Draft = {
      ...draft,
      treatment: '',
      day: '',
      time: '',
      lastsMinutes: '4',
      name: ' ',
      phone: '',
      why: 'x',
    };

    expect(Object.keys(checkDraft(empty)).sort()).toEqual(
      ['treatment', 'day', 'time', 'lastsMinutes', 'name', 'phone', 'why'].sort(),
    );
  });

  test('needs no phone where nothing may be texted', () => {
    expect(checkDraft({ ...draft, consent: false, phone: '' })).toEqual({});
  });

  test("shows the API's errors at the inputs they are about", () => {
    const refusal = refusalOf('invalid-input', {
      errors: [
        { path: 'start', expected: 'expected a time that exists' },
        { path: 'lasts', expected: 'expected fewer minutes' },
        { path: 'clinic', expected: 'expected a clinic in use' },
      ],
    });

    expect(errorsOf(refusal)).toEqual({
      day: 'Needed: a time that exists',
      lastsMinutes: 'Needed: fewer minutes',
    });
    expect(errorsElsewhere(refusal, draftFields)).toEqual(['clinic: expected a clinic in use']);
  });
});
