/** The opening list: who needs a person, in which order, how it pages, what it counts, and that it costs the same whatever the clinic's size. */
import { describe, expect, test } from 'vitest';
import { countedMax, pageRows } from '../../shared/api/manager/attention-view.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import { keys } from '../../shared/store/item.ts';
import { dayMs, formatInstant, hourMs, minuteMs } from '../../shared/time/instant.ts';
import { countingCalls } from '../memory/counting-calls.ts';
import { fineAnswers, standardBooking } from '../world/bodies.ts';
import { createWorld, instantOf, type World } from '../world/world.ts';
import { as, ask, askInVain, send } from './asking.ts';

const key = 'GET /v1/manager/clinics/{clinicId}/attention';
const at = instantOf('2026-11-16T15:00:00Z');
const recentBotox = { ...fineAnswers, 'last-botox': '2026-11-10' };
const pregnant = { ...fineAnswers, 'pregnant-nursing': true };

interface Booked {
  uid: string;
  /** Days from now. */
  days?: number;
  answers?: Record<string, unknown>;
  client?: Record<string, unknown>;
}

let phones = 0;

async function book(world: World, { uid, days = 10, answers, client }: Booked) {
  const now = world.ports.clock.now();
  phones = (phones + 1) % 90;
  const phone = `+12125550${String(100 + phones)}`;
  return world.post(
    'standard',
    standardBooking({
      at: now,
      start: now + days * dayMs,
      uid,
      client: { name: `Client ${uid}`, phone, email: `${uid}@example.com`, ...client },
      ...(answers === undefined ? {} : { answers }),
    }),
  );
}

function namesOf(rows: readonly object[]): unknown[] {
  return rows.map((row) => ('name' in row ? row.name : 'row' in row ? row.row : undefined));
}

describe('the list', () => {
  test('has who needs a person, soonest visit first, and nobody else', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'late', days: 20, answers: pregnant });
    await book(world, { uid: 'fine', days: 15 });
    await book(world, { uid: 'soon', days: 3, answers: pregnant });
    await book(world, { uid: 'open', days: 12, answers: {} });
    const { rows, counts, next } = await ask(world, key);

    expect(namesOf(rows)).toEqual(['Client soon', 'Client open', 'Client late']);
    expect(counts).toEqual({ byKind: { blocked: 2, incomplete: 1 }, all: 3, more: false });
    expect(next).toBeUndefined();
  });

  test('says of each in one line who, what, when and why, and from when it would be fine', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'visit-1', days: 5, answers: recentBotox });
    const [row] = (await ask(world, key)).rows;

    expect(row).toMatchObject({
      row: 'booking',
      name: 'Client visit-1',
      service: 'Microneedling',
      status: 'accepted',
      startAt: '2026-11-21T15:00:00.000Z',
      kinds: ['blocked'],
      why: 'Botox on Tue Nov 10 2026 is less than 14 days before the visit.',
      eligibleFrom: '2026-11-24T05:00:00.000Z',
    });
  });

  test('says of a client who knows how the visit stands, but not from when to pause, just that', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'visit-1', days: 5 });
    await world.advanceTo(at + hourMs);
    world.ports.texting.script(
      ...Array.from({ length: 2 }, () => ({
        result: { published: 'no', passing: false, reason: 'InvalidParameter' } as const,
      })),
    );
    await world.advanceTo(at + 4 * dayMs - hourMs);
    const [row] = (await ask(world, key)).rows;

    expect(row).toMatchObject({ kinds: ['client-not-told', 'text-failed'] });
    expect(row?.why).toMatch(/^The client was not told from when to pause, /);
  });

  test('says how many reasons there are beside the first', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'visit-1', answers: { ...pregnant, 'active-infection': true } });
    const [row] = (await ask(world, key)).rows;

    expect(row?.why).toMatch(/\(And 1 more\.\)$/);
  });

  test('has refused deliveries with the fields that could not be read, and nobody in them', async () => {
    const world = await createWorld(at);
    await world.post('standard', { type: 'booking.created', timestamp: formatInstant(at), data: { x: 1 } });
    const { rows, counts } = await ask(world, key);

    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ row: 'delivery', platform: 'standard', receivedAt: formatInstant(at) });
    expect(rows[0] !== undefined && 'fields' in rows[0] && rows[0].fields.length).toBeGreaterThan(0);
    expect(counts?.byKind).toEqual({ 'refused-delivery': 1 });
  });

  test('keeps a delivery that was refused last night, when nobody was there to see it', async () => {
    const world = await createWorld(at);
    await world.post('standard', { type: 'booking.created', timestamp: formatInstant(at), data: { x: 1 } });
    await book(world, { uid: 'soon', days: 2, answers: pregnant });
    world.ports.clock.advance(18 * hourMs);

    expect(namesOf((await ask(world, key)).rows)).toEqual(['delivery', 'Client soon']);
    world.ports.clock.advance(4 * dayMs);
    expect(namesOf((await ask(world, key)).rows)).toEqual([]);
    expect(namesOf((await ask(world, key, { query: { tab: 'past' } })).rows)).toEqual([
      'delivery',
      'Client soon',
    ]);
  });

  test('has what was set aside, and what cannot be read, with the way to it', async () => {
    const world = await createWorld(at);
    const broken = keys.booking('rosewater', 'standard', 'broken');
    world.ports.store.plant(broken, '{', {
      attention: { clinicId: 'rosewater', startAt: at + dayMs, kinds: ['blocked'] },
    });
    const setAside = {
      type: 'quarantine',
      key: broken,
      version: 1,
      tries: 5,
      reason: 'item: invalid_type',
    } as const;
    await world.ports.store.put({ ...setAside, since: at, expiresAt: at + 30 * dayMs }, 'absent', [
      'quarantined',
    ]);
    const { rows } = await ask(world, key);

    expect(rows.map(({ row }) => row)).toEqual(['quarantined', 'quarantined']);
    expect(rows[0]).toMatchObject({
      ref: expect.any(String),
      since: formatInstant(at),
      kinds: ['quarantined'],
    });
  });

  test('leaves out who needs nobody any more, though the index still has them', async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'visit-1', answers: {} });
    world.ports.store.freezeIndexes();
    await book(world, { uid: 'visit-1' });

    expect((await ask(world, key)).rows).toEqual([]);
  });

  test("shows another clinic's entries to nobody here", async () => {
    const world = await createWorld(at);
    await world.ports.store.put({ ...world.clinic, id: 'larkspur' }, 'absent');
    await book(world, { uid: 'visit-1', answers: pregnant });

    expect((await ask(world, key)).rows).toHaveLength(1);
    const { token } = as('manager');
    const elsewhere = await askInVain(world, key, { token, clinicId: 'larkspur' });
    expect(elsewhere.status).toBe(404);
  });
});

