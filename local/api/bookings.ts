/** Bookings over HTTP: a list by start, and one whole, with its reasons as sentences. */

import { loadStandpoint, type Standpoint } from '../../functions/workflow/change-booking.ts';
import type { Deps } from '../../functions/workflow/deps.ts';
import { policyFor } from '../../functions/workflow/load.ts';
import { readMany } from '../../functions/workflow/read-many.ts';
import { viewBooking } from '../../shared/api/view-booking.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import { keys } from '../../shared/store/item.ts';
import { demoClinicId } from '../demo-clinic.ts';
import type { LocalRequest, LocalResponse } from '../http-server.ts';
import { ok, refuse } from './respond.ts';

/** Bookings one list shows, by start; a demonstration has some dozens. */
const listedMax = 500;

export async function listBookings(deps: Deps): Promise<LocalResponse> {
  const clinic = await clinicOf(deps);
  const visits = await deps.store.visitsFrom(demoClinicId, { startAt: 0 }, listedMax);
  const items = await readMany(
    deps.store,
    visits.map(({ key }) => key),
  );
  const bookings = items.filter((item) => item?.type === 'booking');
  return ok(
    clinic === undefined ? [] : await Promise.all(bookings.map((one) => summaryOf(deps, one, clinic))),
  );
}

/** `id` as texts and answers name it: `platform:uid`, also by an older uid. */
export async function showBooking({ parameters }: LocalRequest, deps: Deps): Promise<LocalResponse> {
  const [, platform, uid] = /^([a-z-]+):(.+)$/s.exec(parameters.id ?? '') ?? [];
  if (platform === undefined || uid === undefined) {
    return refuse('not-found', { detail: 'a booking is named platform:uid, such as cal-com:abc' });
  }
  const place = { clinicId: demoClinicId, platform, uid };
  const standpoint = await loadStandpoint(deps, place);
  if (standpoint !== undefined) return ok(viewOf(deps, standpoint));
  const [item] = await deps.store.get([keys.booking(demoClinicId, platform, uid)]);
  return refuse('not-found', {
    detail: item === undefined ? 'no such booking' : `no booking but: ${item.type}`,
  });
}

function viewOf(deps: Deps, { booking, clinic, policy }: Pick<Standpoint, 'booking' | 'clinic' | 'policy'>) {
  const { zone, language } = clinic;
  return viewBooking(booking, { policy, zone, language, now: deps.clock.now() });
}

async function summaryOf(deps: Deps, booking: Booking, clinic: Clinic) {
  const policy = await policyFor(deps, booking, clinic);
  const view = viewOf(deps, { booking, clinic, policy });
  const { id, status, service, startAt, client, attention, decision } = view;
  return {
    id,
    status,
    service,
    startAt,
    client: client.name,
    outcome: decision?.outcome,
    reasons: reasonsOf(decision),
    attention,
  };
}

/** What gates, then what is asked, then what the technician should know. */
function reasonsOf(decision: ReturnType<typeof viewOf>['decision']): string[] {
  const findings = decision?.findings ?? [];
  const gating = findings.filter(({ outcome }) => outcome !== 'advisory');
  const advisory = findings.filter(({ outcome }) => outcome === 'advisory');
  const open = decision?.open.length ?? 0;
  return [
    ...gating.map(({ reasons }) => reasons.manager),
    ...(open === 0 ? [] : [`Questions without a usable answer: ${open}`]),
    ...advisory.map(({ reasons }) => reasons.manager),
  ];
}

async function clinicOf(deps: Deps): Promise<Clinic | undefined> {
  const [clinic] = await deps.store.get([keys.clinic(demoClinicId)]);
  return clinic?.type === 'clinic' ? clinic : undefined;
}
