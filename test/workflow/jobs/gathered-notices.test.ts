/** Many notices of one kind at once: the first is told at once, what can wait is counted and told in one e-mail, and none is lost. */
import { describe, expect, test } from 'vitest';
import { afterGathered, gatheredNotice, gatherNotice } from '../../../shared/follow-up/gathered-notices.ts';
import { composeNotice } from '../../../shared/follow-up/notice-words.ts';
import { noticeOf } from '../../../shared/follow-up/staff-notice.ts';
import { keys } from '../../../shared/store/item.ts';
import { gatheredMax, jobSchema, type NoticesJob } from '../../../shared/store/job.ts';
import { hourMs, minuteMs } from '../../../shared/time/instant.ts';
import { aBooking } from '../../contract/items.ts';
import { crashingPorts } from '../../memory/crashing-ports.ts';
import { aClinic, createWorld, type World } from '../../world/world.ts';
import { post } from '../care-plan/story.ts';

const morning = '2026-12-08T10:00-05:00';
const far = '2027-01-12T15:00-05:00';
const near = '2026-12-09T09:00-05:00';

function pausedWorld(): Promise<World> {
  return createWorld(morning, { status: 'paused' });
}

/** Each of another client. */
async function bookings(world: World, count: number, start: string, first = 1): Promise<void> {
  for (let index = first; index < first + count; index += 1) {
    const phone = `+12125550${100 + index}`;
    const client = { name: `Nadia ${index}`, email: `nadia-${index}@example.com`, phone };
    await post(world, { uid: `visit-${index}`, start, client });
  }
}

function wait(world: World, minutes: number): Promise<void> {
  return world.advanceTo(world.ports.clock.now() + minutes * minuteMs);
}

/** Bookings told of by themselves, and how many each gathered e-mail counts. */
function told({ ports }: World): { alone: string[]; together: number[] } {
  return {
    alone: ports.staffNotices.published().map(({ bookingId, kind }) => `${kind} ${bookingId}`),
    together: ports.staffNotices.gathered().map(({ gathered }) => gathered.count),
  };
}

describe('A clinic that takes many bookings while its texts are paused', () => {
  test('is told of the first at once, and of those of the next hour in one e-mail', async () => {
    const world = await pausedWorld();
    await bookings(world, 4, far);
    await wait(world, 30);
    expect(told(world)).toEqual({ alone: ['client-not-told standard:visit-1'], together: [] });
    await bookings(world, 2, far, 5);
    await wait(world, 60);
    expect(told(world)).toEqual({ alone: ['client-not-told standard:visit-1'], together: [5] });
    await wait(world, 24 * 60);
    expect(told(world).together).toEqual([5]);
    await bookings(world, 1, far, 7);
    await wait(world, 30);
    expect(told(world).alone).toEqual([
      'client-not-told standard:visit-1',
      'client-not-told standard:visit-7',
    ]);
  });

  test('has each booking on its list, whether its e-mail was sent or counted', async () => {
    const world = await pausedWorld();
    await bookings(world, 4, far);
    await wait(world, 30);
    const listed = await world.ports.store.attentionFrom(world.clinic.id, { startAt: 0 }, 10);
    expect(listed.map(({ kinds }) => kinds.includes('client-not-told'))).toEqual([true, true, true, true]);
  });

  test('is told at once of each visit that is near, whatever is being gathered', async () => {
    const world = await pausedWorld();
    await bookings(world, 2, far);
    await wait(world, 10);
    await bookings(world, 3, near, 3);
    await wait(world, 10);
    expect(told(world).alone).toEqual([1, 3, 4, 5].map((uid) => `client-not-told standard:visit-${uid}`));
  });

  test('is told of another kind at once', async () => {
    const world = await pausedWorld();
    await bookings(world, 2, far);
    await wait(world, 10);
    await post(world, {
      uid: 'visit-9',
      start: far,
      client: { name: 'Mira Lund', email: 'mira@example.com', phone: '12' },
    });
    await wait(world, 10);
    expect(told(world).alone).toEqual([
      'client-not-told standard:visit-1',
      'no-usable-number standard:visit-9',
    ]);
  });
});

describe('An e-mail that is refused', () => {
  const missing = { published: 'no', passing: true, reason: 'NotFoundException' } as const;

  test('as the first is tried again by itself', async () => {
    const world = await pausedWorld();
    world.ports.staffNotices.script(missing);
    await bookings(world, 2, far);
    await wait(world, 20);
    expect(told(world).alone.length + told(world).together.length).toBe(1);
    expect(told(world).alone).toEqual(['client-not-told standard:visit-1']);
  });

  test('as the one that counts is tried again, with what came meanwhile', async () => {
    const world = await pausedWorld();
    await bookings(world, 3, far);
    await wait(world, 30);
    world.ports.staffNotices.script(missing);
    await wait(world, 34);
    await bookings(world, 2, far, 4);
    await wait(world, 30);
    expect(told(world).together).toEqual([4]);
  });
});

