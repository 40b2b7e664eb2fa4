/** From what is stored to the lines of the opening page. */
import type { Booking } from '../../../booking/booking.ts';
import { referenceOf } from '../../../booking/reference.ts';
import { suggestedActs } from '../../../booking/suggested-acts.ts';
import { attentionOf } from '../../../follow-up/notices.ts';
import type { Policy } from '../../../policy/policy.ts';
import type { Quarantine } from '../../../store/item.ts';
import { formatInstant, type Instant } from '../../../time/instant.ts';
import type { Delivery } from '../../../webhook/delivery.ts';
import type { ActName } from '../act-name.ts';
import type { AttentionRow } from '../attention-view.ts';
import { sayAttention } from './say-attention.ts';
import { sayBooked } from './say-booked.ts';

/** A booking on the list, with the version of the policy it stands on. */
export interface AttentionBooking {
  booking: Booking;
  policy: Policy | undefined;
  zone: string;
  /** What the reader may do about it. */
  can: ActName[];
  now: Instant;
}

/** `undefined`: nobody needs to look at it any more, whatever the index still says. */
export function viewAttentionBooking(asked: AttentionBooking): AttentionRow | undefined {
  const { booking, can, now } = asked;
  const kinds = attentionOf(booking, now);
  if (kinds.length === 0) return undefined;
  const eligibleFrom = booking.decision?.eligibleFrom;
  return {
    row: 'booking',
    ref: referenceOf(booking),
    name: booking.client.name,
    service: sayBooked(booking, asked.policy),
    status: booking.status,
    startAt: formatInstant(booking.startAt),
    kinds,
    why: sayAttention(kinds, { ...asked, isDateBeside: true }),
    ...(eligibleFrom === undefined ? {} : { eligibleFrom: formatInstant(eligibleFrom) }),
    can,
    suggested: suggestedActs(booking, kinds, can, now),
  };
}

/** `undefined` for one that was not refused. */
export function viewRefusedDelivery(delivery: Delivery): AttentionRow | undefined {
  if (delivery.status !== 'refused') return undefined;
  return {
    row: 'delivery',
    platform: delivery.platform,
    receivedAt: formatInstant(delivery.receivedAt),
    kinds: ['refused-delivery'],
    why: `A booking was sent that could not be read: ${delivery.reason}.`,
    fields: delivery.fields,
  };
}

/** `place`: of the booking that the item is, where it is one. */
export function viewQuarantined(
  { reason, since }: Pick<Quarantine, 'reason' | 'since'>,
  place: { platform: string; uid: string } | undefined,
): AttentionRow {
  const what = place === undefined ? 'Something stored' : 'A stored booking';
  return {
    row: 'quarantined',
    ...(place === undefined ? {} : { ref: referenceOf(place) }),
    since: formatInstant(since),
    kinds: ['quarantined'],
    why: `${what} could not be worked on, and is left as it is: ${reason}.`,
  };
}
