/** Staff and the care page stop texts and allow them again: each only what it set itself, on every booking of the number, and never past the client's own STOP. */
import { describe, expect, test } from 'vitest';
import { optContact, optFromPage } from '../../../functions/workflow/acts/opt-contact.ts';
import type { Ports } from '../../../shared/ports.ts';
import { minuteMs, secondMs } from '../../../shared/time/instant.ts';
import { crashingPorts } from '../../memory/crashing-ports.ts';
import { branch } from '../../simulation/branch.ts';
import type { World } from '../../world/world.ts';
import { asSeen, atDesk, book, bookedWorld, contactOf, mara, phone, place } from './acting.ts';

type Act = 'stop-texts' | 'allow-texts';

async function opt(world: World, act: Act, asked?: Awaited<ReturnType<typeof asSeen>>, ports?: Ports) {
  const seen = asked ?? (await asSeen(world));
  return optContact(atDesk(ports ?? world.ports), mara, place, { act, ...seen }, world.ports.clock.now());
}

async function onPage(world: World, asked: 'stop' | 'start') {
  world.ports.clock.advance(minuteMs);
  const booking = await world.booking('visit-1');
  return optFromPage(atDesk(world.ports), booking, asked, world.ports.clock.now());
}

async function shownOn(world: World, ...uids: string[]): Promise<boolean[]> {
  const bookings = await Promise.all(uids.map((uid) => world.booking(uid)));
  return bookings.map(({ optedOutAt }) => optedOutAt !== undefined);
}

const later = { uid: 'visit-2', start: '2027-01-11T15:00:00Z' };

