/** Takes one webhook request: verified, stored, then worked on, so that nothing verified is lost and nothing unverified costs a call. */
import { createHash } from 'node:crypto';
import { clientKeysOf } from '../../shared/booking/visit.ts';
import type { Clinic } from '../../shared/clinic/clinic.ts';
import type {
  BookingDetails,
  Platform,
  PlatformEvent,
  RawDelivery,
  Reading,
} from '../../shared/platforms/platform.ts';
import type { ClinicSecrets, VisitEntry } from '../../shared/ports.ts';
import { type Item, keys } from '../../shared/store/item.ts';
import { dayMs, type Instant, secondMs } from '../../shared/time/instant.ts';
import {
  type Delivery,
  type DeliveryAnswer,
  deliveryDays,
  leaseSeconds,
} from '../../shared/webhook/delivery.ts';
import { decodeJson } from '../../shared/webhook/read-body.ts';
import { applyEvent } from './apply-event.ts';
import { type Deps, keyOfPlace } from './deps.ts';
import { queryVisits, readItems } from './load.ts';

export type Taken =
  | { taken: 'rejected'; reason: string }
  | { taken: 'conflict' }
  | { taken: 'answered'; answer: DeliveryAnswer }
  | { taken: 'unreadable'; reason: string; fields: { path: string; expected: string }[] };

interface Request {
  clinicId: string;
  platform: Platform;
  raw: RawDelivery;
}

export async function takeDelivery(deps: Deps, request: Request): Promise<Taken> {
  const { clinicId, platform, raw } = request;
  const secrets = await deps.secrets.ofClinic(clinicId);
  const verification = platform.verify(raw, activeSecrets(platform, secrets));
  if (!verification.verified || secrets === undefined) {
    const reason = verification.verified ? 'unknown clinic' : verification.reason;
    deps.journal.note({ event: 'delivery-rejected', clinicId, platform: platform.id, reason });
    return { taken: 'rejected', reason };
  }
  const delivery = newDelivery(request, verification.id);
  const reading = readDelivery(platform, raw);
  deps.journal.note({
    event: 'delivery-received',
    clinicId,
    platform: platform.id,
    delivery: shortId(delivery),
  });
  if (reading.read !== 'event') return settleAtOnce(deps, delivery, reading);
  if (reading.event.happened === 'end-passed') {
    const reason = 'a clock passed the booked end; staff say who came';
    return settleAtOnce(deps, delivery, { read: 'ignored', reason });
  }
  return takeEvent(deps, delivery, reading.event, secrets);
}

/** An unknown clinic or platform secret is checked against a made-up one: the same work, the same answer. */
function activeSecrets(platform: Platform, secrets: ClinicSecrets | undefined): readonly string[] {
  const known = secrets?.platforms ?? {};
  const active = Object.hasOwn(known, platform.id) ? (known[platform.id] ?? []) : [];
  return active.length > 0 ? active : [decoy];
}

/** Never accepted: whoever signs with it fails the check that follows. */
const decoy = `whsec_${createHash('sha256').update(String(process.pid)).update(process.hrtime.bigint().toString()).digest('base64')}`;

function readDelivery(platform: Platform, raw: RawDelivery): Reading {
  const decoded = decodeJson(raw.body);
  return decoded.ok
    ? platform.read(decoded.value, raw.receivedAt)
    : { read: 'refused', reason: decoded.reason, fields: [] };
}

function newDelivery(
  { clinicId, platform, raw }: Request,
  id: string,
): Extract<Delivery, { status: 'received' }> {
  return {
    type: 'delivery',
    clinicId,
    platform: platform.id,
    id,
    version: 1,
    receivedAt: raw.receivedAt,
    bodyHash: createHash('sha256').update(raw.body).digest('hex'),
    body: Buffer.from(raw.body).toString('base64'),
    expiresAt: raw.receivedAt + deliveryDays * dayMs,
    status: 'received',
    leaseUntil: raw.receivedAt + leaseSeconds * secondMs,
    tries: 1,
  };
}

/** What needs no work is stored with its answer in one put. */
async function settleAtOnce(
  deps: Deps,
  delivery: Extract<Delivery, { status: 'received' }>,
  reading: Exclude<Reading, { read: 'event' }>,
): Promise<Taken> {
  const { leaseUntil: _lease, tries: _tries, status: _status, ...rest } = delivery;
  const settled: Delivery =
    reading.read === 'ignored'
      ? {
          ...rest,
          status: 'done',
          doneAt: delivery.receivedAt,
          answer: { status: 'ignored', reason: reading.reason },
        }
      : { ...rest, status: 'refused', reason: reading.reason, fields: reading.fields };
  const put = await deps.store.put(settled, 'absent', reading.read === 'refused' ? ['refused-delivery'] : []);
  if (put.put === 'conflict') return repeated(deps, delivery);
  return reading.read === 'ignored'
    ? { taken: 'answered', answer: { status: 'ignored', reason: reading.reason } }
    : { taken: 'unreadable', reason: reading.reason, fields: reading.fields };
}

/** Stores the delivery while the first look is under way; the work starts only once it is stored. */
async function takeEvent(
  deps: Deps,
  delivery: Extract<Delivery, { status: 'received' }>,
  event: PlatformEvent,
  secrets: ClinicSecrets,
): Promise<Taken> {
  const [put, ahead] = await Promise.all([
    deps.store.put(delivery, 'absent'),
    lookAhead(deps, delivery, event, secrets),
  ]);
  if (put.put === 'conflict') return repeated(deps, delivery);
  return { taken: 'answered', answer: await workOn(deps, delivery, event, secrets, ahead) };
}

