/** A process may die at any call it makes in the work on a delivery: whatever it had done, the world ends as if it had lived. */
import { expect, test } from 'vitest';
import { crashAtEveryAwait } from './crash-at-every-await.ts';
import { deliveries } from './scenarios.ts';

test.each(deliveries)('$name: ends right when the platform sends it again', async (scenario) => {
  const { points, wrong } = await crashAtEveryAwait(scenario, { comesAgain: true, timersFire: true });
  expect(wrong).toEqual([]);
  expect(points).toBeGreaterThan(3);
});

test.each(
  deliveries,
)('$name: ends right by the sweep alone once it is stored, and as if it had never come before', async (scenario) => {
  const { wrong } = await crashAtEveryAwait(scenario, { comesAgain: false, timersFire: false });
  expect(wrong).toEqual([]);
});
