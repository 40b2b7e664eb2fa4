/** One process is interrupted by a whole other one at each of its calls: the end is always that of one after the other. */
import { expect, test } from 'vitest';
import { hourMs } from '../../shared/time/instant.ts';
import { fineAnswers, type StandardBooking, standardBooking } from '../world/bodies.ts';
import { createWorld, type World } from '../world/world.ts';
import {
  type Act,
  changeSettings,
  deliver,
  fireNow,
  messageIdOf,
  receiptOf,
  sendForm,
  sweepOnce,
  textFrom,
} from './acts.ts';
import { interrupted, settle } from './at-once.ts';
import { branch, branchedMessageId } from './branch.ts';
import { differences, type EndState, endStateOf } from './end-state.ts';
import { watch } from './watch.ts';

const morning = '2026-11-03T15:00:00Z';
const start = '2026-11-24T15:00:00Z';
const evening = '2026-11-03T21:00:00Z';
const client = '+12125550117';
/** More calls than any of the acts makes. */
const callsMax = 200;

const later = '2026-11-03T15:02:00Z';
const moved = { type: 'booking.rescheduled', at: later, start: '2026-11-26T15:00:00Z' };

/** A booking with open questions whose link was sent, and one of the same client that is allowed, its first text due now. */
async function trunkWorld(): Promise<World> {
  const world = await createWorld('2026-11-03T14:00:00Z');
  const open = { at: '2026-11-03T14:00:00Z', uid: 'open', start: '2026-12-28T15:00:00Z', answers: {} };
  await world.post('standard', standardBooking(open));
  await world.advanceTo(morning);
  await world.post('standard', standardBooking({ at: morning, uid: 'due', start }));
  await world.advanceTo('2026-11-03T15:02:30Z');
  world.ports.clock.set(Date.parse('2026-11-03T15:03:00Z'));
  return world;
}

function told(booking: Partial<StandardBooking>): (world: World) => Promise<Act> {
  return async (world) => deliver(world, standardBooking({ at: later, uid: 'due', start, ...booking }));
}

const form = Object.fromEntries(
  Object.keys(fineAnswers).map((id) => [id, id === 'last-botox' ? 'never' : 'no']),
);
const afternoons = Array.from({ length: 7 }, () => ({ from: 14 * 60, until: 19 * 60 }));
const botox = { uid: 'botox', treatment: 'botox', start: '2026-11-17T15:00:00Z', answers: {} };

const acts = {
  'the fire': async (world: World) => fireNow(world, await world.booking('due')),
  'the sweep': async (world: World) => {
    world.ports.clock.advance(hourMs);
    return sweepOnce();
  },
  'a cancel': told({ type: 'booking.cancelled', more: { cancelledBy: 'clinic' } }),
  'a move': told(moved),
  'a move to a new uid': told({ ...moved, uid: 'new', previousUid: 'due' }),
  'a Botox visit': told(botox),
  STOP: async (world: World) => textFrom(world, client, 'STOP'),
  'our STOP': async (world: World) => textFrom(world, client, 'parar'),
  START: async (world: World) => textFrom(world, client, 'START', 'inbound-2'),
  'the form': async (world: World) => sendForm(`/s/${(await world.booking('open')).pages.screening}`, form),
  'the form of a pregnant client': async (world: World) => {
    const path = `/s/${(await world.booking('open')).pages.screening}`;
    return sendForm(path, { ...form, 'pregnant-nursing': 'yes' });
  },
  'its receipt': async (world: World) => receiptOf({ id: branchedMessageId(1), at: world.ports.clock.now() }),
  'its receipt of a failure': async (world: World) =>
    receiptOf({ id: branchedMessageId(1), at: world.ports.clock.now(), failed: 'Phone has blocked SMS' }),
  'the receipt of an opt-out': async (world: World) => {
    const id = messageIdOf(await world.booking('open'), 'screening-needed');
    return receiptOf({ id, at: Date.parse('2026-11-03T14:03:00Z'), failed: `${client} is opted out` });
  },
  'new hours': async (world: World) => changeSettings(world, { settings: { textHours: afternoons } }),
};

