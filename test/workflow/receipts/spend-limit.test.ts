/** The account's money for texts is spent: SNS takes every text and drops it. What is due waits, nothing is tried over and over, and nothing is lost. */
import { expect, test } from 'vitest';
import { keys } from '../../../shared/store/item.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { aroundCalls } from '../../memory/around-calls.ts';
import type { World } from '../../world/world.ts';
import { askedWorld, bookedWorld, phone } from '../replies/asking.ts';
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

/** Three clients whose next texts fall due at one instant, a little after a text was dropped. */
async function threeWaiting(): Promise<{ world: World; over: number; before: number }> {
  const others = [1, 2].map((nth) => ({
    uid: `visit-${nth + 1}`,
    client: {
      name: `Client ${'AB'[nth - 1]}`,
      phone: `+1212555012${nth}`,
      email: `client-${nth}@example.com`,
    },
  }));
  const world = await sentWorld(...others);
  const { dueAt } = await twoWeeksBefore(world);
  const dropped = dueAt - 10 * minuteMs;
  await world.advanceTo(dropped);
  await receive(world, { at: dropped, failed: saysSpent });
  const over = dropped + hourMs;
  await world.advanceTo(over - 1);
  return { world, over, before: published(world) };
}

test('of all that waited one text tries again after the hour, and while it is dropped too no other is lost', async () => {
  const { world, over, before } = await threeWaiting();
  await world.advanceTo(over + 5 * minuteMs);
  expect(published(world)).toBe(before + 1);

  const tried = world.ports.texting.calls().length;
  await receive(world, { id: `message-${tried}`, at: over, failed: saysSpent });
  await world.advanceTo(over + hourMs - 1);
  expect(published(world)).toBe(before + 1);
  await world.advanceTo(over + hourMs + 5 * minuteMs);
  expect(published(world)).toBe(before + 2);
});

test('where no receipt says that the one that tried was dropped, all others follow soon', async () => {
  const { world, over, before } = await threeWaiting();
  await world.advanceTo(over + 15 * minuteMs);
  expect(published(world)).toBe(before + 3);
});

test('a receipt that nobody can place yet pauses all the same, for the money is one', async () => {
  const world = await sentWorld();
  const now = world.ports.clock.now();
  await receive(world, { id: 'of-an-answer', at: now, failed: saysSpent });

  expect(await pausedUntil(world)).toBe(now + hourMs);
});

test('a receipt that comes between the publish and its record fails the text and pauses the others', async () => {
  const world = await bookedWorld();
  let received = false;
  const ports = aroundCalls(world.ports, async (name, effect) => {
    if (name === 'store.put' && world.ports.texting.calls().length === 1 && !received) {
      received = true;
      await receive(world, { failed: saysSpent });
    }
    return effect();
  });
  await world.advanceTo(sentAt - 1_000);
  world.ports.clock.set(sentAt);
  await world.process(ports).followUp({
    v: 1,
    key: keys.booking('rosewater', 'standard', 'visit-1'),
    scheduled: '2026-11-16T15:03:00Z',
  });

  expect(await bookedStep(world)).toMatchObject({ status: 'failed', reason: saysSpent });
  expect(await pausedUntil(world)).toBe(sentAt + hourMs);
});

test('a pause that cannot be read holds nobody back, and loses no receipt', async () => {
  const world = await bookedWorld();
  world.ports.store.plant(keys.spendPause(), { type: 'spend-pause', of: 'another version' });
  await world.advanceTo(sentAt + 5 * minuteMs);
  expect((await bookedStep(world))?.status).toBe('sent');

  await receive(world, { failed: saysSpent });
  expect((await bookedStep(world))?.status).toBe('failed');
});

test('an answer with a link is no answer while texts are dropped: the link comes in a text of the booking, after the pause', async () => {
  const world = await askedWorld();
  const now = world.ports.clock.now();
  await receive(world, { at: now, failed: saysSpent });
  const before = published(world);
  await world.reply(phone, '2', now + minuteMs);
  await world.advanceTo(now + hourMs - 1);
  expect(published(world)).toBe(before);
  // Sunday's texts begin at noon.
  await world.advanceTo(now + 4 * hourMs);
  const said = world.texts().slice(before);
  expect(said.map(({ milestone }) => milestone)).toEqual(['screening-needed']);
  expect(said[0]?.body).toMatch(/\/s\/[0-9A-Za-z]{10}/);
});

test('an answer that is worth nothing later goes out as ever: dropped it costs nothing, and the money may be there again', async () => {
  const world = await askedWorld();
  await receive(world, { at: world.ports.clock.now(), failed: saysSpent });
  const before = published(world);
  for (const word of ['help', 'parar', 'START']) {
    world.ports.clock.advance(minuteMs);
    await world.reply(phone, word);
  }
  const said = world.texts().slice(before);
  expect(said.map(({ milestone }) => milestone)).toEqual(['help', 'stop', 'start']);
});
