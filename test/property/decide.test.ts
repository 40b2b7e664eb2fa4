/** What holds for every decision: it is total, repeats itself, touches nothing, and never rewards a worse answer. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bookingSchema } from '../../shared/booking/booking.ts';
import { decision as decisionSchema, type Outcome } from '../../shared/booking/finding.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import type { ClientVisit } from '../../shared/policy/evaluation.ts';
import type { Answers, AnswerValue } from '../../shared/screening/answer.ts';
import { dayMs, hourMs, type Instant, minuteMs } from '../../shared/time/instant.ts';
import { deepFreeze } from '../memory/deep-freeze.ts';
import {
  aVisit,
  bookedAt,
  decided,
  decideOn,
  fineAnswersAt,
  seed,
  someAnswers,
  someInstant,
  someVisits,
  someZone,
  surroundings,
} from './somebody.ts';

const badness: Record<Outcome, number> = { allowed: 0, incomplete: 1, review: 2, blocked: 3 };

const someCase = fc.record({
  startAt: someInstant,
  aheadHours: fc.integer({ min: -48, max: 900 }),
  laterHours: fc.integer({ min: 0, max: 900 }),
  zone: someZone,
  answers: someAnswers,
  visits: someVisits,
  pending: fc.boolean(),
});
type Case = typeof someCase extends fc.Arbitrary<infer T> ? T : never;

function outcomeOf(some: Case, answers: Answers, visits: ClientVisit[] = some.visits): Outcome {
  const { startAt, aheadHours, laterHours, zone, pending } = some;
  const at = startAt - aheadHours * hourMs;
  const booking = bookedAt(at, aVisit(startAt, answers), pending);
  return decideOn(booking, surroundings({ zone }, visits), at + laterHours * hourMs).decision.outcome;
}

describe('Every decision', () => {
  test('is there, repeats itself, fits its schema, and leaves what it was given as it was', () => {
    fc.assert(
      fc.property(someCase, (some) => {
        const { startAt, aheadHours, laterHours, zone, answers, visits, pending } = some;
        const at = startAt - aheadHours * hourMs;
        const now = at + laterHours * hourMs;
        const booking = deepFreeze(bookedAt(at, aVisit(startAt, answers), pending));
        const around = deepFreeze(surroundings({ zone }, visits));
        const first = decideOn(booking, around, now);
        expect(decideOn(structuredClone(booking), around, now)).toEqual(first);
        expect(decisionSchema.safeParse(first.decision).success).toBe(true);
        expect(bookingSchema.safeParse(decided(booking, around, now)).success).toBe(true);
      }),
      { seed, numRuns: 150 },
    );
  });

  test('made again at the same instant is the same, agenda and all', () => {
    fc.assert(
      fc.property(someCase, fc.integer({ min: 0, max: 900 }), (some, muchLater) => {
        const { startAt, aheadHours, laterHours, zone, answers, visits, pending } = some;
        const at = startAt - aheadHours * hourMs;
        const around = surroundings({ zone }, visits);
        let booking = decided(bookedAt(at, aVisit(startAt, answers), pending), around, at);
        for (const now of [at + laterHours * hourMs, at + (laterHours + muchLater) * hourMs]) {
          booking = decided(booking, around, now);
          expect(decided(booking, around, now)).toEqual(booking);
        }
      }),
      { seed, numRuns: 120 },
    );
  });
});

const no: AnswerValue = { is: 'no' };
const yes: AnswerValue = { is: 'yes' };

function withAnswer(answers: Answers, question: string, value: AnswerValue, at: Instant): Answers {
  return { ...answers, [question]: { value, at, source: 'form' } };
}

function without(answers: Answers, question: string): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => id !== question));
}

function expectNotBetter(better: Outcome, worse: Outcome): void {
  expect(`${worse} is ${badness[worse] >= badness[better] ? 'no better' : 'better'} than ${better}`).toBe(
    `${worse} is no better than ${better}`,
  );
}

/** Mostly fine answers, so that the one under test decides. */
const someMostlyFine = fc
  .tuple(someCase, fc.boolean())
  .map(([some, fine]) =>
    fine ? { ...some, answers: fineAnswersAt(some.startAt - some.aheadHours * hourMs), visits: [] } : some,
  );

