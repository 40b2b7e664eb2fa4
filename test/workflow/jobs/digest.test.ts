/** The one e-mail a day: when it comes, what it counts, that it comes once, and what happens where it cannot. */
import { describe, expect, test } from 'vitest';
import { changeClinic } from '../../../functions/workflow/change-clinic.ts';
import { ensureDigest } from '../../../functions/workflow/jobs/ensure-digest.ts';
import type { Clinic } from '../../../shared/clinic/clinic.ts';
import { composeNotice } from '../../../shared/follow-up/notice-words.ts';
import { keys } from '../../../shared/store/item.ts';
import type { DigestJob } from '../../../shared/store/job.ts';
import { formatInstant, hourMs, minuteMs } from '../../../shared/time/instant.ts';
import type { Delivery } from '../../../shared/webhook/delivery.ts';
import { aReceivedDelivery } from '../../contract/items.ts';
import { crashingPorts } from '../../memory/crashing-ports.ts';
import { fineAnswers } from '../../world/bodies.ts';
import { createWorld, type World } from '../../world/world.ts';
import { post } from '../care-plan/story.ts';

const blocking = { ...fineAnswers, 'pregnant-nursing': true };
const evening = '2026-12-15T18:00-05:00';
const morning = '2026-12-16T07:00-05:00';
const job = keys.job('rosewater', 'digest');
const visit = '2026-12-16T15:00-05:00';

async function worldWithDigest(changes: Partial<Clinic> = {}): Promise<World> {
  const world = await createWorld(evening, changes);
  await ensureDigest(world.process().deps, world.clinic);
  return world;
}

async function digestJob(world: World): Promise<DigestJob> {
  const item = await world.item(job);
  if (item?.type !== 'job' || item.work !== 'digest') throw new Error(`there is no digest but ${item?.type}`);
  return item;
}

/** The days that were told of. */
function told(world: World): string[] {
  return world.ports.staffNotices.digests().map(({ day }) => day);
}

async function someVisit(world: World, uid: string, start: string, answers = fineAnswers): Promise<void> {
  await post(world, { uid, start, answers });
}

describe('at seven in the morning of the clinic', () => {
  test('staff are told what waits and what the day holds', async () => {
    const world = await worldWithDigest();
    await someVisit(world, 'visit-1', visit);
    await someVisit(world, 'visit-2', '2026-12-16T17:00-05:00', blocking);
    await someVisit(world, 'visit-3', '2027-01-16T17:00-05:00', blocking);
    await world.advanceTo('2026-12-16T06:59-05:00');
    expect(told(world)).toEqual([]);
    await world.advanceTo(morning);
    expect(world.ports.staffNotices.digests()).toEqual([
      expect.objectContaining({
        clinicId: 'rosewater',
        day: '2026-12-16',
        visits: { count: 2, more: false },
        waiting: { count: 2, more: false },
        byKind: expect.objectContaining({ blocked: 2 }),
        refused: { count: 0, more: false },
      }),
    ]);
    expect(world.ports.journal.events()).toContainEqual({
      event: 'notice-sent',
      clinicId: 'rosewater',
      kind: 'daily-digest',
    });
  });

  test('every day, also over the change of the clocks', async () => {
    const world = await createWorld('2027-03-12T18:00-05:00');
    await ensureDigest(world.process().deps, world.clinic);
    await someVisit(world, 'visit-1', '2027-04-16T15:00-04:00', blocking);
    const dues: string[] = [];
    for (const until of ['2027-03-13T12:00Z', '2027-03-14T11:00Z', '2027-03-15T11:00Z']) {
      await world.advanceTo(until);
      dues.push(formatInstant((await digestJob(world)).dueAt ?? 0));
    }
    expect(told(world)).toEqual(['2027-03-13', '2027-03-14', '2027-03-15']);
    expect(dues).toEqual([
      '2027-03-14T11:00:00.000Z',
      '2027-03-15T11:00:00.000Z',
      '2027-03-16T11:00:00.000Z',
    ]);
  });

  test('nobody is written to where there is nothing to say', async () => {
    const world = await worldWithDigest();
    await world.advanceTo('2026-12-18T12:00-05:00');
    expect(told(world)).toEqual([]);
    expect((await digestJob(world)).toldDay).toBe('2026-12-18');
  });

  test('an e-mail names nobody', async () => {
    const world = await worldWithDigest();
    const client = { name: 'Orsolya Quint', phone: '+12125550188', email: 'orsolya@example.com' };
    await post(world, { start: visit, client, answers: blocking });
    await world.advanceTo(morning);
    const [digest] = world.ports.staffNotices.digests();
    if (digest === undefined) throw new Error('there is no digest');
    const { subject, body } = composeNotice(digest, 'https://manager.example');
    expect(`${subject}\n${body}`).not.toMatch(/Orsolya|Quint|0188|pregnan|microneedling/i);
  });
});