describe('Staff', () => {
  test('stop the texts of a number: on its contact, on each of its bookings, on record once, and nothing is sent', async () => {
    const world = await bookedWorld(later);
    const acted = await opt(world, 'stop-texts');
    expect(acted).toMatchObject({ acted: 'done', result: { booking: { uid: 'visit-1' } } });
    expect((await contactOf(world))?.optedOut?.source).toBe('staff');
    expect(await shownOn(world, 'visit-1', 'visit-2')).toEqual([true, true]);
    const { audit } = await world.booking('visit-1');
    expect(audit.filter(({ kind }) => kind === 'act')).toMatchObject([
      { did: 'stopped texts', by: 'mara', why: 'asked at the desk' },
    ]);
    await world.advanceTo('2026-12-20T15:00:00Z');
    expect(world.texts()).toEqual([]);
  });

  test('allow again what they stopped, and the texts go out', async () => {
    const world = await bookedWorld(later);
    await opt(world, 'stop-texts');
    world.ports.clock.advance(minuteMs);
    expect((await opt(world, 'allow-texts')).acted).toBe('done');
    expect((await contactOf(world))?.optedOut).toBeUndefined();
    expect(await shownOn(world, 'visit-1', 'visit-2')).toEqual([false, false]);
    await world.advanceTo('2026-12-20T15:00:00Z');
    expect(world.texts().length).toBeGreaterThan(3);
  });

  test('stop and allow in the same millisecond end as clicked', async () => {
    const world = await bookedWorld();
    await opt(world, 'stop-texts');
    await opt(world, 'allow-texts');
    expect((await contactOf(world))?.optedOut).toBeUndefined();
    await opt(world, 'stop-texts');
    expect((await contactOf(world))?.optedOut).toBeDefined();
  });

  test('stop and allow from machines whose clocks are five minutes apart end as clicked', async () => {
    const world = await bookedWorld(later);
    await opt(world, 'stop-texts');
    const behind = world.ports.clock.now() - 5 * minuteMs;
    const asked = { act: 'allow-texts', ...(await asSeen(world)) } as const;
    expect(await optContact(atDesk(world.ports), mara, place, asked, behind)).toMatchObject({
      acted: 'done',
    });
    expect((await contactOf(world))?.optedOut).toBeUndefined();
    expect(await shownOn(world, 'visit-1', 'visit-2')).toEqual([false, false]);
  });

  test.each([
    ['by text', (world: World) => world.reply(phone, 'STOP'), 'text START to +12125550190'],
    ['on the care page', (world: World) => onPage(world, 'stop'), 'on their care page'],
  ])('cannot lift what the client stopped %s, and are told what the client must do', async (_, stop, says) => {
    const world = await bookedWorld();
    await stop(world);
    const acted = await opt(world, 'allow-texts');
    expect(acted).toMatchObject({ acted: 'no', why: 'refused', mistakes: [{ path: 'texts' }] });
    expect(JSON.stringify(acted)).toContain(says);
    expect(await shownOn(world, 'visit-1')).toEqual([true]);
  });

  test('cannot lift a STOP that came after their own stop', async () => {
    const world = await bookedWorld();
    await opt(world, 'stop-texts');
    world.ports.clock.advance(minuteMs);
    await world.reply(phone, 'STOP');
    expect(await opt(world, 'allow-texts')).toMatchObject({ why: 'refused' });
    world.ports.clock.advance(minuteMs);
    await world.reply(phone, 'START');
    expect(await shownOn(world, 'visit-1')).toEqual([false]);
  });

  test('cannot lift a STOP that was said before their own stop and is heard of after it', async () => {
    const world = await bookedWorld();
    const said = world.ports.clock.now();
    world.ports.clock.advance(2 * secondMs);
    await opt(world, 'stop-texts');
    await world.reply(phone, 'parar', said);
    expect(await opt(world, 'allow-texts')).toMatchObject({ why: 'refused' });
    await world.advanceTo('2026-12-20T15:00:00Z');
    expect(world.texts().map(({ milestone }) => milestone)).toEqual([]);
  });

  test('who stopped the texts and allowed them again do not hide a STOP that is heard of later', async () => {
    const world = await bookedWorld();
    const said = world.ports.clock.now();
    for (const act of ['stop-texts', 'allow-texts'] as const) {
      world.ports.clock.advance(5 * minuteMs);
      await opt(world, act);
    }
    await world.reply(phone, 'STOP', said);
    expect(await shownOn(world, 'visit-1')).toEqual([true]);
    expect(await opt(world, 'allow-texts')).toMatchObject({ why: 'refused' });
    await world.reply(phone, 'START', said + minuteMs);
    expect(await shownOn(world, 'visit-1')).toEqual([false]);
  });

  test('are not overruled by a START from before their stop', async () => {
    const world = await bookedWorld();
    const said = world.ports.clock.now();
    world.ports.clock.advance(minuteMs);
    await opt(world, 'stop-texts');
    await world.reply(phone, 'START', said);
    expect([await shownOn(world, 'visit-1'), world.texts()]).toEqual([[true], []]);
    await world.reply(phone, 'STOP', said - minuteMs);
    expect((await opt(world, 'allow-texts')).acted).toBe('done');
  });

  test('are refused for a booking without a number', async () => {
    const world = await bookedWorld();
    const without = { uid: 'visit-3', client: { name: 'Nobody', phone: '12' } };
    await book(world, without);
    const acted = await optContact(
      atDesk(world.ports),
      mara,
      { ...place, uid: 'visit-3' },
      { act: 'stop-texts', ...(await asSeen(world, 'visit-3')) },
      world.ports.clock.now(),
    );
    expect(acted).toMatchObject({ why: 'refused', mistakes: [{ path: 'texts' }] });
  });

  test('who saw an older state are told what happened since, and change nothing', async () => {
    const world = await bookedWorld();
    const seen = await asSeen(world);
    await opt(world, 'stop-texts');
    const acted = await opt(world, 'allow-texts', seen);
    expect(acted).toMatchObject({ why: 'conflict', latest: { did: 'Stopped texts', by: 'mara' } });
    expect((await contactOf(world))?.optedOut).toBeDefined();
  });

  test('click once: the same click again changes nothing, also after somebody else allowed the texts', async () => {
    const world = await bookedWorld();
    const seen = await asSeen(world);
    await opt(world, 'stop-texts', seen);
    world.ports.clock.advance(minuteMs);
    await opt(world, 'allow-texts');
    expect((await opt(world, 'stop-texts', seen)).acted).toBe('repeated');
    expect(await shownOn(world, 'visit-1')).toEqual([false]);
    const { audit } = await world.booking('visit-1');
    expect(audit.filter(({ click }) => click === seen.click)).toHaveLength(1);
  });

  test('click once: the same click again does not stop what the client started since', async () => {
    const world = await bookedWorld();
    const seen = await asSeen(world);
    await opt(world, 'stop-texts', seen);
    world.ports.clock.advance(minuteMs);
    await world.reply(phone, 'START');
    expect((await opt(world, 'stop-texts', seen)).acted).toBe('repeated');
    expect([await shownOn(world, 'visit-1'), (await contactOf(world))?.optedOut]).toEqual([
      [false],
      undefined,
    ]);
  });

  test('may lose their process after any call: no text goes out once the contact is stopped, and the click sent again ends it', async () => {
    const trunk = await bookedWorld(later);
    for (let point = 1; ; point += 2) {
      const world = await branch(trunk);
      const seen = await asSeen(world);
      const crashing = crashingPorts(world.ports, point);
      const outcome = await crashing.run(() => opt(world, 'stop-texts', seen, crashing.ports));
      const isStopped = (await contactOf(world))?.optedOut !== undefined;
      await world.advanceTo('2026-11-16T15:30:00Z');
      if (isStopped) expect([point, world.texts()]).toEqual([point, []]);
      const again = await opt(world, 'stop-texts', seen);
      const acts = (await world.booking('visit-1')).audit.filter(({ kind }) => kind === 'act');
      // Before anything of it was stored the booking may have moved on: then its page is shown anew.
      if (again.acted !== 'no') {
        expect([point, await shownOn(world, 'visit-1', 'visit-2'), acts.length]).toEqual([
          point,
          [true, true],
          1,
        ]);
      } else expect([point, again.why, acts.length]).toEqual([point, 'conflict', 0]);
      if (!outcome.crashed) break;
    }
  });
});

