/** A booking's page with little on it, for what is said of pages. */
import type { BookingPage } from '../../shared/api/manager/booking-page.ts';

type Decision = NonNullable<BookingPage['booking']['decision']>;
type Finding = Decision['findings'][number];

export function aFinding(given: Partial<Finding> = {}): Finding {
  return {
    id: 'botox-gap|2026-11-15',
    rule: 'botox-gap',
    outcome: 'blocked',
    approved: false,
    reasons: { client: 'Please wait.', manager: 'Botox nine days before.' },
    ...given,
  };
}

export function aDecision(given: Partial<Decision> = {}): Decision {
  return {
    outcome: 'allowed',
    findings: [],
    open: [],
    conditions: [],
    at: '2026-11-10T15:00:00.000Z',
    ...given,
  };
}

export function aBooking(given: Partial<BookingPage['booking']> = {}): BookingPage['booking'] {
  return {
    id: 'standard:one',
    clinicId: 'rosewater',
    service: 'Microneedling',
    status: 'accepted',
    startAt: '2026-11-24T15:00:00.000Z',
    endAt: '2026-11-24T16:00:00.000Z',
    client: { name: 'Ana', phone: '*** 0142', language: 'en', reach: ['phone', 'email'] },
    people: 1,
    texts: { consent: true, source: 'platform', optedOut: false },
    attention: [],
    decision: aDecision(),
    answers: [],
    overrides: [],
    steps: [],
    audit: [],
    createdAt: '2026-11-10T15:00:00.000Z',
    ...given,
  };
}

export function aBookingPage(given: Partial<BookingPage> = {}): BookingPage {
  return {
    booking: aBooking(),
    ref: 'c3RhbmRhcmQ6b25l',
    service: 'Microneedling',
    version: 1,
    findings: [],
    questions: [],
    questionTexts: {},
    timeline: [],
    agenda: { from: '2026-11-10T15:00:00.000Z', until: '2026-12-10T15:00:00.000Z', steps: [], quiet: [] },
    resendable: [],
    can: [],
    suggested: [],
    ...given,
  };
}