/** After the put the platform gets a 2xx whatever happens: what fails here is taken up by the sweep. */
async function workOn(
  deps: Deps,
  delivery: Extract<Delivery, { status: 'received' }>,
  event: PlatformEvent,
  secrets: ClinicSecrets,
  ahead: Ahead | undefined,
): Promise<DeliveryAnswer> {
  try {
    return await workOnDelivery(deps, delivery, event, secrets, ahead);
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    const key = keys.delivery(delivery.clinicId, delivery.platform, delivery.id);
    deps.journal.note({
      event: 'item-put-back',
      key: createHash('sha256').update(key).digest('hex'),
      reason,
    });
    return { status: 'accepted' };
  }
}

interface Ahead {
  items: Map<string, Item | undefined>;
  visits?: VisitEntry[];
  clinic: Clinic;
}

/** Applies the event and marks the delivery done with its answer. Two processes doing so at once are harmless. */
export async function workOnDelivery(
  deps: Deps,
  delivery: Extract<Delivery, { status: 'received' }>,
  event: PlatformEvent,
  secrets: ClinicSecrets,
  ahead?: Ahead,
): Promise<DeliveryAnswer> {
  const { clinicId, platform, receivedAt } = delivery;
  const looked = ahead ?? (await lookAhead(deps, delivery, event, secrets));
  const now = Math.max(deps.clock.now(), receivedAt);
  const answer: DeliveryAnswer =
    looked === undefined
      ? { status: 'ignored', reason: 'the clinic has no settings here' }
      : await applyEvent(deps, {
          event,
          clinic: looked.clinic,
          platform,
          secret: secrets.clientKey,
          delivery: shortId(delivery),
          receivedAt,
          now,
          ...(ahead === undefined ? {} : { ahead }),
        });
  const { leaseUntil: _lease, tries: _tries, status: _status, ...rest } = delivery;
  const done: Delivery = { ...rest, version: delivery.version + 1, status: 'done', doneAt: now, answer };
  // A conflict here means that another process did the same work first.
  await deps.store.put(done, delivery.version);
  deps.journal.note({
    event: 'delivery-answered',
    clinicId,
    platform,
    delivery: shortId(delivery),
    status: answer.status,
    ...(answer.bookingId === undefined ? {} : { bookingId: answer.bookingId }),
  });
  return answer;
}

/** Countries clinics texted when last seen: lets the client's other visits be read beside the clinic itself. */
const countriesSeen = new Map<string, readonly string[]>();

/** One look at everything the event may need; `undefined` when the clinic has no settings. */
async function lookAhead(
  deps: Deps,
  { clinicId, platform }: Delivery,
  event: PlatformEvent,
  secrets: ClinicSecrets,
): Promise<Ahead | undefined> {
  const previousUid = event.happened === 'rescheduled' ? event.previousUid : undefined;
  const uids = [event.uid, ...(previousUid === undefined || previousUid === event.uid ? [] : [previousUid])];
  const places = uids.map((uid) => keyOfPlace({ clinicId, platform, uid }));
  const details = 'details' in event ? event.details : undefined;
  const guess = countriesSeen.get(clinicId);
  const visitsBy = (countries: readonly string[], of: BookingDetails) =>
    queryVisits(deps, clientKeysOf(of, countries, secrets.clientKey));
  const [[clinic, ...items], guessed] = await Promise.all([
    readItems(deps, [keys.clinic(clinicId), ...places]),
    details === undefined || guess === undefined ? undefined : visitsBy(guess, details),
  ]);
  if (clinic?.type !== 'clinic') return undefined;
  countriesSeen.set(clinicId, clinic.countries);
  const fits = guess !== undefined && guess.join() === clinic.countries.join();
  const visits =
    details === undefined ? undefined : fits ? guessed : await visitsBy(clinic.countries, details);
  return {
    clinic,
    items: new Map(places.map((key, index) => [key, items[index]])),
    ...(visits === undefined ? {} : { visits }),
  };
}

/** The same delivery again: its first answer, or, where another body came under its id, a conflict. */
async function repeated(deps: Deps, delivery: Extract<Delivery, { status: 'received' }>): Promise<Taken> {
  const key = keys.delivery(delivery.clinicId, delivery.platform, delivery.id);
  const [first] = await readItems(deps, [key]);
  if (first?.type !== 'delivery') return { taken: 'answered', answer: { status: 'accepted' } };
  if (first.bodyHash !== delivery.bodyHash) {
    const { clinicId, platform } = delivery;
    deps.journal.note({ event: 'delivery-conflict', clinicId, platform, delivery: shortId(delivery) });
    return { taken: 'conflict' };
  }
  switch (first.status) {
    case 'done':
      return { taken: 'answered', answer: { ...first.answer, status: 'duplicate' } };
    case 'refused':
      return { taken: 'unreadable', reason: first.reason, fields: first.fields };
    case 'received':
      return { taken: 'answered', answer: { status: 'accepted' } };
  }
}

/** The delivery in a booking's memory and in logs: 96 bits of its key's hash. */
export function shortId({ platform, id }: { platform: string; id: string }): string {
  return createHash('sha256').update(`${platform} ${id}`).digest('base64url').slice(0, 16);
}

/** Reads a stored delivery again, for the sweep. */
export function readStored(platform: Platform, delivery: Delivery, receivedAt: Instant): Reading {
  const body = Buffer.from(delivery.body ?? '', 'base64');
  return readDelivery(platform, { headers: {}, body, receivedAt });
}
