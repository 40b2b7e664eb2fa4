/** What staff do: each route to its workflow, and what came of it to an answer. */
import type { BookingAct } from '../../shared/booking/asked-act.ts';
import { bookingIdOf, type Client } from '../../shared/booking/booking.ts';
import { isReachable, numberToCall } from '../../shared/booking/client-contact.ts';
import type { Place } from '../../shared/booking/place-event.ts';
import { aboutBooking } from '../../shared/journal/about-booking.ts';
import { handsOver } from '../workflow/acts/act-as-seen.ts';
import { actOnBooking } from '../workflow/acts/act-on-booking.ts';
import type { Acted, ActingStaff } from '../workflow/acts/acted.ts';
import { addBooking } from '../workflow/acts/add-booking.ts';
import { exportClient } from '../workflow/acts/export-client.ts';
import { type OptAsked, optContact } from '../workflow/acts/opt-contact.ts';
import { type PauseAsked, pauseClinic } from '../workflow/acts/pause-clinic.ts';
import type { Standpoint } from '../workflow/change-booking.ts';
import type { StaffDeps } from '../workflow/deps.ts';
import { eraseClient } from '../workflow/erasure/erase-client.ts';
import { unlessUnreadable } from '../workflow/errors.ts';
import { bookingPageOf } from '../workflow/views/show-booking.ts';
import type { Answer, Call, Refused, RouteWork, StaffRouteKey } from './call.ts';
import { clinicAnswer } from './read-routes.ts';
import { refusedAct } from './refused-act.ts';

