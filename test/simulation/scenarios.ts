/** One scenario per kind of invocation: what the crash harness goes through, point by point. */
import { microneedlingPolicy } from '../../shared/policy/defaults/microneedling.ts';
import { keyOf } from '../../shared/store/item.ts';
import { hourMs, minuteMs } from '../../shared/time/instant.ts';
import { fineAnswers, type StandardBooking, standardBooking } from '../world/bodies.ts';
import { createWorld, instantOf, type World } from '../world/world.ts';
import {
  type Act,
  changeSettings,
  deliver,
  fireAt,
  messageIdOf,
  openPath,
  receiptOf,
  sendForm,
  sweepOnce,
  textFrom,
} from './acts.ts';
import { branchedMessageId } from './branch.ts';
import type { Scenario } from './crash-at-every-await.ts';
import { createMachine } from './machine.ts';

/** A Tuesday morning in the clinic's zone, and a visit three weeks later. */
const morning = '2026-11-03T15:00:00Z';
const start = '2026-11-24T15:00:00Z';
const client = '+12125550117';
/** Long enough for a claim that nobody recorded to be taken for unknown, whatever comes again and however late the sweep is. */
const nextDay = '2026-11-04T15:00:00Z';

type Happened = (world: World) => Promise<unknown>;

function world(...happened: Happened[]): () => Promise<World> {
  return async () => {
    const fresh = await createWorld(morning);
    for (const happen of happened) await happen(fresh);
    return fresh;
  };
}

function posted(booking: Partial<StandardBooking> = {}): Happened {
  return (one) => one.post('standard', body(booking));
}

function later(to: string): Happened {
  return (one) => one.advanceTo(to);
}

function body(booking: Partial<StandardBooking> = {}) {
  return standardBooking({ at: morning, start, ...booking });
}

function delivery(booking: Partial<StandardBooking> = {}): (one: World) => Act {
  return (one) => deliver(one, body(booking));
}

/** The soonest timer that stands is what fires. */
function nextFire(one: World): Act {
  const [timer] = one.ports.timers.standing().sort((a, b) => a.at - b.at);
  if (timer === undefined) throw new Error('no timer stands');
  one.ports.clock.set(Math.max(timer.at, one.ports.clock.now()));
  return fireAt(timer.key, timer.at);
}

/** Moves the clock to where the booking's next timer fires, without the fire. */
function untilFire(to: string): Happened {
  return async (one) => {
    await one.advanceTo(instantOf(to) - minuteMs);
  };
}

/** An invocation died here before: after so many calls. */
function diedAfter(calls: number, act: (one: World) => Act): Happened {
  return async (one) => {
    const machine = createMachine(one, { crashPoint: () => 2 * calls - 1 });
    const { name, invoke } = act(one);
    const outcome = await machine.invoke(name, invoke);
    if (outcome.ended !== 'died') throw new Error(`${name} did not live long enough to die there`);
  };
}

function tokenOf(one: World, page: 'screening' | 'care'): string {
  const items = one.ports.store.items();
  const found = items.find((item) => item.type === 'page' && item.page === page);
  if (found?.type !== 'page') throw new Error(`no ${page} page was made`);
  return found.token;
}

/** The questions of the form, all answered with no, and what was changed. */
function form(changes: Record<string, string> = {}): Record<string, string> {
  const all = Object.keys(fineAnswers).map((id) => [id, id === 'last-botox' ? 'never' : 'no']);
  return { ...Object.fromEntries(all), ...changes };
}

const moved = {
  type: 'booking.rescheduled',
  at: '2026-11-03T15:20:00Z',
  uid: 'visit-2',
  previousUid: 'visit-1',
  start: '2026-11-26T16:00:00Z',
} as const;

function cancelledBy(by: string) {
  return { type: 'booking.cancelled', at: '2026-11-03T15:20:00Z', more: { cancelledBy: by } };
}

const botox = { uid: 'botox-1', treatment: 'botox', start: '2026-11-17T15:00:00Z', answers: {} } as const;

