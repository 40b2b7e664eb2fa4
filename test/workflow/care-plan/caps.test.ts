/** The caps per number, over all bookings on it: four people of one household, each with a visit of their own at the same time. */
import { describe, expect, test } from 'vitest';
import { createWorld } from '../../world/world.ts';
import { post, said, skipped } from './story.ts';

const start = '2026-12-14T10:00-05:00';
const people = ['Ada Brook', 'Ben Brook', 'Cleo Brook', 'Dan Brook'];

async function household(bookedAt: string) {
  const world = await createWorld(bookedAt);
  for (const [index, name] of people.entries()) {
    await post(world, { uid: `visit-${index + 1}`, start, client: { name, email: null } });
  }
  return world;
}

describe('Four visits on one number', () => {
  test('what may not wait goes to each at once: booked, day-before, morning-of, after-visit', async () => {
    const world = await household('2026-12-11T20:30-05:00');
    await world.advanceTo('2026-12-14T13:00-05:00');
    const texts = said(world.texts());
    for (const line of [
      'booked Sat Dec 12 09:00',
      'day-before Sat Dec 12 19:59',
      'morning-of Sun Dec 13 18:00',
      'after-visit Mon Dec 14 12:00',
    ]) {
      expect(texts.filter((text) => text === line)).toHaveLength(4);
    }
  });

  test('other guidance keeps two hours and three a day; the fourth is skipped where its window ends', async () => {
    const world = await household('2026-12-12T12:00-05:00');
    await world.advanceTo('2026-12-16T10:00-05:00');
    const dayOnes = said(world.texts()).filter((line) => line.startsWith('day-1'));
    expect(dayOnes).toEqual(['day-1 Tue Dec 15 11:00', 'day-1 Tue Dec 15 13:00', 'day-1 Tue Dec 15 15:00']);
    const skips = await Promise.all(people.map((_, index) => skipped(world, `visit-${index + 1}`)));
    expect(skips.flat().filter((line) => line.startsWith('day-1'))).toEqual(['day-1: cap']);
  });

  test('guidance with a longer window waits for the next day', async () => {
    const world = await household('2026-12-12T12:00-05:00');
    await world.advanceTo('2026-12-20T10:00-05:00');
    const dayThrees = said(world.texts()).filter((line) => line.startsWith('day-3'));
    expect(dayThrees).toEqual([
      'day-3 Thu Dec 17 11:00',
      'day-3 Thu Dec 17 13:00',
      'day-3 Thu Dec 17 15:00',
      'day-3 Fri Dec 18 09:00',
    ]);
  });

  test('guidance before the visit is spread the same way, and day-before passes it by', async () => {
    const world = await household('2026-12-10T20:00-05:00');
    // Due on Friday at 10:00 for all four, who hear it two hours apart; the fourth's limit is on Saturday at 22:00.
    await world.advanceTo('2026-12-12T23:00-05:00');
    const lines = said(world.texts()).filter((line) => /three-days|day-before/.test(line));
    expect(lines).toEqual([
      'three-days-before Fri Dec 11 10:00',
      'three-days-before Fri Dec 11 12:00',
      'three-days-before Fri Dec 11 14:00',
      'three-days-before Sat Dec 12 09:00',
      ...Array.from({ length: 4 }, () => 'day-before Sat Dec 12 19:59'),
    ]);
  });
});