export const actRoutes = {
  'POST /v1/manager/clinics/{clinicId}/bookings': async (deps, call) =>
    pageOf(deps, call, 'add-booking', await addBooking(deps, actingOf(call), call.body, call.now)),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/approve-findings': (deps, call) =>
    act(deps, call, { ...call.body, act: 'approve-findings' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-clearance': (deps, call) =>
    act(deps, call, { ...call.body, act: 'record-clearance' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/settle-proposal': (deps, call) =>
    act(deps, call, { ...call.body, act: 'settle-proposal' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/ask-again': (deps, call) =>
    act(deps, call, { ...call.body, act: 'ask-again' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/send-earliest-date': (deps, call) =>
    act(deps, call, { ...call.body, act: 'send-earliest-date' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/mark-visit': (deps, call) =>
    act(deps, call, { ...call.body, act: 'mark-visit' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/call-off': (deps, call) =>
    act(deps, call, { ...call.body, act: 'call-off' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/resend-text': (deps, call) =>
    act(deps, call, { ...call.body, act: 'resend-text' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/mark-told': (deps, call) =>
    act(deps, call, { ...call.body, act: 'mark-told' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/record-answers': (deps, call) =>
    act(deps, call, { ...call.body, act: 'record-answers' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/renew-links': (deps, call) =>
    act(deps, call, { ...call.body, act: 'renew-links' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/stop-texts': (deps, call) =>
    opt(deps, call, { ...call.body, act: 'stop-texts' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/allow-texts': (deps, call) =>
    opt(deps, call, { ...call.body, act: 'allow-texts' }),
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/reveal-phone': async (deps, call) => {
    const asked = { ...call.body, act: 'reveal-phone' } as const;
    const acted = await onBooking(actOnBooking(deps, actingOf(call), call.place, asked, call.now));
    if (acted.acted === 'no') return refusedAct(acted);
    noteAct(deps, call, asked.act, acted);
    const { client } = acted.result.booking;
    // Taken away by the platform since the click.
    if (!isReachable(client)) return { refused: 'not-found' };
    return { answer: contactOf(client) };
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/export-client': async (deps, call) => {
    const acted = await onBooking(exportClient(deps, actingOf(call), call.place, call.body, call.now));
    return plain(deps, call, 'export-client', acted);
  },
  'POST /v1/manager/clinics/{clinicId}/bookings/{booking}/erase-client': async (deps, call) => {
    const acted = await onBooking(eraseClient(deps, actingOf(call), call.place, call.body, call.now));
    return plain(deps, call, 'erase-client', acted);
  },
  'POST /v1/manager/clinics/{clinicId}/pause-texts': (deps, call) =>
    pause(deps, call, { ...call.body, act: 'pause-texts' }),
  'POST /v1/manager/clinics/{clinicId}/resume-texts': (deps, call) =>
    pause(deps, call, { ...call.body, act: 'resume-texts' }),
} satisfies Partial<RouteWork>;

type AnyCall = Pick<Call<StaffRouteKey>, 'staff' | 'now'>;
type BookingCall = AnyCall & { place: Place };
type PageReply = Promise<
  { answer: Answer<'GET /v1/manager/clinics/{clinicId}/bookings/{booking}'> } | Refused
>;

async function act(deps: StaffDeps, call: BookingCall, asked: BookingAct): PageReply {
  const acted = await onBooking(actOnBooking(deps, actingOf(call), call.place, asked, call.now));
  return pageOf(deps, call, asked.act, acted);
}

async function opt(deps: StaffDeps, call: BookingCall, asked: OptAsked): PageReply {
  const acted = await onBooking(optContact(deps, actingOf(call), call.place, asked, call.now));
  return pageOf(deps, call, asked.act, acted);
}

async function pause(
  deps: StaffDeps,
  call: AnyCall,
  asked: PauseAsked,
): Promise<{ answer: Answer<'GET /v1/manager/me'> } | Refused> {
  const acted = await pauseClinic(deps, actingOf(call), asked, call.now);
  if (acted.acted === 'no') return refusedAct(acted);
  noteAct(deps, call, asked.act, { acted: acted.acted });
  return { answer: await clinicAnswer(deps, acted.result, call.staff, call.now) };
}

/** The booking's page as it stands after the act, also of a click that was taken before. */
async function pageOf(deps: StaffDeps, call: AnyCall, name: string, acted: Acted<Standpoint>): PageReply {
  if (acted.acted === 'no') return refusedAct(acted);
  noteAct(deps, call, name, acted);
  return { answer: await bookingPageOf(deps, acted.result, call.staff.role, call.now) };
}

function contactOf(client: Client): { phone?: string; email?: string } {
  const phone = numberToCall(client);
  const { email } = client;
  return { ...(phone === undefined ? {} : { phone }), ...(email === undefined ? {} : { email }) };
}

/** What is answered as it came. */
function plain<Result>(
  deps: StaffDeps,
  call: BookingCall,
  name: string,
  acted: Acted<Result>,
): { answer: Result } | Refused {
  if (acted.acted === 'no') return refusedAct(acted);
  // Of an erasure this line is all that is left outside the table: after a restore it says whom to erase again.
  noteAct(deps, call, name, { acted: acted.acted, bookingId: bookingIdOf(call.place) });
  return { answer: acted.result };
}

/** A booking that cannot be read is nothing to act on: it is on the list of what was set aside. */
async function onBooking<Result>(acting: Promise<Acted<Result>>): Promise<Acted<Result>> {
  return (await unlessUnreadable(acting)) ?? { acted: 'no', why: 'unknown' };
}

/** A click that was taken before is no further act, but what is handed over for it once more is told of. */
function noteAct(
  { journal }: StaffDeps,
  call: AnyCall,
  name: string,
  { acted, result, bookingId }: { acted: 'done' | 'repeated'; result?: Standpoint; bookingId?: string },
): void {
  if (acted === 'repeated' && !handsOver(name)) return;
  const { clinicId, staff } = actingOf(call);
  const asked = bookingId === undefined ? {} : { bookingId };
  const about = result === undefined ? asked : aboutBooking(result.booking);
  const again = acted === 'repeated' ? ({ again: true } as const) : {};
  journal.note({ event: 'act-done', act: name, role: staff.role, ...again, ...about, clinicId });
}

/** The wall lets no viewer come so far. */
function actingOf({ staff }: AnyCall): ActingStaff {
  const { clinicId, role, name } = staff;
  if (role === 'viewer') throw new TypeError('expected a role that may act');
  return { clinicId, staff: { by: name, role } };
}
