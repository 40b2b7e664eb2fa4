/** A client is erased while processes die and texts are under way: in the end nothing says who it was, and nobody was texted twice or after it was over. */
import { describe, expect, test } from 'vitest';
import { startFold } from '../../functions/workflow/deliveries/fold-bookings.ts';
import { eraseClient } from '../../functions/workflow/erasure/erase-client.ts';
import { evolve } from '../../shared/booking/evolve.ts';
import type { Ports } from '../../shared/ports.ts';
import { formatInstant, hourMs, type Instant, minuteMs } from '../../shared/time/instant.ts';
import { takingTurns } from '../memory/taking-turns.ts';
import {
  aClick,
  asSeen,
  atDesk,
  bookedWorld,
  contactOf,
  mara,
  phone,
  place,
  traces,
} from '../workflow/clients/acting.ts';
import type { StandardBooking } from '../world/bodies.ts';
import type { World } from '../world/world.ts';
import { branch } from './branch.ts';
import { createMachine } from './machine.ts';

/** Interleavings tried of an erasure and a text that is being sent. */
const interleavings = 60;

const daughter = {
  uid: 'visit-9',
  start: '2026-12-15T15:00:00Z',
  client: { name: 'Iris Brook', email: 'i@example.com' },
};

/** Just before the first text goes out. */
async function aboutToText(...others: Partial<StandardBooking>[]): Promise<{ world: World; at: Instant }> {
  const world = await bookedWorld({ uid: 'visit-2', start: '2027-01-11T15:00:00Z' }, ...others);
  await world.advanceTo('2026-11-16T15:02:30Z');
  const [timer] = world.ports.timers.standing().sort((a, b) => a.at - b.at);
  if (timer === undefined) throw new Error('no timer stands');
  world.ports.clock.set(timer.at);
  return { world, at: timer.at };
}

function isOnRecord({ ports }: World): boolean {
  return ports.store
    .items()
    .some(
      (item) =>
        item.type === 'erased' ||
        (item.type === 'booking' && item.audit.some(({ what }) => what === 'erase-client')),
    );
}

async function erasing(world: World): Promise<(ports: Ports) => Promise<string>> {
  const asked = { ...(await asSeen(world)), name: 'Nadia Brook' };
  return async (ports) =>
    (await eraseClient(atDesk(ports), mara, place, asked, world.ports.clock.now())).acted;
}

describe('An erasure whose process dies', () => {
  test('after any call goes on by itself or was never begun', async () => {
    const { world: trunk } = await aboutToText(daughter);
    for (let point = 1; ; point += 2) {
      const world = await branch(trunk);
      const erase = await erasing(world);
      let fated: number | undefined = point;
      const machine = createMachine(world, {
        crashPoint: () => {
          const now = fated;
          fated = undefined;
          return now;
        },
      });
      const outcome = await machine.invoke('erase', ({ deps }) => erase(deps));
      // Whoever saw it on record has been answered, or sees it on the booking's page.
      const begun = isOnRecord(world);
      await machine.runOn(world.ports.clock.now() + 25 * hourMs);
      const failed = machine.invocations().filter(({ ended }) => ended === 'threw');
      // The number is the daughter's too.
      const left = traces(world).filter((trace) => !phone.endsWith(trace));
      expect([point, begun ? left : [], failed]).toEqual([point, [], []]);
      expect((await contactOf(world, 'visit-9'))?.phone).toBe(phone);
      if (outcome.ended !== 'died') break;
      expect(point).toBeLessThan(400);
    }
  });
});

test('An erasure that was asked for while a fold carries its booking goes on with the booking that it became', async () => {
  const world = await bookedWorld();
  const { deps } = world.process();
  const target = { ...place, uid: 'visit-2' };
  await world.ports.store.put({ ...(await world.booking('visit-1')), uid: 'visit-2', version: 1 }, 'absent');
  const act = {
    what: 'erase-client',
    by: 'mara',
    role: 'manager',
    why: 'asked to',
    click: aClick(),
  } as const;
  const asked = evolve(await world.booking('visit-1'), {
    type: 'erasure-asked',
    act: { ...act, at: world.ports.clock.now() },
  });
  await startFold(deps, asked, target, world.ports.clock.now());
  expect((await world.booking('visit-2')).steps.map(({ id }) => id)).toContain('erase');
  await createMachine(world).runOn(world.ports.clock.now() + 25 * hourMs);
  expect(traces(world)).toEqual([]);
});

describe('An erasure beside a text that is being sent', () => {
  test('in any interleaving leaves nothing of the client, and each text went out once at most', async () => {
    const { world: trunk, at } = await aboutToText();
    const met = new Set<string>();
    for (let seed = 0; seed < interleavings; seed += 1) {
      const world = await branch(trunk);
      const erase = await erasing(world);
      const fire = async (ports: Ports) => {
        const key = 'booking#rosewater#standard#visit-1';
        await world.process(ports).followUp({ v: 1, key, scheduled: formatInstant(at) });
        return 'fired';
      };
      const [acted] = await takingTurns(world.ports, seed, [erase, fire]);
      const machine = createMachine(world);
      await machine.runOn(world.ports.clock.now() + 5 * minuteMs);
      // A fire that came first moved the booking on: then its page is shown anew.
      if (acted === 'no') continue;
      const said = world.ports.texting
        .calls()
        .map(({ message }) => `${message.bookingId} ${message.milestone}`);
      expect([seed, traces(world), new Set(said).size]).toEqual([seed, [], said.length]);
      await machine.runOn(world.ports.clock.now() + 25 * hourMs);
      expect([seed, world.ports.texting.calls().length, traces(world)]).toEqual([seed, said.length, []]);
      met.add(`${said.length} said`);
    }
    // The instrument: both ends of the race were met.
    expect([...met].sort()).toEqual(['0 said', '1 said']);
  });
});
