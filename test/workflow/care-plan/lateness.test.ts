/** Texts whose timer fires late or whose publish is refused: sent while that still helps, skipped from their late limit on. */
import { describe, expect, test } from 'vitest';
import { decideAgain } from '../../../functions/workflow/poke.ts';
import { dayMs, minuteMs } from '../../../shared/time/instant.ts';
import { createWorld, instantOf, type World } from '../../world/world.ts';
import { post, said, skipped, wallClock } from './story.ts';

const start = '2026-12-16T15:00-05:00';

async function bookedWorld(at = '2026-12-14T10:00-05:00'): Promise<World> {
  const world = await createWorld(at);
  await post(world, { start });
  return world;
}

/** Nothing fires until so long after the instant; then everything does. */
async function sleepPast(world: World, due: string, lateMs: number): Promise<void> {
  await world.advanceTo(instantOf(due) - minuteMs);
  world.ports.clock.set(instantOf(due) + lateMs);
  await world.advanceTo(instantOf(due) + lateMs + 2 * minuteMs);
}

interface Late {
  milestone: string;
  bookedAt?: string;
  due: string;
  dayLate: string;
}

const lates: Late[] = [
  {
    milestone: 'booked',
    bookedAt: '2026-11-23T10:00-05:00',
    due: '2026-11-23T10:03-05:00',
    dayLate: 'Tue Nov 24 10:03',
  },
  {
    milestone: 'two-weeks-before',
    bookedAt: '2026-11-23T10:00-05:00',
    due: '2026-12-01T15:00-05:00',
    dayLate: 'too late',
  },
  {
    milestone: 'three-days-before',
    bookedAt: '2026-12-10T10:00-05:00',
    due: '2026-12-13T15:00-05:00',
    dayLate: 'Mon Dec 14 15:00',
  },
  { milestone: 'day-before', due: '2026-12-15T09:00-05:00', dayLate: 'too late' },
  { milestone: 'morning-of', due: '2026-12-16T09:00-05:00', dayLate: 'too late' },
  { milestone: 'after-visit', due: '2026-12-16T17:00-05:00', dayLate: 'too late' },
  { milestone: 'day-1', due: '2026-12-17T16:00-05:00', dayLate: 'too late' },
  { milestone: 'day-2', due: '2026-12-18T16:00-05:00', dayLate: 'too late' },
  { milestone: 'day-3', due: '2026-12-19T16:00-05:00', dayLate: 'Sun Dec 20 16:00' },
  { milestone: 'two-weeks-after', due: '2026-12-30T16:00-05:00', dayLate: 'Thu Dec 31 16:00' },
];

describe('A timer that fires late', () => {
  test('by half an hour: every text of the plan is sent then', async () => {
    const world = await bookedWorld('2026-11-23T10:00-05:00');
    for (const { due } of lates) await sleepPast(world, due, 30 * minuteMs);
    const expected = lates.map(
      ({ milestone, due }) => `${milestone} ${wallClock(instantOf(due) + 30 * minuteMs)}`,
    );
    expect(said(world.texts())).toEqual(expected);
  });

  test.each(lates)('by a day: $milestone comes to $dayLate', async ({
    milestone,
    bookedAt,
    due,
    dayLate,
  }) => {
    const world = await bookedWorld(bookedAt);
    await sleepPast(world, due, dayMs);
    const texts = said(world.texts()).filter((line) => line.startsWith(milestone));
    const isSkipped = (await skipped(world)).includes(`${milestone}: too late`);
    expect({ texts, isSkipped }).toEqual(
      dayLate === 'too late'
        ? { texts: [], isSkipped: true }
        : { texts: [`${milestone} ${dayLate}`], isSkipped: false },
    );
  });

  test('into the night: the text goes the next morning', async () => {
    const world = await bookedWorld('2026-12-10T10:00-05:00');
    await sleepPast(world, '2026-12-13T15:00-05:00', 7 * 60 * minuteMs);
    await world.advanceTo('2026-12-14T12:00-05:00');
    expect(said(world.texts()).at(-1)).toBe('three-days-before Mon Dec 14 09:00');
  });

  test('a day-before that was missed is told to staff', async () => {
    const world = await bookedWorld();
    await sleepPast(world, '2026-12-15T09:00-05:00', 5 * 60 * minuteMs + 45 * minuteMs);
    await world.advanceTo('2026-12-15T15:00-05:00');
    expect(await skipped(world)).toContain('day-before: too late');
    expect(world.ports.staffNotices.published().map(({ kind }) => kind)).toEqual(['client-not-told']);
  });
});

describe('The last instant of a text with a deadline', () => {
  test.each([
    ['day-before', '2026-12-15T09:00-05:00', '2026-12-15T14:45-05:00'],
    ['morning-of', '2026-12-16T09:00-05:00', '2026-12-16T14:00-05:00'],
  ])('%s: just before its limit it goes, at the limit it does not', async (milestone, due, limit) => {
    for (const [offset, goes] of [
      [-1, true],
      [0, false],
    ] as const) {
      const world = await bookedWorld();
      await sleepPast(world, due, instantOf(limit) - instantOf(due) + offset);
      expect(world.texts().some((text) => text.milestone === milestone)).toBe(goes);
    }
  });
});