const yesNoQuestions = microneedlingPolicy.questions
  .filter(({ type }) => type === 'yes-no')
  .map(({ id }) => id);
const lastUses = ['retinoid-last-use', 'strong-actives-last-use'] as const;

describe('A worse answer never makes a better outcome', () => {
  test('yes is never better than no', () => {
    fc.assert(
      fc.property(someMostlyFine, fc.constantFrom(...yesNoQuestions), someInstant, (some, question, at) => {
        const better = outcomeOf(some, withAnswer(some.answers, question, no, at));
        expectNotBetter(better, outcomeOf(some, withAnswer(some.answers, question, yes, at)));
      }),
      { seed, numRuns: 200 },
    );
  });

  test('no answer is never better than no', () => {
    fc.assert(
      fc.property(someMostlyFine, fc.constantFrom(...yesNoQuestions), someInstant, (some, question, at) => {
        const better = outcomeOf(some, withAnswer(some.answers, question, no, at));
        expectNotBetter(better, outcomeOf(some, without(some.answers, question)));
      }),
      { seed, numRuns: 100 },
    );
  });

  test('Botox closer to the visit is never better than Botox longer ago, and any is never better than never', () => {
    fc.assert(
      fc.property(
        someMostlyFine,
        fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }), someInstant),
        (some, [daysBefore, more, at]) => {
          const dayOf = (days: number): AnswerValue => ({
            is: 'date',
            date: new Date(some.startAt - (days + 1) * dayMs).toISOString().slice(0, 10),
          });
          const answer = (value: AnswerValue) =>
            outcomeOf(some, withAnswer(some.answers, 'last-botox', value, at));
          expectNotBetter(answer(dayOf(daysBefore + more)), answer(dayOf(daysBefore)));
          expectNotBetter(answer({ is: 'never' }), answer(dayOf(daysBefore)));
        },
      ),
      { seed, numRuns: 150 },
    );
  });

  test('a later last use is never better than an earlier one', () => {
    fc.assert(
      fc.property(
        someMostlyFine,
        fc.constantFrom(...lastUses),
        fc.tuple(
          fc.integer({ min: 0, max: 5 * 24 * 60 }),
          fc.integer({ min: 0, max: 5 * 24 * 60 }),
          fc.boolean(),
        ),
        (some, question, [minutesBefore, more, asDate]) => {
          const at = some.startAt - some.aheadHours * hourMs;
          const uses = question === 'retinoid-last-use' ? 'uses-retinoids' : 'uses-strong-actives';
          const using = withAnswer(some.answers, uses, yes, at);
          const usedAt = (minutes: number): AnswerValue => {
            const instant = at - minutes * minuteMs;
            return asDate
              ? { is: 'date', date: new Date(instant).toISOString().slice(0, 10) }
              : { is: 'instant', at: instant };
          };
          const answer = (minutes: number) =>
            outcomeOf(some, withAnswer(using, question, usedAt(minutes), at));
          expectNotBetter(answer(minutesBefore + more), answer(minutesBefore));
        },
      ),
      { seed, numRuns: 150 },
    );
  });

  test('one more Botox visit of the client is never better', () => {
    fc.assert(
      fc.property(someMostlyFine, someInstant, fc.boolean(), (some, startAt, sameName) => {
        const botox: ClientVisit = {
          bookingId: 'standard:botox-9',
          treatment: 'botox',
          startAt,
          status: 'accepted',
          sameName,
        };
        const near = { ...botox, startAt: some.startAt - (startAt % (20 * dayMs)) };
        const better = outcomeOf(some, some.answers);
        for (const one of [botox, near]) {
          expectNotBetter(better, outcomeOf(some, some.answers, [...some.visits, one]));
        }
      }),
      { seed, numRuns: 120 },
    );
  });
});
