/** Made-up items of every type for the stores' contract. */
import type { Booking } from '../../shared/booking/booking.ts';
import { defaultTextHours } from '../../shared/clinic/clinic.ts';
import type { Step } from '../../shared/follow-up/step.ts';
import type { Item } from '../../shared/store/item.ts';
import type { ReplanJob } from '../../shared/store/job.ts';
import { dayMs, hourMs } from '../../shared/time/instant.ts';
import type { Delivery } from '../../shared/webhook/delivery.ts';

/** 2026-11-20T18:00:00Z */
export const visitStart = 1_795_197_600_000;
const longAfter = visitStart + 30 * dayMs;

export function aBooking(changes: Partial<Booking> = {}): Booking {
  return {
    type: 'booking',
    clinicId: 'rosewater',
    platform: 'standard',
    uid: 'visit-1',
    version: 0,
    service: 'Microneedling 60',
    treatment: 'microneedling',
    policyVersion: 1,
    status: 'accepted',
    startAt: visitStart,
    endAt: visitStart + hourMs,
    client: { name: 'Ada Example', phone: '+12125550101', email: 'ada@example.com', language: 'en' },
    phoneKey: 'phone-key-1',
    emailKey: 'email-key-1',
    lastFourKey: 'last-four-key-1',
    people: 1,
    consent: { given: true, at: visitStart - 9 * dayMs, source: 'platform' },
    answers: {
      pregnant: { value: { is: 'no' }, at: visitStart - 9 * dayMs, source: 'form' },
      'last-botox': { value: { is: 'date', date: '2026-10-01' }, at: visitStart - 9 * dayMs, source: 'form' },
    },
    order: { stamp: visitStart - 9 * dayMs, rank: 2 },
    applied: ['delivery-1'],
    steps: [],
    overrides: [],
    shown: [],
    changes: [],
    told: [],
    pages: {},
    audit: [{ at: visitStart - 9 * dayMs, did: 'created' }],
    createdAt: visitStart - 9 * dayMs,
    ...changes,
  };
}

export function aPlannedStep(dueAt: number, id = 'day-before@1'): Step {
  const state = { status: 'planned', from: dueAt, dueAt, notAfter: dueAt + hourMs } as const;
  return { id, act: { kind: 'text', what: 'day-before' }, state };
}

export function aReceivedDelivery(
  changes: { id?: string; version?: number; leaseUntil?: number } = {},
): Delivery {
  return {
    type: 'delivery',
    clinicId: 'rosewater',
    platform: 'standard',
    id: 'delivery-1',
    version: 0,
    receivedAt: visitStart - 9 * dayMs,
    bodyHash: 'a'.repeat(64),
    body: Buffer.from('{"made":"up"}').toString('base64'),
    expiresAt: visitStart,
    status: 'received',
    leaseUntil: visitStart - 9 * dayMs + hourMs,
    tries: 1,
    ...changes,
  };
}

export function aJob(changes: Partial<ReplanJob> = {}): ReplanJob {
  return {
    type: 'job',
    clinicId: 'rosewater',
    id: 'replan-1',
    version: 0,
    work: 'replan',
    clinicVersion: 7,
    cursor: { startAt: visitStart, key: 'booking#rosewater#standard#visit-1' },
    done: 12,
    dueAt: visitStart,
    expiresAt: longAfter,
    ...changes,
  };
}

const place = { clinicId: 'rosewater', platform: 'standard', version: 0 } as const;
const reason = { en: 'Please ask us.', es: 'Consulte con nosotros.' };