describe('the tabs', () => {
  test("turn at the clinic's own midnight: this morning's visit is still ahead, yesterday's is past", async () => {
    const world = await createWorld(at);
    await book(world, { uid: 'visit-1', days: 1, answers: pregnant });
    const tabs = async () => ({
      ahead: namesOf((await ask(world, key)).rows),
      past: namesOf((await ask(world, key, { query: { tab: 'past' } })).rows),
    });
    const midnight = instantOf('2026-11-18T05:00:00Z');
    world.ports.clock.set(midnight - 1);
    expect(await tabs()).toEqual({ ahead: ['Client visit-1'], past: [] });
    world.ports.clock.set(midnight);
    expect(await tabs()).toEqual({ ahead: [], past: ['Client visit-1'] });
    world.ports.clock.set(at + 8 * dayMs);
    expect(await tabs()).toEqual({ ahead: [], past: ['Client visit-1'] });
    world.ports.clock.advance(1);
    expect(await tabs()).toEqual({ ahead: [], past: [] });
  });

  test('the past begins with the first visit that is still on it, and counts no older one', async () => {
    const world = await createWorld(at);
    const stored = await failedText(world, 'old', at + dayMs);
    for (let copy = 0; copy < pageRows; copy += 1) {
      await world.ports.store.put({ ...stored, uid: `old-${copy}` }, 'absent', ['text-failed']);
    }
    await failedText(world, 'lately', at + 4 * dayMs);
    world.ports.clock.set(at + 8 * dayMs + 2 * hourMs);
    const { rows, counts, next } = await ask(world, key, { query: { tab: 'past' } });

    expect(namesOf(rows)).toEqual(['Client lately']);
    expect(counts).toEqual({ byKind: { 'text-failed': 1 }, all: 1, more: false });
    expect(next).toBeUndefined();
  });

  /** All is fine with it but a text. */
  async function failedText(world: World, uid: string, startAt: number): Promise<Booking> {
    await book(world, { uid, days: (startAt - at) / dayMs });
    const booking = await world.booking(uid);
    const steps = booking.steps.map((step) =>
      step.act.what === 'booked'
        ? { ...step, state: { status: 'failed', at, reason: 'gone' } as const }
        : step,
    );
    const failed = { ...booking, steps, version: booking.version + 1 };
    await world.ports.store.put(failed, booking.version, ['text-failed']);
    return failed;
  }
});

test('a visit at midnight is the new day’s, on both tabs of the day it begins', async () => {
  const world = await createWorld(at);
  const midnight = instantOf('2026-11-18T05:00:00Z');
  await book(world, { uid: 'visit-1', days: (midnight - at) / dayMs, answers: pregnant });
  world.ports.clock.set(midnight);

  expect(namesOf((await ask(world, key)).rows)).toEqual(['Client visit-1']);
  expect((await ask(world, key, { query: { tab: 'past' } })).rows).toEqual([]);
});

