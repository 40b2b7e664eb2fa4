/** The table is put back to an earlier state after texts went out: none goes out again, nobody who said STOP since is texted, and the rest of the plan goes on. */
import { describe, expect, test } from 'vitest';
import { importDelivery, markRestored, resumeTexts } from '../../../functions/workflow/restore.ts';
import { keys } from '../../../shared/store/item.ts';
import { formatInstant, hourMs, type Instant, minuteMs } from '../../../shared/time/instant.ts';
import { standardBooking } from '../../world/bodies.ts';
import { createWorld, instantOf, type World } from '../../world/world.ts';
import { post, said, skipped } from '../care-plan/story.ts';
import { fates, importDeliveriesFrom, importFrom, restore, resume, saidTwice } from './restoring.ts';

const start = '2026-12-16T15:00-05:00';
const phone = '+12125550117';

/** Booked on a Monday for the Wednesday of the week after next. */
async function bookedWorld(at = '2026-11-30T10:00-05:00'): Promise<World> {
  const world = await createWorld(at);
  await post(world, { start });
  return world;
}

async function attention(world: World): Promise<string[]> {
  const listed = await world.ports.store.attentionFrom(world.clinic.id, { startAt: 0 }, 10);
  return listed.flatMap(({ kinds }) => kinds);
}

function milestones(world: World): string[] {
  return world.texts().map(({ milestone }) => milestone);
}

describe('Texts that went out after the point of the restore', () => {
  // Booked at 10:00; the text goes at 10:03, the next one is due two days later.
  const course = { backupAt: '2026-11-30T10:01-05:00', restoredAt: '2026-12-13T16:00-05:00' };

  test('are unknown and shown to the manager, and none goes out again', async () => {
    const before = await bookedWorld();
    const restored = await restore(before, course);
    const wentOut = milestones(before);
    expect(wentOut).toEqual(['booked', 'two-weeks-before', 'three-days-before']);
    await importFrom(before, restored);
    await resume(restored);
    await restored.advanceTo('2026-12-14T10:00-05:00');
    expect((await fates(restored)).slice(0, 3)).toEqual(wentOut.map((one) => `${one}: unknown`));
    expect(await attention(restored)).toEqual(['text-unknown']);
    expect(restored.texts()).toEqual([]);
  });

  test('do not go out again where nothing is left of the table before, not even the contacts', async () => {
    const restored = await restore(await bookedWorld(), course);
    await resume(restored);
    await restored.advanceTo('2027-01-10T10:00-05:00');
    expect(saidTwice(restored)).toEqual([]);
    expect(milestones(restored)).toEqual([
      'day-before',
      'morning-of',
      'after-visit',
      'day-1',
      'day-2',
      'day-3',
      'two-weeks-after',
    ]);
  });

  test('are counted as said at the time they were due', async () => {
    const restored = await restore(await bookedWorld(), course);
    await resume(restored);
    await restored.advanceTo('2026-12-14T10:00-05:00');
    const booked = (await restored.booking('visit-1')).steps.find(({ act }) => act.what === 'booked');
    expect(booked?.state).toMatchObject({ status: 'unknown', reason: 'restored' });
    expect(booked?.state.status === 'unknown' && formatInstant(booked.state.at)).toBe(
      '2026-11-30T15:03:00.000Z',
    );
  });

  test('without the mark they would go out again', async () => {
    const before = await bookedWorld();
    const restored = await restore(before, course);
    const clinic = await restored.item(keys.clinic(restored.clinic.id));
    if (clinic?.type !== 'clinic') throw new Error('no clinic');
    const { restoredAt: _mark, ...unmarked } = clinic;
    await restored.ports.store.put({ ...unmarked, status: 'active', version: 9 }, clinic.version);
    await restored.advanceTo('2026-12-14T10:00-05:00');
    expect(saidTwice(restored)).not.toEqual([]);
  });
});

