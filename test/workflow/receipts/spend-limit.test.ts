/** The account's money for texts is spent: SNS takes every text and drops it. What is due waits, nothing is tried over and over, and nothing is lost. */
import { expect, test } from 'vitest';
import { keys } from '../../../shared/store/item.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import type { World } from '../../world/world.ts';
import { bookedStep, firstId, receive, sentAt, sentWorld } from './receipted.ts';

/** As AWS is known to say it. */
const saysSpent = 'No quota left for account';

function published(world: World): number {
  return world.texts().length;
}

async function pausedUntil(world: World): Promise<number | undefined> {
  const item = await world.item(keys.spendPause());
  return item?.type === 'spend-pause' ? item.until : undefined;
}

/** The next text of the booking. */
async function twoWeeksBefore(world: World) {
  const { steps } = await world.booking('visit-1');
  const step = steps.find(({ act }) => act.what === 'two-weeks-before');
  if (step?.state.status !== 'planned') throw new Error('expected a planned text');
  return { id: step.id, dueAt: step.state.dueAt };
}

async function stateOf(world: World, id: string) {
  const { steps } = await world.booking('visit-1');
  return steps.find((step) => step.id === id)?.state;
}

test('a text that was dropped is failed, and what is due within the hour waits and goes out after it', async () => {
  const world = await sentWorld();
  const { id, dueAt } = await twoWeeksBefore(world);
  const dropped = dueAt - 10 * minuteMs;
  await world.advanceTo(dropped);
  await receive(world, { at: dropped, failed: saysSpent });
  expect(await bookedStep(world)).toMatchObject({ status: 'failed', reason: saysSpent });
  const before = published(world);

  await world.advanceTo(dropped + hourMs - 1);
  expect(published(world)).toBe(before);
  expect(await stateOf(world, id)).toMatchObject({ status: 'planned', dueAt: dropped + hourMs });

  await world.advanceTo(dropped + hourMs + 5 * minuteMs);
  expect(published(world)).toBe(before + 1);
  expect((await stateOf(world, id))?.status).toBe('sent');
});

test('the text that tries again after the hour, and is dropped too, begins the next pause', async () => {
  const world = await sentWorld();
  const { dueAt } = await twoWeeksBefore(world);
  await world.advanceTo(dueAt - minuteMs);
  await receive(world, { at: dueAt - minuteMs, failed: saysSpent });
  await world.advanceTo(dueAt + hourMs + minuteMs);
  const tried = world.ports.clock.now();
  await receive(world, { id: 'message-2', at: tried, failed: saysSpent });

  expect(await pausedUntil(world)).toBe(tried + hourMs);
});

test('two texts dropped together make one pause, the later one', async () => {
  const world = await sentWorld();
  const now = world.ports.clock.now();
  await receive(world, { at: now - 5 * minuteMs, failed: saysSpent });
  await receive(world, { at: now, failed: saysSpent });
  await receive(world, { at: now - 3 * minuteMs, failed: saysSpent });

  expect(await pausedUntil(world)).toBe(now + hourMs);
});

test('a receipt that comes days late pauses nothing', async () => {
  const world = await sentWorld();
  await world.advanceTo('2026-11-18T15:03:00Z');
  await receive(world, { at: sentAt, failed: saysSpent });

  expect(await pausedUntil(world)).toBeUndefined();
});

test('any other failure pauses nothing', async () => {
  const world = await sentWorld();
  await receive(world, { id: firstId, failed: 'Phone carrier is currently unreachable/unavailable' });

  expect(await pausedUntil(world)).toBeUndefined();
});

test('a text that cannot wait so long is skipped and says why', async () => {
  const world = await sentWorld();
  const { id, dueAt } = await twoWeeksBefore(world);
  // The pause is renewed until after the text's own late limit, a day later.
  for (let at = dueAt - 10 * minuteMs; at < dueAt + 24 * hourMs; at += 30 * minuteMs) {
    await world.advanceTo(at);
    await receive(world, { at, failed: saysSpent });
  }

  expect(await stateOf(world, id)).toMatchObject({ status: 'skipped', reason: 'spend limit' });
});
