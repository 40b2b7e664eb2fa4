/** What staff look at: the lists, a booking, the day, the clinic and who they are. */
import { viewClinic } from '../../shared/api/manager/views/view-lists.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type { Instant } from '../../shared/time/instant.ts';
import type { StaffDeps } from '../workflow/deps.ts';
import { listAttention } from '../workflow/views/list-attention.ts';
import { searchBookings } from '../workflow/views/search-bookings.ts';
import { showBooking } from '../workflow/views/show-booking.ts';
import { loadClinic, treatmentsOf } from '../workflow/views/show-clinic.ts';
import { showDay } from '../workflow/views/show-day.ts';
import type { Staff } from './admit.ts';
import type { Answer, Refused, RouteWork } from './call.ts';

const notFound: Refused = { refused: 'not-found' };

export const readRoutes = {
  'GET /v1/manager/me': async (deps, { staff, now }) => {
    const clinic = await loadClinic(deps, staff.clinicId);
    return clinic === undefined ? notFound : { answer: await clinicAnswer(deps, clinic, staff, now) };
  },
  'GET /v1/manager/clinics/{clinicId}/attention': async (deps, { staff, query, now }) => {
    const clinic = await loadClinic(deps, staff.clinicId);
    if (clinic === undefined) return notFound;
    const listed = await listAttention(deps, { clinic, role: staff.role, ...query }, now);
    if (listed.listed) return { answer: listed.page };
    const expected = 'expected the "next" of a page of this list';
    return { refused: 'invalid-input', details: { errors: [{ path: 'after', expected }] } };
  },
  'POST /v1/manager/clinics/{clinicId}/find-bookings': async (deps, { staff, body }) => ({
    answer: await searchBookings(deps, staff.clinicId, body),
  }),
  'GET /v1/manager/clinics/{clinicId}/day': async (deps, { staff, query, now }) => {
    const clinic = await loadClinic(deps, staff.clinicId);
    return clinic === undefined ? notFound : { answer: await showDay(deps, clinic, query.day, now) };
  },
  'GET /v1/manager/clinics/{clinicId}/bookings/{booking}': async (deps, { staff, place, now }) => {
    const page = await showBooking(deps, place, staff.role, now);
    return page === undefined ? notFound : { answer: page };
  },
} satisfies Partial<RouteWork>;

export async function clinicAnswer(
  deps: StaffDeps,
  clinic: Clinic,
  { name, role }: Staff,
  now: Instant,
): Promise<Answer<'GET /v1/manager/me'>> {
  const treatments = await treatmentsOf(deps, clinic);
  return viewClinic({ clinic, you: { name, role }, treatments, now });
}
