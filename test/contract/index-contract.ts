/** Part of the store's contract: the due index that work is found by, and the attention index that people look at. */
import { describe, expect, test } from 'vitest';
import type { Booking } from '../../shared/booking/booking.ts';
import type { Store } from '../../shared/ports.ts';
import { type AttentionKind, dueShardOf, dueShards, type Item, keyOf } from '../../shared/store/item.ts';
import { hourMs, minuteMs } from '../../shared/time/instant.ts';
import { aBooking, aJob, aPlannedStep, aReceivedDelivery, visitStart } from './items.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** Each test has its own day in the due index, far from the others'. */
let day = 0;
function ownDay(): number {
  day += 1;
  return visitStart + day * 1_000 * hourMs;
}

async function duesOf(store: Store, items: Item[], from: number, before: number) {
  const shards = Array.from({ length: dueShards }, (_, shard) => store.dueBefore(shard, before, 1_000));
  const wanted = new Set(items.map(keyOf));
  const all = (await Promise.all(shards)).flat();
  return all.filter(({ key, due }) => wanted.has(key) && due >= from).toSorted((a, b) => a.due - b.due);
}

export function indexContract(underTest: () => StoreUnderTest): void {
  describe('the due index', () => {
    test('an item enters with its work, moves with it and leaves when it is settled', async () => {
      const { store } = underTest();
      const from = ownDay();
      const before = from + hourMs;
      const idle = aBooking({ uid: 'due-life' });
      await store.put(idle, 'absent');
      expect(await duesOf(store, [idle], 0, before)).toEqual([]);

      const planned = { ...idle, version: 1, steps: [aPlannedStep(from + 7 * minuteMs), aPlannedStep(from)] };
      await store.put(planned, 0);
      expect(await duesOf(store, [idle], 0, before)).toEqual([{ key: keyOf(idle), due: from }]);

      await store.put({ ...planned, version: 2, steps: [aPlannedStep(from + 9 * minuteMs)] }, 1);
      expect(await duesOf(store, [idle], 0, before)).toEqual([
        { key: keyOf(idle), due: from + 9 * minuteMs },
      ]);

      await store.put({ ...idle, version: 3 }, 2);
      expect(await duesOf(store, [idle], 0, before)).toEqual([]);
    });

    test('bookings, deliveries, carrying aliases and jobs are all found', async () => {
      const { store } = underTest();
      const from = ownDay();
      const items: Item[] = [
        aBooking({ uid: 'due-kinds', steps: [aPlannedStep(from)] }),
        aReceivedDelivery({ id: 'due-kinds', leaseUntil: from + 1_000 }),
        aJob({ id: 'due-kinds', dueAt: from + 2_000 }),
        {
          type: 'alias',
          clinicId: 'rosewater',
          platform: 'standard',
          uid: 'due-kinds-alias',
          version: 0,
          target: 'due-kinds',
          carry: aBooking({ uid: 'due-kinds-alias' }),
          carriedSince: from + 3_000,
          expiresAt: from + hourMs,
        },
      ];
      for (const item of items) await store.put(item, 'absent');
      const found = await duesOf(store, items, from, from + hourMs);
      expect(found.map(({ key }) => key)).toEqual(items.map(keyOf));
    });

    test('a due instant is the next whole second, and "before" leaves its own second out', async () => {
      const { store } = underTest();
      const from = ownDay();
      const booking = aBooking({ uid: 'due-second', steps: [aPlannedStep(from + 1)] });
      await store.put(booking, 'absent');

      expect(await duesOf(store, [booking], from, from + 1_000)).toEqual([]);
      const found = await duesOf(store, [booking], from, from + 1_001);
      expect(found).toEqual([{ key: keyOf(booking), due: from + 1_000 }]);
    });

    test('a shard gives the oldest first, as many as asked, equal ones all, and nothing of other shards', async () => {
      const { store } = underTest();
      const from = ownDay();
      const bookings = Array.from({ length: 60 }, (_, number) =>
        aBooking({ uid: `due-order-${number}`, steps: [aPlannedStep(from + ((number * 7) % 20) * 1_000)] }),
      );
      await Promise.all(bookings.map((booking) => store.put(booking, 'absent')));
      const shard = dueShardOf(keyOf(bookings[0] ?? aBooking()));
      const ofShard = bookings.filter((booking) => dueShardOf(keyOf(booking)) === shard);
      const expected = ofShard.map(dueOf).toSorted((a, b) => a - b);
      const own = new Set(bookings.map(keyOf));

      const all = (await store.dueBefore(shard, from + hourMs, 1_000)).filter(({ key }) => own.has(key));
      expect(all.map(({ due }) => due)).toEqual(expected);
      expect(new Set(all.map(({ key }) => key))).toEqual(new Set(ofShard.map(keyOf)));

      const whole = await store.dueBefore(shard, from + hourMs, 1_000);
      expect(await store.dueBefore(shard, from + hourMs, 2)).toEqual(whole.slice(0, 2));
    });

    test('what cannot be worked on is put back to later, or out of the index, and the item stays as it is', async () => {
      const { store } = underTest();
      const from = ownDay();
      const before = from + hourMs;
      const booking = aBooking({ uid: 'due-put-back', steps: [aPlannedStep(from)] });
      await store.put(booking, 'absent');

      await store.putBack(keyOf(booking), from + 4 * minuteMs + 1);
      const later = [{ key: keyOf(booking), due: from + 4 * minuteMs + 1_000 }];
      expect(await duesOf(store, [booking], 0, before)).toEqual(later);
      expect(await store.get([keyOf(booking)])).toEqual([booking]);

      await store.putBack(keyOf(booking), undefined);
      expect(await duesOf(store, [booking], 0, before)).toEqual([]);
      expect(await store.put({ ...booking, version: 1 }, 0)).toEqual({ put: 'stored' });
      expect(await duesOf(store, [booking], 0, before)).toEqual([{ key: keyOf(booking), due: from }]);
    });

    test('putting back never makes anything due sooner, nor again, nor exist', async () => {
      const { store } = underTest();
      const from = ownDay();
      const before = from + hourMs;
      const planned = aBooking({ uid: 'due-back-later', steps: [aPlannedStep(from + 9 * minuteMs)] });
      const idle = aBooking({ uid: 'due-back-idle' });
      const missing = aBooking({ uid: 'due-back-missing' });
      await store.put(planned, 'absent');
      await store.put(idle, 'absent');

      for (const item of [planned, idle, missing]) await store.putBack(keyOf(item), from + minuteMs);
      await store.putBack(keyOf(missing), undefined);

      const due = from + 9 * minuteMs;
      expect(await duesOf(store, [planned, idle, missing], 0, before)).toEqual([
        { key: keyOf(planned), due },
      ]);
      expect(await store.get([keyOf(missing)])).toEqual([undefined]);
    });

    test('a limit that is no bound is refused', async () => {
      const { store } = underTest();
      await expect(store.dueBefore(0, visitStart, 0)).rejects.toThrow(RangeError);
      await expect(store.dueBefore(0, visitStart, 1_002)).rejects.toThrow(RangeError);
    });
  });

  describe('the attention index', () => {
    test('a booking is listed with the kinds of its last put, and leaves with them', async () => {
      const { store } = underTest();
      const booking = aBooking({ clinicId: 'attention-life' });
      const all = () => store.attentionFrom('attention-life', { startAt: 0 }, 10);
      await store.put(booking, 'absent', ['blocked', 'no-consent']);
      const entry = { key: keyOf(booking), startAt: visitStart };
      expect(await all()).toEqual([{ ...entry, kinds: ['blocked', 'no-consent'] }]);

      await store.put({ ...booking, version: 1 }, 0, ['review']);
      expect(await all()).toEqual([{ ...entry, kinds: ['review'] }]);

      await store.put({ ...booking, version: 2 }, 1);
      expect(await all()).toEqual([]);
    });

    test('a refused delivery is listed by when it came', async () => {
      const { store } = underTest();
      const { leaseUntil: _, tries: __, ...received } = receivedOf('attention-delivery');
      const refused: Item = { ...received, status: 'refused', reason: 'unreadable', fields: [] };
      await store.put(refused, 'absent', ['refused-delivery']);
      expect(await store.attentionFrom('attention-delivery', { startAt: 0 }, 10)).toEqual([
        { key: keyOf(refused), startAt: refused.receivedAt, kinds: ['refused-delivery'] },
      ]);
    });

    test('pages walk over all of one clinic once, equal starts included', async () => {
      const { store } = underTest();
      const kinds: AttentionKind[] = ['incomplete'];
      const bookings: Booking[] = Array.from({ length: 23 }, (_, number) =>
        aBooking({
          clinicId: 'attention-walk',
          uid: `walk-${number}`,
          startAt: visitStart + (number % 3) * hourMs,
        }),
      );
      await Promise.all(bookings.map((booking) => store.put(booking, 'absent', kinds)));
      await store.put(aBooking({ clinicId: 'attention-walk-other' }), 'absent', kinds);

      const seen: { key: string; startAt: number }[] = [];
      let after: { startAt: number; key?: string } = { startAt: 0 };
      for (let page = 0; page < 10; page += 1) {
        const entries = await store.attentionFrom('attention-walk', after, 5);
        seen.push(...entries);
        const last = entries.at(-1);
        if (last === undefined) break;
        after = { startAt: last.startAt, key: last.key };
      }
      expect(seen.map(({ key }) => key).toSorted()).toEqual(bookings.map(keyOf).toSorted());
      expect(seen.map(({ startAt }) => startAt)).toEqual(bookings.map(({ startAt }) => startAt).toSorted());
    });

    test('an end is kept: what starts at it, or later, is not listed, also on a later page', async () => {
      const { store } = underTest();
      const kinds: AttentionKind[] = ['review'];
      const clinicId = 'attention-until';
      const starts = [0, 0, 1, 2].map((hours) => visitStart + hours * hourMs);
      const bookings = starts.map((startAt, number) => aBooking({ clinicId, uid: `u-${number}`, startAt }));
      await Promise.all(bookings.map((booking) => store.put(booking, 'absent', kinds)));
      const until = visitStart + 2 * hourMs;
      const first = await store.attentionFrom(clinicId, { startAt: visitStart - 1, until }, 1);
      const key = first[0]?.key ?? '';
      const rest = await store.attentionFrom(clinicId, { startAt: visitStart, key, until }, 10);
      expect(first.map(({ startAt }) => startAt)).toEqual([visitStart]);
      expect(rest.map(({ startAt }) => startAt)).toEqual([visitStart, visitStart + hourMs]);
    });
  });
}

function dueOf(booking: Booking): number {
  const [step] = booking.steps;
  if (step?.state.status !== 'planned') throw new Error('expected a planned step');
  return step.state.dueAt;
}

function receivedOf(clinicId: string) {
  const delivery = aReceivedDelivery();
  if (delivery.status !== 'received') throw new Error('expected a received delivery');
  return { ...delivery, clinicId };
}
