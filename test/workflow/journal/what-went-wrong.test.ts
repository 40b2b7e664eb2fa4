/** What the alarms are built on: late texts, lost timers, deliveries nobody finished, texts of which nobody knows. */
import { describe, expect, test } from 'vitest';
import type { BusinessEvent } from '../../../shared/journal/business-event.ts';
import { metricsOf } from '../../../shared/journal/metrics.ts';
import { keys } from '../../../shared/store/item.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf, type World, webhookEvent } from '../../world/world.ts';

const at = instantOf('2026-11-16T15:00:00Z');
const start = '2026-12-14T15:00:00Z';
const booking = standardBooking({ at, start });

function eventsOf<Name extends BusinessEvent['event']>(world: World, name: Name) {
  return world.ports.journal.events().filter((event) => event.event === name);
}

/** The Scheduler lost everything it had taken. */
function loseTimers(world: World): void {
  world.ports.timers.takeDue(Number.POSITIVE_INFINITY);
}

describe('a timer', () => {
  test('that is lost is noted once by the sweep that does its work, with how late', async () => {
    const world = await createWorld(at);
    await world.post('standard', booking);
    expect((await world.booking('visit-1')).timer?.state).toBe('armed');
    loseTimers(world);
    await world.advanceTo(at + hourMs);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
    expect(eventsOf(world, 'timer-lost')).toEqual([
      {
        event: 'timer-lost',
        clinicId: 'rosewater',
        bookingId: 'standard:visit-1',
        delivery: expect.stringMatching(/^[\w-]{16}$/),
        overdueSeconds: expect.any(Number),
      },
    ]);
    const [lost] = eventsOf(world, 'timer-lost');
    expect(lost && 'overdueSeconds' in lost && lost.overdueSeconds).toBeGreaterThanOrEqual(180);
  });

  test('that was never armed is noted as missing and not as lost', async () => {
    const world = await createWorld(at);
    world.ports.timers.fail({ kind: 'refuses', reason: '402' });
    await world.post('standard', booking);
    await world.advanceTo(at + hourMs);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked']);
    expect(eventsOf(world, 'timer-missing').length).toBeGreaterThan(0);
    expect(eventsOf(world, 'timer-lost')).toEqual([]);
  });

  test('that stands for what is done is not taken for one of what came after it', async () => {
    const world = await createWorld(at);
    await world.post('standard', booking);
    await world.advanceTo(at + hourMs);
    const more = { cancelledBy: 'clinic' };
    await world.post('standard', {
      ...standardBooking({ at: at + hourMs, start, type: 'booking.cancelled', more }),
    });
    const { publish } = world.ports.texting;
    world.ports.texting.publish = async () => {
      world.ports.texting.publish = publish;
      world.ports.timers.fail({ kind: 'refuses', reason: '402' });
      return { published: 'no', passing: true, reason: 'Throttled' };
    };
    await world.advanceTo(at + 2 * hourMs);
    expect(world.texts().map(({ milestone }) => milestone)).toEqual(['booked', 'cancelled']);
    expect(eventsOf(world, 'timer-missing')).toHaveLength(1);
    expect(eventsOf(world, 'timer-lost')).toEqual([]);
  });

  test('that comes is not noted, in a whole life of a booking', async () => {
    const world = await createWorld(at);
    await world.post('standard', booking);
    world.ports.texting.script({ result: { published: 'no', passing: true, reason: 'Throttled' } });
    await world.advanceTo('2026-12-16T15:00:00Z');
    expect(world.texts().length).toBeGreaterThan(3);
    expect(eventsOf(world, 'text-postponed').length).toBeGreaterThan(0);
    expect(eventsOf(world, 'timer-lost')).toEqual([]);
  });
});

describe('a text of which nobody knows', () => {
  test('because its publish was never heard of is noted when its claim ends', async () => {
    const world = await createWorld(at);
    await world.post('standard', booking);
    const dying = world.process({
      ...world.ports,
      texting: { ...world.ports.texting, publish: () => Promise.reject(new Error('killed')) },
    });
    world.ports.clock.set(at + 10 * minuteMs);
    const key = keys.booking('rosewater', 'standard', 'visit-1');
    await expect(dying.followUp({ v: 1, key, scheduled: '' })).rejects.toThrow('killed');
    loseTimers(world);
    expect(eventsOf(world, 'text-unknown')).toEqual([]);
    await world.advanceTo(at + 2 * hourMs);
    expect(eventsOf(world, 'text-unknown')).toEqual([
      expect.objectContaining({ bookingId: 'standard:visit-1', reason: 'no record of the publish' }),
    ]);
  });

  test('because SNS did not say counts, and one that was sent does not', async () => {
    const world = await createWorld(at);
    world.ports.texting.script({ result: { published: 'unknown', reason: 'TimeoutError' } });
    await world.post('standard', booking);
    await world.advanceTo(at + hourMs);
    const counted = world.ports.journal.events().flatMap((event) => metricsOf(event).map(({ name }) => name));
    expect(counted).toContain('text-unknown');
    expect(counted).not.toContain('text-sent');
  });
});

describe('a sweep', () => {
  test('says how late the latest booking is and how many deliveries are unfinished', async () => {
    const world = await createWorld(at);
    await world.post('standard', booking);
    const { put } = world.ports.store;
    const throttled = world.process({
      ...world.ports,
      store: {
        ...world.ports.store,
        put: (item, ...rest) =>
          item.type === 'booking' ? Promise.reject(new Error('no')) : put(item, ...rest),
      },
    });
    const other = standardBooking({ at, start, uid: 'visit-2' });
    await throttled.webhook(webhookEvent('rosewater', 'standard', other, at));
    const { due } = (await dueOfBooking(world)) ?? {};
    world.ports.clock.set(at + 20 * minuteMs);
    const swept = await world.process().sweep();
    expect(due).toBeDefined();
    expect(swept).toEqual({
      looked: 2,
      worked: 2,
      failed: 0,
      deliveriesUnfinished: 1,
      oldestOverdueSeconds: (at + 20 * minuteMs - (due ?? 0)) / 1_000,
    });
    expect(eventsOf(world, 'swept')).toEqual([{ event: 'swept', ...swept }]);
  });

  test('that finds nothing says so with zeros, so that its silence can be heard', async () => {
    const world = await createWorld(at);
    await world.process().sweep();
    const idle = { looked: 0, worked: 0, failed: 0, deliveriesUnfinished: 0, oldestOverdueSeconds: 0 };
    expect(world.ports.journal.events()).toEqual([{ event: 'swept', ...idle }]);
  });

  async function dueOfBooking(world: World) {
    const shards = Array.from({ length: 8 }, (_, shard) =>
      world.ports.store.dueBefore(shard, at + hourMs, 10),
    );
    const found = (await Promise.all(shards)).flat();
    return found.find(({ key }) => key.startsWith('booking#'));
  }
});

describe('an answer to a client', () => {
  const phone = '+12125550117';

  test.each([
    ['sent', { published: 'yes', messageId: 'message-1' }],
    ['failed', { published: 'no', passing: false, reason: 'InvalidParameter' }],
    ['unknown', { published: 'unknown', reason: 'TimeoutError' }],
  ] as const)('is noted as %s', async (state, result) => {
    const world = await createWorld(at);
    world.ports.texting.script({ result });
    await world.reply(phone, 'help');
    expect(world.ports.journal.events().at(-1)).toEqual({
      event: `reply-${state}`,
      clinicId: 'rosewater',
      milestone: 'help',
      ...('reason' in result ? { reason: result.reason } : {}),
    });
  });
});
