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
const runs = 40;
const seed = 20_261_103;

/** Minutes between two arrivals: the texts of what is known so far go out in the long ones. */
const pause = fc.constantFrom(0, 0, 0, 1, 10, 200);

/** Answers that change once in the platform's order, either way. */
const change = fc.record({ at: fc.nat(5), from: fc.boolean() });

function answersAt(stamp: number, thinners: Change, physician: Change): Record<string, unknown> {
  const sayOf = ({ at, from }: Change) => (stamp < at ? from : !from);
  return { ...fineAnswers, 'blood-thinners': sayOf(thinners), 'physician-care': sayOf(physician) };
}

interface Change {
  at: number;
  from: boolean;
}

/** What an event after the first says of its form: all of it, or no more than this. */
const telling = fc.constantFrom<'all' | readonly string[]>('all', ['blood-thinners'], ['physician-care'], []);

/** Made, moved some times, and now and then cancelled or confirmed under one of its uids; distinct stamps. */
const life: fc.Arbitrary<ChainEvent[]> = fc
  .record({
    moves: fc.integer({ min: 0, max: 3 }),
    thinners: change,
    physician: change,
    tellings: fc.array(telling, { minLength: 6, maxLength: 6 }),
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
  .map(({ moves, thinners, physician, tellings, others }) => {
    const names = uids.slice(0, moves + 1);
    // Of a booking whose cancel is heard of first nothing is kept, also not its answers.
    const isCancelled = others.some(({ did }) => did === 'cancelled');
    const formAt = (stamp: number, index: number) => {
      const told = index === 0 || isCancelled ? 'all' : (tellings[index] ?? 'all');
      const form = Object.entries(answersAt(stamp, thinners, physician));
      return Object.fromEntries(form.filter(([question]) => told === 'all' || told.includes(question)));
    };
    const chain = names.map((uid, index) => {
      const stamp = index + 1;
      const before = names[index - 1];
      const form = formAt(stamp, index);
      return before === undefined ? created(uid, stamp, form) : moved(before, uid, stamp, form);
    });
    const more = others.map(({ did, by, uid, after }, index) => {
      const name = names[uid % names.length] ?? 'a';
      const stamp = (after % (moves + 2)) + 0.3 + index * 0.3;
      return did === 'cancelled'
        ? cancelled(name, stamp, by)
        : created(name, stamp, formAt(stamp, names.length + index));
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

/** What a client must not get: the same words again, with nothing else said in between. */
function saidTwice(world: World): string[] {
  const bodies = world.texts().map(({ body }) => body);
  return bodies.filter((body, index) => body === bodies[index - 1]);
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