describe('A publish that is refused for the moment', () => {
  const throttled = { result: { published: 'no', passing: true, reason: 'throttled' } } as const;

  test('is tried again after one, two and four minutes', async () => {
    const world = await bookedWorld('2026-11-23T10:00-05:00');
    world.ports.texting.script(throttled, throttled, throttled);
    await world.advanceTo('2026-11-23T11:00-05:00');
    expect(world.ports.texting.calls()).toHaveLength(4);
    // 10:03:30, 10:05 (no timer is nearer than 90 seconds), 10:07, 10:11.
    expect(said(world.texts())).toEqual(['booked Mon Nov 23 10:11']);
  });

  test('is given up when its next try would be too late, and staff are told', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-12-15T08:59-05:00');
    const before = world.ports.texting.calls().length;
    world.ports.texting.script(...Array.from({ length: 40 }, () => throttled));
    await world.advanceTo('2026-12-15T16:00-05:00');
    const tries = world.ports.texting.calls().slice(before);
    expect(tries.length).toBeGreaterThan(10);
    expect(await skipped(world)).toContain('day-before: no hour left');
    expect(world.ports.staffNotices.published().map(({ kind }) => kind)).toEqual(['client-not-told']);
  });

  test.each([
    ['guidance', 'day-before', '2026-12-14T10:00-05:00', start, '2026-12-15T14:45-05:00'],
    [
      'what is said of the booking',
      'late-booking',
      '2026-12-15T09:58-05:00',
      '2026-12-15T14:00-05:00',
      '2026-12-15T14:00-05:00',
    ],
  ])('comes to rest when its next try would be too late: %s', async (_, milestone, at, visit, limit) => {
    const world = await createWorld(at);
    await post(world, { start: visit });
    if (milestone === 'day-before') await world.advanceTo('2026-12-15T08:58-05:00');
    world.ports.texting.script(...Array.from({ length: 40 }, () => throttled));
    const states: (string | undefined)[] = [];
    for (let now = world.ports.clock.now(); now < instantOf(limit); now += minuteMs) {
      await world.advanceTo(now);
      // Whatever else happens has the booking decided again.
      const place = { clinicId: 'rosewater', platform: 'standard', uid: 'visit-1' };
      await decideAgain(world.process().deps, place, { now });
      const { steps } = await world.booking('visit-1');
      states.push(steps.find(({ act }) => act.what === milestone)?.state.status);
    }
    const since = states.indexOf('skipped');
    expect(states.slice(0, since).every((state) => state === 'planned')).toBe(true);
    expect(states.slice(since).every((state) => state === 'skipped')).toBe(true);
    expect(states.length - since).toBeGreaterThan(5);
    const [listed] = await world.ports.store.attentionFrom(world.clinic.id, { startAt: 0 }, 10);
    expect(listed?.kinds).toContain('client-not-told');
  });

  test('holds no guidance back for longer than the undo grace', async () => {
    const world = await createWorld('2026-12-15T10:00-05:00');
    await post(world, { start });
    world.ports.texting.script(...Array.from({ length: 3 }, () => throttled));
    await world.advanceTo('2026-12-15T11:00-05:00');
    expect(said(world.texts()).map((line) => line.split(' ')[0])).toContain('day-before');
  });
});

describe('A number that the carrier side holds opted out', () => {
  test('is found before the publish: the text fails visibly, and no other is tried', async () => {
    const world = await bookedWorld();
    world.ports.texting.optedOut.add('+12125550117');
    await world.advanceTo(start);
    expect(world.ports.texting.calls()).toEqual([]);
    const { steps } = await world.booking('visit-1');
    expect(steps.find(({ act }) => act.what === 'booked')?.state).toMatchObject({
      status: 'failed',
      reason: 'opted out',
    });
    const listed = await world.ports.store.attentionFrom(world.clinic.id, { startAt: 0 }, 10);
    expect(listed[0]?.kinds).toContain('text-failed');
  });
});

describe('A send that takes its time', () => {
  /** The carrier's list is asked right before the publish; the next time it takes that long. */
  function slowOnce(world: World, ms: number): void {
    const { isOptedOut } = world.ports.texting;
    world.ports.texting.isOptedOut = async (phone) => {
      world.ports.clock.advance(ms);
      world.ports.texting.isOptedOut = isOptedOut;
      return isOptedOut(phone);
    };
  }

  test('past the end of the hours goes out in the next ones', async () => {
    const world = await createWorld('2026-12-07T19:52-05:00');
    slowOnce(world, 10 * minuteMs);
    await post(world, { start });
    await world.advanceTo('2026-12-08T12:00-05:00');
    expect(said(world.texts())).toEqual(['booked Tue Dec 8 09:00']);
  });

  test('past the last minute of day-before tells nobody to pause when it is too late', async () => {
    const world = await bookedWorld();
    await world.advanceTo('2026-12-15T08:59-05:00');
    world.ports.clock.set(instantOf('2026-12-15T14:40-05:00'));
    slowOnce(world, 10 * minuteMs);
    await world.advanceTo('2026-12-15T15:00-05:00');
    expect(said(world.texts()).filter((line) => line.startsWith('day-before'))).toEqual([]);
    expect(await skipped(world)).toContain('day-before: too late');
  });
});
