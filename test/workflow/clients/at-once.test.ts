/** Two of staff act on one client at the same moment, both on the page as it was: one is done, and the other is told of it and changes nothing. */
import { describe, expect, test } from 'vitest';
import type { Acted } from '../../../functions/workflow/acts/acted.ts';
import { exportClient } from '../../../functions/workflow/acts/export-client.ts';
import { optContact } from '../../../functions/workflow/acts/opt-contact.ts';
import { eraseClient } from '../../../functions/workflow/erasure/erase-client.ts';
import type { Ports } from '../../../shared/ports.ts';
import { minuteMs } from '../../../shared/time/instant.ts';
import { aroundCalls } from '../../memory/around-calls.ts';
import { branch } from '../../simulation/branch.ts';
import type { World } from '../../world/world.ts';
import { aClick, asSeen, atDesk, bookedWorld, contactOf, mara, phone, place, traces } from './acting.ts';

const omar = { ...mara, staff: { ...mara.staff, by: 'omar' } };

type Does = 'stop-texts' | 'allow-texts';
type Seen = Awaited<ReturnType<typeof asSeen>>;

function opt(world: World, does: Does, seen: Seen, by = mara, ports: Ports = world.ports) {
  return optContact(atDesk(ports), by, place, { act: does, ...seen }, world.ports.clock.now());
}

/** The ports on which something happens just before the call of that number. */
function interrupted(world: World, point: number, happens: () => Promise<unknown>) {
  let count = 0;
  const ports = aroundCalls(world.ports, async (_, effect) => {
    count += 1;
    if (count === point) await happens();
    return effect();
  });
  return { ports, isReached: () => count >= point };
}

/** One act with the other in the middle of it, at each of its calls. */
async function atEachCall(
  trunk: World,
  acts: {
    slow: (world: World, seen: Seen, ports: Ports) => Promise<Acted<unknown>>;
    quick: (world: World, seen: Seen) => Promise<Acted<unknown>>;
  },
  expected: (world: World, ended: { slow: Acted<unknown>; quick: Acted<unknown> }) => Promise<void>,
): Promise<void> {
  for (let point = 1; ; point += 1) {
    const world = await branch(trunk);
    const seen = await asSeen(world);
    const other = { ...seen, click: aClick() };
    const quick: Acted<unknown>[] = [];
    const { ports, isReached } = interrupted(world, point, async () =>
      quick.push(await acts.quick(world, other)),
    );
    const slow = await acts.slow(world, seen, ports);
    const [ended] = quick;
    if (!isReached() || ended === undefined) break;
    await expected(world, { slow, quick: ended });
  }
}

describe('One stops the texts and one allows them', () => {
  test.each([
    ['stop-texts', 'allow-texts', 'on'],
    ['allow-texts', 'stop-texts', 'on'],
    ['stop-texts', 'allow-texts', 'off'],
    ['allow-texts', 'stop-texts', 'off'],
  ] as const)('%s with %s in the middle of it, while they are %s', async (does, quickDoes, texts) => {
    const trunk = await bookedWorld();
    if (texts === 'off') await opt(trunk, 'stop-texts', await asSeen(trunk));
    trunk.ports.clock.advance(minuteMs);
    await atEachCall(
      trunk,
      {
        slow: (world, seen, ports) => opt(world, does, seen, mara, ports),
        quick: (world, seen) => opt(world, quickDoes, seen, omar),
      },
      async (world, { slow, quick }) => {
        expect([slow.acted, quick.acted].sort()).toEqual(['done', 'no']);
        expect(slow.acted === 'no' ? slow : quick).toMatchObject({ why: 'conflict' });
        const holds = slow.acted === 'done' ? does : quickDoes;
        const { optedOutAt } = await world.booking('visit-1');
        const isOff = [(await contactOf(world))?.optedOut !== undefined, optedOutAt !== undefined];
        expect(isOff).toEqual([holds === 'stop-texts', holds === 'stop-texts']);
      },
    );
  });

  test.each([
    ['stop-texts', 'allow-texts'],
    ['allow-texts', 'stop-texts'],
  ] as const)('%s that is carried out late does not undo %s on the page that showed it', async (does, later) => {
    const world = await toBe(does);
    const seen = await asSeen(world);
    const { ports } = interrupted(world, await lastPutOf(world, does, seen), async () => {
      world.ports.clock.advance(minuteMs);
      expect((await opt(world, later, await asSeen(world), omar)).acted).toBe('done');
    });
    expect((await opt(world, does, seen, mara, ports)).acted).toBe('done');
    const isOff = (await contactOf(world))?.optedOut !== undefined;
    expect([isOff, (await world.booking('visit-1')).optedOutAt !== undefined]).toEqual([
      later === 'stop-texts',
      later === 'stop-texts',
    ]);
  });

  test('a STOP of the client while their texts are being allowed holds, and whoever allows them is told', async () => {
    const world = await toBe('allow-texts');
    const seen = await asSeen(world);
    const { ports } = interrupted(world, await lastPutOf(world, 'allow-texts', seen), () =>
      world.reply(phone, 'STOP'),
    );
    const acted = await opt(world, 'allow-texts', seen, mara, ports);
    expect(acted).toMatchObject({ why: 'refused', mistakes: [{ path: 'texts' }] });
    expect((await world.booking('visit-1')).optedOutAt).toBeDefined();
  });
});

