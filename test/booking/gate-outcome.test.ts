/** How many findings become one decision: the worst outcome counts, everything found is kept, open questions stand apart. */
import { describe, test } from 'vitest';
import { atTime, booked, on, yes } from './gate-events.ts';
import { given } from './gate-specification.ts';

describe('the outcome', () => {
  test('is blocked before review before incomplete before allowed', () => {
    const worse = {
      'bleeding-disorder': yes,
      'active-breakout': yes,
      diabetes: undefined,
      'blood-thinners': yes,
    };
    given(booked({ answers: worse }))
      .when()
      .then({ outcome: 'blocked' });
    given(booked({ answers: { 'active-breakout': yes, diabetes: undefined } }))
      .when()
      .then({ outcome: 'review' });
    given(booked({ answers: { diabetes: undefined } }))
      .when()
      .then({ outcome: 'incomplete' });
    given(booked({ answers: { 'blood-thinners': yes } }))
      .when()
      .then({ outcome: 'allowed' });
  });

  test('keeps all findings, not only the worst, in the order of the policy', () => {
    given(
      booked({
        answers: { 'last-botox': on('2026-11-25'), 'active-breakout': yes, diabetes: yes, autoimmune: yes },
      }),
    )
      .when()
      .then({
        outcome: 'blocked',
        gating: [
          'botox-gap|2026-11-25/2026-12-01',
          'active-breakout|answer:yes',
          'autoimmune|answer:yes',
          'diabetes|answer:yes',
        ],
      });
  });

  test('lists open questions beside a block and beside a review', () => {
    given(booked({ answers: { 'bleeding-disorder': yes, diabetes: undefined } }))
      .when()
      .then({ outcome: 'blocked', open: ['diabetes'] });
    given(booked({ answers: { 'heart-disease': yes, 'last-botox': undefined } }))
      .when()
      .then({ outcome: 'review', open: ['last-botox'] });
  });

  test('names a question that two rules would need only once', () => {
    given(booked({ only: {} }))
      .when()
      .then({ outcome: 'incomplete' });
    const { open = [] } =
      given(booked({ only: {} }))
        .when()
        .booking().decision ?? {};
    if (new Set(open).size !== open.length) throw new Error(`named twice: ${open.join()}`);
  });
});

describe('eligibleFrom', () => {
  const at = '2026-11-30T22:00:00Z';
  const lateUse = { 'uses-retinoids': yes, 'retinoid-last-use': atTime('2026-11-30T20:00:00Z') };

  test('is the first instant at which every dated block has passed', () => {
    given(booked({ at, answers: { ...lateUse, 'last-botox': on('2026-11-25') } }))
      .when()
      .then({ outcome: 'blocked', eligibleFrom: '2026-12-09T05:00:00.000Z' });
    given(booked({ at, answers: { ...lateUse, 'last-botox': on('2026-11-17') } }))
      .when()
      .then({ outcome: 'blocked', eligibleFrom: '2026-12-01T20:00:00.000Z' });
  });

  test('is absent where one block has no date', () => {
    given(booked({ answers: { 'pregnant-nursing': yes, 'last-botox': on('2026-11-25') } }))
      .when()
      .then({ outcome: 'blocked', eligibleFrom: undefined });
  });

  test('is not held back by a review or an open question', () => {
    given(booked({ answers: { 'last-botox': on('2026-11-25'), 'heart-disease': yes, diabetes: undefined } }))
      .when()
      .then({ outcome: 'blocked', eligibleFrom: '2026-12-09T05:00:00.000Z' });
  });

  test('is absent where nothing blocks', () => {
    given(booked({ answers: { 'heart-disease': yes } }))
      .when()
      .then({ eligibleFrom: undefined });
  });
});