describe('Whoever touches the booking first settles it', () => {
  const course = { backupAt: '2026-11-30T10:01-05:00', restoredAt: '2026-12-13T16:00-05:00' };
  const key = keys.booking('rosewater', 'standard', 'visit-1');
  const touches: [string, (world: World) => Promise<unknown>][] = [
    [
      'an orphan timer',
      (world) => world.process().followUp({ v: 1, key, scheduled: '2026-11-30T15:03:00Z' }),
    ],
    ['the sweep', (world) => world.process().sweep()],
    [
      'the same event again',
      (world) =>
        world.post('standard', standardBooking({ at: '2026-12-13T16:00-05:00', start, uid: 'visit-1' })),
    ],
    [
      'a look from another booking of the client',
      (world) => post(world, { start: '2027-02-01T15:00-05:00', uid: 'visit-2', treatment: 'botox' }),
    ],
    ['a STOP', (world) => world.reply(phone, 'REVOKE')],
  ];

  test.each(touches)('%s', async (_name, touch) => {
    const restored = await restore(await bookedWorld(), course);
    await touch(restored);
    const settled = (await fates(restored)).slice(0, 3);
    expect(settled).toEqual(['booked: unknown', 'two-weeks-before: unknown', 'three-days-before: unknown']);
    expect(restored.texts()).toEqual([]);
  });
});

describe('A text that was claimed at the point of the restore', () => {
  test('is unknown, also where it went out and was recorded a second later', async () => {
    const before = await bookedWorld();
    before.ports.texting.script({ result: { published: 'unknown', reason: 'no answer' } });
    const claimedAt = instantOf('2026-11-30T10:03-05:00');
    await before.advanceTo(claimedAt - 1);
    const booking = await before.booking('visit-1');
    const steps = booking.steps.map((step) =>
      step.act.what === 'booked'
        ? {
            ...step,
            state: {
              status: 'claimed' as const,
              at: claimedAt,
              expiresAt: claimedAt + 11 * minuteMs,
              notAfter: booking.startAt,
            },
          }
        : step,
    );
    await before.ports.store.put({ ...booking, version: booking.version + 1, steps }, booking.version);
    const restored = await restore(before, { backupAt: claimedAt, restoredAt: claimedAt + 5 * minuteMs });
    await restored.advanceTo(claimedAt + 20 * minuteMs);
    expect((await fates(restored))[0]).toBe('booked: unknown');
  });
});

describe('A booking that was being joined with another one at the point of the restore', () => {
  test('brings along what may have been said of it', async () => {
    const before = await createWorld('2026-11-30T10:00-05:00');
    await post(before, { start, uid: 'visit-2' });
    await before.advanceTo('2026-11-30T10:01-05:00');
    await post(before, { start: '2026-12-17T15:00-05:00' });
    const carry = await before.booking('visit-1');
    const { clinicId, platform, uid } = carry;
    const version = carry.version + 1;
    const now = before.ports.clock.now();
    const place = { clinicId, platform, uid, target: 'visit-2' };
    const alias = {
      type: 'alias',
      ...place,
      version,
      carry,
      carriedSince: now,
      expiresAt: carry.endAt,
    } as const;
    await before.ports.store.put(alias, carry.version);
    const restored = await restore(before, { backupAt: now, restoredAt: '2026-12-01T10:00-05:00' });
    await resume(restored);
    await restored.advanceTo('2026-12-01T15:00-05:00');
    expect((await restored.booking('visit-2')).startAt).toBe(carry.startAt);
    expect(restored.texts()).toEqual([]);
  });
});

