/** What the gate finds by itself, beside the policy: more than one person, a service nobody mapped, an answer that may be another client's. */
import { describe, test } from 'vitest';
import { answered, booked, overridden, rescheduled, yes } from './gate-events.ts';
import { given } from './gate-specification.ts';

const monday = '2026-11-09T15:00:00Z';

describe('a booking for more than one person', () => {
  test('is for a person to look at: one form answers for one', () => {
    given(booked({ people: 2 }))
      .when()
      .then({ outcome: 'review', gating: ['more-people|2'] });
  });

  test('once looked at passes, until it is for another number of people', () => {
    given(booked({ people: 2 }), overridden(monday, 'more-people|2'))
      .when()
      .then({ outcome: 'allowed', approved: ['more-people|2'] });
    given(booked({ people: 2 }), overridden(monday, 'more-people|2'))
      .when(rescheduled({ at: '2026-11-10T15:00:00Z', start: '2026-12-02T15:00:00Z', people: 3 }))
      .then({ outcome: 'review', gating: ['more-people|3'] });
  });

  test('still blocks where the one who answered may not come', () => {
    given(booked({ people: 2, answers: { 'pregnant-nursing': yes } }))
      .when()
      .then({ outcome: 'blocked', gating: ['pregnant-nursing|answer:yes', 'more-people|2'] });
  });
});

describe('a service that the clinic maps to no treatment', () => {
  test('is for a person to look at, without questions', () => {
    given(booked({ treatment: 'none' }))
      .when()
      .then({ outcome: 'review', gating: ['unknown-treatment|hot stone massage'], open: [], advisories: [] });
  });

  test('passes once a person said so', () => {
    given(booked({ treatment: 'none' }))
      .when(overridden(monday, 'unknown-treatment|hot stone massage'))
      .then({ outcome: 'allowed' });
  });

  test('is left behind when the booking moves to a treatment that is known', () => {
    given(booked({ treatment: 'none' }))
      .when(rescheduled({ at: monday, start: '2026-12-02T15:00:00Z' }))
      .then({ outcome: 'allowed', gating: [] });
  });
});

describe('a reply that fits two clients', () => {
  const ambiguous = { type: 'reply-ambiguous', at: Date.parse(monday) } as const;

  test('is for a person to ask about, and settled by them', () => {
    const finding = `ambiguous-reply|${Date.parse(monday)}`;
    given(booked())
      .when(ambiguous)
      .then({ outcome: 'review', gating: [finding] });
    given(booked(), ambiguous)
      .when(overridden('2026-11-10T15:00:00Z', finding))
      .then({ outcome: 'allowed', approved: [finding] });
  });

  test('stays with the booking when the client answers the form again', () => {
    given(booked(), ambiguous)
      .when(answered('2026-11-10T15:00:00Z', { diabetes: { is: 'no' } }))
      .then({ outcome: 'review' });
  });
});
