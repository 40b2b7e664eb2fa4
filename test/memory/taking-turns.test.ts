/** The turn-taking of the interleaving tests is an instrument: here it is calibrated. */
import { expect, test } from 'vitest';
import type { Ports } from '../../shared/ports.ts';
import { keyOf } from '../../shared/store/item.ts';
import { aBooking } from '../contract/items.ts';
import { memoryPorts } from './memory-ports.ts';
import { takingTurns } from './taking-turns.ts';

const booking = aBooking();

/** Reads, then writes what it read with a mark of its own: two of them at once race. */
async function racePut(seed: number): Promise<string> {
  const world = memoryPorts();
  const works = ['a', 'b'].map((mark) => async (ports: Ports) => {
    const [seen] = await ports.store.get([keyOf(booking)]);
    const put = await ports.store.put(
      { ...booking, service: mark },
      seen === undefined ? 'absent' : booking.version,
    );
    return `${mark} ${seen === undefined ? 'saw nothing' : 'saw the other'}: ${put.put}`;
  });
  return (await takingTurns(world, seed, works)).join(', ');
}

test('some seeds run one work after the other, some side by side, and either comes first', async () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 60; seed += 1) seen.add(await racePut(seed));
  expect([...seen].sort()).toEqual([
    'a saw nothing: conflict, b saw nothing: stored',
    'a saw nothing: stored, b saw nothing: conflict',
    'a saw nothing: stored, b saw the other: stored',
    'a saw the other: stored, b saw nothing: stored',
  ]);
});

test('the same seed is the same interleaving', async () => {
  for (let seed = 0; seed < 20; seed += 1) expect(await racePut(seed)).toBe(await racePut(seed));
});

test('what one work throws is thrown after the others have ended', async () => {
  const world = memoryPorts();
  let hasEnded = false;
  const works = [
    () => Promise.reject(new Error('broken')),
    async (ports: Ports) => {
      await ports.store.get([keyOf(booking)]);
      hasEnded = true;
    },
  ];
  await expect(takingTurns(world, 1, works)).rejects.toThrow('broken');
  expect(hasEnded).toBe(true);
});