describe('filter and pages', () => {
  async function crowd(world: World, size: number): Promise<void> {
    await book(world, { uid: 'first', days: 1, answers: pregnant });
    const stored = await world.booking('first');
    for (let at = 0; at < size; at += 1) {
      const uid = `b-${String(at).padStart(5, '0')}`;
      const startAt = stored.startAt + Math.floor(at / 3) * minuteMs;
      const copy = { ...stored, uid, startAt, client: { ...stored.client, name: uid } };
      await world.ports.store.put(copy, 'absent', at % 5 === 0 ? ['blocked', 'text-failed'] : ['blocked']);
    }
  }

  test('each page goes on where the one before ended, also among visits of one minute, and none twice', async () => {
    const world = await createWorld(at);
    await crowd(world, 60);
    const seen: unknown[] = [];
    let after: string | undefined;
    const sizes: number[] = [];
    do {
      const page = await ask(world, key, { query: after === undefined ? {} : { after } });
      expect(page.counts === undefined).toBe(after !== undefined);
      seen.push(...namesOf(page.rows));
      sizes.push(page.rows.length);
      after = page.next;
    } while (after !== undefined);

    expect(sizes).toEqual([pageRows, pageRows, 11]);
    expect(new Set(seen).size).toBe(61);
  });

  test('a filter shows only its kinds, and the counts stay those of all', async () => {
    const world = await createWorld(at);
    await crowd(world, 60);
    const { rows, counts, next } = await ask(world, key, { query: { kinds: 'text-failed,proposal' } });

    expect(rows).toHaveLength(12);
    expect(next).toBeUndefined();
    expect(counts).toEqual({ byKind: { blocked: 61, 'text-failed': 12 }, all: 61, more: false });
  });

  test('as many as are counted are all of them', async () => {
    const world = await createWorld(at);
    await crowd(world, countedMax - 1);
    expect((await ask(world, key)).counts).toMatchObject({ all: countedMax, more: false });
  });

  test("a page of one tab is none of the other's", async () => {
    const world = await createWorld(at);
    await crowd(world, 30);
    const { next: ahead = '' } = await ask(world, key);
    world.ports.clock.set(at + 3 * dayMs);
    const { next: past = '' } = await ask(world, key, { query: { tab: 'past' } });
    for (const query of [
      { tab: 'past', after: ahead },
      { tab: 'ahead', after: past },
    ]) {
      const problem = await askInVain(world, key, { query });
      expect(problem).toMatchObject({ status: 422, errors: [{ path: 'after' }] });
    }
    expect((await ask(world, key, { query: { tab: 'past', after: past } })).rows).toHaveLength(6);
  });

  test('beyond the entries that are counted there is more, and the list goes on', async () => {
    const world = await createWorld(at);
    await crowd(world, countedMax);
    const { counts, next } = await ask(world, key);

    expect(counts).toMatchObject({ all: countedMax, more: true });
    expect(next).toBeDefined();
    const filtered = await ask(world, key, { query: { kinds: 'proposal' } });
    expect(filtered.rows).toEqual([]);
    expect(filtered.next).toBeDefined();
    const { next: end } = await ask(world, key, {
      query: { kinds: 'proposal', after: filtered.next ?? '' },
    });
    expect(end).toBeUndefined();
  });

  test.each([10, 1_500])('the first page of %i entries takes the same few reads', async (size) => {
    const world = await createWorld(at);
    await crowd(world, size);
    const counted = countingCalls(world.ports);
    await send(world.process(counted.ports), key);
    const calls = counted.calls().map(({ name }) => name);

    expect(calls.filter((name) => name === 'store.attentionFrom')).toHaveLength(2);
    expect(calls.filter((name) => name === 'store.get').length).toBeLessThanOrEqual(3);
    expect(
      calls.filter(
        (name) => !['store.attentionFrom', 'store.get', 'clock.now', 'journal.note'].includes(name),
      ),
    ).toEqual([]);
    expect(counted.depth()).toBe(3);
  });

  test.each([
    ['something made up', 'abc'],
    ['a place without a key', Buffer.from('[1]').toString('base64url')],
    [
      "another clinic's place",
      Buffer.from(JSON.stringify(['ahead', 1, 'booking#larkspur#standard#x'])).toString('base64url'),
    ],
    [
      'a key of something that is never listed',
      Buffer.from(JSON.stringify(['ahead', 1, 'clinic#rosewater'])).toString('base64url'),
    ],
    [
      "another clinic's quarantine",
      Buffer.from(JSON.stringify(['ahead', 1, 'quarantine#booking#larkspur#a#b'])).toString('base64url'),
    ],
  ])('%s is no cursor', async (_what, after) => {
    const problem = await askInVain(await createWorld(at), key, { query: { after } });
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'after' }] });
  });

  test.each([
    [{ tab: 'all' }, 'tab'],
    [{ kinds: 'blocked,odd' }, 'kinds.1'],
    [{ kinds: '' }, 'kinds.0'],
    [{ page: '2' }, 'page'],
    [JSON.parse('{"__proto__":"x"}'), '__proto__'],
  ])('the query %j is refused by the name of its field', async (query, path) => {
    const problem = await askInVain(await createWorld(at), key, { query });
    expect(problem).toMatchObject({ status: 422, errors: [{ path }] });
  });
});
