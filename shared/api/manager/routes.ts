/** Every route of the manager's API: the one table that the gateway routes by, the function runs on, the site calls through and the description is made from. */
import * as z from 'zod';
import { hasVisitYear, yearMax, yearMin } from '../../time/visit-years.ts';
import { localDate } from '../fields.ts';
import {
  actSchema,
  answersSchema,
  approvalSchema,
  callOffSchema,
  clearanceSchema,
  clinicActSchema,
  eraseSchema,
  markSchema,
  newBookingSchema,
  proposalSchema,
  resendSchema,
} from './act.ts';
import { attentionPage, attentionQuery } from './attention-view.ts';
import { bookingPageSchema } from './booking-page.ts';
import {
  clientExport,
  clinicView,
  dayView,
  erasureBegun,
  revealedContact,
  searchFound,
  searchQuery,
} from './clinic-view.ts';
import type { Role } from './role.ts';

export interface ManagerRoute {
  /** The least role that may; `anyone` needs no sign-in. */
  role: Role | 'anyone';
  /** What it is for, in one line. */
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  answer: z.ZodType;
}

/** By method and path, as API Gateway names a route. `{booking}` is the booking's `ref`. */
export const managerRoutes = {
  'GET /v1/manager/openapi.json': {
    role: 'anyone',
    summary: 'This description',
    answer: z.record(z.string(), z.unknown()),
  },
  'GET /v1/manager/me': {
    role: 'viewer',
    summary: 'Who is signed in, and at which clinic',
    answer: clinicView,
  },
  'GET /v1/manager/clinics/{clinicId}/attention': {
    role: 'viewer',
    summary: 'What needs a person, soonest visit first',
    query: attentionQuery,
    answer: attentionPage,
  },
  /** Asked in a body: an address is written down in too many places to hold a name. */
  'POST /v1/manager/clinics/{clinicId}/find-bookings': {
    role: 'viewer',
    summary: 'Bookings by how any word of a name begins, or by the last four digits of a phone',
    body: searchQuery,
    answer: searchFound,
  },
  'GET /v1/manager/clinics/{clinicId}/day': {
    role: 'viewer',
    summary: "A day's visits with what the technician must know",
    /** Absent: the clinic's today. */
    query: z.strictObject({
      day: localDate
        .refine(hasVisitYear, `expected a date between the years ${yearMin} and ${yearMax}`)
        .optional(),
    }),
    answer: dayView,
  },
  'GET /v1/manager/clinics/{clinicId}/bookings/{booking}': {
    role: 'viewer',
    summary: 'One booking',
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings': {
    role: 'manager',
    summary: 'Add a booking made by telephone or at the desk',
    body: newBookingSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/approve-findings': {
    role: 'manager',
    summary: 'Approve findings, so that they no longer hold the booking back',
    body: approvalSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-clearance': {
    role: 'clinician',
    summary: "Record a doctor's clearance for findings that ask for one",
    body: clearanceSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/settle-proposal': {
    role: 'manager',
    summary: 'Take over what a newer policy finds, or stay with the older one',
    body: proposalSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/ask-again': {
    role: 'manager',
    summary: 'Text the client the link to the screening form once more',
    body: actSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/send-earliest-date': {
    role: 'manager',
    summary: 'Text the client from when the visit would be fine',
    body: actSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/mark-visit': {
    role: 'manager',
    summary: 'Say that the visit took place, or that the client did not come',
    body: markSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/call-off': {
    role: 'manager',
    summary: 'Call off a visit that was agreed on by telephone or at the desk',
    body: callOffSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/resend-text': {
    role: 'manager',
    summary: 'Send a text once more that failed or whose fate is unknown',
    body: resendSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/mark-told': {
    role: 'manager',
    summary: 'Say that the client was told what no text could say',
    body: actSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-answers': {
    role: 'manager',
    summary: 'Write down what the client answered',
    body: answersSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/renew-links': {
    role: 'manager',
    summary: "Close all of the client's links; the next text has a new one",
    body: actSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/stop-texts': {
    role: 'manager',
    summary: "Send no more texts to the client's number",
    body: actSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/allow-texts': {
    role: 'manager',
    summary: 'Lift a stop that staff had set',
    body: actSchema,
    answer: bookingPageSchema,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/reveal-phone': {
    role: 'manager',
    summary: "Show the client's number and e-mail address, on record",
    body: actSchema,
    answer: revealedContact,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/export-client': {
    role: 'manager',
    summary: 'Everything stored about the client, on record',
    body: actSchema,
    answer: clientExport,
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/erase-client': {
    role: 'manager',
    summary: "Remove the client's data for good",
    body: eraseSchema,
    answer: erasureBegun,
  },
  'POST /v1/manager/clinics/{clinicId}/pause-texts': {
    role: 'manager',
    summary: "Pause all of the clinic's texts: what falls due meanwhile is skipped",
    body: clinicActSchema,
    answer: clinicView,
  },
  'POST /v1/manager/clinics/{clinicId}/resume-texts': {
    role: 'manager',
    summary: "Let the clinic's texts go out again",
    body: clinicActSchema,
    answer: clinicView,
  },
} as const satisfies Record<string, ManagerRoute>;

export type ManagerRoutes = typeof managerRoutes;
export type ManagerRouteKey = keyof ManagerRoutes;
