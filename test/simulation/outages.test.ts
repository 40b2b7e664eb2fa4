/** What the gate stands on breaks down for a while: what was taken is finished afterwards, and nothing is said twice or lost. */
import { describe, expect, test } from 'vitest';
import { timerName } from '../../shared/follow-up/timer.ts';
import { dueOf, keyOf } from '../../shared/store/item.ts';
import { ceilToSecond, hourMs, minuteMs } from '../../shared/time/instant.ts';
import { standardBooking } from '../world/bodies.ts';
import { createWorld, type World, webhookEvent } from '../world/world.ts';
import { type Act, deliver, fireAt, fireNow, textFrom } from './acts.ts';
import { endStateOf } from './end-state.ts';
import { createMachine } from './machine.ts';

const morning = '2026-11-03T15:00:00Z';
const start = '2026-11-24T15:00:00Z';
const evening = '2026-11-03T21:00:00Z';
/** All texts of an undisturbed booking, in their order. */
const wholePlan = [
  'booked',
  'two-weeks-before',
  'three-days-before',
  'day-before',
  'morning-of',
  'after-visit',
  'day-1',
  'day-2',
  'day-3',
  'two-weeks-after',
];
const created = standardBooking({ at: morning, start });
const moved = standardBooking({
  type: 'booking.rescheduled',
  at: '2026-11-03T15:01:00Z',
  start: '2026-11-26T15:00:00Z',
});
const movedBack = standardBooking({ type: 'booking.rescheduled', at: '2026-11-03T15:02:00Z', start });

function milestones(world: World): string[] {
  return world.ports.texting.arrived().map(({ milestone }) => milestone);
}

async function bookedWorld(): Promise<World> {
  const world = await createWorld(morning);
  await world.post('standard', created);
  return world;
}

async function run(world: World, ...acts: Act[]): Promise<void> {
  const machine = createMachine(world);
  for (const { name, invoke } of acts) {
    expect(await machine.invoke(name, invoke)).toMatchObject({ ended: 'returned' });
  }
}

/** Lets the rest happen; the whole plan was said, each once. */
async function expectWholePlan(world: World, options = {}): Promise<void> {
  await createMachine(world, options).runOn('2026-12-20T15:00:00Z');
  expect(milestones(world)).toEqual(wholePlan);
  expect(endStateOf(world).overdue).toEqual([]);
}

describe('the table', () => {
  test('down before the delivery is stored: 503 and when to come again, nothing stored', async () => {
    const world = await createWorld(morning);
    world.ports.store.breakDown();
    const process = world.process();
    const answer = await process.webhook(webhookEvent('rosewater', 'standard', created, Date.parse(morning)));
    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers?.['retry-after'])).toBeGreaterThan(0);
    world.ports.store.repair();
    expect(endStateOf(world).items.filter((line) => !line.startsWith('clinic'))).toEqual([
      'number#+12125550190',
    ]);
    await run(world, deliver(world, created));
    await createMachine(world).runOn(evening);
    expect(milestones(world)).toEqual(['booked']);
  });

  test('down after the delivery is stored: 202, and the sweep finishes', async () => {
    const world = await createWorld(morning);
    const { put } = world.ports.store;
    world.ports.store.put = async (...given) => {
      const result = await put(...given);
      if (given[0].type === 'delivery') world.ports.store.breakDown();
      return result;
    };
    const answer = await world.post('standard', created);
    expect(answer).toMatchObject({ status: 202, body: { status: 'accepted' } });
    world.ports.store.put = put;
    world.ports.store.repair();
    await createMachine(world).runOn(evening);
    expect(milestones(world)).toEqual(['booked']);
    expect(endStateOf(world).items).toContainEqual(expect.stringMatching(/^delivery#.* done allowed$/));
  });

  test('down while a text is due: it goes out when the table is back', async () => {
    const world = await bookedWorld();
    await createMachine(world).runOn('2026-11-03T15:02:30Z');
    world.ports.store.breakDown();
    const [timer] = world.ports.timers.takeDue(Date.parse('2026-11-03T15:05:00Z'));
    world.ports.clock.set(Date.parse('2026-11-03T15:04:00Z'));
    const { name, invoke } = fireAt(timer?.key ?? 'none', morning);
    expect(await createMachine(world).invoke(name, invoke)).toMatchObject({ ended: 'threw' });
    world.ports.store.repair();
    await createMachine(world).runOn(evening);
    expect(milestones(world)).toEqual(['booked']);
  });
});

