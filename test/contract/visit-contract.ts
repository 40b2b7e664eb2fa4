/** Part of the store's contract: bookings found by client and by clinic. */
import { describe, expect, test } from 'vitest';
import type { Booking } from '../../shared/booking/booking.ts';
import { type VisitEntry, visitsMax } from '../../shared/ports.ts';
import { keyOf } from '../../shared/store/item.ts';
import { nameKey } from '../../shared/text/person-name.ts';
import { dayMs, hourMs } from '../../shared/time/instant.ts';
import { aBooking, visitStart } from './items.ts';
import type { StoreUnderTest } from './store-under-test.ts';

function entryOf(booking: Booking): VisitEntry {
  const { platform, uid, startAt, status, client } = booking;
  const treatment = booking.treatment ?? '';
  return { key: keyOf(booking), platform, uid, startAt, treatment, status, nameKey: nameKey(client.name) };
}

export function visitContract(underTest: () => StoreUnderTest): void {
  describe('a client’s visits', () => {
    test('are found by phone key and by e-mail key, newest start first, with what the rules need of them', async () => {
      const { store } = underTest();
      const keys = { phoneKey: 'client-both-phone', emailKey: 'client-both-email' };
      const first = aBooking({ ...keys, uid: 'client-1', status: 'completed', startAt: visitStart - dayMs });
      const second = aBooking({ ...keys, uid: 'client-2', status: 'pending' });
      const byMail = aBooking({ uid: 'client-3', phoneKey: 'someone-else', emailKey: keys.emailKey });
      for (const booking of [second, first]) await store.put(booking, 'absent');
      await store.put({ ...byMail, startAt: visitStart + dayMs }, 'absent');

      expect(await store.visitsOf('phone', keys.phoneKey)).toEqual([entryOf(second), entryOf(first)]);
      expect(await store.visitsOf('email', keys.emailKey)).toEqual([
        entryOf({ ...byMail, startAt: visitStart + dayMs }),
        entryOf(second),
        entryOf(first),
      ]);
    });

    test('follow every put: a new start, another status, another key', async () => {
      const { store } = underTest();
      const booking = aBooking({ uid: 'client-moves', phoneKey: 'client-moves-a' });
      await store.put(booking, 'absent');
      const moved: Booking = { ...booking, version: 1, startAt: visitStart + dayMs, status: 'cancelled' };
      await store.put(moved, 0);
      expect(await store.visitsOf('phone', 'client-moves-a')).toEqual([entryOf(moved)]);

      await store.put({ ...moved, version: 2, phoneKey: 'client-moves-b' }, 1);
      expect(await store.visitsOf('phone', 'client-moves-a')).toEqual([]);
      expect(await store.visitsOf('phone', 'client-moves-b')).toEqual([entryOf(moved)]);
    });

    test('a booking without keys, and one that was erased, are found by neither', async () => {
      const { store } = underTest();
      const { phoneKey: _, emailKey: __, ...keyless } = aBooking({ uid: 'client-keyless' });
      await store.put(keyless, 'absent');
      const erased = aBooking({ uid: 'client-erased', phoneKey: 'client-erased' });
      await store.put(erased, 'absent');
      const { clinicId, platform, uid } = erased;
      await store.put({ type: 'erased', clinicId, platform, uid, version: 1, at: visitStart, steps: [] }, 0);

      expect(await store.visitsOf('phone', 'client-erased')).toEqual([]);
      expect(await store.visitsOf('phone', 'undefined')).toEqual([]);
    });

    test('a booking without a treatment is a visit all the same', async () => {
      const { store } = underTest();
      const { treatment: _, ...unmapped } = aBooking({ uid: 'client-unmapped', phoneKey: 'client-unmapped' });
      await store.put(unmapped, 'absent');
      expect(await store.visitsOf('phone', 'client-unmapped')).toEqual([entryOf(unmapped)]);
    });

    test('are the latest ones where there are more than are looked at', async () => {
      const { store } = underTest();
      const bookings = Array.from({ length: visitsMax + 3 }, (_, number) =>
        aBooking({
          uid: `client-many-${number}`,
          phoneKey: 'client-many',
          startAt: visitStart + number * hourMs,
        }),
      );
      await Promise.all(bookings.map((booking) => store.put(booking, 'absent')));
      const found = await store.visitsOf('phone', 'client-many');
      expect(found).toEqual(bookings.toReversed().slice(0, visitsMax).map(entryOf));
    });
  });

  describe('a clinic’s visits', () => {
    test('come by start from after an instant, as many as asked, and none of another clinic', async () => {
      const { store } = underTest();
      const bookings = Array.from({ length: 6 }, (_, number) =>
        aBooking({ clinicId: 'visits-from', uid: `${number}`, startAt: visitStart + number * hourMs }),
      );
      for (const booking of bookings.toReversed()) await store.put(booking, 'absent');
      await store.put(aBooking({ clinicId: 'visits-from-other' }), 'absent');

      const found = await store.visitsFrom('visits-from', { startAt: visitStart }, 3);
      expect(found).toEqual(bookings.slice(1, 4).map(entryOf));
      expect(await store.visitsFrom('visits-from', { startAt: visitStart + 5 * hourMs }, 3)).toEqual([]);
    });

    test('pages of any size walk over all of them once, equal starts and moved cursors included', async () => {
      const { store } = underTest();
      const bookings = Array.from({ length: 40 }, (_, number) =>
        aBooking({
          clinicId: 'visits-walk',
          uid: `walk-${number}`,
          startAt: visitStart + Math.floor(number / 15) * hourMs,
        }),
      );
      await Promise.all(bookings.map((booking) => store.put(booking, 'absent')));

      const seen: string[] = [];
      let after: { startAt: number; key?: string } = { startAt: visitStart - 1 };
      for (let page = 0; page < 20; page += 1) {
        const entries = await store.visitsFrom('visits-walk', after, 7);
        seen.push(...entries.map(({ key }) => key));
        const last = entries.at(-1);
        if (last === undefined) break;
        after = { startAt: last.startAt, key: last.key };
        // The booking the cursor stands on is cancelled or moved away meanwhile.
        const standing = bookings.find((booking) => keyOf(booking) === last.key);
        if (standing !== undefined)
          await store.put({ ...standing, version: 1, startAt: visitStart - dayMs }, 0);
      }
      expect(seen.toSorted()).toEqual(bookings.map(keyOf).toSorted());
    });
  });
}
