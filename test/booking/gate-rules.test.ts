/** Every rule of the guidance, one by one, on a whole booking under the default policy: what passes, what gates, what stays open, and where the line runs. */
import { describe, expect, test } from 'vitest';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { reasonSentence } from '../../shared/policy/reason.ts';
import type { AnswerValue } from '../../shared/screening/answer.ts';
import { ruleOf } from '../policy/rule-of.ts';
import { aClinic } from '../world/world.ts';
import { atTime, booked, no, on, still, unreadable, unsure, visitStart, yes } from './gate-events.ts';
import { given } from './gate-specification.ts';

const answeredTwice: AnswerValue = { is: 'unreadable', raw: 'answered twice' };

function managersSentence(rule: string, found: { eligibleFrom?: number; last?: string } = {}): string {
  const { zone } = aClinic();
  return reasonSentence({ rule: ruleOf(rule), audience: 'manager', language: 'en', found, zone });
}

test('a form on which nothing is found is allowed, with the advice on sun for the technician', () => {
  given(booked())
    .when()
    .then({
      outcome: 'allowed',
      gating: [],
      advisories: ['sun-exposure'],
      open: [],
      conditions: [],
      eligibleFrom: undefined,
    });
});

test('an empty form is incomplete and opens every question but those that hang on another', () => {
  given(booked({ only: {} }))
    .when()
    .then({
      outcome: 'incomplete',
      gating: [],
      open: [
        'last-botox',
        'uses-retinoids',
        'uses-strong-actives',
        'blood-thinners',
        'physician-care',
        'active-breakout',
        'bleeding-disorder',
        'severe-acne-rosacea',
        'active-infection',
        'pregnant-nursing',
        'autoimmune',
        'recent-chemo',
        'heart-disease',
        'diabetes',
        'cancer-history',
      ],
    });
});

describe('a question that is answered yes', () => {
  test.each([
    ['bleeding-disorder', 'blocked', /bleeding disorder: microneedling is to be avoided/],
    ['severe-acne-rosacea', 'blocked', /severe acne or papulopustular rosacea/],
    ['active-infection', 'blocked', /it must heal first/],
    ['pregnant-nursing', 'blocked', /pregnant or nursing/],
    ['recent-chemo', 'blocked', /chemotherapy/],
    ['autoimmune', 'review', /so a clinician decides/],
    ['active-breakout', 'review', /practitioner must be consulted/],
    ['heart-disease', 'review', /clearance may be required/],
    ['diabetes', 'review', /clearance may be required/],
    ['cancer-history', 'review', /clearance may be required/],
  ] as const)('%s makes it %s without a date, and says why', (rule, outcome, sentence) => {
    given(booked({ answers: { [rule]: yes } }))
      .when()
      .then({
        outcome,
        gating: [`${rule}|answer:yes`],
        open: [],
        conditions: [],
        eligibleFrom: undefined,
      });
    expect(managersSentence(rule)).toMatch(sentence);
  });

  test.each([
    'blood-thinners',
    'physician-care',
  ])('%s is a note for the technician and gates nothing', (rule) => {
    given(booked({ answers: { [rule]: yes } }))
      .when()
      .then({ outcome: 'allowed', gating: [], advisories: ['sun-exposure', rule] });
    expect(managersSentence(rule)).toMatch(/technician must know/);
  });
});

describe('a question without a usable answer', () => {
  const asked = microneedlingPolicy.rules.flatMap((rule) =>
    rule.enabled && 'question' in rule && rule.question !== undefined ? [rule.question] : [],
  );
  const cases = asked.flatMap((question) =>
    (
      [
        ['not answered', undefined],
        ['answered "not sure"', unsure],
        ['answered unreadably', unreadable],
        ['answered twice in two ways', answeredTwice],
      ] as const
    ).map(([how, value]) => [question, how, value] as const),
  );

  test.each(cases)('%s %s is open: unknown is never a pass', (question, _how, value) => {
    given(booked({ answers: { [question]: value } }))
      .when()
      .then({ outcome: 'incomplete', gating: [], open: [question] });
  });

  test.each(['uses-retinoids', 'uses-strong-actives'])('%s unanswered is open', (question) => {
    given(booked({ answers: { [question]: undefined } }))
      .when()
      .then({ outcome: 'incomplete', open: [question] });
  });

  test.each(['yes', 'still'] as const)('%s as the date of the last Botox names no day and is open', (is) => {
    given(booked({ answers: { 'last-botox': { is } } }))
      .when()
      .then({ outcome: 'incomplete', open: ['last-botox'] });
  });
});

