/** A process may die at any call it makes for a timer, a sweep, a client or a clinic's settings: whatever it had done, the world ends as if it had lived. */
import { expect, test } from 'vitest';
import { crashAtEveryAwait } from './crash-at-every-await.ts';
import { clients, clinics, fires, sweeps } from './scenarios.ts';

test.each([...fires, ...sweeps])('$name: ends right while timers fire', async (scenario) => {
  const { points, wrong } = await crashAtEveryAwait(scenario, { comesAgain: true, timersFire: true });
  expect(wrong).toEqual([]);
  expect(points).toBeGreaterThan(3);
});

test.each([...fires, ...sweeps])('$name: ends right by the sweep alone', async (scenario) => {
  const { wrong } = await crashAtEveryAwait(scenario, { comesAgain: false, timersFire: false });
  expect(wrong).toEqual([]);
});

test.each([...clients, ...clinics])('$name: ends right when it comes again', async (scenario) => {
  const { points, wrong } = await crashAtEveryAwait(scenario, { comesAgain: true, timersFire: true });
  expect(wrong).toEqual([]);
  expect(points).toBeGreaterThan(3);
});

/** A text of a client always comes again; a page may not. */
const pages = clients.filter(({ name }) => name.startsWith('the form') || name.startsWith('the care page'));

test.each(pages)('$name: is done or undone when nobody sends it again', async (scenario) => {
  const { wrong } = await crashAtEveryAwait(scenario, { comesAgain: false, timersFire: false });
  expect(wrong).toEqual([]);
});
