/** What holds for every rule kind over any answers, visits, gaps and zones. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { evaluateRule } from '../../shared/policy/evaluate-rule.ts';
import type { ClientVisit, RuleContext } from '../../shared/policy/evaluation.ts';
import type { Rule } from '../../shared/policy/policy.ts';
import { questionsOf } from '../../shared/policy/policy.ts';
import type { Answer, AnswerValue } from '../../shared/screening/answer.ts';
import { hourMs, minuteMs } from '../../shared/time/instant.ts';
import { localDateOf } from '../../shared/time/zone.ts';
import { at } from './given.ts';

const seed = 20261122;
const visitAt = at('2026-11-22T15:00:00Z');
const someInstant = fc
  .integer({ min: -90 * 24 * 60, max: 40 * 24 * 60 })
  .map((minutes) => visitAt + minutes * minuteMs);

const someValue: fc.Arbitrary<AnswerValue> = fc.oneof(
  fc
    .constantFrom<'yes' | 'no' | 'never' | 'still' | 'unsure'>('yes', 'no', 'never', 'still', 'unsure')
    .map((is) => ({ is })),
  someInstant.map((instant) => ({ is: 'instant' as const, at: instant })),
  someInstant.map((instant) => ({ is: 'date' as const, date: localDateOf(instant, 'UTC') })),
  fc.string({ maxLength: 80 }).map((raw) => ({ is: 'unreadable' as const, raw })),
);
const someAnswer: fc.Arbitrary<Answer | undefined> = fc.option(
  fc.record({ value: someValue, at: someInstant, source: fc.constant('form' as const) }),
  { nil: undefined },
);
const someVisit: fc.Arbitrary<ClientVisit> = fc.record({
  bookingId: fc.constant('b-2'),
  treatment: fc.constantFrom('botox', 'microneedling', 'facial'),
  startAt: someInstant,
  status: fc.constantFrom<ClientVisit['status']>('pending', 'accepted', 'completed'),
  sameName: fc.boolean(),
});
const someZone = fc.constantFrom(
  'America/New_York',
  'Europe/Madrid',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'UTC',
);
const someRule: fc.Arbitrary<Rule> = fc
  .tuple(fc.constantFrom(...microneedlingPolicy.rules), fc.integer({ min: 1, max: 60 }), fc.boolean())
  .map(([rule, amount, hours]) => {
    const gap = { amount, unit: hours ? ('hours' as const) : ('days' as const) };
    if (rule.kind === 'minimum-gap-since') return { ...rule, gap };
    return rule.kind === 'pause-before-visit' ? { ...rule, pause: gap } : rule;
  });

const someCase = fc.record({
  rule: someRule,
  first: someAnswer,
  second: someAnswer,
  visits: fc.array(someVisit, { maxLength: 4 }),
  startAt: someInstant,
  zone: someZone,
});

type Case = typeof someCase extends fc.Arbitrary<infer T> ? T : never;

function contextOf({ rule, first, second, visits, startAt, zone }: Case): RuleContext {
  const [firstId] = questionsOf(rule);
  return {
    answerTo: (id) => (id === firstId ? first : second),
    visit: { startAt, endAt: startAt + hourMs },
    zone,
    visits,
  };
}

test('a rule says something about any answers, the same each time, and names only its own questions', () => {
  fc.assert(
    fc.property(someCase, (generated) => {
      const says = evaluateRule(generated.rule, contextOf(generated));
      expect(evaluateRule(generated.rule, contextOf(generated))).toEqual(says);
      for (const id of says.open) expect(questionsOf(generated.rule)).toContain(id);
      for (const found of says.findings) expect(found.facts.length).toBeLessThanOrEqual(120);
    }),
    { seed },
  );
});

test('a dated finding passes when the visit moves to the instant it names', () => {
  fc.assert(
    fc.property(someCase, (generated) => {
      const before = evaluateRule(generated.rule, contextOf(generated));
      const dated = before.findings.find((found) => found.otherName !== true)?.eligibleFrom;
      if (dated === undefined || before.open.length > 0) return;
      expect(dated).toBeGreaterThan(generated.startAt);
      const visits = generated.visits.filter((visit) => visit.startAt <= generated.startAt);
      const moved = evaluateRule(generated.rule, contextOf({ ...generated, visits, startAt: dated }));
      expect(moved.findings.filter((found) => found.otherName !== true && found.last !== undefined)).toEqual(
        [],
      );
    }),
    { seed, numRuns: 500 },
  );
});

test('without an answer nothing that asks a question passes', () => {
  for (const rule of microneedlingPolicy.rules) {
    const says = evaluateRule(rule, {
      answerTo: () => undefined,
      visit: { startAt: visitAt, endAt: visitAt + hourMs },
      zone: 'UTC',
      visits: [],
    });
    expect(says.open).toEqual(questionsOf(rule).slice(0, 1));
  }
});
