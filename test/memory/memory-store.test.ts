/** What the memory store can do beyond the contract: lag, fail, and catch whoever changes what it handed out. */
import { expect, test } from 'vitest';
import { StoreUnavailableError } from '../../functions/errors.ts';
import { keyOf } from '../../shared/store/item.ts';
import { aBooking } from '../contract/items.ts';
import { memoryStore } from './memory-store.ts';

const booking = aBooking();
const found = [expect.objectContaining({ key: keyOf(booking) })];

test('frozen indexes show the past while items show the present, until they thaw', async () => {
  const store = memoryStore();
  store.freezeIndexes();
  await store.put(booking, 'absent');
  expect(await store.visitsOf('phone', 'phone-key-1')).toEqual([]);
  expect(await store.get([keyOf(booking)])).toEqual([booking]);
  store.thawIndexes();
  expect(await store.visitsOf('phone', 'phone-key-1')).toEqual(found);
});

test('lagging indexes show a put after so many calls', async () => {
  const store = memoryStore({ indexLagCalls: 2 });
  await store.put(booking, 'absent');
  expect(await store.visitsOf('phone', 'phone-key-1')).toEqual([]);
  expect(await store.visitsOf('phone', 'phone-key-1')).toEqual(found);
});

test('a store that is down answers nothing and changes nothing', async () => {
  const store = memoryStore();
  store.breakDown();
  await expect(store.put(booking, 'absent')).rejects.toThrow(StoreUnavailableError);
  await expect(store.visitsOf('phone', 'x')).rejects.toThrow(StoreUnavailableError);
  store.repair();
  expect(await store.get([keyOf(booking)])).toEqual([undefined]);
});

test('what it hands out cannot be changed in place', async () => {
  const store = memoryStore();
  await store.put(booking, 'absent');
  const [read] = await store.get([keyOf(booking)]);
  if (read?.type !== 'booking') throw new Error('expected the booking');
  expect(() => read.applied.push('another')).toThrow(TypeError);
  expect(() => Object.assign(read.client, { name: 'other' })).toThrow(TypeError);
});