/** One of every type, and of every status a delivery has. */
export const everyItem: Item[] = [
  aBooking({ steps: [aPlannedStep(visitStart - dayMs)] }),
  {
    type: 'alias',
    ...place,
    uid: 'alias-1',
    target: 'visit-1',
    carry: aBooking({ uid: 'alias-1' }),
    carriedSince: visitStart - dayMs,
    expiresAt: longAfter,
  },
  {
    type: 'tombstone',
    ...place,
    uid: 'tombstone-1',
    ended: 'cancelled',
    by: 'client',
    order: { stamp: visitStart, rank: 5 },
    expiresAt: longAfter,
  },
  { type: 'moved', ...place, uid: 'moved-1', target: 'visit-1', expiresAt: longAfter },
  {
    type: 'erased',
    ...place,
    uid: 'erased-1',
    at: visitStart,
    steps: [{ id: 'day-before@1', status: 'sent' }],
  },
  aReceivedDelivery(),
  {
    type: 'delivery',
    ...place,
    id: 'delivery-done',
    receivedAt: visitStart,
    bodyHash: 'b'.repeat(64),
    expiresAt: longAfter,
    status: 'done',
    doneAt: visitStart + 5,
    answer: { status: 'processed', bookingId: 'standard:visit-1', decision: 'blocked' },
  },
  {
    type: 'delivery',
    ...place,
    id: 'delivery-refused',
    receivedAt: visitStart,
    bodyHash: 'c'.repeat(64),
    expiresAt: longAfter,
    status: 'refused',
    reason: 'the start is missing',
    fields: [{ path: 'data.start', expected: 'an instant' }],
  },
  {
    type: 'contact',
    clinicId: 'rosewater',
    phoneKey: 'phone-key-1',
    version: 3,
    phone: '+12125550101',
    optedOut: { at: visitStart, source: 'text' },
    slots: [{ text: 'standard:visit-1 booked', content: 'booked', kind: 'status', at: visitStart }],
    questions: [],
    replies: [{ id: 'inbound-1', at: visitStart, state: 'sent' }],
  },
  {
    type: 'clinic',
    id: 'rosewater',
    version: 7,
    brand: 'Rosewater Clinic',
    phone: '(212) 555-0100',
    place: '1 Example Street',
    zone: 'America/New_York',
    status: 'active',
    language: 'en',
    textHours: defaultTextHours,
    smsNumber: '+12125550100',
    countries: ['US', 'CA'],
    pagesUrl: 'https://pages.example',
    services: { standard: { 'Microneedling 60': 'microneedling' } },
    questionNames: { 'Botox lately?': 'last-botox' },
    consent: { standard: 'stated' },
    policies: { microneedling: 1 },
  },
  {
    type: 'policy',
    clinicId: 'rosewater',
    version: 0,
    policy: {
      treatment: 'microneedling',
      version: 2,
      title: { en: 'Microneedling', es: 'Microneedling' },
      carePlan: 'microneedling',
      questions: [{ id: 'pregnant', type: 'yes-no', text: { en: 'Pregnant?', es: '¿Embarazada?' } }],
      rules: [
        {
          id: 'pregnancy',
          kind: 'contraindication',
          question: 'pregnant',
          outcome: 'blocked',
          enabled: true,
          overridableBy: 'clinician',
          selfClearing: false,
          reason: { client: reason, manager: reason },
          source: { document: 'beyond-the-source', note: 'made up for this test' },
        },
      ],
    },
  },
  {
    type: 'page',
    token: 'aB3dE6gH9k',
    version: 0,
    clinicId: 'rosewater',
    platform: 'standard',
    uid: 'visit-1',
    page: 'screening',
    expiresAt: longAfter,
  },
  {
    type: 'draft',
    clinicId: 'rosewater',
    platform: 'standard',
    uid: 'visit-1',
    version: 1,
    values: { pregnant: { is: 'no' }, 'last-botox': { is: 'unreadable', raw: 'date' } },
    at: visitStart,
    openedAt: visitStart - hourMs,
    expiresAt: longAfter,
  },
  aJob(),
  {
    type: 'job',
    clinicId: 'rosewater',
    id: 'digest',
    version: 4,
    work: 'digest',
    zone: 'America/New_York',
    toldDay: '2026-11-19',
    since: visitStart - dayMs,
    tries: 1,
    dueAt: visitStart,
    expiresAt: longAfter,
  },
  {
    type: 'job',
    clinicId: 'rosewater',
    id: 'notices-client-not-told',
    version: 3,
    work: 'notices',
    kind: 'client-not-told',
    until: visitStart,
    opener: 'Zb1Qe7Lr0xYw',
    waiting: ['k3Vt9aPq5_Ms'],
    tries: 1,
    dueAt: visitStart,
    expiresAt: longAfter,
  },
  { type: 'number', phone: '+12125550100', version: 0, clinicId: 'rosewater', forVersion: 2 },
  {
    type: 'message',
    holds: 'text',
    id: 'b3e1f6a0-0000-4000-8000-000000000001',
    version: 1,
    ...{ clinicId: 'rosewater', platform: 'standard', uid: 'visit-1' },
    step: 'day-before@1',
    phoneKey: 'phone-key-1',
    expiresAt: longAfter,
  },
  {
    type: 'message',
    holds: 'receipt',
    id: 'b3e1f6a0-0000-4000-8000-000000000002',
    version: 1,
    receipt: {
      outcome: 'failed',
      messageId: 'b3e1f6a0-0000-4000-8000-000000000002',
      at: visitStart,
      reason: 'opted out',
      optedOut: true,
    },
    expiresAt: longAfter,
  },
  {
    type: 'quarantine',
    key: 'booking#rosewater#standard#visit-9',
    version: 0,
    tries: 5,
    reason: 'steps: invalid_type',
    since: visitStart,
    expiresAt: longAfter,
  },
];
