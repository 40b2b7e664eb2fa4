/** One event of each kind, so that what holds for all lines is tried on all. */

import type { BusinessEvent } from '../../shared/journal/business-event.ts';
import type { EventName } from '../../shared/journal/metrics.ts';

const clinic = { clinicId: 'rosewater', platform: 'standard' };
const about = { clinicId: 'rosewater', bookingId: 'standard:visit-1', delivery: 'Zm9yIHRlc3RzIG9u' };
const text = { ...about, step: 'booked' };
const item = { ...about, key: 'a0'.repeat(32), reason: 'TypeError' };

export const sampleEvents: Record<EventName, BusinessEvent> = {
  'delivery-received': { event: 'delivery-received', ...clinic, delivery: about.delivery },
  'delivery-answered': { event: 'delivery-answered', ...clinic, ...about, status: 'processed' },
  'delivery-rejected': { event: 'delivery-rejected', ...clinic, reason: 'no signature matches' },
  'delivery-conflict': { event: 'delivery-conflict', ...clinic, delivery: about.delivery },
  'booking-decided': { event: 'booking-decided', ...about, outcome: 'allowed' },
  'timer-missing': { event: 'timer-missing', ...about, reason: 'ThrottlingException' },
  'timer-lost': { event: 'timer-lost', ...about, overdueSeconds: 240 },
  'text-sent': { event: 'text-sent', ...text },
  'text-failed': { event: 'text-failed', ...text, reason: 'opted out' },
  'text-unknown': { event: 'text-unknown', ...text, reason: 'TimeoutError' },
  'text-skipped': { event: 'text-skipped', ...text, reason: 'too late' },
  'text-postponed': { event: 'text-postponed', ...text },
  'text-delivered': { event: 'text-delivered', ...text },
  'text-undelivered': { event: 'text-undelivered', ...text, reason: 'Phone carrier is unreachable' },
  'text-unlinked': { event: 'text-unlinked', ...text, reason: 'StoreUnavailableError' },
  'receipt-unknown': { event: 'receipt-unknown', message: 'message-1' },
  'receipt-unreadable': { event: 'receipt-unreadable', reason: 'status: invalid_value' },
  'receipt-failed': { event: 'receipt-failed', message: 'message-1', reason: 'ContentionError' },
  'reply-taken': { event: 'reply-taken', clinicId: 'rosewater', meaning: 'stop' },
  'reply-sent': { event: 'reply-sent', clinicId: 'rosewater', milestone: 'stop' },
  'reply-failed': { event: 'reply-failed', ...about, milestone: 'changed', reason: 'InvalidParameter' },
  'reply-unknown': { event: 'reply-unknown', ...about, milestone: 'changed', reason: 'TimeoutError' },
  'contact-opted-out': { event: 'contact-opted-out', clinicId: 'rosewater', source: 'text' },
  'contact-opted-in': { event: 'contact-opted-in', clinicId: 'rosewater', source: 'text' },
  swept: {
    event: 'swept',
    looked: 3,
    worked: 2,
    failed: 1,
    deliveriesUnfinished: 1,
    oldestOverdueSeconds: 240,
  },
  'item-quarantined': { event: 'item-quarantined', ...item },
  'item-put-back': { event: 'item-put-back', ...item },
  'notice-sent': { event: 'notice-sent', ...about, kind: 'client-not-told' },
  'notice-failed': { event: 'notice-failed', ...about, kind: 'client-not-told', reason: 'TimeoutError' },
  'page-opened': { event: 'page-opened', ...about, page: 'screening' },
  'page-refused': { event: 'page-refused', page: 'screening', reason: 'unknown' },
  'screening-submitted': { event: 'screening-submitted', ...about },
  'sign-in-refused': { event: 'sign-in-refused', reason: 'expired' },
  'tenant-wall': {
    event: 'tenant-wall',
    clinicId: 'rosewater',
    route: 'GET /v1/manager/clinics/{clinicId}/attention',
  },
  'act-done': { event: 'act-done', ...about, act: 'approve-findings', role: 'manager' },
};
