/** Hands over everything stored about a client, with who asked for it on the booking's record first. */
import type { ActAsked } from '../../../shared/api/manager/act.ts';
import type { ClientExport } from '../../../shared/api/manager/clinic-view.ts';
import {
  exportBooking,
  exportContact,
  exportUnreadable,
} from '../../../shared/api/manager/views/export-client.ts';
import { staffAct } from '../../../shared/booking/asked-act.ts';
import { type Booking, bookingIdOf } from '../../../shared/booking/booking.ts';
import { numberToCall } from '../../../shared/booking/client-contact.ts';
import type { Place } from '../../../shared/booking/place-event.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { keys } from '../../../shared/store/item.ts';
import { placeOfKey } from '../../../shared/store/key-parts.ts';
import { nameKey } from '../../../shared/text/person-name.ts';
import { formatInstant, type Instant } from '../../../shared/time/instant.ts';
import { type BookingDeps, type EraseDeps, keyOfPlace } from '../deps.ts';
import { addKeys, allVisits, type FoundClient, findClient } from '../find-client.ts';
import { policyFor } from '../load.ts';
import { typedDrafts } from '../pages/typed-drafts.ts';
import { readMany } from '../read-many.ts';
import type { Acted, ActingStaff } from './acted.ts';
import { changeAsSeen } from './change-as-seen.ts';

export async function exportClient(
  deps: EraseDeps,
  who: ActingStaff,
  place: Place,
  body: ActAsked,
  now: Instant,
): Promise<Acted<ClientExport>> {
  const asked = { ...body, act: 'export-client' } as const;
  const act = staffAct(who.staff, asked, now);
  const changed = await changeAsSeen(deps, { who, place, asked }, [{ type: 'exported', act }], now);
  if (changed.acted === 'no') return changed;
  const { booking, clinic } = changed.result;
  const result = await exportOf(deps, clinic, booking, await findTheirs(deps, booking), now);
  return { acted: changed.acted, result };
}

/** A name without letters is nobody's: then it is this booking alone. */
function findTheirs(deps: BookingDeps, own: Booking): Promise<FoundClient> {
  const name = nameKey(own.client.name);
  const known = { phoneKeys: [], emailKeys: [] };
  addKeys(known, own);
  return findClient(deps, known, {
    name: (comparable) => name !== '' && comparable === name,
    booking: ({ client }) => name !== '' && nameKey(client.name) === name,
  });
}

async function exportOf(
  deps: EraseDeps,
  clinic: Clinic,
  own: Booking,
  found: FoundClient,
  now: Instant,
): Promise<ClientExport> {
  const all = new Map([own, ...found.bookings, ...found.folds.flatMap(({ carry }) => carry ?? [])].map(byId));
  const bookings = [...all.values()].sort((a, b) => a.startAt - b.startAt);
  const views = await Promise.all(
    bookings.map(async (booking) =>
      exportBooking(booking, {
        policy: await policyFor(deps, booking, clinic),
        zone: clinic.zone,
        now,
        drafts: await typedDrafts(deps, booking),
      }),
    ),
  );
  const numbers = await exportNumbers(deps, clinic, found, bookings.map(keyOfPlace));
  const { name, email } = own.client;
  const phone = numberToCall(own.client);
  return {
    exportedAt: formatInstant(now),
    clinic: clinic.brand,
    name,
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    bookings: [...views, ...found.unreadable.map((key) => exportUnreadable(placeOfKey(key) ?? own))],
    ...(numbers.length === 0 ? {} : { contact: { numbers } }),
  };
}

async function exportNumbers(
  deps: EraseDeps,
  { id }: Clinic,
  { phoneKeys, unreadable }: FoundClient,
  bookingKeys: readonly string[],
): Promise<Record<string, unknown>[]> {
  const contactKeys = phoneKeys.map((phoneKey) => keys.contact(id, phoneKey));
  const contacts = await readMany(deps.store, contactKeys);
  const theirs = new Set([...bookingKeys, ...unreadable]);
  return Promise.all(
    contacts
      .filter((item) => item?.type === 'contact')
      .map(async (contact) => {
        const visits = await allVisits(deps, 'phone', contact.phoneKey);
        return exportContact(contact, { bookingKeys, isShared: visits.some(({ key }) => !theirs.has(key)) });
      }),
  );
}

function byId(booking: Booking): [string, Booking] {
  return [bookingIdOf(booking), booking];
}
