/** A booking that is made, moved twice and cancelled, in every order its events can arrive in: the platform's stamps decide, and every order ends alike. */
import { describe, expect, test } from 'vitest';
import { fineAnswers } from '../../world/bodies.ts';
import {
  type ChainEvent,
  cancelled,
  created,
  endOf,
  expectedEnd,
  leftOvers,
  live,
  moved,
  permutations,
  say,
} from './chain.ts';

const chain = [created('a', 1), moved('a', 'b', 2), moved('b', 'c', 3)];
/** Each with the whole form: of a booking whose cancel is heard of first nothing is kept, also not its answers. */
const wholeChain = [created('a', 1), moved('a', 'b', 2, fineAnswers), moved('b', 'c', 3, fineAnswers)];

/** The end of every order, where it is not the right one. */
async function wrongOrders(
  platform: 'standard' | 'cal-com',
  events: readonly ChainEvent[],
): Promise<string[]> {
  const expected = JSON.stringify(expectedEnd(events));
  const wrong: string[] = [];
  for (const order of permutations(events)) {
    const world = await live(platform, order);
    const end = JSON.stringify(endOf(world));
    const left = leftOvers(world);
    if (end !== expected || left.length > 0) {
      wrong.push(`${order.map(say).join(', ')}: ${end} instead of ${expected} ${left.join()}`);
    }
  }
  return wrong;
}

const cancels = ['a', 'b', 'c'].flatMap((uid) =>
  [1.5, 2.5, 3.5].map((stamp): [string, ChainEvent[]] => [
    `made, moved twice, and its uid ${uid} cancelled at ${stamp}`,
    [...wholeChain, cancelled(uid, stamp)],
  ]),
);

const neighbours: [string, ChainEvent[]][] = [
  ['made and moved twice', chain],
  ['made and cancelled', [created('a', 1), cancelled('a', 2)]],
  ['cancelled and made again under the same uid', [cancelled('a', 1), created('a', 2)]],
  ['moved under its own uid', [created('a', 1), moved('a', 'a', 2), moved('a', 'a', 3)]],
  ['moved there and back', [created('a', 1), moved('a', 'b', 2), moved('b', 'a', 3)]],
  [
    'requested, moved to an uid that is confirmed',
    [{ ...created('a', 1), did: 'requested' }, moved('a', 'b', 2), { ...created('b', 3), answers: {} }],
  ],
  [
    'made under both uids that a move joins',
    [created('a', 1), { ...created('b', 2), answers: {} }, moved('a', 'b', 3)],
  ],
  ['cancelled under two uids', [created('a', 1), moved('a', 'b', 2), cancelled('a', 1.5), cancelled('b', 3)]],
  ['with its moves told twice', [...chain, { ...moved('a', 'b', 2), hour: 2 }]],
  ['moved from an uid nobody told of', [moved('a', 'b', 2), moved('b', 'c', 3), cancelled('b', 2.5)]],
];

describe.each(['standard', 'cal-com'] as const)('in any order on %s, a booking', (platform) => {
  test.each(neighbours)('%s ends alike', async (_, events) => {
    expect(await wrongOrders(platform, events)).toEqual([]);
  });
});

test.each(cancels)('in any order, a booking %s ends alike', async (_, events) => {
  expect(await wrongOrders('standard', events)).toEqual([]);
});
