/** A number that is off at AWS and not here: the receipt that says so turns it off here, unless the client said START since. */
import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { standardBooking } from '../../world/bodies.ts';
import type { World } from '../../world/world.ts';
import { phone, start } from '../replies/asking.ts';
import { bookedStep, isOff, notedSince, receive, saysOptedOut, sentAt, sentWorld } from './receipted.ts';

const other = { uid: 'visit-9', start: '2026-12-20T15:00:00Z' } as const;

async function shownOff(world: World): Promise<boolean[]> {
  const bookings = [await world.booking('visit-1'), await world.booking('visit-9')];
  return bookings.map(({ optedOutAt }) => optedOutAt !== undefined);
}

describe('A receipt that says "is opted out"', () => {
  test('fails its step visibly and turns the number off on all its bookings', async () => {
    const world = await sentWorld(other);
    await receive(world, { failed: saysOptedOut });
    expect(await bookedStep(world)).toEqual({ status: 'failed', at: sentAt, reason: 'opted out' });
    expect([await isOff(world), await shownOff(world)]).toEqual([true, [true, true]]);
    expect(world.ports.journal.events()).toContainEqual({
      event: 'contact-opted-out',
      clinicId: 'rosewater',
      source: 'carrier',
    });
    const said = world.texts().length;
    await world.advanceTo('2026-12-22T15:00:00Z');
    expect(world.texts()).toHaveLength(said);
  });

  test('changes nothing when it comes again', async () => {
    const world = await sentWorld(other);
    await receive(world, { failed: saysOptedOut });
    const before = [world.ports.store.items(), world.ports.journal.events().length] as const;
    await receive(world, { failed: saysOptedOut });
    expect(world.ports.store.items()).toEqual(before[0]);
    expect(notedSince(world, before[1])).toEqual([]);
  });

  test('holds against a START that is older than its text', async () => {
    const world = await sentWorld(other);
    await world.reply(phone, 'START', sentAt - minuteMs);
    await receive(world, { failed: saysOptedOut });
    expect([await isOff(world), await shownOff(world)]).toEqual([true, [true, true]]);
  });

  test('does not hold against a START that is newer, whichever comes first', async () => {
    const world = await sentWorld(other);
    await world.reply(phone, 'START', sentAt + minuteMs);
    const before = world.ports.journal.events().length;
    await receive(world, { failed: saysOptedOut });
    expect(notedSince(world, before)).toEqual(['text-undelivered']);
    expect([await isOff(world), await shownOff(world)]).toEqual([false, [false, false]]);
    expect((await bookedStep(world))?.status).toBe('failed');

    const late = await sentWorld(other);
    await receive(late, { failed: saysOptedOut });
    await late.reply(phone, 'START', sentAt + minuteMs);
    expect([await isOff(late), await shownOff(late)]).toEqual([false, [false, false]]);
  });

  test('leaves a STOP that was said here as it is', async () => {
    const world = await sentWorld(other);
    await world.reply(phone, 'parar', sentAt + hourMs);
    await receive(world, { failed: saysOptedOut });
    await world.reply(phone, 'START', sentAt + hourMs - minuteMs, 'inbound-9');
    expect(await isOff(world)).toBe(true);
  });

  test('turns off the number that was texted, not one the booking has since', async () => {
    const world = await sentWorld();
    const { phoneKey } = await world.booking('visit-1');
    const at = world.ports.clock.now();
    const client = { phone: '+12125550144' };
    await world.post('standard', standardBooking({ type: 'booking.rescheduled', at, start, client }));
    await receive(world, { failed: saysOptedOut });
    expect((await world.booking('visit-1')).phoneKey).not.toBe(phoneKey);
    expect([await isOff(world, phoneKey), await isOff(world)]).toEqual([true, false]);
    expect((await world.booking('visit-1')).optedOutAt).toBeUndefined();
  });
});
