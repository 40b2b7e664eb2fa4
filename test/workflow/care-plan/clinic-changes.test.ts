/** A clinic changes its zone, its hours or its policy, or stops: open bookings are planned again, and nobody is told of a flip by itself. */
import { describe, expect, test } from 'vitest';
import { changeClinic } from '../../../functions/workflow/change-clinic.ts';
import { microneedlingPolicy } from '../../../shared/policy/defaults/microneedling.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import type { Ports } from '../../../shared/ports.ts';
import { keys } from '../../../shared/store/item.ts';
import { minuteMs } from '../../../shared/time/instant.ts';
import { takingTurns } from '../../memory/taking-turns.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, inboundEvent, type World } from '../../world/world.ts';
import { post, said, skipped } from './story.ts';

const start = '2026-12-16T15:00-05:00';

async function bookedWorld(answers: Record<string, unknown> = fineAnswers): Promise<World> {
  const world = await createWorld('2026-12-07T10:00-05:00');
  await post(world, { start, answers });
  await world.advanceTo('2026-12-08T10:00-05:00');
  return world;
}

async function change(world: World, settings: Record<string, unknown>, policy?: unknown) {
  const changed = await changeClinic(world.process().deps, world.clinic.id, {
    settings,
    ...(policy === undefined ? {} : { policy }),
  });
  if (!changed.changed) throw new Error(JSON.stringify(changed));
  await world.advanceTo(world.ports.clock.now() + 3 * minuteMs);
}

/** The shipped policy with another Botox gap, as a clinic would publish it. */
function withBotoxGap(days: number, version = 100): Policy {
  const rules = microneedlingPolicy.rules.map((rule) =>
    rule.kind === 'minimum-gap-since' && rule.id === 'botox-gap'
      ? { ...rule, gap: { amount: days, unit: 'days' as const } }
      : rule,
  );
  return { ...microneedlingPolicy, version, rules };
}

async function restOf(world: World, until = '2026-12-16T14:59-05:00'): Promise<string[]> {
  const before = world.texts().length;
  await world.advanceTo(until);
  return said(world.texts()).slice(before);
}

describe('Another zone', () => {
  test('moves what is planned to the new wall clock, and what texts say with it', async () => {
    const world = await bookedWorld();
    await change(world, { zone: 'America/Los_Angeles' });
    // 12:00 in Los Angeles: every time is 09:00 there, noon in New York.
    expect(await restOf(world)).toEqual([
      'three-days-before Sun Dec 13 15:00',
      'day-before Tue Dec 15 12:00',
      'morning-of Wed Dec 16 12:00',
    ]);
    expect(world.texts().at(-1)?.body).toContain('today at 12:00 PM');
  });
});

describe('Other hours', () => {
  test('move what is planned', async () => {
    const world = await bookedWorld();
    const day = { from: 16 * 60, until: 17 * 60 };
    await change(world, { textHours: [day, day, day, day, day, day, day] });
    expect(await restOf(world)).toEqual([
      'three-days-before Sun Dec 13 16:00',
      // From 03:00 to 14:45 on Tuesday there is none, so the last minute before.
      'day-before Mon Dec 14 16:59',
      // Nothing on the morning itself, so the evening before, moved before its 18:00.
      'morning-of Tue Dec 15 16:59',
    ]);
  });

  test('that leave no minute for day-before are told to staff when they are set, not when it is due', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-12-14T10:00-05:00');
    const night = { from: 20 * 60, until: 21 * 60 };
    await change(world, { textHours: [null, null, night, null, null, null, null] });
    expect(await skipped(world)).toContain('day-before: no allowed minute');
    expect(world.ports.staffNotices.published().map(({ kind }) => kind)).toEqual(['client-not-told']);
  });

  test('hours that cannot be are refused, and nothing changes', async () => {
    const world = await bookedWorld();
    const never = { from: 1200, until: 540 };
    const settings = { textHours: [never, never, never, never, never, never, never] };
    const refused = await changeClinic(world.process().deps, world.clinic.id, { settings });
    expect(refused).toMatchObject({ changed: false, why: 'refused' });
    expect((await restOf(world)).length).toBe(3);
  });
});

