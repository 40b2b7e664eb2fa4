/** Part of the store's contract: bookings found by what staff search for, and by nothing that a booking says no more. */
import { describe, expect, test } from 'vitest';
import type { Booking } from '../../shared/booking/booking.ts';
import type { FoundEntry } from '../../shared/ports.ts';
import { nameSearchKey } from '../../shared/store/index-entry.ts';
import { type Item, keyOf } from '../../shared/store/item.ts';
import { namePrefixes } from '../../shared/text/name-search.ts';
import { dayMs, hourMs } from '../../shared/time/instant.ts';
import { aBooking, visitStart } from './items.ts';
import type { StoreUnderTest } from './store-under-test.ts';

function named(clinicId: string, uid: string, name: string, startAt = visitStart): Booking {
  return aBooking({ clinicId, uid, startAt, client: { name, language: 'en' } });
}

export function searchContract(underTest: () => StoreUnderTest): void {
  async function put(...bookings: Booking[]): Promise<void> {
    for (const booking of bookings) await underTest().store.put(booking, 'absent');
  }

  async function find(clinicId: string, prefixes: readonly string[], limit = 10): Promise<FoundEntry[]> {
    const keys = prefixes.map((prefix) => nameSearchKey(clinicId, prefix));
    return underTest().store.search('name', keys, limit);
  }

  describe('a search', () => {
    test('by the last four digits’ key finds bookings, newest first, and no name of them', async () => {
      const lastFourKey = 'search-0101';
      const old = aBooking({ uid: 'four-old', lastFourKey });
      const recent = aBooking({ uid: 'four-new', lastFourKey, startAt: visitStart + dayMs });
      await put(old, recent, aBooking({ uid: 'four-other', lastFourKey: 'search-0199' }));

      const { store } = underTest();
      expect(await store.search('last-four', [lastFourKey], 10)).toEqual([
        { key: keyOf(recent), startAt: recent.startAt },
        { key: keyOf(old), startAt: old.startAt },
      ]);
      expect(await store.search('last-four', ['search-0102'], 10)).toEqual([]);
    });

    test('finds a name by each of its words, with the whole of it', async () => {
      const booking = named('search-words', 'four', 'Élodie-Ana María Sample');
      await put(booking);
      const entry = { key: keyOf(booking), startAt: booking.startAt, name: 'elodie ana maria sample' };

      for (const prefix of ['elo', 'ana', 'mar', 'sam']) {
        expect(await find('search-words', [prefix])).toEqual([entry]);
      }
      expect(await find('search-words', ['ria'])).toEqual([]);
      expect(await find('another-clinic', ['elo'])).toEqual([]);
    });

    test('mixes first and last names by their visits, newest first, each once, as many as asked', async () => {
      const clinicId = 'search-mixed';
      const bookings = [
        'Rose Delgado',
        'Delia Rosenthal',
        'Ann Rose',
        'Rosa Rosales-Delgado',
        'Ed Rosen',
      ].map((name, hour) => named(clinicId, `mixed-${hour}`, name, visitStart + hour * hourMs));
      await put(...bookings);
      const newest = bookings.map(keyOf).toReversed();

      expect((await find(clinicId, ['ros'])).map(({ key }) => key)).toEqual(newest);
      expect((await find(clinicId, ['del', 'ros'])).map(({ key }) => key)).toEqual(newest);
      expect((await find(clinicId, ['del', 'ros'], 2)).map(({ key }) => key)).toEqual(newest.slice(0, 2));
    });

    test('finds nobody by a name that was changed, or whose client was erased', async () => {
      const clinicId = 'search-gone';
      const before = named(clinicId, 'gone', 'Rosa Maria Elena Delgado');
      const after = named(clinicId, 'gone', 'Rose Smith');
      await put(before);
      await underTest().store.put({ ...after, version: 1 }, 0);
      expect(await find(clinicId, ['mar', 'ele', 'del'])).toEqual([]);
      const [found] = await find(clinicId, ['ros']);
      expect(found?.name).toBe('rose smith');

      const { platform, uid } = before;
      const erased: Item = { type: 'erased', clinicId, platform, uid, version: 2, at: visitStart, steps: [] };
      await underTest().store.put(erased, 1);
      const every = [before, after].flatMap(({ client }) => namePrefixes(client.name));
      expect(await find(clinicId, every)).toEqual([]);
    });

    test('finds nobody without letters in the name, and does not mind', async () => {
      await put(named('search-none', 'none', '😀'));
      expect(await find('search-none', [''])).toEqual([]);
    });
  });
}