describe('A clinic that', () => {
  test.each([
    ['restoring', [2]],
    ['removed', []],
  ] as const)('is %s meanwhile is told of what was gathered once it may be', async (status, together) => {
    const world = await pausedWorld();
    await bookings(world, 3, far);
    await wait(world, 30);
    await world.ports.store.put({ ...world.clinic, version: 2, status }, 1);
    await wait(world, 60);
    expect(told(world).together).toEqual([]);
    await world.ports.store.put({ ...world.clinic, version: 3, status: 'paused' }, 2);
    await wait(world, 60);
    expect(told(world).together).toEqual(together);
  });
});

test('Wherever the process dies that gathers a notice, or tells of those gathered, none is lost', async () => {
  const trunks = {
    gathers: async () => {
      const world = await pausedWorld();
      await bookings(world, 2, far);
      await world.advanceTo(Date.parse(morning) + 10 * minuteMs);
      await bookings(world, 1, far, 3);
      return { world, key: keys.booking('rosewater', 'standard', 'visit-3') };
    },
    tells: async () => {
      const world = await pausedWorld();
      await bookings(world, 3, far);
      await wait(world, 30);
      const key = keys.job('rosewater', 'notices-client-not-told');
      const job = await world.item(key);
      if (job?.type !== 'job' || job.dueAt === undefined) throw new Error('nothing was gathered');
      world.ports.clock.set(job.dueAt);
      return { world, key };
    },
  };
  for (const [name, before] of Object.entries(trunks)) {
    for (let point = 0; ; point += 1) {
      const { world, key } = await before();
      if (name === 'gathers') world.ports.clock.advance(5 * minuteMs);
      const { ports, run } = crashingPorts(world.ports, point);
      const scheduled = new Date(world.ports.clock.now()).toISOString();
      const outcome = await run(() => world.process(ports).followUp({ v: 1, key, scheduled }));
      await wait(world, 130);
      const { alone, together } = told(world);
      const line = `${name} dies ${JSON.stringify(outcome)}`;
      expect(alone, line).toEqual(['client-not-told standard:visit-1']);
      expect(together.every((count) => count === 2) && together.length >= 1, line).toBe(true);
      expect(together.length, line).toBeLessThanOrEqual(name === 'tells' ? 2 : 1);
      if (!outcome.crashed) break;
    }
  }
});

describe('What is gathered', () => {
  const now = Date.parse(morning);
  const clinic = { brand: 'Rosewater Skin', zone: 'America/New_York' };
  const notice = noticeOf(aBooking({ startAt: Date.parse(far) }), aClinic(), 'client-not-told');

  function gathered(count: number): NoticesJob {
    let job: NoticesJob | undefined;
    for (let index = 0; index <= count; index += 1) {
      job = gatherNotice(job, notice, `mark-${index}`, now + index).next ?? job;
    }
    if (job === undefined) throw new Error('nothing was gathered');
    return job;
  }

  test('is bounded, and says that there is more', () => {
    const job = gathered(gatheredMax + 5);
    expect(jobSchema.safeParse(job).success).toBe(true);
    expect(gatheredNotice(job, clinic).gathered).toEqual({ count: gatheredMax, more: true });
    expect(gatheredNotice(gathered(gatheredMax), clinic).gathered.more).toBe(false);
  });

  test('counts each notice once, however often it is tried', () => {
    const job = gathered(2);
    expect(gatherNotice(job, notice, 'mark-1', now)).toEqual({ isTold: false });
    expect(gatherNotice(job, notice, 'mark-0', now)).toEqual({ isTold: true });
  });

  test('while it is being told waits for the next e-mail, an hour later', () => {
    const before = gathered(2);
    const meanwhile = gathered(3);
    const after = afterGathered(meanwhile, before, now + hourMs);
    expect(after).toMatchObject({ waiting: ['mark-3'], dueAt: now + 2 * hourMs });
    expect(afterGathered(before, before, now + hourMs)).not.toHaveProperty('dueAt');
  });

  test('as one too many while it is being told waits for the next e-mail, and so does what follows', () => {
    const before = gathered(gatheredMax);
    const meanwhile = gatherNotice(before, notice, 'one-more', now).next ?? before;
    const after = afterGathered(meanwhile, before, now + hourMs);
    const last = gatherNotice(after, notice, 'the-last', now + hourMs).next ?? after;
    expect(gatheredNotice(last, clinic).gathered).toEqual({ count: 2, more: false });
    expect(last.dueAt).toBe(now + 2 * hourMs);
  });

  test('is said in counts, with the way to the list', () => {
    expect(composeNotice(gatheredNotice(gathered(12), clinic), 'https://manager.example')).toEqual({
      subject: 'Rosewater Skin: clients were not told in time, 12 more visits',
      body: [
        'Rosewater Skin',
        '',
        'No text can reach the clients of these visits in time. Please call.',
        '12 more visits since the last e-mail about this.',
        '',
        'https://manager.example/#/',
        '',
        'This message names nobody on purpose: who it is stands behind your sign-in.',
      ].join('\n'),
    });
    const one = composeNotice(gatheredNotice(gathered(1), clinic), 'https://manager.example');
    expect(one.subject).toBe('Rosewater Skin: a client was not told in time, 1 more visit');
  });
});
