/** Works on a stored delivery: applies its event and marks it done with the answer. */
import type { Platform, PlatformEvent, Reading } from '../../../shared/platforms/platform.ts';
import type { ClinicSecrets } from '../../../shared/ports.ts';
import type { Instant } from '../../../shared/time/instant.ts';
import {
  type Delivery,
  type DeliveryAnswer,
  doneDelivery,
  type OpenDelivery,
} from '../../../shared/webhook/delivery.ts';
import { decodeJson } from '../../../shared/webhook/read-body.ts';
import { shortId } from '../about-item.ts';
import type { BookingDeps } from '../deps.ts';
import { applyEvent } from './apply-event.ts';
import { type Ahead, lookAhead } from './look-ahead.ts';

/** Applies the event and marks the delivery done with its answer. Two processes doing so at once are harmless. */
export async function workOnDelivery(
  deps: BookingDeps,
  delivery: OpenDelivery,
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
          ahead: looked,
        });
  const done = { ...doneDelivery(delivery, answer, now), version: delivery.version + 1 };
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

export function readBody(platform: Platform, raw: { body: Uint8Array; receivedAt: Instant }): Reading {
  const decoded = decodeJson(raw.body);
  return decoded.ok
    ? platform.read(decoded.value, raw.receivedAt)
    : { read: 'refused', reason: decoded.reason, fields: [] };
}

/** Reads a stored delivery again, for the sweep. */
export function readStored(platform: Platform, delivery: Delivery, receivedAt: Instant): Reading {
  const body = Buffer.from(delivery.body ?? '', 'base64');
  return readBody(platform, { body, receivedAt });
}