describe('the two weeks after Botox', () => {
  test.each([
    ['in the first minute of day 14', '2026-12-15T05:00:00Z', 'allowed'],
    ['late on day 14', '2026-12-16T04:59:00Z', 'allowed'],
    ['in the last minute of day 13', '2026-12-15T04:59:00Z', 'blocked'],
    ['on the same day', '2026-12-01T15:00:00Z', 'blocked'],
  ] as const)('count calendar days in the clinic: a visit %s', (_when, start, outcome) => {
    given(booked({ start, answers: { 'last-botox': on('2026-12-01') } }))
      .when()
      .then({
        outcome,
        eligibleFrom: outcome === 'allowed' ? undefined : '2026-12-15T05:00:00.000Z',
      });
  });

  test.each([
    ['autumn, when a night has 25 hours', '2026-10-21T15:00:00Z', '2026-10-20', '2026-11-03T05:00:00Z'],
    ['spring, when a night has 23', '2027-03-04T15:00:00Z', '2027-03-03', '2027-03-17T04:00:00Z'],
  ])('end at local midnight in %s', (_season, at, last, midnight) => {
    const answers = { 'last-botox': on(last) };
    const minuteBefore = new Date(Date.parse(midnight) - 60_000).toISOString();
    given(booked({ at, start: midnight, answers }))
      .when()
      .then({ outcome: 'allowed', gating: [] });
    given(booked({ at, start: minuteBefore, answers }))
      .when()
      .then({ outcome: 'blocked', eligibleFrom: midnight.replace('Z', '.000Z') });
  });

  test("count the clinic's days, not those of UTC", () => {
    // 00:30 on Dec 15 in Auckland is still Dec 14 in UTC.
    given(booked({ start: '2026-12-14T11:30:00Z', answers: { 'last-botox': on('2026-12-01') } }))
      .in('Pacific/Auckland')
      .when()
      .then({ outcome: 'allowed' });
  });

  test('are named with the day they rest on and the day they end', () => {
    given(booked({ answers: { 'last-botox': on('2026-11-20') } }))
      .when()
      .then({ gating: ['botox-gap|2026-11-20/2026-12-01'], eligibleFrom: '2026-12-04T05:00:00.000Z' });
    const found = { last: '2026-11-20', eligibleFrom: Date.parse('2026-12-04T05:00:00Z') };
    expect(managersSentence('botox-gap', found)).toBe(
      'Botox on Fri Nov 20 2026 is less than 14 days before the visit; it would pass from Fri Dec 4 2026, 12:00 AM.',
    );
  });

  test('are no obstacle to a client who never had any', () => {
    given(booked({ answers: { 'last-botox': { is: 'never' } } }))
      .when()
      .then({ outcome: 'allowed' });
  });

  test('a day after the visit is not what was asked for, so the question stays open', () => {
    given(booked({ answers: { 'last-botox': on('2026-12-02') } }))
      .when()
      .then({ outcome: 'incomplete', open: ['last-botox'], gating: [] });
  });
});

describe.each([
  ['retinoid-pause', 'uses-retinoids', 'retinoid-last-use', 'Last retinoid use'],
  ['strong-actives-pause', 'uses-strong-actives', 'strong-actives-last-use', 'Last use of strong actives'],
])('%s: 24 elapsed hours before the visit', (rule, uses, lastUse, sentence) => {
  /** Booked the evening before, so that only a dated last use can pass. */
  const at = '2026-11-30T22:00:00Z';

  test('a use 24 hours before to the minute passes', () => {
    given(booked({ at, answers: { [uses]: yes, [lastUse]: atTime('2026-11-30T15:00:00Z') } }))
      .when()
      .then({ outcome: 'allowed', gating: [], conditions: [] });
  });

  test('a use a minute later blocks until 24 hours after it', () => {
    given(booked({ at, answers: { [uses]: yes, [lastUse]: atTime('2026-11-30T15:01:00Z') } }))
      .when()
      .then({
        outcome: 'blocked',
        gating: [`${rule}|2026-11-30T15:01:00.000Z/2026-12-01`],
        eligibleFrom: '2026-12-01T15:01:00.000Z',
      });
    const found = { last: '2026-11-30', eligibleFrom: Date.parse('2026-12-01T15:01:00Z') };
    expect(managersSentence(rule, found)).toMatch(new RegExp(`^${sentence}.*Tue Dec 1 2026, 10:01 AM\\.$`));
  });

  test('a day without a time is read to its end', () => {
    given(booked({ at, answers: { [uses]: yes, [lastUse]: on('2026-11-29') } }))
      .when()
      .then({ outcome: 'allowed' });
    given(booked({ at, answers: { [uses]: yes, [lastUse]: on('2026-11-30') } }))
      .when()
      .then({ outcome: 'blocked', eligibleFrom: '2026-12-02T05:00:00.000Z' });
  });

  test('the hours are elapsed ones in the night that has 25 of them', () => {
    // Sun Nov 1 2026, 10:00 in New York; the clocks went back that night.
    const night = { start: '2026-11-01T15:00:00Z', at: '2026-10-31T22:00:00Z' };
    given(booked({ ...night, answers: { [uses]: yes, [lastUse]: atTime('2026-10-31T11:00:00-04:00') } }))
      .when()
      .then({ outcome: 'allowed' });
    given(booked({ ...night, answers: { [uses]: yes, [lastUse]: atTime('2026-10-31T11:01:00-04:00') } }))
      .when()
      .then({ outcome: 'blocked' });
  });

  test('a yes without a last use is open, and what is said under last use without a yes is not asked', () => {
    given(booked({ at, answers: { [uses]: yes } }))
      .when()
      .then({ outcome: 'incomplete', open: [lastUse] });
    given(booked({ at, answers: { [uses]: no, [lastUse]: on('2026-11-30') } }))
      .when()
      .then({ outcome: 'allowed' });
  });

  test.each([
    ['still in use', still],
    ['not sure', unsure],
    ['unreadable', unreadable],
  ])('a last use that is %s the evening before is open', (_said, value) => {
    given(booked({ at, answers: { [uses]: yes, [lastUse]: value } }))
      .when()
      .then({ outcome: 'incomplete', open: [lastUse], conditions: [] });
  });
});

test('the visit of these specifications is at ten in the morning in the clinic', () => {
  const time = new Intl.DateTimeFormat('en-US', { timeZone: aClinic().zone, timeStyle: 'short' });
  expect(time.format(new Date(visitStart))).toBe('10:00 AM');
});
