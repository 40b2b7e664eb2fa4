/** The call counter and the crash harness are instruments: here they are calibrated. */
import { expect, test } from 'vitest';
import type { Ports } from '../../shared/ports.ts';
import { keyOf } from '../../shared/store/item.ts';
import { aBooking } from '../contract/items.ts';
import { countingCalls } from './counting-calls.ts';
import { crashingPorts } from './crashing-ports.ts';
import { memoryPorts } from './memory-ports.ts';

const booking = aBooking();

test('calls side by side count one deep, calls after each other one deep each', async () => {
  const { ports, calls, depth, reset } = countingCalls(memoryPorts());
  await Promise.all([
    ports.store.put(booking, 'absent'),
    ports.store.get([keyOf(booking)]),
    (async () => {
      await Promise.resolve();
      await ports.store.visitsOf('phone', 'key');
    })(),
  ]);
  await ports.timers.create({ name: 'due-1', at: 0, key: keyOf(booking) });
  expect(calls()).toEqual([
    { name: 'store.put', depth: 1 },
    { name: 'store.get', depth: 1 },
    { name: 'store.visitsOf', depth: 1 },
    { name: 'timers.create', depth: 2 },
  ]);
  expect(depth()).toBe(2);
  reset();
  expect(depth()).toBe(0);
});

async function createThenText(ports: Ports): Promise<string> {
  try {
    await ports.store.put(booking, 'absent');
    await ports.texting.publish({
      to: '+12125550101',
      from: '+12125550100',
      body: 'Hi',
      milestone: 'booked',
    });
    return 'done';
  } catch {
    return 'caught';
  } finally {
    ports.journal.note({
      event: 'timer-missing',
      clinicId: 'rosewater',
      bookingId: 'standard:1',
      reason: '402',
    });
  }
}

test('a process dies once before and once after every call, and leaves behind what it had done', async () => {
  const left: unknown[] = [];
  for (let point = 0; ; point += 1) {
    const world = memoryPorts();
    const crashing = crashingPorts(world, point);
    const outcome = await crashing.run(() => createThenText(crashing.ports));
    const { length: stored } = world.store.items();
    const { length: texts } = world.texting.arrived();
    left.push([outcome.crashed ? outcome.at : outcome.value, stored, texts, world.journal.events().length]);
    if (!outcome.crashed) break;
  }
  expect(left).toEqual([
    ['before store.put', 0, 0, 0],
    ['after store.put', 1, 0, 0],
    ['before texting.publish', 1, 0, 0],
    ['after texting.publish', 1, 1, 0],
    ['done', 1, 1, 1],
  ]);
});

test('of work side by side nothing takes effect after the death', async () => {
  const world = memoryPorts();
  const crashing = crashingPorts(world, 0);
  const outcome = await crashing.run(() =>
    Promise.all([
      crashing.ports.store.get([keyOf(booking)]),
      crashing.ports.store.put(booking, 'absent'),
      crashing.ports.timers.create({ name: 'due-1', at: 0, key: keyOf(booking) }),
    ]),
  );
  expect(outcome).toEqual({ crashed: true, at: 'before store.get' });
  expect(world.store.items()).toEqual([]);
  expect(world.timers.standing()).toEqual([]);
});

test('a failing call still fails where the process lives on', async () => {
  const world = memoryPorts();
  world.store.breakDown();
  const crashing = crashingPorts(world, 99);
  const outcome = await crashing.run(() => createThenText(crashing.ports));
  expect(outcome).toEqual({ crashed: false, value: 'caught' });
});
