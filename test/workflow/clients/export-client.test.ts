/** An export holds everything of one client in words and times, nothing of anybody else, and none of our own keys. */
import { describe, expect, test } from 'vitest';
import { exportClient } from '../../../functions/workflow/acts/export-client.ts';
import { type ClientExport, clientExport } from '../../../shared/api/manager/clinic-view.ts';
import { dayMs } from '../../../shared/time/instant.ts';
import type { World } from '../../world/world.ts';
import { aClick, asSeen, atDesk, bookedWorld, contactOf, foldedWorld, mara, phone, place } from './acting.ts';

const later = { uid: 'visit-2', start: '2027-01-11T15:00:00Z' };
const daughter = { uid: 'visit-9', start: '2026-12-15T15:00:00Z', client: { name: 'Iris Brook' } };

async function exported(
  world: World,
  seen?: Awaited<ReturnType<typeof asSeen>>,
  uid = 'visit-1',
): Promise<ClientExport> {
  const asked = seen ?? (await asSeen(world, uid));
  const now = world.ports.clock.now();
  const acted = await exportClient(atDesk(world.ports), mara, { ...place, uid }, asked, now);
  if (acted.acted === 'no') throw new Error(JSON.stringify(acted));
  return clientExport.parse(JSON.parse(JSON.stringify(acted.result)));
}

describe('An export', () => {
  test('has every booking of the person, soonest first, with answers, decision and texts in words', async () => {
    const world = await bookedWorld({}, { ...later, answers: { 'uses-retinoids': true } });
    await world.advanceTo('2026-11-18T17:00:00Z');
    const all = await exported(world);
    expect(all).toMatchObject({
      clinic: 'Rosewater Skin',
      name: 'Nadia Brook',
      phone,
      email: 'nadia.brook@example.com',
    });
    const [first, second] = all.bookings;
    expect([all.bookings.length, first?.id, second?.id]).toEqual([2, 'standard:visit-1', 'standard:visit-2']);
    expect(first).toMatchObject({
      startAt: '2026-12-14T15:00:00.000Z',
      client: { name: 'Nadia Brook', phone },
      consentToTexts: { given: true },
      decision: { outcome: 'allowed' },
      texts: expect.arrayContaining([expect.objectContaining({ what: 'booked', status: 'sent' })]),
    });
    expect(first?.answers).toContainEqual({
      question: expect.stringMatching(/Botox.*\?/),
      says: expect.any(String),
      at: expect.any(String),
      source: 'platform',
    });
    expect(second).toMatchObject({ decision: { outcome: 'incomplete', openQuestions: expect.any(Array) } });
    expect(all.contact).toMatchObject({
      numbers: [
        {
          phone,
          consentToTexts: { given: true },
          textsSent: expect.arrayContaining([{ what: 'booked', at: '2026-11-16T15:03:30.000Z' }]),
        },
      ],
    });
  });

  test('holds none of our keys, tokens or hashes, and no name of staff', async () => {
    const world = await bookedWorld({ ...later, answers: {} });
    await world.advanceTo('2026-11-18T17:00:00Z');
    const {
      phoneKey = '?',
      emailKey = '?',
      lastFourKey = '?',
      pages,
      applied,
    } = await world.booking('visit-2');
    const secret = [phoneKey, emailKey, lastFourKey, pages.screening ?? '?', ...applied, 'mara'];
    const text = JSON.stringify(await exported(world));
    expect(secret.filter((one) => text.includes(one))).toEqual([]);
    expect(secret).not.toContain('?');
  });

  test('holds nothing of who shares the number', async () => {
    const world = await bookedWorld(daughter);
    await world.advanceTo('2026-11-18T17:00:00Z');
    expect((await contactOf(world))?.slots.some(({ text }) => text.includes('visit-9'))).toBe(true);
    const all = await exported(world);
    expect(JSON.stringify(all)).not.toMatch(/Iris|visit-9/);
    const own = (await contactOf(world))?.slots.filter(({ text }) => text.includes('visit-1'));
    expect(all.contact).toMatchObject({ numbers: [{ textsSent: own?.map(() => expect.anything()) }] });
  });

  test('has what is known under another number and address of theirs', async () => {
    const world = await bookedWorld({ ...later, client: { phone: '+12125550155' } });
    await world.advanceTo('2026-11-18T17:00:00Z');
    const { bookings, contact } = await exported(world);
    expect(bookings).toHaveLength(2);
    expect(JSON.stringify(contact)).toContain('+12125550155');
  });

  test('says so where one of the bookings cannot be read', async () => {
    const world = await bookedWorld(later);
    const key = 'booking#rosewater#standard#visit-2';
    const { get } = world.ports.store;
    world.ports.store.get = async (keys) =>
      (await get(keys)).map((item, index) =>
        keys[index] === key ? { type: 'unreadable', key, reason: 'steps: invalid_type' } : item,
      );
    const { bookings } = await exported(world);
    expect(bookings.at(-1)).toEqual({ id: 'standard:visit-2', problem: expect.any(String) });
  });

  test('has what was typed into the form and not sent', async () => {
    const world = await bookedWorld();
    const values = { pregnant: { is: 'unreadable', raw: 'I wonder' } } as const;
    const now = world.ports.clock.now();
    const typed = { values, at: now, openedAt: now, expiresAt: now + dayMs };
    await world.ports.store.put({ type: 'draft', ...place, version: 1, ...typed }, 'absent');
    const [booking] = (await exported(world)).bookings;
    expect(JSON.stringify(booking?.typedAndNotSent)).toContain('I wonder');
  });
});