export const deliveries: readonly Scenario[] = [
  { name: 'a first booking that is allowed', before: world(), act: delivery(), until: nextDay },
  {
    name: 'a first booking that is blocked',
    before: world(),
    act: delivery({ answers: { ...fineAnswers, 'pregnant-nursing': true } }),
    until: nextDay,
  },
  {
    name: 'a first booking without answers',
    before: world(),
    act: delivery({ answers: {} }),
    until: '2026-11-06T15:00:00Z',
  },
  {
    name: 'a booking for tomorrow',
    before: world(),
    act: delivery({ start: '2026-11-04T18:00:00Z' }),
    until: '2026-11-05T15:00:00Z',
  },
  { name: 'a delivery that was done before', before: world(posted()), act: delivery(), until: nextDay },
  {
    name: 'a delivery whose first worker died',
    before: world(diedAfter(4, delivery())),
    act: delivery(),
    until: nextDay,
  },
  {
    name: 'a reschedule to a new uid after the booked text',
    before: world(posted(), later(moved.at)),
    act: delivery(moved),
    until: nextDay,
  },
  {
    name: 'a reschedule before its booking is known',
    before: world(later(moved.at)),
    act: delivery(moved),
    until: nextDay,
  },
  {
    name: 'a reschedule that joins two live bookings',
    before: world(
      posted(),
      posted({ ...moved, at: '2026-11-03T15:02:00Z', uid: 'visit-3', previousUid: 'visit-2' }),
      later(moved.at),
    ),
    act: delivery({ ...moved, at: '2026-11-03T15:01:00Z' }),
    until: nextDay,
  },
  {
    name: 'a reschedule from an uid that was cancelled before',
    before: world(posted(cancelledBy('clinic')), later('2026-11-03T15:30:00Z')),
    act: delivery({ ...moved, at: '2026-11-03T15:30:00Z' }),
    until: nextDay,
  },
  {
    name: 'a cancel by the clinic',
    before: world(posted(), later(moved.at)),
    act: delivery(cancelledBy('clinic')),
    until: nextDay,
  },
  {
    name: 'a cancel before its booking is known',
    before: world(later(moved.at)),
    act: delivery(cancelledBy('clinic')),
    until: nextDay,
  },
  {
    name: 'a booking after its cancel',
    before: world(posted(cancelledBy('clinic')), later(moved.at)),
    act: delivery(),
    until: nextDay,
  },
  {
    name: 'a Botox visit that blocks another booking of the client',
    before: world(posted(), later(moved.at)),
    act: delivery(botox),
    until: nextDay,
  },
  {
    name: 'a completed visit',
    before: world(posted(), later('2026-11-24T16:30:00Z')),
    act: delivery({ type: 'booking.completed', at: '2026-11-24T16:20:00Z' }),
    until: '2026-11-25T21:00:00Z',
  },
  {
    name: 'an event that the gate does not use',
    before: world(),
    act: delivery({ type: 'booking.paid' }),
    until: nextDay,
  },
  {
    name: 'a body that cannot be read',
    before: world(),
    act: (one) => deliver(one, { type: 'booking.created', timestamp: 'yesterday', data: {} }),
    until: nextDay,
  },
];

export const fires: readonly Scenario[] = [
  {
    name: 'the fire that sends booked',
    before: world(posted(), untilFire('2026-11-03T15:03:00Z')),
    act: nextFire,
    publishes: ['booked'],
    until: nextDay,
  },
  {
    name: 'the fire that sends the form',
    before: world(posted({ answers: {} }), untilFire('2026-11-03T15:03:00Z')),
    act: nextFire,
    publishes: ['screening-needed'],
    until: '2026-11-06T15:00:00Z',
  },
  {
    name: 'the fire that sends the day-before question',
    before: world(posted(), untilFire('2026-11-23T14:00:00Z')),
    act: nextFire,
    publishes: ['day-before'],
    until: '2026-11-25T15:00:00Z',
  },
  {
    name: 'the second look at the other bookings',
    before: world(posted(), posted(botox)),
    act: nextFire,
    until: nextDay,
  },
  {
    name: 'a fire for a text that the carrier refuses for now',
    before: world(posted(), untilFire('2026-11-03T15:03:00Z')),
    publishes: ['booked'],
    act: (one) => {
      const refused = { published: 'no', passing: true, reason: 'throttled' } as const;
      one.ports.texting.script({ result: refused });
      return nextFire(one);
    },
    until: nextDay,
  },
];

