/** One client with two visits in a week: each text once, after-care only until the next visit. Worked through by hand. */
import { describe, expect, test } from 'vitest';
import { createWorld } from '../../world/world.ts';
import { post, postEnd, said, skipped, wallClock } from './story.ts';

const monday = '2026-11-16T10:00-05:00';
const thursday = '2026-11-19T10:00-05:00';

async function bothBooked() {
  const world = await createWorld('2026-10-20T10:00-04:00');
  await post(world, { start: monday });
  await world.advanceTo('2026-10-20T10:05-04:00');
  await post(world, { uid: 'visit-2', start: thursday });
  return world;
}

describe('Two visits of one client in one week', () => {
  test('the whole list of both', async () => {
    const world = await bothBooked();
    await world.advanceTo('2026-12-10T12:00-05:00');
    const visitOf = ({ message }: { message: { bookingId?: string; milestone: string } }) =>
      `${message.bookingId?.slice(-1)} ${message.milestone}`;
    const sent = world.ports.texting.calls().map(visitOf);
    const times = world.texts().map(({ at }) => wallClock(at));
    expect(sent.map((text, index) => `${text} ${times[index]}`)).toEqual([
      '1 booked Tue Oct 20 10:03',
      '2 booked Tue Oct 20 10:08',
      '1 two-weeks-before Sun Nov 1 12:00',
      '2 two-weeks-before Wed Nov 4 10:00',
      '1 three-days-before Fri Nov 13 10:00',
      '1 day-before Sat Nov 14 19:59',
      '1 morning-of Sun Nov 15 18:00',
      '1 after-visit Mon Nov 16 12:00',
      '1 day-1 Tue Nov 17 11:00',
      '2 day-before Wed Nov 18 09:00',
      '1 day-2 Wed Nov 18 11:00',
      '2 morning-of Wed Nov 18 18:00',
      '2 after-visit Thu Nov 19 12:00',
      '2 day-1 Fri Nov 20 11:00',
      '2 day-2 Sat Nov 21 11:00',
      '2 day-3 Sun Nov 22 12:00',
      '2 two-weeks-after Thu Dec 3 11:00',
    ]);
    expect(await skipped(world, 'visit-1')).toEqual([
      'day-3: another visit',
      'two-weeks-after: another visit',
    ]);
    expect(await skipped(world, 'visit-2')).toEqual(['three-days-before: said for another visit']);
  });

  test("the second one cancelled: the first one's after-care goes on to its end", async () => {
    const world = await bothBooked();
    await world.advanceTo('2026-11-17T12:00-05:00');
    const timestamp = new Date(world.ports.clock.now()).toISOString();
    await world.post('standard', {
      type: 'booking.cancelled',
      timestamp,
      data: { bookingId: 'visit-2', cancelledBy: 'client' },
    });
    await world.advanceTo('2026-12-10T12:00-05:00');
    expect(said(world.texts()).slice(-3)).toEqual([
      'day-2 Wed Nov 18 11:00',
      'day-3 Thu Nov 19 11:00',
      'two-weeks-after Mon Nov 30 11:00',
    ]);
  });

  test('the first one cancelled before anything was said: the second one says all of it', async () => {
    const world = await bothBooked();
    await world.advanceTo('2026-11-12T12:00-05:00');
    await postEnd(world, 'booking.cancelled');
    await world.advanceTo('2026-11-19T09:59-05:00');
    expect(said(world.texts()).slice(-3)).toEqual([
      'three-days-before Mon Nov 16 10:00',
      'day-before Wed Nov 18 09:00',
      'morning-of Wed Nov 18 18:00',
    ]);
  });

  test('somebody else on the same number is another client: nothing of theirs takes the place', async () => {
    const world = await createWorld('2026-11-10T10:00-05:00');
    await post(world, { start: monday });
    await post(world, { uid: 'visit-2', start: thursday, client: { name: 'Ruth Vale', email: null } });
    await world.advanceTo('2026-12-10T12:00-05:00');
    expect(await skipped(world, 'visit-1')).toEqual(['two-weeks-before: too late']);
    expect(await skipped(world, 'visit-2')).toEqual(['two-weeks-before: too late']);
  });
});