describe('the Scheduler', () => {
  test.each([
    'refuses',
    'unheard',
  ] as const)('that %s for the whole plan: the booking is decided and stored, and the sweep says everything', async (kind) => {
    const world = await createWorld(morning);
    world.ports.timers.fail({ kind, reason: 'down' });
    expect(await world.post('standard', created)).toMatchObject({
      status: 200,
      body: { decision: 'allowed' },
    });
    expect((await world.booking('visit-1')).timer?.state).toBe('missing');
    const noted = world.ports.journal.events().filter(({ event }) => event === 'timer-missing');
    expect(noted.length).toBeGreaterThan(0);
    await expectWholePlan(world);
  });

  test('that is down for an hour has timers again afterwards', async () => {
    const world = await createWorld(morning);
    world.ports.timers.fail({ kind: 'refuses', reason: '402' });
    await world.post('standard', created);
    await createMachine(world).runOn('2026-11-03T16:00:00Z');
    world.ports.timers.fail(undefined);
    await createMachine(world).runOn('2026-11-10T21:00:00Z');
    expect((await world.booking('visit-1')).timer?.state).toBe('armed');
    await expectWholePlan(world);
  });

  test('whose answer was lost: the same timer again is no second one', async () => {
    const world = await createWorld(morning);
    world.ports.timers.fail({ kind: 'unheard', reason: 'timeout' });
    await world.post('standard', created);
    world.ports.timers.fail(undefined);
    const names = world.ports.timers.standing().map(({ name }) => name);
    const { key, at } = world.ports.timers.standing()[0] ?? { key: '', at: 0 };
    expect(await world.ports.timers.create({ name: timerName(key, at), at, key })).toEqual({
      timer: 'armed',
    });
    expect(world.ports.timers.standing().map(({ name }) => name)).toEqual(names);
  });

  test('after moves there and back by two processes: a timer stands for the first time again', async () => {
    const world = await createWorld(morning);
    await run(world, deliver(world, created), deliver(world, moved), deliver(world, movedBack));
    const booking = await world.booking('visit-1');
    const due = dueOf(booking);
    const standing = world.ports.timers.standing().filter(({ at }) => at === due);
    expect(standing).toHaveLength(1);
    await expectWholePlan(world);
  });

  test('that never fires, from the first to the last text', async () => {
    await expectWholePlan(await bookedWorld(), { timersFire: false });
  });

  test('whose timers were all deleted by hand: the sweep runs the steps', async () => {
    const world = await bookedWorld();
    await createMachine(world).runOn('2026-11-20T15:00:00Z');
    for (const { name } of world.ports.timers.standing()) world.ports.timers.remove(name);
    await expectWholePlan(world);
  });
});

describe('a fire', () => {
  test('early for its own instant runs it, as the clocks of two machines differ', async () => {
    const world = await bookedWorld();
    world.ports.clock.set(Date.parse('2026-11-03T15:02:58Z'));
    await run(world, fireAt(keyOf(await world.booking('visit-1')), '2026-11-03T15:03:00Z'));
    expect(milestones(world)).toEqual(['booked']);
  });

  test('long before anything is due does nothing', async () => {
    const world = await bookedWorld();
    await createMachine(world).runOn(evening);
    const before = await world.booking('visit-1');
    await run(world, fireNow(world, before), fireNow(world, before));
    expect(await world.booking('visit-1')).toEqual(before);
    expect(milestones(world)).toEqual(['booked']);
  });

  test.each([
    ['30 minutes', 0.5, ['booked', 'two-weeks-before', 'three-days-before']],
    ['24 hours', 24, ['booked', 'two-weeks-before', 'three-days-before']],
  ])('%s late says what is still in time, once', async (_, hours, said) => {
    const world = await bookedWorld();
    await createMachine(world).runOn('2026-11-21T14:59:00Z');
    world.ports.clock.set(Date.parse('2026-11-21T15:00:00Z') + hours * hourMs - minuteMs);
    const booking = await world.booking('visit-1');
    await run(world, fireAt(keyOf(booking), '2026-11-21T15:00:00Z'), fireNow(world, booking));
    await createMachine(world).runOn('2026-11-23T13:30:00Z');
    expect(milestones(world)).toEqual(said);
  });

  test('for the old time of a moved booking, for a cancelled one and for one that is gone does nothing', async () => {
    const world = await bookedWorld();
    const booking = await world.booking('visit-1');
    await run(world, deliver(world, moved));
    await run(world, fireAt(keyOf(booking), '2026-11-03T15:00:30Z'));
    expect(milestones(world)).toEqual([]);
    const cancelled = standardBooking({ type: 'booking.cancelled', at: '2026-11-03T15:02:00Z', start });
    await run(world, deliver(world, cancelled), fireAt(keyOf(booking), '2026-11-03T15:30:00Z'));
    world.ports.store.remove(keyOf(booking));
    await run(world, fireAt(keyOf(booking), '2026-11-03T15:30:00Z'));
    expect(milestones(world)).toEqual([]);
  });

  test('with fields of another version of the function is taken', async () => {
    const world = await bookedWorld();
    world.ports.clock.set(Date.parse('2026-11-03T15:03:00Z'));
    const key = keyOf(await world.booking('visit-1'));
    await world
      .process()
      .followUp({ v: 1, key, scheduled: '2026-11-03T15:03:00Z', bookingVersion: 7, step: 'x' });
    expect(milestones(world)).toEqual(['booked']);
  });

  test('of the whole plan twice each: every text once', async () => {
    const world = await bookedWorld();
    const { takeDue } = world.ports.timers;
    world.ports.timers.takeDue = (now) => takeDue(now).flatMap((timer) => [timer, timer]);
    await expectWholePlan(world);
  });
});

