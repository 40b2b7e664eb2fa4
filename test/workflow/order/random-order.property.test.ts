/** Random lives of one booking, told in random order, with pauses and repetitions: every order of the same events ends alike, and nothing is said twice. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs } from '../../../shared/time/instant.ts';
import { fineAnswers } from '../../world/bodies.ts';
import type { World } from '../../world/world.ts';
import {
  type ChainEvent,
  cancelled,
  created,
  endOf,
  expectedEnd,
  leftOvers,
  live,
  moved,
  say,
} from './chain.ts';

const uids = ['a', 'b', 'c', 'd'];
/** A run is a whole life of a booking: some 40 ms. */
const runs = 70;
const seed = 20_261_103;

/** Minutes between two arrivals: the texts of what is known so far go out in the long ones. */
const pause = fc.constantFrom(0, 0, 0, 1, 10, 200);

const form = fc
  .record({ 'blood-thinners': fc.boolean(), 'physician-care': fc.boolean() })
  .map((said) => ({ ...fineAnswers, ...said }));

/** Made, moved some times, and now and then cancelled or confirmed under one of its uids; whole forms, distinct stamps. */
const life: fc.Arbitrary<ChainEvent[]> = fc
  .record({
    moves: fc.integer({ min: 0, max: 3 }),
    forms: fc.array(form, { minLength: 4, maxLength: 4 }),
    others: fc.array(
      fc.record({
        did: fc.constantFrom('cancelled' as const, 'confirmed' as const),
        by: fc.constantFrom('client' as const, 'clinic' as const),
        uid: fc.nat(3),
        after: fc.nat(4),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ moves, forms, others }) => {
    const names = uids.slice(0, moves + 1);
    const chain = names.map((uid, index) =>
      index === 0 ? created(uid, 1, forms[0]) : moved(names[index - 1] ?? uid, uid, index + 1, forms[index]),
    );
    const more = others.map(({ did, by, uid, after }, index) => {
      const name = names[uid % names.length] ?? 'a';
      const stamp = (after % (moves + 2)) + 0.3 + index * 0.3;
      return did === 'cancelled' ? cancelled(name, stamp, by) : created(name, stamp, forms[index]);
    });
    return [...chain, ...more];
  });

const arrival = life.chain((events) =>
  fc.record({
    events: fc.constant(events),
    order: fc.shuffledSubarray(events, { minLength: events.length }),
    again: fc.subarray(events, { maxLength: 1 }),
    pauses: fc.array(pause, { minLength: events.length, maxLength: events.length }),
    platform: fc.constantFrom('standard' as const, 'cal-com' as const),
  }),
);

/** What a client must not get: the same words twice. */
function saidTwice(world: World): string[] {
  const bodies = world.texts().map(({ body }) => body);
  return bodies.filter((body, index) => bodies.indexOf(body) !== index);
}

test('every order ends as the stamps say, with each text at most once', async () => {
  await fc.assert(
    fc.asyncProperty(arrival, async ({ events, order, again, pauses, platform }) => {
      const world = await live(platform, [...order, ...again], pauses);
      const expected = expectedEnd(events);
      expect(endOf(world), order.map(say).join(', ')).toEqual(expected);
      await world.advanceTo(world.ports.clock.now() + dayMs);
      expect(endOf(world)).toEqual(expected);
      expect(leftOvers(world)).toEqual([]);
      expect(saidTwice(world)).toEqual([]);
      if (expected !== 'nothing live') {
        const told = world.texts().filter(({ milestone }) => ['booked', 'new-time'].includes(milestone));
        expect(told.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: runs, seed },
  );
});

test('while nothing was said yet, one text says how it ended', async () => {
  await fc.assert(
    fc.asyncProperty(arrival, async ({ events, order, again, platform }) => {
      const world = await live(platform, [...order, ...again]);
      await world.advanceTo(world.ports.clock.now() + dayMs);
      const said = world.texts().map(({ milestone }) => milestone);
      if (expectedEnd(events) === 'nothing live') expect(['', 'cancelled']).toContain(said.join());
      else expect(said).toEqual(['booked']);
    }),
    { numRuns: runs, seed },
  );
});