describe('Another policy', () => {
  const botox = { ...fineAnswers, 'last-botox': '2026-11-26' };

  test('that would block is a proposal: no text tells of it, and guidance waits for a person', async () => {
    const world = await bookedWorld(botox);
    await change(world, {}, withBotoxGap(30));
    const { proposal, decision } = await world.booking('visit-1');
    expect({ proposal, outcome: decision?.outcome }).toEqual({
      proposal: { policyVersion: 100, outcome: 'blocked' },
      outcome: 'allowed',
    });
    const listed = await world.ports.store.attentionFrom(world.clinic.id, { startAt: 0 }, 10);
    expect(listed[0]?.kinds).toContain('proposal');
    expect(await restOf(world)).toEqual([]);
  });

  test('that finds the same moves the booking by itself, and the plan goes on', async () => {
    const world = await bookedWorld(botox);
    await change(world, {}, withBotoxGap(15));
    expect(await world.booking('visit-1')).toMatchObject({ policyVersion: 100 });
    expect((await world.booking('visit-1')).proposal).toBeUndefined();
    expect((await restOf(world)).map((line) => line.split(' ')[0])).toEqual([
      'three-days-before',
      'day-before',
      'morning-of',
    ]);
  });

  test('stays a proposal when the platform confirms the same visit', async () => {
    const world = await createWorld('2026-12-07T10:00-05:00');
    const answers = { ...fineAnswers, 'last-botox': '2026-11-26' };
    await post(world, { start, answers, more: { status: 'pending' } });
    await change(world, {}, withBotoxGap(90));
    expect((await world.booking('visit-1')).proposal).toMatchObject({ outcome: 'blocked' });
    await post(world, { start, answers });
    await world.advanceTo(world.ports.clock.now() + 5 * minuteMs);
    const booking = await world.booking('visit-1');
    expect(booking).toMatchObject({ status: 'accepted', policyVersion: 1, decision: { outcome: 'allowed' } });
    expect(booking.proposal).toMatchObject({ outcome: 'blocked' });
  });

  test('that is taken back proposes nothing any more, and guidance goes on', async () => {
    const world = await bookedWorld({ ...fineAnswers, 'last-botox': '2026-11-26' });
    await change(world, {}, withBotoxGap(90));
    await change(world, { policies: { microneedling: 1, botox: 1 } });
    expect((await world.booking('visit-1')).proposal).toBeUndefined();
    expect((await restOf(world)).map((line) => line.split(' ')[0])).toContain('day-before');
  });

  test('with a longer pause tells its clients in time for it', async () => {
    const world = await createWorld('2026-12-01T10:00-05:00');
    const rules = microneedlingPolicy.rules.map((rule) =>
      rule.kind === 'pause-before-visit' ? { ...rule, pause: { amount: 72, unit: 'hours' as const } } : rule,
    );
    await change(world, {}, { ...microneedlingPolicy, version: 100, rules });
    await post(world, { start, answers: { ...fineAnswers, 'uses-retinoids': true } });
    await world.advanceTo('2026-12-16T14:00-05:00');
    expect(said(world.texts())).toContain('day-before Sun Dec 13 12:00');
    expect((await world.booking('visit-1')).decision?.outcome).toBe('allowed');
  });

  test('holds for a reschedule and for a new booking at once', async () => {
    const world = await bookedWorld(botox);
    await change(world, {}, withBotoxGap(30));
    await post(world, { type: 'booking.rescheduled', start: '2026-12-17T15:00-05:00', answers: botox });
    await world.advanceTo('2026-12-08T11:00-05:00');
    expect(said(world.texts()).at(-1)).toBe('not-yet Tue Dec 8 10:06');
  });
});

describe('A clinic that stops', () => {
  test.each([
    'paused',
    'removed',
  ])('%s: what falls due is skipped, and nothing is published', async (status) => {
    const world = await bookedWorld();
    await change(world, { status });
    expect(await restOf(world, '2027-01-05T12:00-05:00')).toEqual([]);
    const ahead = ['three-days-before', 'day-before', 'morning-of'];
    const afterwards = ['after-visit', 'day-1', 'day-2', 'day-3', 'two-weeks-after'];
    const stopped = [...ahead, ...afterwards].map((milestone) => `${milestone}: clinic ${status}`);
    expect(await skipped(world)).toEqual(['two-weeks-before: too late', ...stopped]);
  });

  test('and goes on: what was skipped stays skipped, the rest is sent', async () => {
    const world = await bookedWorld();
    await change(world, { status: 'paused' });
    await world.advanceTo('2026-12-14T10:00-05:00');
    await change(world, { status: 'active' });
    expect(await restOf(world)).toEqual(['day-before Tue Dec 15 09:00', 'morning-of Wed Dec 16 09:00']);
    expect(await skipped(world)).toContain('three-days-before: clinic paused');
  });
});

