/** Part of the store's contract: items, read strongly consistent and written on the version that was seen. */
import { describe, expect, test } from 'vitest';
import { StoreRefusedError } from '../../functions/errors.ts';
import { appliedMax, auditMax } from '../../shared/booking/booking.ts';
import { stepsMax } from '../../shared/follow-up/step.ts';
import { type Item, keyOf, keys } from '../../shared/store/item.ts';
import { hourMs } from '../../shared/time/instant.ts';
import { aBooking, aPlannedStep, aReceivedDelivery, everyItem, visitStart } from './items.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function itemContract(underTest: () => StoreUnderTest): void {
  describe('puts', () => {
    test('an item is stored where nothing stands, and only there', async () => {
      const { store } = underTest();
      const booking = aBooking({ uid: 'put-absent' });

      expect(await store.put(booking, 'absent')).toEqual({ put: 'stored' });
      expect(await store.put({ ...booking, service: 'other' }, 'absent')).toEqual({ put: 'conflict' });

      expect(await store.get([keyOf(booking)])).toEqual([booking]);
    });

    test('an item is replaced on the version that was seen, and on no other', async () => {
      const { store } = underTest();
      const booking = aBooking({ uid: 'put-version' });
      await store.put(booking, 'absent');

      expect(await store.put({ ...booking, version: 1, service: 'first' }, 0)).toEqual({ put: 'stored' });
      expect(await store.put({ ...booking, version: 1, service: 'late' }, 0)).toEqual({ put: 'conflict' });
      expect(await store.put({ ...booking, version: 9, service: 'wild' }, 8)).toEqual({ put: 'conflict' });

      expect(await store.get([keyOf(booking)])).toEqual([{ ...booking, version: 1, service: 'first' }]);
    });

    test('a version that was seen is a conflict where nothing stands any more', async () => {
      const { store } = underTest();
      expect(await store.put(aBooking({ uid: 'put-gone', version: 1 }), 0)).toEqual({ put: 'conflict' });
    });

    test('another type takes the place of a booking by the same rule', async () => {
      const { store } = underTest();
      const booking = aBooking({ uid: 'put-type' });
      await store.put(booking, 'absent');
      const { clinicId, platform, uid } = booking;
      const erased: Item = { type: 'erased', clinicId, platform, uid, version: 1, at: visitStart, steps: [] };

      expect(await store.put(erased, 0)).toEqual({ put: 'stored' });
      expect(await store.get([keyOf(booking)])).toEqual([erased]);
    });

    test('of many writers that start from the same version exactly one wins each round, so no update is lost', async () => {
      const { store } = underTest();
      const first = aBooking({ uid: 'put-race', applied: [] });
      await store.put(first, 'absent');

      async function addOne(writer: number): Promise<void> {
        for (let attempt = 0; attempt < 50; attempt += 1) {
          const [seen] = await store.get([keyOf(first)]);
          if (seen?.type !== 'booking') throw new Error('the booking is gone');
          const next = { ...seen, version: seen.version + 1, applied: [...seen.applied, `w${writer}`] };
          if ((await store.put(next, seen.version)).put === 'stored') return;
        }
        throw new Error('no attempt won');
      }
      const writers = Array.from({ length: 12 }, (_, writer) => writer);
      await Promise.all(writers.map(addOne));

      const [last] = await store.get([keyOf(first)]);
      if (last?.type !== 'booking') throw new Error('the booking is gone');
      expect(last.version).toBe(12);
      expect(last.applied.toSorted()).toEqual(writers.map((writer) => `w${writer}`).toSorted());
    });

    test('of many writers that find nothing exactly one creates', async () => {
      const { store } = underTest();
      const writers = Array.from({ length: 10 }, (_, writer) =>
        store.put(aBooking({ uid: 'put-create-race', service: `by ${writer}` }), 'absent'),
      );
      const results = await Promise.all(writers);
      expect(results.filter(({ put }) => put === 'stored')).toHaveLength(1);
    });

    test('an item that could not be read back is refused, and what stands stays', async () => {
      const { store } = underTest();
      const booking = aBooking({ uid: 'put-invalid' });
      await store.put(booking, 'absent');

      const broken = { ...booking, version: 1, startAt: Number.NaN };
      await expect(store.put(broken, 0)).rejects.toThrow(StoreRefusedError);
      expect(await store.get([keyOf(booking)])).toEqual([booking]);
    });

    test('an item over the size limit is refused as a fault of ours, not as an outage', async () => {
      const { store } = underTest();
      const names = Array.from({ length: 12 }, (_, name) => `${name}`.padEnd(400, 'é'));
      const text = { en: 'é'.repeat(400), es: 'é'.repeat(400) };
      const policy: Item = {
        type: 'policy',
        clinicId: 'too-large',
        version: 0,
        policy: {
          treatment: 'microneedling',
          version: 1,
          title: text,
          carePlan: 'none',
          questions: Array.from({ length: 60 }, (_, id) => ({
            id: `q-${id}`,
            type: 'yes-no' as const,
            text,
            names,
          })),
          rules: [],
        },
      };
      await expect(store.put(policy, 'absent')).rejects.toThrow(StoreRefusedError);
      expect(await store.get([keyOf(policy)])).toEqual([undefined]);
    });
  });

  describe('gets', () => {
    test.each(
      everyItem.map((item) => [keyOf(item), item] as const),
    )('%s comes back as it was put', async (key, item) => {
      const { store } = underTest();
      await store.put(item, 'absent');
      expect(await store.get([key])).toEqual([item]);
    });

    test('items come in the order asked, with gaps for what is missing and twice for what is asked twice', async () => {
      const { store } = underTest();
      const [a, b] = [aBooking({ uid: 'get-a' }), aReceivedDelivery({ id: 'get-b' })];
      await store.put(a, 'absent');
      await store.put(b, 'absent');
      const missing = keys.page('get-nothing');

      expect(await store.get([keyOf(b), missing, keyOf(a), keyOf(b)])).toEqual([b, undefined, a, b]);
      expect(await store.get([])).toEqual([]);
    });

    test('twenty keys are one read, more are refused', async () => {
      const { store } = underTest();
      const pages = Array.from({ length: 21 }, (_, page) => keys.page(`get-many-${page}`));
      expect(await store.get(pages.slice(0, 20))).toEqual(Array.from({ length: 20 }, () => undefined));
      await expect(store.get(pages)).rejects.toThrow(RangeError);
    });

    test('a read after a put always shows it', async () => {
      const { store } = underTest();
      const first = aBooking({ uid: 'get-consistent' });
      await store.put(first, 'absent');
      for (let version = 1; version <= 20; version += 1) {
        await store.put({ ...first, version }, version - 1);
        expect(await store.get([keyOf(first)])).toEqual([{ ...first, version }]);
      }
    });

    test('an item that cannot be read is reported with paths and no values, and the others are read', async () => {
      const { store, plant } = underTest();
      const whole = aBooking({ uid: 'get-whole' });
      await store.put(whole, 'absent');
      const brokenKey = keys.booking('rosewater', 'standard', 'get-broken');
      const { startAt: _, ...broken } = aBooking({ uid: 'get-broken' });
      await plant(
        brokenKey,
        JSON.stringify({ ...broken, client: { ...broken.client, phone: 2_125_550_101 } }),
      );
      const alienKey = keys.page('get-alien');
      await plant(alienKey, '{"type":"from-the-future","note":"Ada Example"}');
      const tornKey = keys.page('get-torn');
      await plant(tornKey, '{"type":"page","token":"Ada');

      const [one, two, three, four] = await store.get([brokenKey, keyOf(whole), alienKey, tornKey]);

      expect(one).toMatchObject({ type: 'unreadable', key: brokenKey });
      expect(one).toHaveProperty('reason', expect.stringContaining('startAt'));
      expect(one).toHaveProperty('reason', expect.stringContaining('client.phone'));
      expect(two).toEqual(whole);
      expect(three).toMatchObject({ type: 'unreadable', key: alienKey });
      expect(four).toMatchObject({ type: 'unreadable', key: tornKey });
      expect(JSON.stringify([one, three, four])).not.toMatch(/Ada|2125550101/);
    });

    test('an item under another item’s key is unreadable', async () => {
      const { store, plant } = underTest();
      const key = keys.booking('rosewater', 'standard', 'get-misplaced');
      await plant(key, JSON.stringify(aBooking({ uid: 'get-elsewhere' })));
      expect(await store.get([key])).toMatchObject([{ type: 'unreadable', key }]);
    });

    test('an unreadable item is left as it is: nothing replaces it by chance', async () => {
      const { store, plant } = underTest();
      const booking = aBooking({ uid: 'get-kept' });
      await plant(keyOf(booking), '{"type":"from-the-future"}');
      expect(await store.put(booking, 'absent')).toEqual({ put: 'conflict' });
      expect(await store.put({ ...booking, version: 1 }, 0)).toEqual({ put: 'conflict' });
      expect(await store.get([keyOf(booking)])).toMatchObject([{ type: 'unreadable' }]);
    });
  });

  describe('contents', () => {
    test('the largest booking there can be comes back whole', async () => {
      const { store } = underTest();
      const steps = Array.from({ length: stepsMax }, (_, step) =>
        aPlannedStep(visitStart + step * hourMs, `${step}@`.padEnd(80, 'x')),
      );
      const largest = aBooking({
        uid: 'contents-largest',
        client: { name: '名'.repeat(200), language: 'es', email: `${'e'.repeat(240)}@example.com` },
        steps,
        applied: Array.from({ length: appliedMax }, (_, key) => `${key}`.padStart(24, '0')),
        audit: Array.from({ length: auditMax }, (_, at) => ({
          at,
          did: 'd'.repeat(60),
          by: 'b'.repeat(100),
        })),
      });
      await store.put(largest, 'absent');
      expect(await store.get([keyOf(largest)])).toEqual([largest]);
    });

    test.each([
      ['emoji and family joiners', '👩‍👩‍👧 Ada'],
      ['right-to-left', 'ليلى מאיה'],
      ['combining marks', 'Zoe\u0308 \u0301'],
      ['line ends and zeros', 'Ada\n\u0000\tExample'],
      ['nothing', ''],
      ['code', '<script>"\\"</script> #{y} %s'],
    ])('a name of %s comes back as it is', async (what, name) => {
      const { store } = underTest();
      const booking = aBooking({ uid: `contents ${what}#:/`, client: { name, language: 'en' } });
      await store.put(booking, 'absent');
      expect(await store.get([keyOf(booking)])).toEqual([booking]);
    });

    test('half a surrogate pair becomes the replacement character instead of an item that can never be stored', async () => {
      const { store } = underTest();
      const booking = aBooking({ uid: 'contents-half', client: { name: 'Ada \ud83d', language: 'en' } });
      await store.put(booking, 'absent');
      const read = { ...booking, client: { name: 'Ada \ufffd', language: 'en' } };
      expect(await store.get([keyOf(booking)])).toEqual([read]);
    });

    test('answers may bear the names that objects have of their own', async () => {
      const { store } = underTest();
      const answer = { value: { is: 'yes' }, at: visitStart, source: 'form' } as const;
      const booking = aBooking({
        uid: 'contents-names',
        answers: { '': answer, constructor: answer, hasOwnProperty: answer, toString: answer },
      });
      await store.put(booking, 'absent');
      expect(await store.get([keyOf(booking)])).toEqual([booking]);
    });
  });
}
