/** What a person approves, and for how long: the findings that were named, by somebody who may, and nothing that comes after. */
import { describe, expect, test } from 'vitest';
import { bookingSchema } from '../../shared/booking/booking.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { answered, booked, on, overridden, rescheduled, yes } from './gate-events.ts';
import { given } from './gate-specification.ts';

const later = '2026-11-05T15:00:00Z';
const botox = booked({ answers: { 'last-botox': on('2026-11-25') } });
const botoxFinding = 'botox-gap|2026-11-25/2026-12-01';

describe('an override', () => {
  test('takes the finding it names out of the decision and leaves it on show', () => {
    given(botox)
      .when(overridden(later, botoxFinding))
      .then({ outcome: 'allowed', gating: [], approved: [botoxFinding], eligibleFrom: undefined });
  });

  test('leaves every other finding as it is', () => {
    given(booked({ answers: { 'last-botox': on('2026-11-25'), 'active-breakout': yes, autoimmune: yes } }))
      .when(overridden(later, botoxFinding), overridden(later, 'active-breakout|answer:yes'))
      .then({
        outcome: 'review',
        gating: ['autoimmune|answer:yes'],
        approved: [botoxFinding, 'active-breakout|answer:yes'],
      });
  });

  test('answers no open question', () => {
    given(booked({ answers: { 'active-breakout': yes, diabetes: undefined } }))
      .when(overridden(later, 'active-breakout|answer:yes'))
      .then({ outcome: 'incomplete', open: ['diabetes'] });
  });

  test('does not hold for another date of the last Botox', () => {
    given(botox, overridden(later, botoxFinding))
      .when(answered('2026-11-28T15:00:00Z', { 'last-botox': on('2026-11-27') }))
      .then({ outcome: 'blocked', gating: ['botox-gap|2026-11-27/2026-12-01'] });
  });

  test('does not hold for another day of the visit', () => {
    given(botox, overridden(later, botoxFinding))
      .when(
        rescheduled({
          at: '2026-11-26T15:00:00Z',
          start: '2026-12-02T15:00:00Z',
          answers: { 'last-botox': on('2026-11-25') },
        }),
      )
      .then({ outcome: 'blocked', gating: ['botox-gap|2026-11-25/2026-12-02'] });
  });

  test('holds for another hour of the same day, and for a new decision', () => {
    given(botox, overridden(later, botoxFinding))
      .when(
        rescheduled({
          at: '2026-11-26T15:00:00Z',
          start: '2026-12-01T18:00:00Z',
          answers: { 'last-botox': on('2026-11-25') },
        }),
        '2026-11-30T15:00:00Z',
      )
      .then({ outcome: 'allowed', approved: [botoxFinding] });
  });

  test('does not hold for something the client says only afterwards', () => {
    given(botox, overridden(later, botoxFinding))
      .when(answered('2026-11-28T15:00:00Z', { 'active-infection': yes }))
      .then({ outcome: 'blocked', gating: ['active-infection|answer:yes'], approved: [botoxFinding] });
  });

  test('that names nothing found changes nothing', () => {
    given(botox)
      .when(overridden(later, 'botox-gap'), overridden(later, 'botox-gap|2026-11-24/2026-12-01'))
      .then({ outcome: 'blocked', gating: [botoxFinding], approved: [] });
  });
});

describe('what only a clinician may approve', () => {
  const reserved = microneedlingPolicy.rules
    .filter((rule) => rule.enabled && rule.overridableBy === 'clinician')
    .map(({ id }) => id);

  test('is what the guidance is strict about', ({ expect }) => {
    expect(reserved).toEqual([
      'bleeding-disorder',
      'pregnant-nursing',
      'autoimmune',
      'recent-chemo',
      'heart-disease',
      'diabetes',
      'cancer-history',
    ]);
  });

  test.each(reserved)('%s stands against the approval of a manager', (rule) => {
    given(booked({ answers: { [rule]: yes } }))
      .when(overridden(later, `${rule}|answer:yes`, 'manager'))
      .then({ gating: [`${rule}|answer:yes`], approved: [] });
  });

  test.each(reserved)('%s is settled by that of a clinician, also after a manager tried', (rule) => {
    given(booked({ answers: { [rule]: yes } }))
      .when(
        overridden(later, `${rule}|answer:yes`, 'manager'),
        overridden('2026-11-06T15:00:00Z', `${rule}|answer:yes`, 'clinician'),
      )
      .then({ outcome: 'allowed', gating: [], approved: [`${rule}|answer:yes`] });
  });

  test('a clinic may reserve any rule', () => {
    const strict = {
      ...microneedlingPolicy,
      rules: microneedlingPolicy.rules.map((rule) => ({ ...rule, overridableBy: 'clinician' as const })),
    };
    given(botox).under(strict).when(overridden(later, botoxFinding)).then({ outcome: 'blocked' });
    given(botox)
      .under(strict)
      .when(overridden(later, botoxFinding, 'clinician'))
      .then({ outcome: 'allowed' });
  });
});

describe("a doctor's clearance", () => {
  test.each([
    'heart-disease',
    'diabetes',
    'cancer-history',
  ])('for %s, recorded by a clinician, lets the booking through', (rule) => {
    given(booked({ answers: { [rule]: yes } }))
      .when(overridden(later, `${rule}|answer:yes`, 'clinician', 'clearance note of Nov 4'))
      .then({ outcome: 'allowed', approved: [`${rule}|answer:yes`] });
  });

  test('for one condition says nothing of another', () => {
    given(booked({ answers: { 'heart-disease': yes, diabetes: yes } }))
      .when(overridden(later, 'heart-disease|answer:yes', 'clinician'))
      .then({ outcome: 'review', gating: ['diabetes|answer:yes'] });
  });
});

test('a finding with the longest facts there are can be approved as well, and the booking stored', () => {
  const late = '2026-11-30T22:00:00.000Z/2026-12-01';
  const booking = given(botox)
    .when(overridden(later, `strong-actives-pause|${late}`))
    .booking();
  expect(bookingSchema.safeParse(booking).success).toBe(true);
});