describe('The care page', () => {
  test('stops the texts and starts them again', async () => {
    const world = await bookedWorld(later);
    expect(await onPage(world, 'stop')).toEqual({ opted: true });
    expect((await contactOf(world))?.optedOut?.source).toBe('page');
    expect(await shownOn(world, 'visit-1', 'visit-2')).toEqual([true, true]);
    expect(await onPage(world, 'start')).toEqual({ opted: true });
    expect(await shownOn(world, 'visit-1', 'visit-2')).toEqual([false, false]);
    const noted = world.ports.journal.events().filter(({ event }) => event.startsWith('contact-'));
    expect(noted).toMatchObject([
      { event: 'contact-opted-out', source: 'page' },
      { event: 'contact-opted-in', source: 'page' },
    ]);
  });

  test('lifts neither a STOP by text nor a stop of staff', async () => {
    const stopped = await bookedWorld();
    await stopped.reply(phone, 'STOP');
    expect(await onPage(stopped, 'start')).toEqual({ opted: false, why: 'text' });
    const staff = await bookedWorld();
    await opt(staff, 'stop-texts');
    expect(await onPage(staff, 'start')).toEqual({ opted: false, why: 'staff' });
  });

  test('makes a stop of staff the client’s own', async () => {
    const world = await bookedWorld();
    await opt(world, 'stop-texts');
    await onPage(world, 'stop');
    expect(await opt(world, 'allow-texts')).toMatchObject({ why: 'refused' });
    expect(await onPage(world, 'start')).toEqual({ opted: true });
  });
});
