/** Answers over time, whatever they are: an old form changes nothing, a person's word counts, and a clock that is behind loses none of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenAfter, mergeAnswers, usableAnswer } from '../../shared/booking/answers.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import type { Answers, AnswerValue } from '../../shared/screening/answer.ts';
import { booked } from '../booking/gate-events.ts';
import { given } from '../booking/gate-specification.ts';

const seed = 20261123;
const empty: Booking = given(booked({ only: {} }))
  .when()
  .booking();

const question = fc.constantFrom('diabetes', 'autoimmune', 'last-botox');
const value: fc.Arbitrary<AnswerValue> = fc.oneof(
  fc.constantFrom('yes', 'no', 'never', 'still', 'unsure').map((is): AnswerValue => ({ is })),
  fc
    .integer({ min: 1, max: 28 })
    .map((day): AnswerValue => ({ is: 'date', date: `2026-11-${String(day).padStart(2, '0')}` })),
  fc.constant<AnswerValue>({ is: 'unreadable', raw: 'hm' }),
);
const instant = fc.integer({ min: 1_000, max: 9_000 });
const form = fc.dictionary(question, value, { maxKeys: 3 });

function said(values: Record<string, AnswerValue>, at: number, source: 'platform' | 'form'): Answers {
  return Object.fromEntries(Object.entries(values).map(([id, one]) => [id, { value: one, at, source }]));
}

/** The answers but for when the platform last repeated itself. */
function whatCounts({ answers }: Booking): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([id, { repeatedAt: _, ...answer }]) => [id, answer]),
  );
}

test('the form of the platform coming again changes nothing, whatever was said in between', () => {
  fc.assert(
    fc.property(form, form, instant, instant, instant, (first, then, a, b, c) => {
      const [one = 0, two = 0, three = 0] = [a, b, c].sort((x, y) => x - y);
      const before = mergeAnswers(mergeAnswers(empty, said(first, one, 'platform')), said(then, two, 'form'));
      const after = mergeAnswers(before, said(first, three, 'platform'));
      expect(whatCounts(after)).toEqual(whatCounts(before));
      expect(after.changes).toEqual(before.changes);
    }),
    { seed },
  );
});

test('nor does it where a person had answered before it was first heard of', () => {
  fc.assert(
    fc.property(form, form, instant, instant, instant, (first, then, a, b, c) => {
      const [one = 0, two = 0, three = 0] = [a, b, c].sort((x, y) => x - y);
      fc.pre(one < two);
      const before = mergeAnswers(mergeAnswers(empty, said(then, two, 'form')), said(first, one, 'platform'));
      const after = mergeAnswers(before, said(first, three, 'platform'));
      const answered = (booking: Booking) => Object.keys(then).map((id) => booking.answers[id]?.value);
      expect(answered(after)).toEqual(Object.values(then));
      expect(after.changes).toEqual([]);
    }),
    { seed },
  );
});

test('what the platform said last is what counts, in whatever order its forms are told', () => {
  const forms = fc.uniqueArray(fc.tuple(instant, value), {
    selector: ([at]) => at,
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(forms, fc.infiniteStream(fc.nat()), (told, chance) => {
      const shuffled = told.toSorted(() => ((chance.next().value ?? 0) % 2 === 0 ? -1 : 1));
      const after = shuffled.reduce(
        (booking, [at, one]) => mergeAnswers(booking, said({ diabetes: one }, at, 'platform')),
        empty,
      );
      const [, last] = told.toSorted(([a], [b]) => a - b).at(-1) ?? [];
      expect(after.answers.diabetes?.value).toEqual(last);
    }),
    { seed },
  );
});

test('what a person says now is what counts now, however far behind the machine is that hears it', () => {
  fc.assert(
    fc.property(
      form,
      form,
      instant,
      instant,
      fc.option(instant, { nil: undefined }),
      (first, then, a, b, reopenedAt) => {
        const known = mergeAnswers(empty, said(first, a, 'form'));
        const before = reopenedAt === undefined ? known : { ...known, reopenedAt };
        const after = mergeAnswers(before, givenAfter(before, said(then, b, 'form')));
        for (const [id, one] of Object.entries(then)) {
          expect(after.answers[id]?.value).toEqual(one);
          expect(usableAnswer(after, id)?.value).toEqual(one.is === 'unreadable' ? undefined : one);
        }
      },
    ),
    { seed },
  );
});

test('every change of a value is remembered once, and saying the same is none', () => {
  fc.assert(
    fc.property(form, form, (first, then) => {
      const before = mergeAnswers(empty, said(first, 1_000, 'form'));
      const after = mergeAnswers(before, said(then, 2_000, 'form'));
      const changed = Object.keys(then).filter(
        (id) => first[id] !== undefined && JSON.stringify(first[id]) !== JSON.stringify(then[id]),
      );
      expect(after.changes.map((change) => change.question).sort()).toEqual(changed.sort());
      expect(mergeAnswers(after, said(then, 3_000, 'form')).changes).toEqual(after.changes);
    }),
    { seed },
  );
});
