/** Part of the store's contract: everything of one client can be found without a scan: all their visits, and what belongs to each booking. */
import { describe, expect, test } from 'vitest';
import { visitsMax } from '../../shared/ports.ts';
import { keyOf } from '../../shared/store/item.ts';
import { hourMs } from '../../shared/time/instant.ts';
import type { Delivery } from '../../shared/webhook/delivery.ts';
import { aBooking, aReceivedDelivery, visitStart } from './items.ts';
import type { StoreUnderTest } from './store-under-test.ts';

function aDoneDelivery(id: string, bookingId: string): Extract<Delivery, { status: 'done' }> {
  return {
    type: 'delivery',
    clinicId: 'rosewater',
    platform: 'standard',
    id,
    version: 0,
    receivedAt: visitStart,
    bodyHash: 'c'.repeat(64),
    body: Buffer.from('{"made":"up"}').toString('base64'),
    expiresAt: visitStart + 1_000,
    status: 'done',
    doneAt: visitStart,
    answer: { status: 'processed', bookingId },
  };
}

export function belongingsContract(underTest: () => StoreUnderTest): void {
  describe('a client’s visits from the last one seen on', () => {
    test('are those with an earlier start, equal starts once each', async () => {
      const { store } = underTest();
      const bookings = Array.from({ length: visitsMax + 20 }, (_, number) =>
        aBooking({
          uid: `past-${number}`,
          phoneKey: 'client-past',
          startAt: visitStart + Math.floor(number / 15) * hourMs,
        }),
      );
      await Promise.all(bookings.map((booking) => store.put(booking, 'absent')));
      const first = await store.visitsOf('phone', 'client-past');
      const second = await store.visitsOf('phone', 'client-past', first.at(-1));
      const seen = [...first, ...second].map(({ key }) => key);
      expect([first.length, second.length]).toEqual([visitsMax, 20]);
      expect(seen.toSorted()).toEqual(bookings.map(keyOf).toSorted());
    });
  });

  describe('what belongs to a booking', () => {
    test('is found by its key: deliveries that led to it, and its other uids; no visit is among them', async () => {
      const { store } = underTest();
      const booking = aBooking({ uid: 'owner: with #1', phoneKey: 'owner-phone' });
      const key = keyOf(booking);
      const delivery = aDoneDelivery('of-owner', 'standard:owner: with #1');
      const pointer = { clinicId: 'rosewater', platform: 'standard', version: 0, target: booking.uid };
      const alias = { type: 'alias', ...pointer, uid: 'owner-alias', expiresAt: visitStart } as const;
      const moved = { type: 'moved', ...pointer, uid: 'owner-moved', expiresAt: visitStart } as const;
      for (const item of [booking, delivery, alias, moved]) await store.put(item, 'absent');
      await store.put(aDoneDelivery('of-another', 'standard:another'), 'absent');
      await store.put(aReceivedDelivery({ id: 'of-nobody-yet' }), 'absent');

      const found = await store.belongingsOf(key);
      expect(found.toSorted()).toEqual([alias, delivery, moved].map(keyOf).toSorted());
      expect((await store.visitsOf('phone', 'owner-phone')).map((visit) => visit.key)).toEqual([key]);
    });

    test('leaves with what it held: a delivery without its body is not found', async () => {
      const { store } = underTest();
      const delivery = aDoneDelivery('to-be-emptied', 'standard:emptied');
      await store.put(delivery, 'absent');
      const { body: _, ...empty } = delivery;
      await store.put({ ...empty, version: 1 }, 0);
      expect(await store.belongingsOf('booking#rosewater#standard#emptied')).toEqual([]);
    });
  });
}
