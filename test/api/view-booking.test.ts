/** What is shown of a booking: everything staff need, in sentences and ISO instants, and no number that could be called. */
import { expect, test } from 'vitest';
import { bookingViewSchema } from '../../shared/api/booking-view.ts';
import { viewBooking } from '../../shared/api/view-booking.ts';
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { answered, booked, cancelled, on, overridden, still, yes } from '../booking/gate-events.ts';
import { given } from '../booking/gate-specification.ts';

const context = {
  policy: microneedlingPolicy,
  zone: 'America/New_York',
  language: 'en',
  now: Date.parse('2026-11-12T15:00:00Z'),
} as const;

test('A blocked booking shows its reasons, when it would pass, and that a person should look', () => {
  const booking = given(booked({ answers: { 'last-botox': on('2026-11-25') } }))
    .when()
    .booking();
  const view = viewBooking(booking, context);

  expect(view).toMatchObject({
    status: 'accepted',
    attention: ['blocked'],
    startAt: '2026-12-01T15:00:00.000Z',
    decision: { outcome: 'blocked', eligibleFrom: '2026-12-09T05:00:00.000Z', policyVersion: 1, open: [] },
  });
  expect(view.decision?.findings.find(({ rule }) => rule === 'botox-gap')).toMatchObject({
    approved: false,
    eligibleFrom: '2026-12-09T05:00:00.000Z',
    reasons: { manager: expect.stringContaining('Botox on Wed Nov 25 2026') },
  });
});

test('The phone shows its last four digits only, and the e-mail not at all', () => {
  const booking = given(booked()).when().booking();
  const view = viewBooking(booking, context);
  const { phone = '', email = '' } = booking.client;

  expect(view.client.phone).toBe(`*** ${phone.slice(-4)}`);
  expect(phone).not.toBe('');
  expect(JSON.stringify(view)).not.toContain(phone);
  if (email !== '') expect(JSON.stringify(view)).not.toContain(email);
});

test('Conditions, open questions and overrides are told, and the audit in its order', () => {
  const booking = given(
    booked({ answers: { 'uses-retinoids': yes, 'retinoid-last-use': still, diabetes: undefined } }),
    answered('2026-11-09T15:00:00Z', { autoimmune: yes }),
    overridden('2026-11-10T15:00:00Z', 'autoimmune|answer:yes', 'clinician'),
  )
    .when()
    .booking();
  const view = viewBooking(booking, { ...context, language: 'es' });

  expect(view.decision?.open).toEqual([
    {
      question: 'diabetes',
      text: microneedlingPolicy.questions.find(({ id }) => id === 'diabetes')?.text.es,
    },
  ]);
  expect(view.decision?.conditions).toEqual([
    { rule: 'retinoid-pause', pauseBy: '2026-11-30T15:00:00.000Z' },
  ]);
  expect(view.overrides).toMatchObject([{ role: 'clinician', at: '2026-11-10T15:00:00.000Z' }]);
  expect(view.answers).toContainEqual({
    question: 'autoimmune',
    says: 'sí',
    at: '2026-11-09T15:00:00.000Z',
    source: 'form',
  });
  expect(view.audit.map(({ at }) => at)).toEqual(view.audit.map(({ at }) => at).toSorted());
});

test('Steps stand in the order of their times, and every view keeps to its schema', () => {
  const bookings = [
    given(booked()).when().booking(),
    given(booked({ treatment: 'none', people: 3 }))
      .when()
      .booking(),
    given(booked({ only: {} }))
      .when(cancelled('2026-11-09T15:00:00Z'))
      .booking(),
  ];
  for (const booking of bookings) {
    const view = viewBooking(booking, context);
    expect(view.steps.map(({ at }) => at)).toEqual(view.steps.map(({ at }) => at).toSorted());
    expect(bookingViewSchema.parse(view)).toEqual(view);
  }
});