describe('SNS', () => {
  const refused = { result: { published: 'no', passing: true, reason: 'Throttling' } } as const;

  test('that throttles: the text is tried again until it goes', async () => {
    const world = await bookedWorld();
    world.ports.texting.script(refused, refused, refused);
    await createMachine(world).runOn(evening);
    expect(milestones(world)).toEqual(['booked']);
    expect(world.ports.texting.calls()).toHaveLength(4);
  });

  test('that throttles until the text is too late: it is given up, and staff are told', async () => {
    const world = await createWorld(morning);
    const near = standardBooking({ at: morning, start: '2026-11-03T18:00:00Z' });
    world.ports.texting.script(...Array.from({ length: 200 }, () => refused));
    await world.post('standard', near);
    await createMachine(world).runOn('2026-11-03T18:30:00Z');
    expect(milestones(world)).toEqual([]);
    expect(endStateOf(world).overdue).toEqual([]);
    expect(world.ports.texting.calls().length).toBeLessThan(20);
    expect(world.ports.staffNotices.published().map(({ kind }) => kind)).toEqual(['client-not-told']);
  });

  test.each([
    ['times out and sent it all the same', true],
    ['times out and did not send it', false],
  ])('that %s: unknown, never sent again, shown to staff', async (_, arrives) => {
    const world = await bookedWorld();
    const result = { published: 'unknown', reason: 'time-out' } as const;
    world.ports.texting.script({ result, arrives });
    await createMachine(world).runOn(evening);
    const booked = (await world.booking('visit-1')).steps.find(({ act }) => act.what === 'booked');
    expect(booked?.state.status).toBe('unknown');
    expect(world.ports.texting.calls()).toHaveLength(1);
    const listed = await world.ports.store.attentionFrom('rosewater', { startAt: 0 }, 10);
    expect(listed.flatMap(({ kinds }) => kinds)).toContain('text-unknown');
    await createMachine(world).runOn('2026-12-20T15:00:00Z');
    expect(milestones(world).filter((one) => one === 'booked')).toHaveLength(arrives ? 1 : 0);
  });

  test('that cannot be asked for opt-outs does not stop a STOP', async () => {
    const world = await bookedWorld();
    world.ports.texting.hideOptOuts(true);
    await run(world, textFrom(world, '+12125550117', 'STOP'));
    await createMachine(world).runOn('2026-12-20T15:00:00Z');
    expect(milestones(world)).toEqual([]);
  });
});

test('a timer of every booking stands at its due instant, whenever one looks', async () => {
  const world = await bookedWorld();
  const machine = createMachine(world);
  for (let day = 0; day < 30; day += 1) {
    await machine.runOn(Date.parse(evening) + day * 24 * hourMs);
    const booking = await world.booking('visit-1');
    const due = dueOf(booking);
    if (due === undefined) continue;
    const at = world.ports.timers.standing().filter((timer) => timer.key === keyOf(booking));
    expect(at.map((timer) => timer.at)).toContain(ceilToSecond(due));
  }
});