async function openClinic(world: World, id: string, smsNumber: string): Promise<void> {
  const { store } = world.ports;
  await store.put({ ...world.clinic, id, smsNumber }, 'absent');
  await store.put({ type: 'number', phone: smsNumber, version: 1, clinicId: id }, 'absent');
}

describe('Another number', () => {
  const newNumber = '+12125550191';

  test('hears its clients from the change on', async () => {
    const world = await bookedWorld();
    await change(world, { smsNumber: newNumber });
    const at = world.ports.clock.now();
    const { inboundText } = world.process();
    await inboundText(inboundEvent({ from: '+12125550117', to: newNumber, body: 'STOP', at, id: 'in-1' }));
    expect(await restOf(world)).toEqual([]);
  });

  test('of another clinic is refused with the field, and nothing changes', async () => {
    const world = await bookedWorld();
    const number = { type: 'number', phone: newNumber, version: 1, clinicId: 'lavender' } as const;
    await world.ports.store.put(number, 'absent');
    const { deps } = world.process();
    const changed = await changeClinic(deps, world.clinic.id, { settings: { smsNumber: newNumber } });
    expect(changed).toMatchObject({ changed: false, mistakes: [{ path: 'smsNumber' }] });
    expect(await world.item(keys.clinic(world.clinic.id))).toMatchObject({ smsNumber: '+12125550190' });
  });

  test('leaves the old one to lead to the clinic until another takes it', async () => {
    const world = await bookedWorld();
    await change(world, { smsNumber: newNumber });
    const at = world.ports.clock.now();
    const { inboundText } = world.process();
    const toOld = { from: '+12125550117', to: '+12125550190', body: 'STOP', at, id: 'in-1' };
    await inboundText(inboundEvent(toOld));
    expect(await restOf(world)).toEqual([]);
  });

  test('is exchanged between two clinics, and each hears its own clients', async () => {
    const world = await bookedWorld();
    const [first, second, third] = ['+12125550190', newNumber, '+12125550192'];
    await openClinic(world, 'lavender', second);
    const turns = [
      ['rosewater', third],
      ['lavender', first],
      ['rosewater', second],
    ] as const;
    for (const [id, smsNumber] of turns) {
      expect(await changeClinic(world.process().deps, id, { settings: { smsNumber } })).toMatchObject({
        changed: true,
      });
    }
    const owners = await Promise.all([first, second, third].map((one) => world.item(keys.number(one))));
    expect(owners.map((one) => one?.type === 'number' && one.clinicId)).toEqual([
      'lavender',
      'rosewater',
      'rosewater',
    ]);
  });

  test('that was left goes to one of two: the clinic that wants it back, or another', async () => {
    const met = new Set<string>();
    for (let seed = 0; seed < 60; seed += 1) {
      const world = await createWorld('2026-12-08T10:00-05:00');
      await openClinic(world, 'lavender', newNumber);
      await change(world, { smsNumber: '+12125550192' });
      const left = '+12125550190';
      const take = (id: string) => async (ports: Ports) => {
        const changed = await changeClinic(world.process(ports).deps, id, { settings: { smsNumber: left } });
        return changed.changed ? id : 'refused';
      };
      const took = await takingTurns(world.ports, seed, [take('rosewater'), take('lavender')]);
      const clinics = await Promise.all(['rosewater', 'lavender'].map((id) => world.item(keys.clinic(id))));
      const owners = clinics.flatMap((one) =>
        one?.type === 'clinic' && one.smsNumber === left ? [one.id] : [],
      );
      const number = await world.item(keys.number(left));
      expect([seed, owners]).toEqual([seed, [number?.type === 'number' ? number.clinicId : 'nobody']]);
      expect([seed, took.filter((one) => one !== 'refused')]).toEqual([seed, owners]);
      met.add(took.join());
    }
    // The instrument: each of them came first at times.
    expect([...met]).toEqual(expect.arrayContaining(['rosewater,refused', 'refused,lavender']));
  });
});