describe('What happened since, told again by the platform', () => {
  const bookedAt = '2026-12-01T10:00-05:00';
  const course = { backupAt: '2026-11-30T10:00-05:00', restoredAt: '2026-12-02T10:00-05:00' };

  test('a booking made since: what was due by then is unknown, the rest of its plan goes on', async () => {
    const body = standardBooking({ at: bookedAt, start });
    const before = await createWorld('2026-11-30T09:00-05:00');
    const restored = await restore(before, {
      ...course,
      between: async (world) => {
        await world.advanceTo(bookedAt);
        await world.post('standard', body);
      },
    });
    expect(milestones(before)).toEqual(['booked', 'two-weeks-before']);
    expect((await restored.post('standard', body)).status).toBe(200);
    await resume(restored);
    await restored.advanceTo('2026-12-15T12:00-05:00');
    expect(saidTwice(restored)).toEqual([]);
    expect(milestones(restored)).toEqual(['three-days-before', 'day-before']);
  });

  test('a move made since is not told again, and the plan is that of the new time', async () => {
    const moved = '2026-12-17T15:00-05:00';
    const body = standardBooking({ type: 'booking.rescheduled', at: bookedAt, start: moved });
    const before = await bookedWorld();
    const restored = await restore(before, {
      ...course,
      backupAt: '2026-11-30T12:00-05:00',
      between: async (world) => {
        await world.advanceTo(bookedAt);
        await world.post('standard', body);
      },
    });
    expect(milestones(before)).toContain('new-time');
    await restored.post('standard', body);
    await resume(restored);
    await restored.advanceTo('2026-12-16T12:00-05:00');
    expect(saidTwice(restored)).toEqual([]);
    expect(said(restored.texts()).at(-1)).toBe('day-before Wed Dec 16 09:00');
  });

  test('a Botox visit booked since blocks the other visit again, without telling of it again', async () => {
    const botox = standardBooking({
      at: bookedAt,
      start: '2026-12-10T15:00-05:00',
      uid: 'botox-1',
      treatment: 'botox',
      answers: {},
    });
    const before = await bookedWorld();
    const restored = await restore(before, {
      ...course,
      backupAt: '2026-11-30T12:00-05:00',
      between: async (world) => {
        await world.advanceTo(bookedAt);
        await world.post('standard', botox);
      },
    });
    expect(milestones(before)).toContain('not-yet');
    await restored.post('standard', botox);
    await resume(restored);
    await restored.advanceTo('2026-12-09T12:00-05:00');
    expect((await restored.booking('visit-1')).decision?.outcome).toBe('blocked');
    expect(saidTwice(restored)).toEqual([]);
  });

  test('an event of after the restore is new: its text goes out once the texts go on', async () => {
    const restored = await restore(await bookedWorld(), course);
    await post(restored, { type: 'booking.rescheduled', start: '2026-12-17T15:00-05:00' });
    await resume(restored);
    await restored.advanceTo('2026-12-02T13:00-05:00');
    expect(milestones(restored)).toEqual(['new-time']);
  });
});