test('What was typed under a uid that the booking had before is in the export', async () => {
  const world = await foldedWorld();
  const [booking] = (await exported(world, undefined, 'visit-2')).bookings;
  expect(booking?.id).toBe('standard:visit-2');
  expect(JSON.stringify(booking?.typedAndNotSent)).toContain('as Nadia said');
});

describe('Of a number that somebody else uses too', () => {
  test('it is not said whose consent, language and replies are known of it', async () => {
    const world = await bookedWorld(daughter);
    await world.advanceTo('2026-11-18T17:00:00Z');
    await world.reply(phone, 'hello');
    const { contact } = await exported(world);
    expect(contact).toMatchObject({ numbers: [{ phone, textsSent: expect.any(Array) }] });
    expect(JSON.stringify(contact)).not.toMatch(/consentToTexts|language|textsReceived/);
  });

  test('nobody else is who has further visits', async () => {
    const world = await bookedWorld(later);
    await world.advanceTo('2026-11-18T17:00:00Z');
    await world.reply(phone, 'hello');
    const { contact } = await exported(world);
    const known = { consentToTexts: { given: true }, language: 'en', textsReceived: [expect.anything()] };
    expect(contact).toMatchObject({ numbers: [known] });
  });
});

describe('Asking for an export', () => {
  test('is on the booking’s record with who and why, once per click', async () => {
    const world = await bookedWorld();
    const seen = await asSeen(world);
    await exported(world, seen);
    await exported(world, seen);
    const { audit } = await world.booking('visit-1');
    expect(audit.filter(({ kind }) => kind === 'act')).toMatchObject([
      { did: "exported the client's data", by: 'mara', why: 'asked at the desk' },
    ]);
  });

  test('of an older state, or of nothing, is refused', async () => {
    const world = await bookedWorld();
    const ask = (uid: string) =>
      exportClient(
        atDesk(world.ports),
        mara,
        { ...place, uid },
        { click: aClick(), why: 'asked', version: 0 },
        world.ports.clock.now(),
      );
    expect(await ask('visit-1')).toMatchObject({ why: 'conflict' });
    expect(await ask('none')).toEqual({ acted: 'no', why: 'unknown' });
  });
});