describe('what was refused', () => {
  test('counts once, in the morning after', async () => {
    const world = await worldWithDigest();
    const { body: _body, leaseUntil: _lease, tries: _tries, ...delivery } = openDelivery();
    for (const [id, receivedAt] of [
      ['late', Date.parse('2026-12-15T22:00-05:00')],
      ['early', Date.parse('2026-12-16T03:00-05:00')],
    ] as const) {
      const refused = { status: 'refused' as const, reason: 'no start', fields: [] };
      const item: Delivery = { ...delivery, ...refused, id, receivedAt };
      await world.ports.store.put(item, 'absent', ['refused-delivery']);
    }
    await world.advanceTo('2026-12-17T12:00-05:00');
    expect(world.ports.staffNotices.digests().map(({ day, refused }) => [day, refused.count])).toEqual([
      ['2026-12-16', 2],
    ]);
  });
});

function openDelivery() {
  const delivery = aReceivedDelivery();
  if (delivery.status !== 'received') throw new Error('expected an open delivery');
  return delivery;
}

describe('once a day', () => {
  test('though the timer fires twice, early, and the sweep comes too', async () => {
    const world = await worldWithDigest();
    await someVisit(world, 'visit-1', visit);
    const { followUp, sweep } = world.process();
    const early = { v: 1, key: job, scheduled: '2026-12-16T11:00:00Z' };
    await followUp(early);
    await world.advanceTo(morning);
    await followUp({ ...early, scheduled: '2026-12-16T12:00:00Z' });
    await followUp(early);
    await sweep();
    await world.advanceTo('2026-12-16T12:00-05:00');
    expect(told(world)).toEqual(['2026-12-16']);
  });

  test('though two processes take it up at the same time', async () => {
    const world = await worldWithDigest();
    await someVisit(world, 'visit-1', visit);
    await world.advanceTo('2026-12-16T06:59-05:00');
    world.ports.clock.set(Date.parse(morning));
    const input = { v: 1, key: job, scheduled: '2026-12-16T12:00:00Z' };
    await Promise.all([world.process().followUp(input), world.process().followUp(input)]);
    await world.advanceTo('2026-12-16T12:00-05:00');
    expect(told(world)).toEqual(['2026-12-16']);
  });

  test('at least, wherever whoever tells it dies, twice only where the e-mail had gone out, and the next day again', async () => {
    const counts = new Set<number>();
    for (let point = 0; ; point += 1) {
      const world = await worldWithDigest();
      await someVisit(world, 'visit-1', '2026-12-17T15:00-05:00', blocking);
      await world.advanceTo('2026-12-16T06:59-05:00');
      world.ports.clock.set(Date.parse(morning));
      const { ports, run } = crashingPorts(world.ports, point);
      const input = { v: 1, key: job, scheduled: '2026-12-16T12:00:00Z' };
      const outcome = await run(() => world.process(ports).followUp(input));
      const alreadyTold = told(world).length;
      await world.advanceTo('2026-12-17T12:00-05:00');
      const count = (day: string) => told(world).filter((one) => one === day).length;
      expect(count('2026-12-17'), `dies ${JSON.stringify(outcome)}`).toBe(1);
      expect(count('2026-12-16'), `dies ${JSON.stringify(outcome)}`).toBeGreaterThanOrEqual(1);
      expect(count('2026-12-16')).toBeLessThanOrEqual(1 + alreadyTold);
      counts.add(count('2026-12-16'));
      if (!outcome.crashed) break;
    }
    expect([...counts].sort()).toEqual([1, 2]);
  });

  test('again until it is taken, where nobody got it', async () => {
    const world = await worldWithDigest();
    await someVisit(world, 'visit-1', visit);
    const missing = { published: 'no', passing: true, reason: 'NotFoundException' } as const;
    world.ports.staffNotices.script(missing, missing);
    await world.advanceTo('2026-12-16T07:04-05:00');
    expect(told(world)).toEqual([]);
    expect(world.ports.journal.events()).toContainEqual({
      event: 'notice-failed',
      clinicId: 'rosewater',
      kind: 'daily-digest',
      reason: 'NotFoundException',
    });
    await world.advanceTo('2026-12-16T08:00-05:00');
    expect(told(world)).toEqual(['2026-12-16']);
    const { dueAt, tries } = await digestJob(world);
    expect([dueAt, tries]).toEqual([Date.parse('2026-12-17T07:00-05:00'), undefined]);
  });

  test.each([
    ['nobody knows', { published: 'unknown', reason: 'TimeoutError' }],
    ['it is refused for good', { published: 'no', passing: false, reason: 'AuthorizationErrorException' }],
  ] as const)('again, also where %s, and no later than the next morning', async (_, answer) => {
    const world = await worldWithDigest();
    await someVisit(world, 'visit-1', '2026-12-17T15:00-05:00', blocking);
    world.ports.staffNotices.script(...Array.from({ length: 8 }, () => answer));
    await world.advanceTo('2026-12-16T17:00-05:00');
    expect(told(world)).toEqual([]);
    await world.advanceTo('2026-12-17T12:00-05:00');
    expect(told(world)).toEqual(['2026-12-17']);
  });
});

