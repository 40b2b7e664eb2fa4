/** One pass of a client's erasure: find what is theirs, write it down, remove it, come again. A pass that died is taken up where it stood. */
import { isDeepStrictEqual } from 'node:util';
import { isOpen } from '../../../shared/booking/ahead.ts';
import { type Booking, bookingIdOf } from '../../../shared/booking/booking.ts';
import { goesWith, personHash } from '../../../shared/booking/erasure.ts';
import { withoutClient } from '../../../shared/follow-up/erase-contact.ts';
import { keys } from '../../../shared/store/item.ts';
import { type EraseJob, erasedBookingsMax } from '../../../shared/store/job.ts';
import { placeOfKey } from '../../../shared/store/key-parts.ts';
import { dayMs, type Instant, minuteMs } from '../../../shared/time/instant.ts';
import { armJob } from '../arm-job.ts';
import { changeContact } from '../change-contact.ts';
import { type EraseDeps, keyOfPlace } from '../deps.ts';
import { UnreadableItemError, unlessUnreadable } from '../errors.ts';
import { addKeys, type FoundClient, findClient } from '../find-client.ts';
import { readItems } from '../load.ts';
import { decideAgain } from '../poke.ts';
import { eraseBooking } from './erase-booking.ts';

/** When each pass begins, ms after it was begun: at once; when the indexes have caught up and whoever was sending has ended; when also a delivery has come that was held up. */
const passesAfter = [0, 2 * minuteMs, dayMs] as const;

export async function eraseSlice(deps: EraseDeps, job: EraseJob, now: Instant): Promise<void> {
  // A timer of an earlier pass is no reason to begin the next one early.
  if (job.dueAt === undefined || job.dueAt > now) return;
  const found = await findTheirs(deps, job);
  const known = withFound(job, found);
  if (known !== job && (await deps.store.put(known, job.version)).put === 'conflict') return;
  const places = known.bookings.map((one) => ({ clinicId: known.clinicId, ...one }));
  for (const place of places) {
    const goes = (booking: Booking) => isStart(known, booking) || isTheirs(known, booking);
    await eraseBooking(deps, place, known.erasure, goes);
  }
  const erased = new Set(places.map(keyOfPlace));
  for (const phoneKey of known.phoneKeys) await eraseContact(deps, known, phoneKey, erased);
  await decideOthers(deps, found, erased, now);
  // What cannot be read cannot be removed: the sweep comes again, and in the end a person sees it.
  const [unreadable] = found.unreadable;
  if (unreadable !== undefined) throw new UnreadableItemError(unreadable, 'its client is being erased');
  const next = afterPass(known);
  if (next.dueAt !== undefined) await armJob(deps, next, now);
  await deps.store.put(next, known.version);
}

/** From the booking it was asked for and all keys known; the index alone may not show that booking yet. */
async function findTheirs(deps: EraseDeps, job: EraseJob): Promise<FoundClient> {
  const start = { clinicId: job.clinicId, ...job.start };
  const [item] = await deps.store.get([keyOfPlace(start)]);
  const known = { phoneKeys: job.phoneKeys, emailKeys: job.emailKeys };
  if (item?.type === 'booking') addKeys(known, item);
  const found = await findClient(deps, known, {
    name: (comparable) => job.person !== '' && personHash(job.id, comparable) === job.person,
    booking: (booking) => isTheirs(job, booking),
  });
  return item?.type === 'unreadable' ? { ...found, unreadable: [...found.unreadable, item.key] } : found;
}

function isTheirs({ id, person, erasure }: EraseJob, booking: Booking): boolean {
  return goesWith(booking, { salt: id, hash: person, at: erasure.at });
}

/** Asked for by itself: whatever name it has by now. */
function isStart({ start }: EraseJob, booking: Booking): boolean {
  return bookingIdOf(start) === bookingIdOf(booking);
}

function withFound(job: EraseJob, { phoneKeys, emailKeys, bookings, folds }: FoundClient): EraseJob {
  const places = [
    ...job.bookings,
    ...[...bookings, ...folds].map(({ platform, uid }) => ({ platform, uid })),
  ];
  const once = new Map(places.map((place) => [bookingIdOf(place), place]));
  const known = { phoneKeys, emailKeys, bookings: [...once.values()].slice(0, erasedBookingsMax) };
  const { phoneKeys: p, emailKeys: e, bookings: b } = job;
  if (isDeepStrictEqual(known, { phoneKeys: p, emailKeys: e, bookings: b })) return job;
  return { ...job, ...known, version: job.version + 1 };
}

/** Whether anybody else's booking uses the number is looked at last, when the person's own are gone. */
async function eraseContact(
  deps: EraseDeps,
  { clinicId }: EraseJob,
  phoneKey: string,
  erased: ReadonlySet<string>,
): Promise<void> {
  const [contact] = await readItems(deps, [keys.contact(clinicId, phoneKey)]);
  if (contact?.type !== 'contact') return;
  const visits = await deps.store.visitsOf('phone', phoneKey);
  const isShared = visits.some(({ key }) => !erased.has(key));
  await changeContact(deps, contact, (one) => {
    const without = withoutClient(one, { bookings: erased, isShared });
    return isDeepStrictEqual(without, one) ? one : without;
  });
}

/** The open bookings of whoever shares a key do not rest on the erased ones any more. */
async function decideOthers(
  deps: EraseDeps,
  { visits }: FoundClient,
  erased: ReadonlySet<string>,
  now: Instant,
): Promise<void> {
  for (const { key, status } of visits) {
    const place = placeOfKey(key);
    if (erased.has(key) || !isOpen({ status }) || place === undefined) continue;
    await unlessUnreadable(decideAgain(deps, place, { now }));
  }
}

/** After the last pass the job keeps that it was done, and nothing that leads to the person. */
function afterPass({ dueAt: _due, ...job }: EraseJob): EraseJob {
  const passes = job.passes + 1;
  const next = { ...job, passes, version: job.version + 1 };
  const after = passesAfter[passes];
  return after === undefined
    ? { ...next, person: '', phoneKeys: [], emailKeys: [] }
    : { ...next, dueAt: (job.repeatedAt ?? job.erasure.at) + after };
}