/** Each is tried both ways round. */
const pairs: [keyof typeof acts, keyof typeof acts][] = [
  ['the fire', 'a cancel'],
  ['the fire', 'a move'],
  ['the fire', 'a move to a new uid'],
  ['the fire', 'a Botox visit'],
  ['the fire', 'new hours'],
  ['a move', 'a cancel'],
  ['a move to a new uid', 'a cancel'],
  ['a Botox visit', 'a move'],
  ['the form', 'our STOP'],
  ['the form', 'the form of a pregnant client'],
  ['our STOP', 'START'],
  ['the fire', 'its receipt'],
  ['the fire', 'its receipt of a failure'],
  ['the receipt of an opt-out', 'START'],
  ['the receipt of an opt-out', 'our STOP'],
  ['the receipt of an opt-out', 'a move to a new uid'],
];

async function endAfter(trunk: World, run: (world: World) => Promise<unknown>): Promise<EndState> {
  const world = await branch(trunk);
  await run(world);
  expect(await settle(world, evening)).toEqual([]);
  return endStateOf(world);
}

async function expectOneAfterTheOther(first: keyof typeof acts, second: keyof typeof acts): Promise<void> {
  const trunk = await trunkWorld();
  const inOrder = (one: keyof typeof acts, other: keyof typeof acts) => async (world: World) => {
    const [a, b] = [await acts[one](world), await acts[other](world)];
    await a.invoke(world.process());
    await b.invoke(world.process());
  };
  const right = [
    await endAfter(trunk, inOrder(first, second)),
    await endAfter(trunk, inOrder(second, first)),
  ];
  let isReached = true;
  for (let nth = 1; isReached && nth < callsMax; nth += 1) {
    const end = await endAfter(trunk, async (world) => {
      const [a, b] = [await acts[first](world), await acts[second](world)];
      isReached = await interrupted(world, a, nth, b);
      if (!isReached) await b.invoke(world.process());
    });
    const wrong = right.map((one) => differences(one, end));
    if (wrong.some((one) => one.length === 0)) continue;
    expect(wrong[0], `at call ${nth}, compared with ${first} first`).toEqual([]);
  }
}

test.each([
  ...pairs,
  ...pairs.map(([a, b]) => [b, a] as const),
])('%s, interrupted by %s at any call', async (first, second) => {
  await expectOneAfterTheOther(first, second);
});

test.each([
  'STOP',
  'our STOP',
] as const)('the fire, interrupted by %s at any call: the text is said if its slot was reserved before, else skipped and shown', async (stop) => {
  const trunk = await trunkWorld();
  const said = new Set<boolean>();
  let isReached = true;
  for (let nth = 1; isReached && nth < callsMax; nth += 1) {
    const world = await branch(trunk);
    const log = watch(world, (item) => {
      if (item.type !== 'contact') return undefined;
      if (item.optedOut !== undefined) return 'opted out';
      return item.slots.some(({ text }) => text.includes('booked')) ? 'slot' : undefined;
    });
    isReached = await interrupted(world, await acts['the fire'](world), nth, await acts[stop](world));
    const slotFirst = log.includes('slot') && (log.indexOf('slot') < log.indexOf('opted out') || !isReached);
    expect(log.includes('published booked'), `at call ${nth}`).toBe(slotFirst);
    said.add(slotFirst);
    expect(await settle(world, evening)).toEqual([]);
    const { steps } = await world.booking('due');
    const booked = steps.find(({ act }) => act.what === 'booked');
    if (isReached && !slotFirst && booked !== undefined) {
      expect(booked.state).toMatchObject({ status: 'skipped', reason: 'opted out' });
    }
  }
  expect(said.size).toBe(2);
});