describe('a clinic', () => {
  test('that is paused is told, one that is being restored or removed is not', async () => {
    for (const [status, days] of [
      ['paused', ['2026-12-16']],
      ['restoring', []],
      ['removed', []],
    ] as const) {
      const world = await worldWithDigest();
      await someVisit(world, 'visit-1', visit);
      await world.ports.store.put({ ...world.clinic, version: 2, status }, 1);
      await world.advanceTo('2026-12-16T12:00-05:00');
      expect([status, told(world)]).toEqual([status, days]);
      expect((await digestJob(world)).dueAt === undefined).toBe(status === 'removed');
    }
  });

  test('that comes back from being removed is told again', async () => {
    const world = await worldWithDigest();
    const { deps } = world.process();
    await changeClinic(deps, 'rosewater', { settings: { status: 'removed' } });
    await world.advanceTo('2026-12-16T12:00-05:00');
    expect((await digestJob(world)).dueAt).toBe(undefined);
    await changeClinic(deps, 'rosewater', { settings: { status: 'active' } });
    expect((await digestJob(world)).dueAt).toBe(Date.parse('2026-12-17T07:00-05:00'));
  });

  test('from before there was a digest gets it with its next change', async () => {
    const world = await createWorld(evening);
    expect(await world.item(job)).toBe(undefined);
    await changeClinic(world.process().deps, 'rosewater', { settings: { place: '2 Example Street' } });
    expect((await digestJob(world)).dueAt).toBe(Date.parse(morning));
  });

  test('that moves to another zone is told by its new clock, and not twice of one day', async () => {
    const world = await worldWithDigest();
    await someVisit(world, 'visit-1', '2026-12-30T15:00-05:00', blocking);
    await world.advanceTo(morning);
    const { deps } = world.process();
    await changeClinic(deps, 'rosewater', { settings: { zone: 'America/Los_Angeles' } });
    expect((await digestJob(world)).dueAt).toBe(Date.parse('2026-12-16T07:00-08:00'));
    await world.advanceTo('2026-12-17T07:00-08:00');
    expect(told(world)).toEqual(['2026-12-16', '2026-12-17']);
  });

  test('that stands as it did keeps its job as it is', async () => {
    const world = await worldWithDigest();
    const before = await digestJob(world);
    world.ports.clock.advance(hourMs);
    await ensureDigest(world.process().deps, world.clinic);
    expect(await digestJob(world)).toEqual(before);
  });

  test('whose settings were never stored is left alone after a month', async () => {
    const world = await createWorld(evening);
    await ensureDigest(world.process().deps, { ...world.clinic, id: 'never' });
    await world.advanceTo(Date.parse(evening) + 32 * 24 * hourMs + minuteMs);
    const item = await world.item(keys.job('never', 'digest'));
    expect(item).toMatchObject({ type: 'job' });
    expect(item).not.toHaveProperty('dueAt');
  });
});
