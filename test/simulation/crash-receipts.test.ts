/** A process may die at any call it makes for a receipt, or for a text whose receipt is there already: whatever it had done, the world ends as if it had lived. */
import { expect, test } from 'vitest';
import { crashAtEveryAwait } from './crash-at-every-await.ts';
import { receipts } from './scenarios.ts';

test.each(receipts)('$name: ends right', async (scenario) => {
  const { points, wrong } = await crashAtEveryAwait(scenario, { comesAgain: true, timersFire: true });
  expect(wrong).toEqual([]);
  expect(points).toBeGreaterThan(3);
});
