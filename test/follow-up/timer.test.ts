/** Names of timers, and what a fire carries. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timerInputSchema, timerName } from '../../shared/follow-up/timer.ts';

const at = 1_795_197_600_000;

test('a name fits the Scheduler whatever the key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 4e12 }), (key, due) => {
      expect(timerName(key, due)).toMatch(/^[0-9a-zA-Z-_.]{1,64}$/);
    }),
    { seed: 20_261_122 },
  );
});

test('the same item and second have the same name, another item or second another one', () => {
  expect(timerName('booking#a', at - 999)).toBe(timerName('booking#a', at));
  expect(timerName('booking#a', at + 1)).not.toBe(timerName('booking#a', at));
  expect(timerName('booking#b', at)).not.toBe(timerName('booking#a', at));
});

test('a fire by a later version with further fields is understood, one without a key is not', () => {
  const input = { v: 1, key: 'booking#a', scheduled: '2026-11-20T18:00:00Z' };
  expect(timerInputSchema.safeParse({ ...input, more: true }).success).toBe(true);
  expect(timerInputSchema.safeParse({ ...input, key: '' }).success).toBe(false);
});