export const sweeps: readonly Scenario[] = [
  {
    name: 'the sweep that takes up a delivery',
    before: world(diedAfter(4, delivery()), async ({ ports }) => ports.clock.advance(5 * minuteMs)),
    act: sweepOnce,
    until: nextDay,
  },
  {
    name: 'the sweep that runs an overdue booking',
    before: world(posted(), async ({ ports }) => ports.clock.advance(20 * minuteMs)),
    act: sweepOnce,
    publishes: ['booked'],
    until: nextDay,
  },
  {
    name: 'the sweep that finishes a fold',
    before: world(
      posted(),
      posted({ ...moved, at: '2026-11-03T15:02:00Z', uid: 'visit-3', previousUid: 'visit-2' }),
      later(moved.at),
      diedWhenCarrying(delivery({ ...moved, at: '2026-11-03T15:01:00Z' })),
      async ({ ports }) => ports.clock.advance(5 * minuteMs),
    ),
    act: sweepOnce,
    until: nextDay,
  },
];

/** Dies as soon as a folded booking is an alias that still carries its state. */
function diedWhenCarrying(act: (one: World) => Act): Happened {
  return async (one) => {
    const { store } = one.ports;
    const { put } = store;
    let isCarrying = false;
    store.put = async (...given) => {
      if (isCarrying) return new Promise<never>(() => {});
      const result = await put(...given);
      isCarrying = given[0].type === 'alias' && given[0].carry !== undefined;
      return result;
    };
    const { invoke } = act(one);
    const never = invoke(one.process()).then(() => 'lived');
    const ended = await Promise.race([never, afterAWhile()]);
    store.put = put;
    if (ended === 'lived' || !isCarrying) throw new Error('the fold did not stop half way');
  };
}

function afterAWhile(): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve('stopped'), 50));
}

export const clients: readonly Scenario[] = [
  {
    name: 'the form sent, all fine',
    before: world(posted({ answers: {} }), later('2026-11-03T15:30:00Z')),
    act: (one) => sendForm(`/s/${tokenOf(one, 'screening')}`, form()),
    until: nextDay,
  },
  {
    name: 'the form sent with what blocks',
    before: world(posted({ answers: {} }), later('2026-11-03T15:30:00Z')),
    act: (one) => sendForm(`/s/${tokenOf(one, 'screening')}`, form({ 'pregnant-nursing': 'yes' })),
    until: nextDay,
  },
  {
    name: 'the form opened',
    before: world(posted({ answers: {} }), later('2026-11-03T15:30:00Z')),
    act: (one) => openPath(`/s/${tokenOf(one, 'screening')}`),
    until: nextDay,
  },
  {
    name: 'the care page opened',
    before: world(posted(), later('2026-11-23T15:30:00Z')),
    act: (one) => openPath(`/c/${tokenOf(one, 'care')}`),
    until: '2026-11-25T15:00:00Z',
  },
  {
    name: 'the answer 2 to the day-before question',
    before: world(posted(), later('2026-11-23T15:30:00Z')),
    act: (one) => textFrom(one, client, '2'),
    publishes: ['changed'],
    until: '2026-11-25T15:00:00Z',
  },
  {
    name: 'the answer 1 to the day-before question',
    before: world(posted(), later('2026-11-23T15:30:00Z')),
    act: (one) => textFrom(one, client, '1'),
    until: '2026-11-25T15:00:00Z',
  },
  {
    name: 'a STOP of our own words',
    before: world(posted(), posted(botox), later('2026-11-03T15:30:00Z')),
    act: (one) => textFrom(one, client, 'parar'),
    publishes: ['stop'],
    until: nextDay,
  },
  {
    name: 'a START after a STOP',
    before: world(
      posted(),
      later('2026-11-03T15:30:00Z'),
      (one) => one.reply(client, 'STOP'),
      later('2026-11-03T16:30:00Z'),
    ),
    act: (one) => textFrom(one, client, 'START', 'inbound-9'),
    publishes: ['start'],
    until: nextDay,
  },
  {
    name: 'HELP',
    before: world(posted(), later('2026-11-03T15:30:00Z')),
    act: (one) => textFrom(one, client, 'help'),
    publishes: ['help'],
    until: nextDay,
  },
];