describe('Deliveries that only the table before knows', () => {
  const course = { backupAt: '2026-11-30T12:00-05:00', restoredAt: '2026-12-08T10:00-05:00' };

  async function restoredWithDeliveries(): Promise<World> {
    const before = await bookedWorld();
    const restored = await restore(before, {
      ...course,
      between: async (world) => {
        await world.advanceTo('2026-11-30T15:00-05:00');
        await post(world, {
          start: '2026-12-18T15:00-05:00',
          uid: 'visit-2',
          client: { phone: '+12125550118' },
        });
        await world.advanceTo('2026-12-01T15:00-05:00');
        await post(world, { type: 'booking.rescheduled', start: '2026-12-17T15:00-05:00' });
        await world.advanceTo('2026-12-02T15:00-05:00');
        await post(world, { type: 'booking.something-else', start });
      },
    });
    await importDeliveriesFrom(before, restored);
    await restored.advanceTo('2026-12-08T10:10-05:00');
    return restored;
  }

  test('are worked on anew, also those of more than a week ago, and nothing is told again', async () => {
    const restored = await restoredWithDeliveries();
    expect((await restored.booking('visit-1')).startAt).toBe(instantOf('2026-12-17T15:00-05:00'));
    expect((await restored.booking('visit-2')).decision?.outcome).toBe('allowed');
    await resume(restored);
    await restored.advanceTo('2026-12-17T12:00-05:00');
    expect(saidTwice(restored)).toEqual([]);
    expect(milestones(restored)).toEqual(
      expect.arrayContaining(['three-days-before', 'day-before', 'morning-of']),
    );
  });

  test('leave none unfinished, and none that led to nothing is worked on', async () => {
    const restored = await restoredWithDeliveries();
    const deliveries = restored.ports.store.items().filter((item) => item.type === 'delivery');
    expect(deliveries.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done']);
    expect(restored.ports.store.items().filter(({ type }) => type === 'quarantine')).toEqual([]);
  });

  test('are taken over once', async () => {
    const restored = await restoredWithDeliveries();
    const [delivery] = restored.ports.store.items().filter((item) => item.type === 'delivery');
    if (delivery === undefined) throw new Error('no delivery');
    expect(await importDelivery(restored.process().deps, delivery)).toBe('known');
  });
});

test('A delivery that was refused since is listed for staff again', async () => {
  const before = await bookedWorld();
  const restored = await restore(before, {
    backupAt: '2026-11-30T11:00-05:00',
    restoredAt: '2026-12-01T09:00-05:00',
    between: async (world) => {
      await world.post('standard', { type: 'booking.created', timestamp: '2026-11-30T16:30:00Z', data: {} });
    },
  });
  expect(await attention(before)).toEqual(['refused-delivery']);
  expect(await attention(restored)).toEqual([]);
  await importDeliveriesFrom(before, restored);
  expect(await attention(restored)).toEqual(['refused-delivery']);
});

describe('A client who answered since', () => {
  test('is asked again, and hears once what the answers came to', async () => {
    const before = await createWorld('2026-11-30T10:00-05:00');
    await post(before, { start, answers: {} });
    const restored = await restore(before, {
      backupAt: '2026-11-30T11:00-05:00',
      restoredAt: '2026-12-01T09:00-05:00',
      between: async (world) => {
        await world.advanceTo('2026-11-30T12:00-05:00');
        await post(world, { start });
        await world.advanceTo('2026-11-30T12:30-05:00');
      },
    });
    expect(milestones(before)).toEqual(['screening-needed', 'booked']);
    await importFrom(before, restored);
    // The answers come again only now, as a new statement of the platform's.
    await post(restored, { start });
    await resume(restored);
    await restored.advanceTo('2026-12-01T18:00-05:00');
    expect(milestones(restored)).not.toContain('booked');
    expect(saidTwice(restored)).toEqual([]);
  });
});

describe('An opt-out given since', () => {
  const course = { backupAt: '2026-11-30T12:00-05:00', restoredAt: '2026-12-10T16:00-05:00' };
  const stopped = async (world: World) => {
    await world.advanceTo('2026-12-05T12:00-05:00');
    await world.reply(phone, 'REVOKE');
  };

  test('holds after the import, and the bookings show it', async () => {
    const before = await bookedWorld();
    const restored = await restore(before, { ...course, between: stopped });
    await importFrom(before, restored);
    expect((await restored.booking('visit-1')).optedOutAt).toBe(instantOf('2026-12-05T12:00-05:00'));
    await resume(restored);
    await restored.advanceTo('2027-01-10T10:00-05:00');
    expect(restored.texts()).toEqual([]);
  });

  test('is not needed while nothing is published: until the texts go on, none goes to anybody', async () => {
    const before = await bookedWorld();
    const restored = await restore(before, { ...course, between: stopped });
    await restored.advanceTo('2026-12-14T10:00-05:00');
    expect(restored.ports.texting.calls().length).toBe(before.ports.texting.calls().length);
    expect(restored.texts()).toEqual([]);
  });

  test('gives way to a START that was said to the restored clinic, and holds against an older one', async () => {
    const before = await bookedWorld();
    const restored = await restore(before, { ...course, between: stopped });
    await restored.reply(phone, 'START', instantOf('2026-12-04T12:00-05:00'));
    await importFrom(before, restored);
    const contactKey = keys.contact('rosewater', (await restored.booking('visit-1')).phoneKey ?? '');
    expect(await restored.item(contactKey)).toHaveProperty('optedOut');
    await restored.reply(phone, 'START');
    await importFrom(before, restored);
    expect(await restored.item(contactKey)).not.toHaveProperty('optedOut');
    expect((await restored.booking('visit-1')).optedOutAt).toBeUndefined();
  });
});

describe('While a clinic is being restored', () => {
  const course = { backupAt: '2026-12-13T10:00-05:00', restoredAt: '2026-12-14T10:00-05:00' };

  async function restoringUntil(to: string): Promise<World> {
    const restored = await restore(await bookedWorld(), course);
    await restored.advanceTo(to);
    return restored;
  }

  test('what falls due waits, and goes out once the texts go on', async () => {
    const restored = await restoringUntil('2026-12-15T11:00-05:00');
    expect(await fates(restored)).toEqual(
      expect.arrayContaining(['day-before: planned', 'morning-of: planned']),
    );
    await resume(restored);
    await restored.advanceTo('2026-12-15T12:15-05:00');
    expect(milestones(restored)).toEqual(['day-before']);
  });

  test('what is too late when the texts go on is skipped, and staff hear of it', async () => {
    const restored = await restore(await bookedWorld(), {
      backupAt: '2026-12-15T08:30-05:00',
      restoredAt: '2026-12-15T08:45-05:00',
    });
    await restored.advanceTo('2026-12-15T22:00-05:00');
    await resume(restored);
    await restored.advanceTo('2026-12-16T08:00-05:00');
    expect(milestones(restored)).toEqual([]);
    expect(await skipped(restored)).toEqual(expect.arrayContaining(['day-before: no hour left']));
    expect(restored.ports.staffNotices.published().map(({ kind }) => kind)).toEqual(['client-not-told']);
  });

  test('waiting costs a look every ten minutes at most', async () => {
    const restored = await restoringUntil('2026-12-15T09:00-05:00');
    const version = (await restored.booking('visit-1')).version;
    await restored.advanceTo('2026-12-15T11:00-05:00');
    expect((await restored.booking('visit-1')).version - version).toBeLessThanOrEqual(14);
  });

  test('staff are told nothing either, and hear it afterwards', async () => {
    const restored = await restoringUntil('2026-12-14T11:00-05:00');
    await post(restored, {
      start: '2026-12-18T15:00-05:00',
      uid: 'visit-2',
      client: { phone: '+442071838750' },
    });
    await restored.advanceTo('2026-12-14T12:00-05:00');
    expect(restored.ports.staffNotices.published()).toEqual([]);
    await resume(restored);
    await restored.advanceTo('2026-12-14T13:20-05:00');
    expect(restored.ports.staffNotices.published().map(({ kind }) => kind)).toEqual(['no-usable-number']);
  });

  test.each(['HELP', 'REVOKE', 'START'])('%s is taken and not answered', async (word) => {
    const restored = await restoringUntil('2026-12-14T11:00-05:00');
    await restored.reply(phone, word);
    expect(restored.texts()).toEqual([]);
    const { optedOutAt } = await restored.booking('visit-1');
    expect(optedOutAt === undefined).toBe(word !== 'REVOKE');
  });

  test('the link that an answer should have carried comes with the text of the booking', async () => {
    const before = await bookedWorld();
    const restored = await restore(before, {
      backupAt: '2026-12-15T09:30-05:00',
      restoredAt: '2026-12-15T10:00-05:00',
    });
    await restored.reply(phone, '2');
    expect(restored.texts()).toEqual([]);
    await resume(restored);
    await restored.advanceTo('2026-12-15T11:30-05:00');
    expect(milestones(restored)).toEqual(['screening-needed']);
  });
});

describe('Marking a clinic', () => {
  async function marked(changes: Record<string, unknown>, ...at: Instant[]) {
    const world = await createWorld('2026-12-13T16:00-05:00', changes);
    const { deps } = world.process();
    for (const one of at) await markRestored(deps, world.clinic.id, one);
    const clinic = await world.item(keys.clinic(world.clinic.id));
    return clinic?.type === 'clinic' ? { status: clinic.status, restoredAt: clinic.restoredAt } : undefined;
  }
  const noon = instantOf('2026-12-13T12:00-05:00');

  test('twice keeps the later instant', async () => {
    expect(await marked({}, noon, noon - hourMs)).toEqual({ status: 'restoring', restoredAt: noon });
    expect(await marked({}, noon - hourMs, noon)).toEqual({ status: 'restoring', restoredAt: noon });
  });

  test('again after the texts went on holds them again, and forgets nothing', async () => {
    const world = await createWorld('2026-12-13T16:00-05:00');
    const { deps } = world.process();
    await markRestored(deps, world.clinic.id, noon);
    await resumeTexts(deps, world.clinic.id);
    expect(await markRestored(deps, world.clinic.id, noon - hourMs)).toMatchObject({ status: 'restoring' });
    expect(await world.item(keys.clinic(world.clinic.id))).toMatchObject({ restoredAt: noon });
  });

  test.each(['paused', 'removed'])('leaves a %s one so, also when the texts go on', async (status) => {
    expect(await marked({ status }, noon)).toEqual({ status, restoredAt: noon });
    const world = await createWorld('2026-12-13T16:00-05:00', {
      status: status === 'paused' ? status : 'removed',
    });
    expect(await resumeTexts(world.process().deps, 'rosewater')).toEqual({ moved: 'as-it-was', status });
  });

  test('of one that is not in the table says so', async () => {
    const world = await createWorld('2026-12-13T16:00-05:00');
    const moved = await markRestored(world.process().deps, 'lavender', noon);
    expect(moved).toEqual({ moved: 'not', why: 'unknown' });
  });

  test('whose settings cannot be read says so, and is left as it is', async () => {
    const world = await bookedWorld();
    const key = keys.clinic(world.clinic.id);
    world.ports.store.plant(key, { type: 'clinic', of: 'another version' });
    const marked = await markRestored(world.process().deps, world.clinic.id, world.ports.clock.now());
    expect(marked).toEqual({ moved: 'not', why: 'unreadable' });
    expect(await world.ports.store.get([key])).toMatchObject([{ type: 'unreadable' }]);
  });
});