/** A world in which the act changes something. */
async function toBe(does: Does): Promise<World> {
  const world = await bookedWorld();
  if (does === 'allow-texts') await opt(world, 'stop-texts', await asSeen(world), omar);
  world.ports.clock.advance(minuteMs);
  return world;
}

/** Which of an act's calls is the contact's put, which follows the booking's; found out on a branch. */
async function lastPutOf(trunk: World, does: Does, seen: Seen): Promise<number> {
  const world = await branch(trunk);
  const calls: string[] = [];
  const ports = aroundCalls(world.ports, async (name, effect) => {
    calls.push(name);
    return effect();
  });
  await opt(world, does, seen, mara, ports);
  return calls.lastIndexOf('store.put') + 1;
}

test('One exports and one stops texts: an export that came second is told, and one that came first is in nobody’s way', async () => {
  await atEachCall(
    await bookedWorld(),
    {
      slow: (world, seen, ports) => exportClient(atDesk(ports), mara, place, seen, world.ports.clock.now()),
      quick: (world, seen) => opt(world, 'stop-texts', seen, omar),
    },
    async (world, { slow, quick }) => {
      const { audit } = await world.booking('visit-1');
      const did = audit.filter(({ kind }) => kind === 'act').map((entry) => entry.did);
      const stopped = 'stopped texts';
      expect(did).toEqual(slow.acted === 'no' ? [stopped] : ["exported the client's data", stopped]);
      expect(slow.acted === 'no' ? slow : quick).toMatchObject(
        slow.acted === 'no' ? { why: 'conflict' } : { acted: 'done' },
      );
    },
  );
});

test('An export whose click is another act’s by then hands nothing over that is not on record', async () => {
  let click = '';
  await atEachCall(
    await bookedWorld(),
    {
      slow: (world, seen, ports) => {
        click = seen.click;
        return exportClient(atDesk(ports), mara, place, seen, world.ports.clock.now());
      },
      quick: (world, seen) => opt(world, 'stop-texts', { ...seen, click }),
    },
    async (world, { slow, quick }) => {
      expect([slow.acted, quick.acted].sort()).toEqual(['done', 'no']);
      const { audit } = await world.booking('visit-1');
      const [taken] = audit.filter((entry) => entry.click === click);
      expect(taken?.what).toBe(slow.acted === 'done' ? 'export-client' : 'stop-texts');
    },
  );
});

test('One erases and one stops texts: what was done first holds, and nobody is erased unseen', async () => {
  await atEachCall(
    await bookedWorld(),
    {
      slow: (world, seen, ports) =>
        eraseClient(atDesk(ports), mara, place, { ...seen, name: 'Nadia Brook' }, world.ports.clock.now()),
      quick: (world, seen) => opt(world, 'stop-texts', seen, omar),
    },
    async (world, { slow, quick }) => {
      expect([slow.acted, quick.acted].sort()).toEqual(['done', 'no']);
      expect(traces(world).length === 0).toBe(slow.acted === 'done');
    },
  );
});