/** The receipt of the booked text, some minutes after it. */
function receipted(failed?: string): (one: World) => Act {
  return (one) => {
    const booking = one.ports.store.items().find((item) => item.type === 'booking' && item.uid === 'visit-1');
    if (booking?.type !== 'booking') throw new Error('no booking is there');
    const text = { id: messageIdOf(booking, 'booked'), at: instantOf('2026-11-03T15:03:00Z') };
    return receiptOf({ ...text, ...(failed === undefined ? {} : { failed }) });
  };
}

export const receipts: readonly Scenario[] = [
  {
    name: 'a receipt that a text arrived',
    before: world(posted(), later('2026-11-03T15:30:00Z')),
    act: receipted(),
    until: nextDay,
  },
  {
    name: 'a receipt that a text did not arrive',
    before: world(posted(), later('2026-11-03T15:30:00Z')),
    act: receipted('Phone carrier is currently unreachable/unavailable'),
    until: nextDay,
  },
  {
    name: 'a receipt that the number is off at the carrier',
    before: world(
      posted(),
      posted({ ...botox, start: '2026-12-20T15:00:00Z' }),
      later('2026-11-03T15:30:00Z'),
    ),
    act: receipted(`${client} is opted out`),
    until: nextDay,
  },
  {
    name: 'a receipt of nothing that is known',
    before: world(posted(), later('2026-11-03T15:30:00Z')),
    act: () => receiptOf({ id: 'nobodys', at: instantOf('2026-11-03T15:29:00Z') }),
    until: nextDay,
  },
  {
    name: 'the fire whose receipt came first',
    before: world(posted(), untilFire('2026-11-03T15:03:00Z'), (one) => {
      const early = receiptOf({ id: branchedMessageId(1), at: instantOf('2026-11-03T15:03:00Z') });
      return early.invoke(one.process());
    }),
    act: nextFire,
    publishes: ['booked'],
    until: nextDay,
  },
];

/** Texts only in the afternoon: open bookings are planned anew. */
const afternoons = Array.from({ length: 7 }, () => ({ from: 14 * 60, until: 19 * 60 }));

export const clinics: readonly Scenario[] = [
  {
    name: 'a change of the hours for texts',
    before: world(
      posted(),
      posted({
        uid: 'visit-9',
        start: '2026-11-25T15:00:00Z',
        client: { phone: '+12125550118', email: 'mira@example.com' },
      }),
      later('2026-11-03T16:00:00Z'),
    ),
    act: (one) => changeSettings(one, { settings: { textHours: afternoons } }),
    until: '2026-11-04T15:00:00Z',
  },
  {
    name: 'a new version of a policy',
    before: world(posted(), later('2026-11-03T16:00:00Z')),
    act: (one) =>
      changeSettings(one, {
        settings: {},
        policy: { ...structuredClone(microneedlingPolicy), version: 100 },
      }),
    until: nextDay,
  },
  {
    name: 'a slice of the job that plans open bookings anew',
    before: world(posted(), later('2026-11-03T16:00:00Z'), async (one) => {
      await changeSettings(one, { settings: { textHours: afternoons } }).invoke(one.process());
      one.ports.clock.advance(hourMs);
    }),
    act: (one) => {
      const job = one.ports.store.items().find((item) => item.type === 'job');
      if (job === undefined) throw new Error('no job was stored');
      return fireAt(keyOf(job), one.ports.clock.now());
    },
    until: '2026-11-04T15:00:00Z',
  },
];
