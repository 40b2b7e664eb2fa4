/** The clinic's own records beside the form: a Botox visit counts whatever the client says, and another person's under the same phone is never taken for theirs. */
import { describe, test } from 'vitest';
import { booked, on, otherVisit, overridden, rescheduled, yes } from './gate-events.ts';
import { given } from './gate-specification.ts';

const lastWeek = '2026-11-24T18:00:00Z';

describe("the clinic's own Botox visits", () => {
  test('block whatever the form says', () => {
    given(booked({ answers: { 'last-botox': { is: 'never' } } }))
      .and(otherVisit(lastWeek))
      .when()
      .then({
        outcome: 'blocked',
        gating: ['botox-gap|2026-11-24/2026-12-01'],
        eligibleFrom: '2026-12-08T05:00:00.000Z',
      });
  });

  test('count while they are only booked, pending or accepted', () => {
    for (const status of ['pending', 'accepted', 'completed'] as const) {
      given(booked()).and(otherVisit(lastWeek, { status })).when().then({ outcome: 'blocked' });
    }
  });

  test('do not count when cancelled or missed', () => {
    for (const status of ['cancelled', 'no-show'] as const) {
      given(booked()).and(otherVisit(lastWeek, { status })).when().then({ outcome: 'allowed', gating: [] });
    }
  });

  test('count when still ahead and before this visit, and not when after it', () => {
    given(booked())
      .and(otherVisit('2026-11-28T15:00:00Z', { status: 'accepted' }))
      .when()
      .then({ outcome: 'blocked', gating: ['botox-gap|2026-11-28/2026-12-01'] });
    given(booked())
      .and(otherVisit('2026-12-02T15:00:00Z', { status: 'accepted' }))
      .when()
      .then({ outcome: 'allowed' });
  });

  test('of a visit and a date on the form the later one makes the finding', () => {
    given(booked({ answers: { 'last-botox': on('2026-11-27') } }))
      .and(otherVisit(lastWeek))
      .when()
      .then({ gating: ['botox-gap|2026-11-27/2026-12-01'] });
  });

  test('do not answer the question of Botox elsewhere', () => {
    given(booked({ answers: { 'last-botox': undefined } }))
      .and(otherVisit(lastWeek))
      .when()
      .then({ outcome: 'blocked', open: ['last-botox'] });
  });

  test('a visit for another treatment is no Botox', () => {
    given(booked())
      .and(otherVisit(lastWeek, { treatment: 'microneedling' }))
      .when()
      .then({ outcome: 'allowed' });
  });

  test('a move that leaves the two weeks between them releases the booking, one that closes in blocks it', () => {
    const later = rescheduled({ at: '2026-11-26T15:00:00Z', start: '2026-12-08T15:00:00Z' });
    given(booked()).and(otherVisit(lastWeek)).when(later).then({ outcome: 'allowed', gating: [] });
    const earlier = rescheduled({ at: '2026-11-26T15:00:00Z', start: '2026-11-30T15:00:00Z' });
    given(booked({ start: '2026-12-08T15:00:00Z' }))
      .and(otherVisit(lastWeek))
      .when(earlier)
      .then({ outcome: 'blocked', gating: ['botox-gap|2026-11-24/2026-11-30'] });
  });
});

describe('a Botox visit under the same phone and another name', () => {
  const namesake = otherVisit(lastWeek, { sameName: false });

  test('is for a person to look at, and names the rule and the days', () => {
    given(booked())
      .and(namesake)
      .when()
      .then({
        outcome: 'review',
        gating: ['other-name|botox-gap/other-name:2026-11-24/2026-12-01'],
        eligibleFrom: undefined,
      });
  });

  test('says nothing where it would change nothing: long ago, cancelled, missed or after the visit', () => {
    given(booked())
      .and(
        otherVisit('2026-11-01T15:00:00Z', { sameName: false }),
        otherVisit(lastWeek, { sameName: false, status: 'cancelled' }),
        otherVisit(lastWeek, { sameName: false, status: 'no-show' }),
        otherVisit('2026-12-03T15:00:00Z', { sameName: false }),
      )
      .when()
      .then({ outcome: 'allowed', gating: [] });
  });

  test('is settled once a manager says that it is another person', () => {
    given(booked())
      .and(namesake)
      .when(overridden('2026-11-25T15:00:00Z', 'other-name|botox-gap/other-name:2026-11-24/2026-12-01'))
      .then({ outcome: 'allowed', approved: ['other-name|botox-gap/other-name:2026-11-24/2026-12-01'] });
  });

  test('does not soften what the client said themselves', () => {
    given(booked({ answers: { 'bleeding-disorder': yes } }))
      .and(namesake)
      .when()
      .then({ outcome: 'blocked' });
  });
});

test('a Botox booking itself is allowed: its policy asks and rules nothing', () => {
  given(booked({ treatment: 'botox' }))
    .when()
    .then({ outcome: 'allowed', gating: [], advisories: [], open: [] });
});
