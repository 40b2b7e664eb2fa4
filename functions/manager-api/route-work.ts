/** Each route's work: what it reads or does, and what it answers. */
import type { Refused, RouteWork } from './call.ts';
import { readRoutes } from './read-routes.ts';

async function later(): Promise<Refused> {
  return { refused: 'not-found' };
}

export const routeWork: RouteWork = {
  ...readRoutes,
  'POST /v1/manager/clinics/{clinicId}/bookings': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/approve-findings': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-clearance': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/settle-proposal': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/ask-again': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/send-earliest-date': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/mark-visit': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/resend-text': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-answers': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/stop-texts': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/allow-texts': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/reveal-phone': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/export-client': later,
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/erase-client': later,
  'POST /v1/manager/clinics/{clinicId}/pause-texts': later,
  'POST /v1/manager/clinics/{clinicId}/resume-texts': later,
};
